//! Third stage: cue candidates to matches and attributions.

use super::Stages;
use crate::analysis::Analysis;
use crate::analyzer::portion::{JudgedSentence, Portion};
use crate::context::{self, ContextScratch, DocumentState};

impl Stages<'_> {
    /// Judges the candidates of a portion; appends matches and attributions to `out`.
    pub(crate) fn judge(
        &self,
        portion: &mut Portion,
        state: &mut DocumentState,
        scratch: &mut ContextScratch,
        out: &mut Analysis,
    ) {
        portion.judged.clear();
        for (i, sentence) in portion.paragraphs.block.sentences.iter().enumerate() {
            let (cues, attributions) = (out.cues.len() as u32, out.attributions.len() as u32);
            let state_before = *state;
            let candidates = portion.candidates.of(i);
            if !candidates.is_empty() {
                let view = self.view(&portion.paragraphs, sentence);
                context::judge(&view, self.policy, self.detail, candidates, state, scratch, out);
            }
            portion.judged.push(JudgedSentence {
                cues: (cues, out.cues.len() as u32),
                attributions: (attributions, out.attributions.len() as u32),
                state: state_before,
            });
        }
    }
}
