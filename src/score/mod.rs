//! Scores of a sentence.
//!
//! Every counted match has a *weight* w in 0–1: the probability that learned
//! weights give it where the profile has them; else its class's weight in the
//! profile times the cue's strength, or the weight that the profile gives the
//! cue itself. From the weights of a sentence come three figures.
//!
//! **Hedge probability** `p = 1 − Π (1 − wᵢ)` over its hedges: the noisy-or of
//! independent causes (Pearl, *Probabilistic Reasoning in Intelligent
//! Systems*, 1988, §4.3.2), as if each hedge by itself made a reader call the
//! sentence hedged with probability wᵢ. Range 0–1; 0 without hedges; adding a
//! hedge never lowers it.
//!
//! Where the profile has learned weights for sentences, `logit(p)` is one feature
//! of a logistic regression beside the sentence's cues, words and pairs of words,
//! and its result replaces `p`: so words that no lexicon lists have their say.
//!
//! **Hedged**: `p` reaches the threshold of the profile or of its weights.
//!
//! **Certainty** `c = 1 − (1 − c₀ · Π (1 − λ wᵢ)) · Π (1 − μ vⱼ)`, with `c₀` the
//! profile's certainty of a plain statement, `λ` and `μ` how far hedges pull
//! down and boosters and evidence pull up, wᵢ the weights of the hedges and
//! vⱼ those of boosters and evidence. Range 0–1. It is our own; its form was
//! chosen so that a hedge never raises it and a booster never lowers it,
//! whatever else the sentence holds. It orders sentences; it is not a
//! probability that a claim is true.

mod certainty;
mod features;

pub(crate) use certainty::{adverbs, base, certainty, features as certainty_features, has_adverb};
pub use features::Parts;

use crate::lexicon::{Profile, Side};
use crate::logit::{logistic, logit};
use crate::weights::{Feature, Layer, NO_VALUE, Seen, Weights, names};

/// The figures of one sentence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SentenceScore {
    /// Whether the hedge probability reaches the profile's threshold.
    pub hedged: bool,
    /// Probability (0–1) that a reader calls the sentence hedged.
    pub hedge_probability: f64,
    /// How certain (0–1) the sentence presents what it says.
    pub certainty: f64,
}

/// Scores a sentence from the side and weight of each match that counts.
pub fn sentence(profile: &Profile, matches: impl Iterator<Item = (Side, f64)>) -> SentenceScore {
    let (mut plain, mut doubt, mut support) = (1.0, 1.0, 1.0);
    for (side, weight) in matches {
        match side {
            Side::Hedge => {
                plain *= 1.0 - weight;
                doubt *= 1.0 - profile.hedge_pull * weight;
            }
            Side::Booster | Side::Evidence => support *= 1.0 - profile.support_pull * weight,
        }
    }
    let hedge_probability: f64 = 1.0 - plain;
    SentenceScore {
        // Sums of rounded strengths must not miss a threshold by one bit.
        hedged: hedge_probability + 1e-9 >= profile.threshold,
        hedge_probability,
        certainty: 1.0 - (1.0 - profile.plain_certainty * doubt) * support,
    }
}

/// What the sentence's hedges alone say, in logits: of the noisy-or of those
/// that count, or of the likeliest if none does. Held between −4 and 4.
pub(crate) fn cues_logit(hedge_probability: f64, parts: &Parts<'_>) -> f64 {
    let likeliest =
        parts.matches.iter().filter_map(|m| m.confidence).fold(0.0, |most: f64, p| most.max(p));
    let p = if hedge_probability > 0.0 { hedge_probability } else { likeliest };
    logit(p).clamp(-4.0, 4.0)
}

/// The features of a sentence that have a weight, with it.
pub(crate) fn weighed(parts: &Parts<'_>, weights: &Weights) -> Vec<(Feature, i32)> {
    let mut all = Vec::new();
    parts.weighed(weights, &mut Seen::default(), |feature, weight| all.push((feature, weight)));
    all
}

/// Lets learned weights judge the sentence as a whole.
pub(crate) fn weigh(
    score: &mut SentenceScore,
    parts: &Parts<'_>,
    weights: &Weights,
    threshold: f64,
    seen: &mut Seen,
) {
    if !weights.has(Layer::Sentence) {
        return;
    }
    let slope = weights.of(Feature::new(names::S_CUES, NO_VALUE, NO_VALUE));
    let sum = parts.sum(weights, seen);
    let cues = f64::from(slope) * cues_logit(score.hedge_probability, parts);
    score.hedge_probability = logistic((f64::from(sum) + cues) / 100.0);
    score.hedged = score.hedge_probability + 1e-9 >= threshold;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(matches: &[(Side, f64)]) -> SentenceScore {
        let profile = Profile::builtin("news").unwrap();
        sentence(&profile, matches.iter().copied())
    }

    #[test]
    fn two_weak_hedges_add_up() {
        let one = score(&[(Side::Hedge, 0.3)]);
        let two = score(&[(Side::Hedge, 0.3), (Side::Hedge, 0.3)]);
        assert!(!one.hedged && two.hedged);
        assert!((two.hedge_probability - 0.51).abs() < 1e-12);
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
