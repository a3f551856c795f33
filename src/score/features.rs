//! What learned weights look at when they judge a sentence.

use std::ops::Range;

use crate::context::CueMatch;
use crate::lexicon::Cue;
use crate::matcher::Words;
use crate::model::{Feature, Layer, NO_VALUE, Weights, names, word_value};
use crate::text::hash_word;

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
}

impl Parts<'_> {
    /// Calls `take` with every feature of the sentence, a feature that occurs
    /// twice twice; `worth` is asked whether a word is of any use.
    fn each(&self, worth: impl Fn(u32) -> bool, mut take: impl FnMut(Feature)) {
        take(Feature::new(names::S_ALWAYS, NO_VALUE, NO_VALUE));
        for found in self.matches {
            let reading = hash_word(found.reading.name());
            take(Feature::new(names::S_CUE, self.cues[found.cue].key, reading));
            take(Feature::new(names::S_CLASS, hash_word(found.class.name()), reading));
        }
        let mut before = word_value(None);
        let mut before_worth = worth(before);
        let tokens = self.words.tokens[self.tokens.clone()].iter().map(Some).chain([None]);
        for token in tokens {
            let word = word_value(token);
            let word_worth = worth(word);
            if word_worth {
                if token.is_some() {
                    take(Feature::new(names::S_WORD, word, NO_VALUE));
                }
                if before_worth {
                    take(Feature::new(names::S_PAIR, before, word));
                }
            }
            (before, before_worth) = (word, word_worth);
        }
    }

    /// All features, each once, in order.
    pub(crate) fn features(&self) -> Vec<Feature> {
        let mut all = Vec::new();
        self.each(|_| true, |feature| all.push(feature));
        all.sort_unstable_by_key(|f| (f.template, f.values));
        all.dedup();
        all
    }

    /// The features that have a weight, each once, with it.
    pub(super) fn weighed(&self, weights: &Weights) -> Vec<(Feature, i32)> {
        let mut seen: Vec<(Feature, i32)> = Vec::new();
        self.each(
            |word| weights.knows(Layer::Sentence, word),
            |feature| {
                let weight = weights.of(feature);
                if weight != 0 && seen.iter().all(|(other, _)| *other != feature) {
                    seen.push((feature, weight));
                }
            },
        );
        seen
    }
}
