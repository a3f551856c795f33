//! Fourth stage: matches to scores of sentences.

use super::Stages;
use super::without_adverbs::has_adverb;
use crate::analysis::Analysis;
use crate::analyzer::portion::{Portion, Scratch};
use crate::context::Detail;
use crate::lexicon::Side;
use crate::score::{self, Base};

impl Stages<'_> {
    /// Scores the sentences of a portion, whose matches are in `analysis`.
    pub(crate) fn score(&self, scratch: &mut Scratch, analysis: &Analysis) {
        let Scratch { portion, buffers, seen, .. } = scratch;
        let Portion { paragraphs, candidates, judged, scores } = portion;
        scores.clear();
        for (i, (sentence, judged)) in paragraphs.block.sentences.iter().zip(judged).enumerate() {
            let matches = judged.matches(analysis);
            let mut score = score::by_formula(self.policy, matches);
            let view = self.view(paragraphs, sentence);
            let adverbs = has_adverb(&view, candidates.of(i));
            if adverbs || self.policy.weights.certainty().is_some() {
                let base = if adverbs {
                    self.without_adverbs(&view, judged.state, buffers)
                } else {
                    Base { view: view.clone(), matches }
                };
                let whole = adverbs.then_some(&view);
                score.certainty = score::certainty(self.policy, &base, whole, seen);
            }
            // The documents table shows what a sentence is of hedging alone.
            let sides: &[Side] = match self.detail {
                Detail::Full | Detail::Sentences => &Side::ALL,
                Detail::Figures => &[Side::Hedge],
            };
            for side in sides {
                let policy = self.policy;
                score::apply_sentence_weights(policy, *side, &view, matches, &mut score, seen);
            }
            scores.push(score);
        }
    }
}
