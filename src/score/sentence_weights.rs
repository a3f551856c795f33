//! Learned weights that judge a sentence as a whole.

use super::formula::{SentenceScore, reaches};
use super::sentence_features;
use crate::analysis::CueMatch;
use crate::context::Policy;
use crate::logit::{logistic, logit};
use crate::sentence::SentenceView;
use crate::weights::{Feature, Layer, NO_VALUE, SeenFeatures, Weights, names};

/// Returns what the sentence's hedges alone say, in logits: the noisy-or of those
/// that count, or the likeliest if none does. Held between −4 and 4.
pub(crate) fn cues_logit(hedge_probability: f64, matches: &[CueMatch]) -> f64 {
    let likeliest = matches.iter().filter_map(|found| found.confidence).fold(0.0, f64::max);
    let p = if hedge_probability > 0.0 { hedge_probability } else { likeliest };
    logit(p).clamp(-4.0, 4.0)
}

/// Returns the weight of [`cues_logit`] in hundredths.
pub(crate) fn cues_slope(weights: &Weights) -> i32 {
    weights.of(Feature::new(names::S_CUES, NO_VALUE, NO_VALUE))
}

/// Lets learned weights judge the sentence as a whole, if there are some.
pub(crate) fn apply_sentence_weights(
    policy: &Policy,
    view: &SentenceView<'_>,
    matches: &[CueMatch],
    score: &mut SentenceScore,
    seen: &mut SeenFeatures,
) {
    let weights = policy.learned.as_deref().filter(|weights| weights.has(Layer::Sentence));
    let Some(weights) = weights else { return };
    let sum = sentence_features::sum(view, matches, policy.cues(), weights, seen);
    let slope = f64::from(cues_slope(weights));
    let cues = slope * cues_logit(score.hedge_probability, matches);
    score.hedge_probability = logistic((f64::from(sum) + cues) / 100.0);
    score.hedged = reaches(score.hedge_probability, policy.threshold);
}
