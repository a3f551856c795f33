//! Certainty where the formula does not give it: of sentences with statement adverbs, and in
//! profiles that have weights learned from ratings.
//!
//! Statement adverbs ([`super::adverbs`]) are taken out first. What is left, the *base*, is
//! rated by a linear regression over its cues and words; then each adverb pulls, a hedge never up
//! and a booster never down. So adding "possibly" anywhere never raises certainty and adding
//! "certainly" never lowers it, whatever it parts: the base stays the same.

use super::adverbs::pulling_adverbs;
use super::formula;
use crate::analysis::CueMatch;
use crate::context::{Policy, rules};
use crate::lexicon::{Cue, Side};
use crate::sentence_view::SentenceView;
use crate::text::{Token, word_value};
use crate::weights::{Feature, Layer, NO_VALUE, SeenFeatures, Weights, template};

/// The base of a sentence.
#[derive(Debug, Clone)]
pub(crate) struct Base<'a> {
    /// Its tokens.
    pub(crate) view: SentenceView<'a>,
    /// Its matches, judged without the statement adverbs.
    pub(crate) matches: &'a [CueMatch],
    /// What these matches alone say of the sentence, by side (0–1).
    pub(crate) probabilities: [f64; Side::COUNT],
}

/// Calls `take` with every feature of the base but its words, and its value.
fn each_of_matches(base: &Base<'_>, cues: &[Cue], mut take: impl FnMut(Feature, f64)) {
    take(Feature::new(template::C_ALWAYS, NO_VALUE, NO_VALUE), 1.0);
    for (side, probability) in Side::ALL.iter().zip(base.probabilities) {
        take(Feature::new(template::C_SIDE, side.key(), NO_VALUE), probability);
    }
    // A match that learned weights have ruled out had passed the rules, and still tells.
    let passed = |found: &&CueMatch| found.counts() || found.rule == rules::WEIGHTS_OTHER;
    for found in base.matches.iter().filter(passed) {
        take(Feature::new(template::C_CUE, cues[found.cue].key, NO_VALUE), 1.0);
        take(Feature::new(template::C_CLASS, found.class.key(), NO_VALUE), 1.0);
    }
}

fn word_feature(token: &Token) -> Feature {
    Feature::new(template::C_WORD, word_value(Some(token)), NO_VALUE)
}

/// Calls `take` with the feature of the base's length in words, and those of the sentence's
/// statement adverbs, if it has some.
fn each_of_the_rest(
    length: u32,
    adverbs: Option<&SentenceView<'_>>,
    mut take: impl FnMut(Feature, f64),
) {
    let length = libm::log(f64::from(length.clamp(4, 60)) / 20.0);
    take(Feature::new(template::C_LENGTH, NO_VALUE, NO_VALUE), length);
    let Some(view) = adverbs else { return };
    for (at, side) in pulling_adverbs(view) {
        let adverb = word_value(Some(&view.tokens[at]));
        take(Feature::new(template::C_STATEMENT, side.key(), NO_VALUE), 1.0);
        take(Feature::new(template::C_ADVERB, adverb, NO_VALUE), 1.0);
    }
}

/// Returns all features of a sentence with their values; `adverbs` is the whole sentence if
/// it has statement adverbs.
pub(crate) fn certainty_features(
    base: &Base<'_>,
    adverbs: Option<&SentenceView<'_>>,
    cues: &[Cue],
) -> Vec<(Feature, f64)> {
    let mut all = Vec::new();
    let mut take = |feature, value| all.push((feature, value));
    each_of_matches(base, cues, &mut take);
    let mut length = 0;
    for token in base.view.tokens.iter().filter(|token| token.kind.is_word()) {
        length += 1;
        take(word_feature(token), 1.0);
    }
    each_of_the_rest(length, adverbs, &mut take);
    all
}

/// Returns the certainty (0–1) of a sentence; `adverbs` is the whole sentence if it has
/// statement adverbs.
pub(crate) fn certainty(
    policy: &Policy,
    base: &Base<'_>,
    adverbs: Option<&SentenceView<'_>>,
    seen: &mut SeenFeatures,
) -> f64 {
    if let Some(weights) = policy.weights.certainty() {
        return by_ratings(base, adverbs, policy.cues(), weights, seen);
    }
    let adverbs = adverbs.into_iter().flat_map(|view| {
        pulling_adverbs(view).map(|(at, side)| (side, policy.adverb_weight(view.id(at))))
    });
    formula::combine(&policy.profile, formula::weights(policy, base.matches).chain(adverbs))
        .certainty
}

/// Returns the sum of each of [`certainty_features`] once, by its weight.
fn by_ratings(
    base: &Base<'_>,
    adverbs: Option<&SentenceView<'_>>,
    cues: &[Cue],
    weights: &Weights,
    seen: &mut SeenFeatures,
) -> f64 {
    seen.begin(weights);
    let mut sum = 0.0;
    each_of_matches(base, cues, |feature, value| {
        sum += f64::from(weights.once(feature, seen)) * value;
    });
    let tokens = base.view.tokens;
    seen.make_room(tokens.len() + 1);
    let mut length = 0;
    for token in tokens {
        let word = token.kind.is_word();
        length += u32::from(word);
        let feature = word_feature(token);
        let known = weights.word_use(Layer::Certainty, feature.values[0]).alone;
        seen.note(weights, feature, word & known);
    }
    seen.take_noted(weights, |weight| sum += f64::from(weight));
    each_of_the_rest(length, adverbs, |feature, value| {
        sum += f64::from(weights.once(feature, seen)) * value;
    });
    // Weights are in hundredths of a point of a hundred.
    (sum / 10_000.0).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentence_view::tests::each_sentence;

    #[test]
    fn certainty_is_the_sum_of_each_feature_once() {
        let weights = crate::language::Language::english()
            .weights("science-certainty")
            .expect("English has it");
        let (mut seen, mut inside) = (SeenFeatures::default(), 0);
        each_sentence(include_str!("../../data/articles/medical_abstract.txt"), |view| {
            let base =
                Base { view: view.clone(), matches: &[], probabilities: [0.25; Side::COUNT] };
            let mut all = certainty_features(&base, Some(view), &[]);
            all.sort_by_key(|(feature, _)| (feature.template, feature.values));
            all.dedup_by_key(|(feature, _)| *feature);
            let sum: f64 = all.iter().map(|(f, value)| f64::from(weights.of(*f)) * value).sum();
            let expected = (sum / 10_000.0).clamp(0.0, 1.0);
            let found = by_ratings(&base, Some(view), &[], &weights, &mut seen);
            assert!((found - expected).abs() < 1e-9, "{found} {expected}");
            inside += usize::from(found > 0.0 && found < 1.0);
        });
        assert!(inside > 5);
    }
}
