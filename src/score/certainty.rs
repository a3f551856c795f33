//! How certain a sentence presents what it says, by weights learned from ratings.
//!
//! Adverbs of the word classes `statement_hedge` and `statement_booster`
//! ("possibly", "certainly") are taken out first. What is left, the *base*, is
//! rated by a linear regression over its cues and words; then
//! each adverb pulls, a hedge never up and a booster never down. So adding
//! "possibly" anywhere never raises certainty and adding "certainly" never lowers
//! it, whatever it parts: the base stays the same.

use crate::analysis::CueMatch;
use crate::context::rules;
use crate::lexicon::{Side, word_class as class};
use crate::matcher::Words;
use crate::text::{Token, TokenKind, hash_word};
use crate::weights::{Feature, Layer, NO_VALUE, Seen, Weights, names, word_value};

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

/// Whether a statement adverb is among some tokens. All of them are cues, so it is
/// enough to ask of the candidates' tokens.
pub(crate) fn has_adverb(words: Words<'_>, mut tokens: std::ops::Range<usize>) -> bool {
    tokens.any(|at| adverb(words, at).is_some())
}

/// The tokens of a sentence that stay in its base: all but the statement adverbs
/// and the commas that set some of them off on both sides (or up to the start or
/// end of the sentence).
pub(crate) fn base(parts: &Parts<'_>) -> Vec<usize> {
    let words = parts.words;
    let (start, end) = (parts.tokens.start, parts.tokens.end);
    let comma = |at: usize| words.kind(at) == TokenKind::Comma;
    let mut kept = Vec::with_capacity(parts.tokens.len());
    let mut at = start;
    while at < end {
        if adverb(words, at).is_none() {
            kept.push(at);
            at += 1;
            continue;
        }
        let opens = kept.last().is_none_or(|&last| last + 1 == at && comma(last));
        while at < end && adverb(words, at).is_some() {
            at += 1;
        }
        let closed = at < end && comma(at);
        let last = (at..end).all(|at| !words.kind(at).is_word() && !comma(at));
        if opens && (closed || last) {
            kept.pop();
            at += usize::from(closed);
        }
    }
    kept
}

/// Calls `take` with every feature of a sentence's base but its words, and its value;
/// `hedged` (0–1) is what the hedges of the base come to.
fn each_of_matches(parts: &Parts<'_>, hedged: f64, mut take: impl FnMut(Feature, f64)) {
    take(Feature::new(names::C_ALWAYS, NO_VALUE, NO_VALUE), 1.0);
    take(Feature::new(names::C_CUES, NO_VALUE, NO_VALUE), hedged);
    // What weights for cues have ruled out had passed the rules, and still tells.
    let passed = |found: &&CueMatch| found.counts() || found.rule == rules::WEIGHTS_OTHER;
    for found in parts.matches.iter().filter(passed) {
        take(Feature::new(names::C_CUE, parts.cues[found.cue].key, NO_VALUE), 1.0);
        take(Feature::new(names::C_CLASS, found.class.key(), NO_VALUE), 1.0);
    }
}

/// The feature of a word.
fn of_word(token: &Token) -> Feature {
    Feature::new(names::C_WORD, value(token), NO_VALUE)
}

/// Calls `take` with the features of a sentence's length, of which the base has so many
/// words, and of its statement adverbs.
fn each_of_the_rest(length: u32, sentence: &Parts<'_>, mut take: impl FnMut(Feature, f64)) {
    let length = libm::log(f64::from(length.clamp(4, 60)) / 20.0);
    take(Feature::new(names::C_LENGTH, NO_VALUE, NO_VALUE), length);
    for (at, side) in adverbs(sentence) {
        take(Feature::new(names::C_STATEMENT, hash_word(side.name()), NO_VALUE), 1.0);
        take(Feature::new(names::C_ADVERB, value(&sentence.words.tokens[at]), NO_VALUE), 1.0);
    }
}

/// The statement adverbs that pull, each with its side: a booster after a negator
/// does not ("not certainly"), whatever other adverbs stand between.
pub(crate) fn adverbs<'p>(parts: &'p Parts<'_>) -> impl Iterator<Item = (usize, Side)> + 'p {
    let words = parts.words;
    let mut negated = false;
    parts.tokens.clone().filter(|_| parts.adverb).filter_map(move |at| {
        let Some(side) = adverb(words, at) else {
            negated = words.is(at, class::NEGATOR);
            return None;
        };
        (side == Side::Hedge || !negated).then_some((at, side))
    })
}

fn value(token: &Token) -> u32 {
    word_value(Some(token))
}

/// All features of a sentence with their values; `parts` is the base, `sentence` the
/// sentence as it stands.
pub(crate) fn features(
    parts: &Parts<'_>,
    sentence: &Parts<'_>,
    hedged: f64,
) -> Vec<(Feature, f64)> {
    let mut all = Vec::new();
    let mut take = |feature, value| all.push((feature, value));
    each_of_matches(parts, hedged, &mut take);
    let mut length = 0;
    for token in parts.words.tokens[parts.tokens.clone()].iter().filter(|t| t.kind.is_word()) {
        length += 1;
        take(of_word(token), 1.0);
    }
    each_of_the_rest(length, sentence, &mut take);
    all
}

/// The certainty (0–1): the sum of each of [`features`] once, by its weight.
pub(crate) fn certainty(
    parts: &Parts<'_>,
    sentence: &Parts<'_>,
    hedged: f64,
    weights: &Weights,
    seen: &mut Seen,
) -> f64 {
    seen.begin(weights);
    let mut sum = 0.0;
    each_of_matches(parts, hedged, |feature, value| {
        sum += f64::from(weights.once(feature, seen)) * value;
    });
    let tokens = &parts.words.tokens[parts.tokens.clone()];
    seen.make_room(tokens.len() + 1);
    let mut length = 0;
    for token in tokens {
        let word = token.kind.is_word();
        length += u32::from(word);
        let feature = of_word(token);
        let known = weights.knows(Layer::Certainty, feature.values[0]);
        seen.note(weights, feature, word & known);
    }
    seen.noted(weights, |weight| sum += f64::from(weight));
    each_of_the_rest(length, sentence, |feature, value| {
        sum += f64::from(weights.once(feature, seen)) * value;
    });
    // Weights are in hundredths of a point of a hundred.
    (sum / 10_000.0).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::text::{Block, Segmenter, SentenceModel, Split};

    #[test]
    fn certainty_is_the_sum_of_each_feature_once() {
        let text = include_str!("../../data/articles/medical_abstract.txt");
        let lexicon = Lexicon::builtin();
        let weights = Weights::builtin("certainty").expect("it is built in");
        let mut segmenter = Segmenter::new(text, Split::Sentences, SentenceModel::english())
            .with_words(lexicon.vocabulary().dictionary());
        let (mut block, mut seen, mut inside) = (Block::default(), Seen::default(), 0);
        while segmenter.next_into(&mut block) {
            let words = Words { text, tokens: &block.tokens, vocabulary: lexicon.vocabulary() };
            for sentence in &block.sentences {
                let tokens = sentence.tokens.clone();
                let cues = lexicon.cues();
                let parts = Parts { words, tokens, matches: &[], cues, adverb: true };
                let mut all = features(&parts, &parts, 0.25);
                all.sort_by_key(|(feature, _)| (feature.template, feature.values));
                all.dedup_by_key(|(feature, _)| *feature);
                let sum: f64 = all.iter().map(|(f, value)| f64::from(weights.of(*f)) * value).sum();
                let expected = (sum / 10_000.0).clamp(0.0, 1.0);
                let found = certainty(&parts, &parts, 0.25, &weights, &mut seen);
                assert!((found - expected).abs() < 1e-9, "{found} {expected}");
                inside += usize::from(found > 0.0 && found < 1.0);
            }
        }
        assert!(inside > 5);
    }
}
