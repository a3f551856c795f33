//! The probability that readers take from a phrase.

use serde::Deserialize;

use crate::data_file::{self, DataFormat};
use crate::error::{Error, Result};
use crate::logit::{logistic, logit};

/// The probability (0–1) that readers take from a phrase such as "likely", with the values between
/// which the middle half of readers lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Probability {
    /// A quarter of readers take it to mean less.
    pub low: f64,
    /// The median.
    pub mid: f64,
    /// A quarter of readers take it to mean more.
    pub high: f64,
}

/// Where the probability of an entry comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProbabilityOrigin {
    /// Readers were asked.
    Survey,
    /// It was placed between surveyed ones by hand.
    Judgment,
}

/// Factors by which phrases of likelihood compose (`likelihood.toml`), in logits. By default
/// nothing changes a probability.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Likelihood {
    #[serde(rename = "format")]
    _format: DataFormat,
    /// Half the width of the middle half of readers where no survey has asked.
    pub spread: f64,
    /// Factor by which "very" carries a probability away from one half.
    pub stronger: f64,
    /// Factor by which "fairly" holds it back.
    pub weaker: f64,
    /// Factor that is left of what was unlikely when it is negated.
    pub understated: f64,
}

impl Default for Likelihood {
    fn default() -> Self {
        Self { _format: DataFormat, spread: 0.0, stronger: 1.0, weaker: 1.0, understated: 1.0 }
    }
}

impl Likelihood {
    pub(super) fn parse(text: &str, file: &str) -> Result<Self> {
        let data: Self = data_file::read(text, file)?;
        let Self { spread, stronger, weaker, understated, .. } = data;
        let in_order = 0.0 < weaker && weaker <= 1.0 && 1.0 <= stronger && stronger.is_finite();
        if !in_order || !(0.0..=1.0).contains(&understated) || !(0.0..10.0).contains(&spread) {
            let message = "spread must lie between 0 and 10, weaker and understated between 0 and 1, stronger must be 1 or more";
            return Err(Error::data(file, 0, message));
        }
        Ok(data)
    }
}

impl Probability {
    /// Returns a median with the middle half of readers `spread` logits around it.
    pub fn around(mid: f64, spread: f64) -> Self {
        let at = |by: f64| logistic(logit(mid) + by);
        Self { low: at(-spread), mid, high: at(spread) }
    }

    /// Returns the probability of the opposite.
    #[must_use]
    pub fn complement(self) -> Self {
        Self { low: 1.0 - self.high, mid: 1.0 - self.mid, high: 1.0 - self.low }
    }

    /// Moves it away from one half (`factor` above 1) or towards it: the logits times the factor.
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        let scale = |p: f64| logistic(logit(p.clamp(0.001, 0.999)) * factor);
        Self { low: scale(self.low), mid: scale(self.mid), high: scale(self.high) }
    }
}

/// As written in a lexicon: the median, or low, median and high where readers were asked.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(untagged)]
pub(super) enum Written {
    Median(f64),
    Range([f64; 3]),
}

impl Written {
    /// Returns where it comes from: quartiles are known where readers were asked.
    pub(super) fn origin(self) -> ProbabilityOrigin {
        match self {
            Self::Median(_) => ProbabilityOrigin::Judgment,
            Self::Range(_) => ProbabilityOrigin::Survey,
        }
    }

    pub(super) fn read(self, spread: f64) -> Option<Probability> {
        match self {
            Self::Median(mid) if mid > 0.0 && mid < 1.0 => Some(Probability::around(mid, spread)),
            Self::Range([low, mid, high])
                if 0.0 <= low && low <= mid && mid <= high && high <= 1.0 =>
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
    fn figures_that_turn_degrees_around_are_refused() {
        let file = |weaker: &str| {
            let text = format!(
                "format = 1\nspread = 0.4\nstronger = 2\nweaker = {weaker}\nunderstated = 0.5"
            );
            Likelihood::parse(&text, "l.toml")
        };
        assert!(file("0.7").is_ok());
        for wrong in ["1.3", "0.0", "-0.7", "nan", "much"] {
            assert!(file(wrong).unwrap_err().to_string().contains("l.toml"), "{wrong}");
        }
    }
}
