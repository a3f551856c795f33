//! What learned weights look at when they judge a sentence.

use std::ops::Range;

use crate::analysis::CueMatch;
use crate::lexicon::Cue;
use crate::matcher::Words;
use crate::weights::{Feature, Layer, NO_VALUE, Seen, Weights, names, word_value};

/// A sentence as the weights see it.
#[derive(Debug, Clone)]
pub struct Parts<'a> {
    /// The block's tokens and words.
    pub words: Words<'a>,
    /// The sentence's tokens.
    pub tokens: Range<usize>,
    /// Its matches, also those that do not count.
    pub matches: &'a [CueMatch],
    /// The lexicon's cues.
    pub cues: &'a [Cue],
    /// Whether it has an adverb that certainty sets aside.
    pub adverb: bool,
}

impl Parts<'_> {
    /// Calls `take` with every feature of the sentence, a feature that occurs
    /// twice twice.
    fn each(&self, mut take: impl FnMut(Feature)) {
        self.each_of_matches(&mut take);
        let mut before = word_value(None);
        let tokens = self.words.tokens[self.tokens.clone()].iter().map(Some).chain([None]);
        for token in tokens {
            let word = word_value(token);
            if token.is_some() {
                take(Feature::new(names::S_WORD, word, NO_VALUE));
            }
            take(Feature::new(names::S_PAIR, before, word));
            before = word;
        }
    }

    /// The features that do not look at words.
    fn each_of_matches(&self, mut take: impl FnMut(Feature)) {
        take(Feature::new(names::S_ALWAYS, NO_VALUE, NO_VALUE));
        for found in self.matches {
            let reading = found.reading.key();
            take(Feature::new(names::S_CUE, self.cues[found.cue].key, reading));
            take(Feature::new(names::S_CLASS, found.class.key(), reading));
        }
    }

    /// The weights of all features together, of each once: what [`Parts::weighed`]
    /// comes to, faster.
    pub(super) fn sum(&self, weights: &Weights, seen: &mut Seen) -> i32 {
        seen.begin(weights);
        let mut sum = 0;
        self.each_of_matches(|feature| sum += weights.once(feature, seen));
        let tokens = &self.words.tokens[self.tokens.clone()];
        seen.make_room(2 * tokens.len() + 2);
        let mut before = word_value(None);
        let mut first = weights.worth(Layer::Sentence, before).first;
        let mut pass = |word: u32, inside: bool| {
            let worth = weights.worth(Layer::Sentence, word);
            let alone = Feature::new(names::S_WORD, word, NO_VALUE);
            seen.note(weights, alone, worth.alone & inside);
            let pair = Feature::new(names::S_PAIR, before, word);
            seen.note(weights, pair, first & worth.second);
            (before, first) = (word, worth.first);
        };
        for token in tokens {
            pass(word_value(Some(token)), true);
        }
        pass(word_value(None), false);
        seen.noted(weights, |weight| sum += weight);
        sum
    }

    /// All features, each once, in order.
    #[cfg_attr(not(feature = "pipeline"), allow(dead_code))] // for training
    pub(crate) fn features(&self) -> Vec<Feature> {
        let mut all = Vec::new();
        self.each(|feature| all.push(feature));
        all.sort_unstable_by_key(|f| (f.template, f.values));
        all.dedup();
        all
    }

    /// Calls `take` with the features that have a weight, each once.
    pub(super) fn weighed(
        &self,
        weights: &Weights,
        seen: &mut Seen,
        mut take: impl FnMut(Feature, i32),
    ) {
        seen.begin(weights);
        self.each(|feature| {
            let weight = weights.once(feature, seen);
            if weight != 0 {
                take(feature, weight);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::text::{Block, Segmenter, SentenceModel, Split};

    #[test]
    fn the_fast_sum_is_that_of_all_features() {
        let text = include_str!("../../data/articles/medical_abstract.txt");
        let lexicon = Lexicon::builtin();
        let mut seen = Seen::default();
        for name in ["science", "reviews", "encyclopedia"] {
            let weights = Weights::builtin(name).expect("it is built in");
            let mut segmenter = Segmenter::new(text, Split::Sentences, SentenceModel::english());
            let (mut block, mut sums) = (Block::default(), 0);
            while segmenter.next_into(&mut block) {
                let words = Words { text, tokens: &block.tokens, vocabulary: lexicon.vocabulary() };
                for sentence in &block.sentences {
                    let tokens = sentence.tokens.clone();
                    let cues = lexicon.cues();
                    let parts = Parts { words, tokens, matches: &[], cues, adverb: false };
                    let mut all = 0;
                    parts.weighed(&weights, &mut seen, |_, weight| all += weight);
                    assert_eq!(parts.sum(&weights, &mut seen), all);
                    let singly: i32 = parts.features().into_iter().map(|f| weights.of(f)).sum();
                    assert_eq!(singly, all);
                    sums += all.abs();
                }
            }
            assert!(sums > 0, "{name}");
        }
    }
}
