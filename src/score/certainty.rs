//! How certain a sentence presents what it says, by weights learned from ratings.
//!
//! Adverbs of the word classes `statement_hedge` and `statement_booster`
//! ("possibly", "certainly") are taken out first. What is left, the *base*, is
//! rated by a linear regression over its cues, words and pairs of words; then
//! each adverb pulls, a hedge never up and a booster never down. So adding
//! "possibly" anywhere never raises certainty and adding "certainly" never lowers
//! it, whatever it parts: the base stays the same.

use crate::context::{CueMatch, rules};
use crate::lexicon::{Side, word_class as class};
use crate::matcher::Words;
use crate::model::{Feature, Layer, NO_VALUE, Weights, names, word_value};
use crate::text::{Token, TokenKind, hash_word};

use super::Parts;

/// The name under which a statement adverb pulls, if the word is one.
fn adverb(words: Words<'_>, at: usize) -> Option<Side> {
    if words.is(at, class::STATEMENT_HEDGE) {
        Some(Side::Hedge)
    } else if words.is(at, class::STATEMENT_BOOSTER) {
        Some(Side::Booster)
    } else {
        None
    }
}

/// Whether the sentence has a statement adverb. All of them are cues, so a
/// sentence without matches has none.
pub(crate) fn has_adverb(parts: &Parts<'_>) -> bool {
    !parts.matches.is_empty() && parts.tokens.clone().any(|at| adverb(parts.words, at).is_some())
}

/// The tokens of a sentence that stay in its base: all but the statement adverbs
/// and the commas that set them off.
pub(crate) fn base(parts: &Parts<'_>) -> Vec<usize> {
    let words = parts.words;
    let is_adverb = |at: usize| parts.tokens.contains(&at) && adverb(words, at).is_some();
    let comma = |at: usize| words.kind(at) == TokenKind::Comma;
    let beside = |at: usize| is_adverb(at + 1) || at.checked_sub(1).is_some_and(is_adverb);
    parts.tokens.clone().filter(|&at| !is_adverb(at) && !(comma(at) && beside(at))).collect()
}

/// Calls `take` with every feature of a sentence and its value; `parts` is the
/// base, `sentence` the sentence as it stands, `hedged` (0–1) what the hedges of
/// the base come to.
pub(crate) fn each(
    parts: &Parts<'_>,
    sentence: &Parts<'_>,
    hedged: f64,
    worth: impl Fn(u32) -> bool,
    mut take: impl FnMut(Feature, f64),
) {
    take(Feature::new(names::C_ALWAYS, NO_VALUE, NO_VALUE), 1.0);
    take(Feature::new(names::C_CUES, NO_VALUE, NO_VALUE), hedged);
    // What weights for cues have ruled out had passed the rules, and still tells.
    let passed = |found: &&CueMatch| found.counts() || found.rule == rules::WEIGHTS_OTHER;
    for found in parts.matches.iter().filter(passed) {
        take(Feature::new(names::C_CUE, parts.cues[found.cue].key, NO_VALUE), 1.0);
        take(Feature::new(names::C_CLASS, hash_word(found.class.name()), NO_VALUE), 1.0);
    }
    let mut before: Option<u32> = None;
    let mut length = 0_u32;
    for token in &parts.words.tokens[parts.tokens.clone()] {
        if !token.kind.is_word() {
            before = None;
            continue;
        }
        length += 1;
        let word = value(token);
        if worth(word) {
            take(Feature::new(names::C_WORD, word, NO_VALUE), 1.0);
            if let Some(before) = before {
                take(Feature::new(names::C_PAIR, before, word), 1.0);
            }
        }
        before = worth(word).then_some(word);
    }
    let length = libm::log(f64::from(length.clamp(4, 60)) / 20.0);
    take(Feature::new(names::C_LENGTH, NO_VALUE, NO_VALUE), length);
    for at in sentence.tokens.clone() {
        if let Some(side) = adverb(sentence.words, at) {
            take(Feature::new(names::C_STATEMENT, hash_word(side.name()), NO_VALUE), 1.0);
            take(Feature::new(names::C_ADVERB, value(&sentence.words.tokens[at]), NO_VALUE), 1.0);
        }
    }
}

/// The matches that count and hold a statement adverb of their own side, each once.
pub(crate) fn adverb_matches<'p>(parts: &'p Parts<'_>) -> Vec<&'p CueMatch> {
    let mut found: Vec<&CueMatch> = Vec::new();
    for at in parts.tokens.clone() {
        let Some(side) = adverb(parts.words, at) else { continue };
        let span = parts.words.tokens[at].span;
        let holds = |m: &&CueMatch| m.counts() && m.side() == side && m.span.overlaps(span);
        if let Some(first) = parts.matches.iter().find(holds)
            && !found.iter().any(|other| std::ptr::eq(*other, first))
        {
            found.push(first);
        }
    }
    found
}

fn value(token: &Token) -> u32 {
    word_value(Some(token))
}

/// The certainty (0–1).
pub(crate) fn certainty(
    parts: &Parts<'_>,
    sentence: &Parts<'_>,
    hedged: f64,
    weights: &Weights,
) -> f64 {
    let mut seen: Vec<Feature> = Vec::new();
    let mut sum = 0.0;
    let worth = |word| weights.knows(Layer::Certainty, word);
    each(parts, sentence, hedged, worth, |feature, value| {
        let weight = weights.of(feature);
        if weight != 0 && !seen.contains(&feature) {
            seen.push(feature);
            sum += f64::from(weight) * value;
        }
    });
    // Weights are in hundredths of a point of a hundred.
    (sum / 10_000.0).clamp(0.0, 1.0)
}
