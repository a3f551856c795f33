//! The probability that readers take from a phrase.

use std::sync::LazyLock;

use serde::Deserialize;

use super::builtin;
use crate::error::{Error, Result};
use crate::logit::{logistic, logit};

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

/// How phrases of likelihood compose (`lexicons/en/likelihood.toml`), in logits.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Likelihood {
    #[allow(dead_code)] // one version so far
    format: u32,
    /// Half the width of the middle half of readers where no survey has asked.
    pub spread: f64,
    /// The factor by which "very" carries a probability away from one half.
    pub stronger: f64,
    /// The factor by which "fairly" holds it back.
    pub weaker: f64,
    /// The factor that is left of what was unlikely when it is negated.
    pub understated: f64,
}

impl Likelihood {
    /// The built-in figures.
    ///
    /// # Panics
    /// Never in a released version: a test reads every built-in file.
    pub fn builtin() -> &'static Self {
        static LIKELIHOOD: LazyLock<Likelihood> = LazyLock::new(|| {
            Likelihood::parse(builtin::LIKELIHOOD, "lexicons/en/likelihood.toml")
                .unwrap_or_else(|e| panic!("built-in figures of likelihood: {e}"))
        });
        &LIKELIHOOD
    }

    fn parse(text: &str, file: &str) -> Result<Self> {
        let data: Self = toml::from_str(text).map_err(|e| Error::toml(file, text, &e))?;
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
    /// A median with the usual spread.
    pub fn around(mid: f64) -> Self {
        let spread = Likelihood::builtin().spread;
        let at = |by: f64| logistic(logit(mid) + by);
        Self { low: at(-spread), mid, high: at(spread) }
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
        let scale = |p: f64| logistic(logit(p.clamp(0.001, 0.999)) * factor);
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
