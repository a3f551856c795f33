//! The distribution of a figure between 0 and 1 over documents.

use crate::stats::{Estimate, MeanOf};

/// Bins of [`Distribution::bins`].
pub const BINS: usize = 20;

/// Bins that quartiles are found in.
const FINE: usize = 1_000;

/// The distribution of a figure (0–1) over documents; every document counts the same.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Distribution {
    /// Documents that have the figure.
    pub documents: u64,
    /// Numbers of documents in [`BINS`] equal parts of 0–1. A part has its lower end
    /// and not its upper, but the last has both.
    pub bins: [u64; BINS],
    /// Lower quartile, median, upper quartile: the values of the documents at a quarter, a
    /// half and three quarters of the way up (the next one up where that falls between two),
    /// correct to 0.001; none without documents.
    pub quartiles: Option<[f64; 3]>,
    /// The mean with Student's interval; none without documents.
    pub mean: Option<Estimate>,
}

#[derive(Debug, Clone)]
pub(super) struct DistributionBuilder {
    bins: [u64; BINS],
    /// Documents and the sum of their values, by thousandth.
    fine: Vec<(u64, f64)>,
    mean: MeanOf,
}

impl DistributionBuilder {
    pub(super) fn new() -> Self {
        Self { bins: [0; BINS], fine: vec![(0, 0.0); FINE], mean: MeanOf::default() }
    }

    pub(super) fn add(&mut self, value: Option<f64>) {
        let Some(value) = value.filter(|value| value.is_finite()) else { return };
        self.bins[bin(value, BINS)] += 1;
        let (documents, sum) = &mut self.fine[bin(value, FINE)];
        *documents += 1;
        *sum += value;
        self.mean.add(value);
    }

    pub(super) fn finish(&self) -> Distribution {
        let documents = self.bins.iter().sum();
        let quartiles =
            (documents > 0).then(|| [1, 2, 3].map(|quarters| self.value_at(documents, quarters)));
        let mean = self.mean.estimate().map(|mean| mean.within(0.0, 1.0));
        Distribution { documents, bins: self.bins, quartiles, mean }
    }

    fn value_at(&self, documents: u64, quarters: u64) -> f64 {
        let mut left = (documents * quarters).div_ceil(4);
        for (here, sum) in &self.fine {
            if left <= *here {
                // Exact where all of the bin are the same, as they often are at 0 and 1.
                return sum / *here as f64;
            }
            left -= here;
        }
        1.0
    }
}

fn bin(value: f64, bins: usize) -> usize {
    // Tables have six decimals: less than that below a bin's lower end is rounding.
    let at = (value * bins as f64 + 1e-9).clamp(0.0, bins as f64 - 1.0);
    (at as i64).unsigned_abs() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: impl IntoIterator<Item = f64>) -> Distribution {
        let mut of = DistributionBuilder::new();
        values.into_iter().for_each(|value| of.add(Some(value)));
        of.add(None);
        of.finish()
    }

    #[test]
    fn a_bin_has_its_lower_end_and_the_last_has_both() {
        let ends = of((0..=20).map(|k| f64::from(k) / 20.0));
        assert_eq!(ends.bins[..19], [1; 19]);
        assert_eq!(ends.bins[19], 2);
        assert_eq!(ends.documents, 21);
        assert!((0..1_000_u16).all(|k| bin(f64::from(k) / 1e3, FINE) == usize::from(k)));
    }

    #[test]
    fn quartiles_are_values_of_documents_to_a_thousandth() {
        assert_eq!(of([0.0, 0.0, 0.0, 1.0]).quartiles, Some([0.0, 0.0, 0.0]));
        assert_eq!(of([1.0 / 3.0]).quartiles, Some([1.0 / 3.0; 3]));
        // Of 0.0000 to 0.9999 those at ranks 2,500, 5,000 and 7,500.
        let quartiles = of((0..10_000).map(|k| f64::from(k) / 1e4)).quartiles.unwrap();
        for (is, wanted) in quartiles.into_iter().zip([0.2499, 0.4999, 0.7499]) {
            assert!((is - wanted).abs() <= 1e-3, "{quartiles:?}");
        }
    }

    #[test]
    fn nothing_has_no_figures() {
        let nothing = of([f64::NAN]);
        assert_eq!((nothing.documents, nothing.quartiles, nothing.mean), (0, None, None));
    }

    #[test]
    fn the_mean_s_interval_stays_within_what_can_be() {
        let mean = of([0.0, 0.1]).mean.unwrap();
        assert_eq!((mean.low, mean.n), (Some(0.0), 2));
        assert!(mean.high <= Some(1.0));
    }
}
