//! The probability that readers take from a phrase.

use serde::Deserialize;

/// What readers take a phrase such as "likely" to mean: a probability (0–1) and
/// between which values the middle half of readers lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Probability {
    /// A quarter of readers take it to mean less.
    pub low: f64,
    /// The median.
    pub mid: f64,
    /// A quarter of readers take it to mean more.
    pub high: f64,
}

/// Half the width of the middle half of readers, in logits, where no survey has
/// asked: the median over the seventeen phrases of one that has (see
/// `lexicons/SOURCES.md`).
const SPREAD: f64 = 0.4;

fn logit(p: f64) -> f64 {
    libm::log(p / (1.0 - p))
}

fn from_logit(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

impl Probability {
    /// A median with the usual spread.
    pub fn around(mid: f64) -> Self {
        let at = |by: f64| from_logit(logit(mid) + by);
        Self { low: at(-SPREAD), mid, high: at(SPREAD) }
    }

    /// That of the opposite.
    #[must_use]
    pub fn complement(self) -> Self {
        Self { low: 1.0 - self.high, mid: 1.0 - self.mid, high: 1.0 - self.low }
    }

    /// Away from one half (`factor` above 1) or towards it: the logits times the
    /// factor.
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        let scale = |p: f64| from_logit(logit(p.clamp(0.001, 0.999)) * factor);
        Self { low: scale(self.low), mid: scale(self.mid), high: scale(self.high) }
    }
}

/// As written in a lexicon: the median, or low, median and high.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(untagged)]
pub(super) enum Written {
    Median(f64),
    Range([f64; 3]),
}

impl Written {
    /// The probability, if its parts are in order.
    pub(super) fn read(self) -> Option<Probability> {
        match self {
            Self::Median(mid) if mid > 0.0 && mid < 1.0 => Some(Probability::around(mid)),
            Self::Range([low, mid, high])
                if 0.0 < low && low <= mid && mid <= high && high < 1.0 =>
            {
                Some(Probability { low, mid, high })
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opposites_and_degrees() {
        let likely = Probability { low: 0.65, mid: 0.7, high: 0.75 };
        let unlikely = likely.complement();
        assert!((unlikely.mid - 0.3).abs() < 1e-9 && (unlikely.low - 0.25).abs() < 1e-9);
        let very = likely.scaled(2.0);
        assert!(very.mid > 0.8 && very.low > likely.low);
        assert!(unlikely.scaled(2.0).mid < unlikely.mid);
        let around = Probability::around(0.5);
        assert!((around.low + around.high - 1.0).abs() < 1e-9 && around.low < 0.5);
    }
}
