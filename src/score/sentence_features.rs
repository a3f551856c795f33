//! Learned weights that judge a sentence as a whole, and the features that they look at.

use super::formula::{SentenceScore, reaches};
use crate::analysis::CueMatch;
use crate::context::Policy;
use crate::lexicon::{Cue, Side};
use crate::logit::{logistic, logit};
use crate::sentence_view::SentenceView;
use crate::text::word_value;
use crate::weights::{Feature, NO_VALUE, SeenFeatures, Weights, template};

/// Calls `take` with every feature of the sentence, with one that occurs twice twice.
fn each(
    view: &SentenceView<'_>,
    matches: &[CueMatch],
    cues: &[Cue],
    mut take: impl FnMut(Feature),
) {
    each_of_matches(matches, cues, &mut take);
    let mut before = word_value(None);
    for token in view.tokens.iter().map(Some).chain([None]) {
        let word = word_value(token);
        if token.is_some() {
            take(Feature::new(template::S_WORD, word, NO_VALUE));
        }
        take(Feature::new(template::S_PAIR, before, word));
        before = word;
    }
}

/// Calls `take` with the features that do not look at words.
fn each_of_matches(matches: &[CueMatch], cues: &[Cue], mut take: impl FnMut(Feature)) {
    take(Feature::new(template::S_ALWAYS, NO_VALUE, NO_VALUE));
    for found in matches {
        let reading = found.reading.key();
        take(Feature::new(template::S_CUE, cues[found.cue].key, reading));
        take(Feature::new(template::S_CLASS, found.class.key(), reading));
    }
}

/// Returns all features, each once, in order.
pub(crate) fn sentence_features(
    view: &SentenceView<'_>,
    matches: &[CueMatch],
    cues: &[Cue],
) -> Vec<Feature> {
    let mut all = Vec::new();
    each(view, matches, cues, |feature| all.push(feature));
    all.sort_unstable_by_key(|f| (f.template, f.values));
    all.dedup();
    all
}

/// Returns the features that have a weight, each once, with it.
pub(crate) fn weighted_features(
    view: &SentenceView<'_>,
    matches: &[CueMatch],
    cues: &[Cue],
    weights: &Weights,
) -> Vec<(Feature, i32)> {
    let (mut all, mut seen) = (Vec::new(), SeenFeatures::default());
    weights.begin(&mut seen);
    each(view, matches, cues, |feature| {
        let weight = weights.once(feature, &mut seen);
        if weight != 0 {
            all.push((feature, weight));
        }
    });
    all
}

/// Returns the sum of [`weighted_features`], faster.
fn sum(
    view: &SentenceView<'_>,
    matches: &[CueMatch],
    cues: &[Cue],
    weights: &Weights,
    seen: &mut SeenFeatures,
) -> i32 {
    weights.begin(seen);
    let mut sum = 0;
    each_of_matches(matches, cues, |feature| sum += weights.once(feature, seen));
    seen.make_room(2 * view.len() + 2);
    let mut before = word_value(None);
    let mut before_in = weights.templates_of(before);
    let mut pass = |word: u32, inside: bool| {
        let templates = weights.templates_of(word);
        let alone = Feature::new(template::S_WORD, word, NO_VALUE);
        weights.note(alone, templates.has(template::S_WORD) & inside, seen);
        let pair = Feature::new(template::S_PAIR, before, word);
        let may_be = before_in.has(template::S_PAIR) & templates.has(template::S_PAIR);
        weights.note(pair, may_be, seen);
        (before, before_in) = (word, templates);
    };
    for token in view.tokens {
        pass(word_value(Some(token)), true);
    }
    pass(word_value(None), false);
    weights.take_noted(seen, |weight| sum += weight);
    sum
}

/// Returns what the matches of a side alone say of their sentence (0–1): the noisy-or of all that
/// weights have judged, and of those that count without. None if there is no such match.
pub(crate) fn cues_probability(policy: &Policy, side: Side, matches: &[CueMatch]) -> Option<f64> {
    let (mut none, mut any) = (1.0, false);
    for found in matches.iter().filter(|found| found.side() == side) {
        if found.confidence.is_some() || found.counts() {
            any = true;
            none *= 1.0 - policy.weight(found);
        }
    }
    any.then_some(1.0 - none)
}

/// Tells whether the profile takes a sentence for plain on a side: because nothing on this side was
/// judged or, for hedges, because none counts. So what is called hedged has a mark to show for it.
pub(crate) fn is_plain(policy: &Policy, side: Side, matches: &[CueMatch]) -> bool {
    let says = |found: &CueMatch| match side {
        Side::Hedge => found.counts() && policy.profile.class_weights[found.class.index()] > 0.0,
        Side::Booster | Side::Evidence => found.counts() || found.confidence.is_some(),
    };
    policy.profile.plain_without_cues
        && !matches.iter().any(|found| found.side() == side && says(found))
}

/// Returns [`cues_probability`] in logits, held between −4 and 4.
pub(crate) fn cues_logit(policy: &Policy, side: Side, matches: &[CueMatch]) -> Option<f64> {
    let probability = cues_probability(policy, side, matches)?;
    Some(logit(probability).clamp(-LARGEST_LOGIT, LARGEST_LOGIT))
}

/// The cues of a sentence speak for and against it with no more than these logits.
pub(crate) const LARGEST_LOGIT: f64 = 4.0;

/// Returns the weight of [`cues_logit`] in hundredths.
pub(crate) fn cues_slope(weights: &Weights) -> i32 {
    weights.of(Feature::new(template::S_CUES, NO_VALUE, NO_VALUE))
}

/// Lets the learned weights of a side, if there are some, judge the sentence as a whole.
pub(crate) fn apply_sentence_weights(
    policy: &Policy,
    side: Side,
    view: &SentenceView<'_>,
    matches: &[CueMatch],
    score: &mut SentenceScore,
    seen: &mut SeenFeatures,
) {
    let Some(weights) = policy.sentence_weights(side) else { return };
    let probability = if is_plain(policy, side, matches) {
        0.0
    } else {
        let cues = cues_logit(policy, side, matches);
        let sum = sum(view, matches, policy.cues(), weights, seen);
        let cues = f64::from(cues_slope(weights)) * cues.unwrap_or(-LARGEST_LOGIT);
        logistic((f64::from(sum) + cues) / 100.0)
    };
    score.probabilities[side as usize] = probability;
    if side == Side::Hedge {
        score.hedged = reaches(probability, policy.threshold);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentence_view::tests::each_sentence;

    #[test]
    fn the_fast_sum_is_that_of_all_features() {
        let mut seen = SeenFeatures::default();
        for name in [
            "science-hedge",
            "reviews-hedge",
            "encyclopedia-hedge",
            "news-hedge",
            "news-booster",
            "news-evidence",
        ] {
            let weights =
                crate::language::Language::english().weights(name).expect("English has it");
            let mut sums = 0;
            each_sentence(include_str!("../../data/articles/medical_abstract.txt"), |view| {
                let weighted = weighted_features(view, &[], &[], &weights);
                let all: i32 = weighted.into_iter().map(|(_, weight)| weight).sum();
                assert_eq!(sum(view, &[], &[], &weights, &mut seen), all);
                let features = sentence_features(view, &[], &[]);
                let singly: i32 = features.into_iter().map(|f| weights.of(f)).sum();
                assert_eq!(singly, all);
                sums += all.abs();
            });
            assert!(sums > 0, "{name}");
        }
    }
}
