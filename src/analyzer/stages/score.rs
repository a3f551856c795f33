//! Fourth stage: matches to scores of sentences.

use super::Stages;
use super::without_adverbs::has_adverb;
use crate::analysis::Analysis;
use crate::analyzer::portion::{Portion, Scratch};
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
            if adverbs || self.policy.certainty.is_some() {
                let base = if adverbs {
                    self.without_adverbs(&view, judged.state, buffers)
                } else {
                    Base { view: view.clone(), matches, hedge_probability: score.hedge_probability }
                };
                let whole = adverbs.then_some(&view);
                score.certainty = score::certainty(self.policy, &base, whole, seen);
            }
            score::apply_sentence_weights(self.policy, &view, matches, &mut score, seen);
            scores.push(score);
        }
    }
}
