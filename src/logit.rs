//! The logistic function and its inverse, the same bits on every machine.

/// The probability (0–1) that a sum of weights, in logits, stands for.
pub(crate) fn logistic(sum: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-sum))
}

/// The logarithm of the odds; infinite at 0 and 1.
pub(crate) fn logit(probability: f64) -> f64 {
    libm::log(probability / (1.0 - probability))
}
