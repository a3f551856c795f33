//! Certainty where the formula does not give it: of sentences with statement adverbs, and in
//! profiles that have weights learned from ratings.
//!
//! Statement adverbs ([`super::adverbs`]) are taken out first. What is left, the *base*, is
//! rated by a linear regression over its cues and words; then each adverb pulls, a hedge never up
//! and a booster never down. So adding "possibly" anywhere never raises certainty and adding
//! "certainly" never lowers it, whatever it parts: the base stays the same.

use super::adverbs::pulling_adverbs;
use super::formula;
use super::sentence_features::cues_probability;
use crate::analysis::CueMatch;
use crate::context::{Policy, rules};
use crate::lexicon::Side;
use crate::sentence_view::SentenceView;
use crate::text::{Token, word_value};
use crate::weights::{Feature, NO_VALUE, SeenFeatures, Weights, template};

/// The base of a sentence.
#[derive(Debug, Clone)]
pub(crate) struct Base<'a> {
    /// Its tokens.
    pub(crate) view: SentenceView<'a>,
    /// Its matches, judged without the statement adverbs.
    pub(crate) matches: &'a [CueMatch],
}

/// Calls `take` with every feature of the base but its words, and its value.
fn each_of_matches(base: &Base<'_>, policy: &Policy, mut take: impl FnMut(Feature, f64)) {
    take(Feature::new(template::C_ALWAYS, NO_VALUE, NO_VALUE), 1.0);
    if base.matches.is_empty() {
        return;
    }
    let by_side =
        Side::ALL.map(|side| cues_probability(policy, side, base.matches).unwrap_or_default());
    let of = |side: Side| by_side[side as usize];
    for side in Side::ALL {
        take(Feature::new(template::C_SIDE, side.key(), NO_VALUE), of(side));
    }
    // Doubts pile up less than they add up, and a source makes a doubt another one.
    for other in [Side::Hedge, Side::Evidence] {
        let both = Feature::new(template::C_SIDES, Side::Hedge.key(), other.key());
        take(both, of(Side::Hedge) * of(other));
    }
    // A match that learned weights have ruled out had passed the rules, and still tells.
    let passed = |found: &&CueMatch| found.counts() || found.rule == rules::WEIGHTS_OTHER;
    for found in base.matches.iter().filter(passed) {
        let cue = policy.cues()[found.cue].key;
        take(Feature::new(template::C_CUE, cue, NO_VALUE), 1.0);
        take(Feature::new(template::C_CLASS, found.class.key(), NO_VALUE), 1.0);
    }
}

fn word_feature(token: &Token) -> Feature {
    Feature::new(template::C_WORD, word_value(Some(token)), NO_VALUE)
}

const LENGTH: Feature = Feature { template: template::C_LENGTH, values: [NO_VALUE; 3] };

/// Returns the value of the feature of the base's length in words.
fn length_value(words: u32) -> f64 {
    libm::log(f64::from(words.clamp(4, 60)) / 20.0)
}

/// Calls `take` with the features of the sentence's statement adverbs, if it has some.
fn each_of_adverbs(adverbs: Option<&SentenceView<'_>>, mut take: impl FnMut(Feature, f64)) {
    let Some(view) = adverbs else { return };
    for (at, side) in pulling_adverbs(view) {
        let adverb = word_value(Some(&view.tokens[at]));
        take(Feature::new(template::C_STATEMENT, side.key(), NO_VALUE), 1.0);
        take(Feature::new(template::C_ADVERB, side.key(), adverb), 1.0);
    }
}

/// Returns all features of a sentence with their values; `adverbs` is the whole sentence if
/// it has statement adverbs.
pub(crate) fn certainty_features(
    base: &Base<'_>,
    adverbs: Option<&SentenceView<'_>>,
    policy: &Policy,
) -> Vec<(Feature, f64)> {
    let mut all = Vec::new();
    let mut take = |feature, value| all.push((feature, value));
    each_of_matches(base, policy, &mut take);
    if !policy.profile.plain_without_cues {
        let words = base.view.tokens.iter().filter(|token| token.kind.is_word());
        words.clone().for_each(|token| take(word_feature(token), 1.0));
        take(LENGTH, length_value(words.count() as u32));
    }
    each_of_adverbs(adverbs, &mut take);
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
        return by_ratings(base, adverbs, policy, weights, seen);
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
    policy: &Policy,
    weights: &Weights,
    seen: &mut SeenFeatures,
) -> f64 {
    weights.begin(seen);
    let mut sum = 0.0;
    each_of_matches(base, policy, |feature, value| {
        sum += f64::from(weights.once(feature, seen)) * value;
    });
    if !policy.profile.plain_without_cues {
        let tokens = base.view.tokens;
        seen.make_room(tokens.len() + 1);
        let mut length = 0;
        for token in tokens {
            let word = token.kind.is_word();
            length += u32::from(word);
            let feature = word_feature(token);
            let known = weights.templates_of(feature.values[0]).has(template::C_WORD);
            weights.note(feature, word & known, seen);
        }
        weights.take_noted(seen, |weight| sum += f64::from(weight));
        sum += f64::from(weights.of(LENGTH)) * length_value(length);
    }
    each_of_adverbs(adverbs, |feature, value| {
        sum += f64::from(weights.once(feature, seen)) * value;
    });
    // Weights are in hundredths of a point of a hundred.
    (sum / 10_000.0).clamp(0.0, 1.0)
}
