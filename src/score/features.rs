//! What learned weights look at when they judge a sentence.

use std::ops::Range;

use crate::context::CueMatch;
use crate::lexicon::Cue;
use crate::matcher::Words;
use crate::model::{Feature, Layer, NO_VALUE, Seen, Weights, Worth, names, word_value};

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
    /// twice twice; `worth` is asked of what use a word is.
    fn each(&self, worth: impl Fn(u32) -> Worth, mut take: impl FnMut(Feature)) {
        take(Feature::new(names::S_ALWAYS, NO_VALUE, NO_VALUE));
        for found in self.matches {
            let reading = found.reading.key();
            take(Feature::new(names::S_CUE, self.cues[found.cue].key, reading));
            take(Feature::new(names::S_CLASS, found.class.key(), reading));
        }
        let mut before = word_value(None);
        let mut first = worth(before).first;
        let tokens = self.words.tokens[self.tokens.clone()].iter().map(Some).chain([None]);
        for token in tokens {
            let word = word_value(token);
            let worth = worth(word);
            if worth.alone && token.is_some() {
                take(Feature::new(names::S_WORD, word, NO_VALUE));
            }
            if first && worth.second {
                take(Feature::new(names::S_PAIR, before, word));
            }
            (before, first) = (word, worth.first);
        }
    }

    /// All features, each once, in order.
    #[cfg_attr(not(feature = "pipeline"), allow(dead_code))] // for training
    pub(crate) fn features(&self) -> Vec<Feature> {
        let mut all = Vec::new();
        self.each(|_| Worth::ALL, |feature| all.push(feature));
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
        self.each(
            |word| weights.worth(Layer::Sentence, word),
            |feature| {
                let weight = weights.once(feature, seen);
                if weight != 0 {
                    take(feature, weight);
                }
            },
        );
    }
}
