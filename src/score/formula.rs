//! Scores of a sentence by the formulas of [`crate::AnalyzedSentence`].

use crate::analysis::CueMatch;
use crate::context::Policy;
use crate::lexicon::{Profile, Side};

/// The figures of one sentence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct SentenceScore {
    /// The hedge probability reaches the threshold.
    pub(crate) hedged: bool,
    /// By side, the probability (0–1) that a reader calls the sentence hedged, boosted, or based on
    /// evidence.
    pub(crate) probabilities: [f64; Side::COUNT],
    /// Certainty (0–1) with which the sentence presents what it says.
    pub(crate) certainty: f64,
}

impl SentenceScore {
    pub(crate) fn probability(&self, side: Side) -> f64 {
        self.probabilities[side as usize]
    }
}

/// Tells whether a probability reaches a threshold. Sums of rounded strengths do not miss it by
/// one bit.
pub(super) fn reaches(probability: f64, threshold: f64) -> bool {
    probability + 1e-9 >= threshold
}

pub(crate) fn by_formula(policy: &Policy, matches: &[CueMatch]) -> SentenceScore {
    combine(&policy.profile, weights(policy, matches))
}

/// Returns side and weight of each match that counts.
pub(super) fn weights(policy: &Policy, matches: &[CueMatch]) -> impl Iterator<Item = (Side, f64)> {
    let counted = matches.iter().filter(|found| found.counts());
    counted.map(|found| (found.side(), policy.weight(found)))
}

/// Scores a sentence from the side and weight of each match that counts.
pub(super) fn combine(
    profile: &Profile,
    weights: impl Iterator<Item = (Side, f64)>,
) -> SentenceScore {
    let (mut plain, mut doubt, mut support) = ([1.0; Side::COUNT], 1.0, 1.0);
    for (side, weight) in weights {
        plain[side as usize] *= 1.0 - weight;
        match side {
            Side::Hedge => doubt *= 1.0 - profile.hedge_pull * weight,
            Side::Booster | Side::Evidence => support *= 1.0 - profile.support_pull * weight,
        }
    }
    let probabilities: [f64; Side::COUNT] = plain.map(|plain: f64| 1.0 - plain);
    SentenceScore {
        hedged: reaches(probabilities[Side::Hedge as usize], profile.threshold),
        probabilities,
        certainty: 1.0 - (1.0 - profile.plain_certainty * doubt) * support,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(matches: &[(Side, f64)]) -> SentenceScore {
        let profile = crate::language::Language::english().profile("news").unwrap();
        combine(&profile, matches.iter().copied())
    }

    #[test]
    fn two_weak_hedges_add_up() {
        let one = score(&[(Side::Hedge, 0.3)]);
        let two = score(&[(Side::Hedge, 0.3), (Side::Hedge, 0.3)]);
        assert!(!one.hedged && two.hedged);
        assert!((two.probability(Side::Hedge) - 0.51).abs() < 1e-12);
    }

    #[test]
    fn hedges_lower_and_support_raises_certainty() {
        let plain = score(&[]).certainty;
        let hedged = score(&[(Side::Hedge, 0.6)]).certainty;
        let boosted = score(&[(Side::Hedge, 0.6), (Side::Booster, 0.6)]).certainty;
        assert!(hedged < boosted && hedged < plain);
        assert!(score(&[(Side::Evidence, 0.5)]).certainty > plain);
    }
}
