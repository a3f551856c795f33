//! Right and wrong decisions, and the figures that follow from them.

/// Counts of right and wrong decisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Confusion {
    /// Found and in the gold.
    pub true_positives: u64,
    /// Found, but not in the gold.
    pub false_positives: u64,
    /// In the gold, but not found.
    pub false_negatives: u64,
}

impl Confusion {
    /// Share (0–1) of what was found that is right; none if nothing was found.
    pub fn precision(self) -> Option<f64> {
        share(self.true_positives, self.found())
    }

    /// Share (0–1) of the gold that was found; none if the gold is empty.
    pub fn recall(self) -> Option<f64> {
        share(self.true_positives, self.gold())
    }

    /// Harmonic mean of precision and recall (0–1; van Rijsbergen 1979); none
    /// if there was nothing to find and nothing was found.
    pub fn f1(self) -> Option<f64> {
        share(2 * self.true_positives, self.found() + self.gold())
    }

    /// Number of what was found, right or wrong.
    pub fn found(self) -> u64 {
        self.true_positives + self.false_positives
    }

    /// Number of what was to be found.
    pub fn gold(self) -> u64 {
        self.true_positives + self.false_negatives
    }

    /// Counts one decision: whether something was found, and whether it is in the gold.
    pub(crate) fn count(&mut self, found: bool, gold: bool) {
        self.true_positives += u64::from(found && gold);
        self.false_positives += u64::from(found && !gold);
        self.false_negatives += u64::from(!found && gold);
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.true_positives += other.true_positives;
        self.false_positives += other.false_positives;
        self.false_negatives += other.false_negatives;
    }
}

/// A part of a whole (0–1); none of nothing.
pub(super) fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
