//! Intervals at 95 %: of shares, of their differences, of means and ratios over documents.

/// z for a two-sided 95 % interval.
const Z95: f64 = 1.959_963_984_540_054;

/// Wilson's score interval for a share of `part` in `whole` at 95 %; none if
/// `whole` is 0 or less than `part`.
///
/// E. B. Wilson, "Probable inference, the law of succession, and statistical
/// inference", *JASA* 22 (1927), 209–212. Both ends lie in 0–1, and the
/// interval holds the share itself.
///
/// ```
/// let (low, high) = hedgerow::stats::wilson(5, 10).unwrap();
/// assert!((low - 0.2366).abs() < 1e-4 && (high - 0.7634).abs() < 1e-4);
/// assert_eq!(hedgerow::stats::wilson(0, 0), None);
/// ```
pub fn wilson(part: u64, whole: u64) -> Option<(f64, f64)> {
    if whole == 0 || part > whole {
        return None;
    }
    let n = whole as f64;
    let share = part as f64 / n;
    let z2 = Z95 * Z95;
    let centre = (share + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = Z95 / (1.0 + z2 / n) * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
    // At 0 and 1 rounding would leave the interval a hair off the share.
    Some(((centre - half).clamp(0.0, share), (centre + half).clamp(share, 1.0)))
}

/// The difference of two independent shares, `a_part` in `a_whole` less `b_part` in
/// `b_whole`, with its 95 % interval: value, low, high, all in −1 to 1; none if a whole is 0
/// or less than its part.
///
/// R. G. Newcombe, "Interval estimation for the difference between independent proportions:
/// comparison of eleven methods", *Statistics in Medicine* 17 (1998), 873–890, method 10: the
/// ends come from the two Wilson intervals.
///
/// ```
/// let (value, low, high) = hedgerow::stats::difference(56, 70, 48, 80).unwrap();
/// assert!((value - 0.2).abs() < 1e-9);
/// assert!((low - 0.0524).abs() < 1e-4 && (high - 0.3339).abs() < 1e-4);
/// ```
pub fn difference(a_part: u64, a_whole: u64, b_part: u64, b_whole: u64) -> Option<(f64, f64, f64)> {
    let (a_low, a_high) = wilson(a_part, a_whole)?;
    let (b_low, b_high) = wilson(b_part, b_whole)?;
    let (a, b) = (a_part as f64 / a_whole as f64, b_part as f64 / b_whole as f64);
    let root = |one: f64, other: f64| (one * one + other * other).sqrt();
    let value = a - b;
    let low = value - root(a - a_low, b_high - b);
    let high = value + root(a_high - a, b - b_low);
    Some((value, low.clamp(-1.0, value), high.clamp(value, 1.0)))
}

/// The two-sided 95 % quantile of Student's t with `df` degrees of freedom: from 12.706 for
/// one down to 1.960; infinite for none. Correct to 1e-9.
///
/// Solves the distribution function, a finite sum for whole degrees of freedom (Abramowitz
/// and Stegun, *Handbook of Mathematical Functions*, 26.7.3 and 26.7.4); beyond 200 the
/// expansion about the normal quantile is as good (26.7.5).
pub fn t95(df: u64) -> f64 {
    if df == 0 {
        return f64::INFINITY;
    }
    if df > 200 {
        return expanded_t95(df as f64);
    }
    let (mut low, mut high) = (Z95, 13.0);
    // Halves to the last bit, or nearly.
    for _ in 0..52 {
        let middle = f64::midpoint(low, high);
        if within_t(middle, df) < 0.95 {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

/// The probability that Student's t lies in ±`t`.
fn within_t(t: f64, df: u64) -> f64 {
    let n = df as f64;
    let cos2 = n / (n + t * t);
    let sin = t / (n + t * t).sqrt();
    // Terms go by twos: cos² at a time, from cos for odd and from 1 for even degrees.
    let (mut term, first) = if df % 2 == 1 { (cos2.sqrt(), 1) } else { (1.0, 0) };
    let mut sum = 0.0;
    for k in (first..df.saturating_sub(1)).step_by(2) {
        sum += term;
        term *= cos2 * (k + 1) as f64 / (k + 2) as f64;
    }
    if df % 2 == 1 {
        std::f64::consts::FRAC_2_PI * (libm::atan(t / n.sqrt()) + sin * sum)
    } else {
        sin * sum
    }
}

fn expanded_t95(n: f64) -> f64 {
    let z = Z95;
    let z2 = z * z;
    let first = z * (z2 + 1.0) / 4.0;
    let second = z * (3.0 + z2 * (16.0 + 5.0 * z2)) / 96.0;
    let third = z * (-15.0 + z2 * (17.0 + z2 * (19.0 + 3.0 * z2))) / 384.0;
    let fourth =
        z * (-945.0 + z2 * (-1920.0 + z2 * (1482.0 + z2 * (776.0 + 79.0 * z2)))) / 92_160.0;
    z + (first + (second + (third + fourth / n) / n) / n) / n
}

/// A figure over documents with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The figure.
    pub value: f64,
    /// The interval's lower end; none where one document alone has been seen.
    pub low: Option<f64>,
    /// The interval's upper end; none where `low` is.
    pub high: Option<f64>,
    /// Number of documents that it rests on.
    pub n: u64,
}

impl Estimate {
    fn new(value: f64, half: Option<f64>, n: u64) -> Self {
        Self { value, low: half.map(|half| value - half), high: half.map(|half| value + half), n }
    }

    /// The figure and its interval in another unit: `factor` of these make one of those.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        let by = |end: f64| end * factor;
        Self { value: by(self.value), low: self.low.map(by), high: self.high.map(by), n: self.n }
    }

    /// The interval cut to what the figure can be at all; it goes on holding the figure.
    #[must_use]
    pub fn within(self, least: f64, most: f64) -> Self {
        let (least, most) = (least.min(self.value), most.max(self.value));
        let cut = |end: f64| end.clamp(least, most);
        Self { low: self.low.map(cut), high: self.high.map(cut), ..self }
    }
}

/// A mean, taken in value by value: every document counts the same.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct MeanOf {
    n: u64,
    mean: f64,
    /// Sum of squared deviations from the mean.
    squares: f64,
}

impl MeanOf {
    /// Takes a value in; what is not finite is none.
    pub fn add(&mut self, value: f64) {
        if !value.is_finite() {
            return;
        }
        // B. P. Welford, Technometrics 4 (1962), 419–420: no difference of large sums.
        self.n += 1;
        let off = value - self.mean;
        self.mean += off / self.n as f64;
        self.squares += off * (value - self.mean);
    }

    /// The mean so far; none of nothing. The interval is Student's, with n − 1 degrees of
    /// freedom; a single value gives none.
    pub fn estimate(&self) -> Option<Estimate> {
        if self.n == 0 {
            return None;
        }
        let n = self.n as f64;
        let half =
            (self.n > 1).then(|| t95(self.n - 1) * (self.squares.max(0.0) / (n - 1.0) / n).sqrt());
        Some(Estimate::new(self.mean, half, self.n))
    }
}

/// A pooled share, such as hedged sentences in all sentences, taken in document by document:
/// every sentence counts the same, but documents, not sentences, are what was sampled.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct RatioOf {
    n: u64,
    part: f64,
    whole: f64,
    /// Sums of squared deviations from the means, and of their products.
    parts: f64,
    wholes: f64,
    both: f64,
}

impl RatioOf {
    /// Takes a document in; one whose whole is 0 says nothing and is not counted.
    pub fn add(&mut self, part: f64, whole: f64) {
        if part.is_finite() && whole.is_finite() && whole > 0.0 {
            self.merge(&Self { n: 1, part, whole, ..Self::default() });
        }
    }

    /// Takes in what another has taken in.
    pub fn merge(&mut self, other: &Self) {
        if other.n == 0 {
            return;
        }
        if self.n == 0 {
            *self = *other;
            return;
        }
        // T. F. Chan, G. H. Golub and R. J. LeVeque, American Statistician 37 (1983), 242–247.
        let (a, b) = (self.n as f64, other.n as f64);
        let part = other.part / b - self.part / a;
        let whole = other.whole / b - self.whole / a;
        let weight = a * b / (a + b);
        self.n += other.n;
        self.part += other.part;
        self.whole += other.whole;
        self.parts += other.parts + part * part * weight;
        self.wholes += other.wholes + whole * whole * weight;
        self.both += other.both + part * whole * weight;
    }

    /// The pooled share Σpart ÷ Σwhole so far; none of nothing.
    ///
    /// The variance is the linearised one of a ratio with documents as clusters (W. G. Cochran,
    /// *Sampling Techniques*, 3rd ed. 1977, §§ 2.11 and 6.3), n ÷ (n − 1) × Σ(part − share ×
    /// whole)² ÷ (Σwhole)²; the interval is Student's with n − 1 degrees of freedom, cut to 0–1.
    /// One document gives none. Where documents do not differ, as where the share is 0 or 1,
    /// that variance is 0, as if nothing were in doubt; there the interval of counts is Wilson's over
    /// Σwhole, and other sums have none.
    pub fn estimate(&self) -> Option<Estimate> {
        if self.n == 0 {
            return None;
        }
        let share = self.part / self.whole;
        if self.n == 1 {
            return Some(Estimate::new(share, None, 1));
        }
        let n = self.n as f64;
        let off = self.parts - 2.0 * share * self.both + share * share * self.wholes;
        // A difference of squares this small is rounding: documents do not differ.
        if off <= 1e-12 * self.part * self.part / n {
            // Only counts are binomial; of other sums, as of certainty, nothing can be said.
            let [part, whole] =
                [self.part, self.whole].map(|sum| (sum.round() as i64).unsigned_abs());
            let is_count = (self.part - self.part.round()).abs() < 1e-9;
            let (low, high) = wilson(part, whole).filter(|_| is_count).unzip();
            return Some(Estimate { value: share, low, high, n: self.n });
        }
        let error = (n / (n - 1.0) * off.max(0.0)).sqrt() / self.whole;
        Some(Estimate::new(share, Some(t95(self.n - 1) * error), self.n).within(0.0, 1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean(values: impl IntoIterator<Item = f64>) -> Option<Estimate> {
        let mut of = MeanOf::default();
        values.into_iter().for_each(|value| of.add(value));
        of.estimate()
    }

    fn ratio(documents: impl IntoIterator<Item = (f64, f64)>) -> Option<Estimate> {
        let mut of = RatioOf::default();
        documents.into_iter().for_each(|(part, whole)| of.add(part, whole));
        of.estimate()
    }

    #[test]
    fn wilson_agrees_with_published_values() {
        // Newcombe, "Two-sided confidence intervals for the single proportion",
        // Statistics in Medicine 17 (1998), table I, method 3.
        for (part, whole, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let (l, h) = wilson(part, whole).unwrap();
            assert!((l - low).abs() < 5e-5 && (h - high).abs() < 5e-5, "{part}/{whole}: {l} {h}");
        }
        assert!((wilson(20, 20).unwrap().1 - 1.0).abs() < f64::EPSILON);
    }

    #[test]
    fn differences_agree_with_published_values() {
        // Newcombe (as cited), table II, method 10.
        for (a, n, b, m, low, high) in [
            (56, 70, 48, 80, 0.0524, 0.3339),
            (9, 10, 3, 10, 0.1705, 0.8090),
            (6, 7, 2, 7, 0.0582, 0.8062),
            (5, 56, 0, 29, -0.0381, 0.1926),
            (0, 10, 0, 20, -0.1611, 0.2775),
            (0, 10, 0, 10, -0.2775, 0.2775),
            (10, 10, 0, 20, 0.6791, 1.0),
            (10, 10, 0, 10, 0.6075, 1.0),
        ] {
            let (_, l, h) = difference(a, n, b, m).unwrap();
            assert!((l - low).abs() < 6e-5 && (h - high).abs() < 6e-5, "{a}/{n} {b}/{m}: {l} {h}");
            let (_, back_low, back_high) = difference(b, m, a, n).unwrap();
            assert!((back_low + h).abs() < 1e-12 && (back_high + l).abs() < 1e-12);
        }
        assert_eq!(difference(0, 0, 1, 2), None);
        assert_eq!(difference(1, 2, 0, 0), None);
        assert_eq!(difference(1, 2, 3, 2), None);
    }

    #[test]
    fn documents_that_agree_leave_doubt() {
        for (documents, part, whole) in [
            (vec![(1.0, 4.0), (1.0, 4.0)], 2, 8),
            (vec![(2.0, 6.0), (1.0, 3.0), (3.0, 9.0)], 6, 18),
            (vec![(0.0, 10.0), (0.0, 20.0)], 0, 30),
            (vec![(10.0, 10.0), (20.0, 20.0)], 30, 30),
        ] {
            let own = ratio(documents).unwrap();
            assert_eq!(own.low.zip(own.high), wilson(part, whole));
        }
        for (part, whole) in [(2.55, 3.0), (0.7, 7.0), (1.1, 11.0)] {
            let certainty = ratio(vec![(part, whole); 7]).unwrap();
            assert_eq!((certainty.low, certainty.high), (None, None), "{part} of {whole}");
        }
    }

    #[test]
    fn t_agrees_with_scipy() {
        // scipy.stats.t.ppf(0.975, df), SciPy 1.17.
        for (df, t) in [
            (1, 12.706_204_736_174_7),
            (2, 4.302_652_729_749_46),
            (3, 3.182_446_305_283_71),
            (4, 2.776_445_105_197_79),
            (5, 2.570_581_835_636_31),
            (10, 2.228_138_851_986_27),
            (29, 2.045_229_642_132_70),
            (30, 2.042_272_456_301_24),
            (119, 1.980_099_876_456_94),
            (199, 1.971_956_544_251_75),
            (200, 1.971_896_223_633_91),
            (201, 1.971_836_506_779_86),
            (1_000, 1.962_339_080_826_41),
            (1_000_000, 1.959_966_356_814_11),
        ] {
            assert!((t95(df) - t).abs() < 1e-9, "{df}: {}", t95(df));
        }
        assert!(t95(0).is_infinite());
        assert!((t95(u64::MAX) - Z95).abs() < 1e-12);
    }

    fn close(estimate: Option<Estimate>, value: f64, low: f64, high: f64) {
        let e = estimate.unwrap();
        let off = [(e.value, value), (e.low.unwrap(), low), (e.high.unwrap(), high)];
        assert!(off.iter().all(|(is, wanted)| (is - wanted).abs() < 1e-9), "{off:?}");
    }

    #[test]
    fn means_agree_with_scipy() {
        // scipy.stats.t.interval(0.95, 6, mean, sem).
        let values = [0.42, 0.55, 0.61, 0.38, 0.70, 0.49, 0.52];
        close(mean(values), 0.524_285_714_3, 0.423_134_878_7, 0.625_436_549_8);
        let single = mean([0.4]).unwrap();
        assert_eq!((single.low, single.high, single.n), (None, None, 1));
        assert_eq!(mean([]), None);
        assert_eq!(mean([f64::NAN, 0.4]), mean([0.4]));
        close(mean([0.3; 5]), 0.3, 0.3, 0.3);
    }

    const DOCUMENTS: [(f64, f64); 6] =
        [(3.0, 12.0), (10.0, 40.0), (0.0, 9.0), (7.0, 22.0), (4.0, 31.0), (12.0, 38.0)];

    #[test]
    fn ratios_have_the_variance_of_their_residuals() {
        // From the residuals themselves, with NumPy and scipy.stats.t.
        close(ratio(DOCUMENTS), 0.236_842_105_3, 0.138_432_528_7, 0.335_251_681_9);
        // Uncut this one would begin at −0.170.
        close(ratio([(0.0, 10.0), (0.0, 12.0), (3.0, 20.0)]), 3.0 / 42.0, 0.0, 0.313_236_361_7);
        assert_eq!(ratio([(0.0, 0.0)]), None);
        assert_eq!(
            ratio([(0.0, 0.0), (1.0, 4.0)]).map(|e| (e.value, e.low, e.n)),
            Some((0.25, None, 1))
        );
    }

    #[test]
    fn ratios_may_be_put_together() {
        for cut in 0..=DOCUMENTS.len() {
            let (mut one, mut other) = (RatioOf::default(), RatioOf::default());
            DOCUMENTS[..cut].iter().for_each(|&(part, whole)| one.add(part, whole));
            DOCUMENTS[cut..].iter().for_each(|&(part, whole)| other.add(part, whole));
            one.merge(&other);
            close(one.estimate(), 0.236_842_105_3, 0.138_432_528_7, 0.335_251_681_9);
        }
        let rate = ratio(DOCUMENTS).map(|e| e.times(1000.0));
        assert!((rate.unwrap().low.unwrap() - 138.432_528_7).abs() < 1e-6);
    }
}
