//! Second stage: tokens to cue candidates.

use super::Stages;
use crate::analyzer::portion::Portion;
use crate::matcher::MatchScratch;

impl Stages<'_> {
    /// Finds the cue candidates of a portion.
    pub(crate) fn match_cues(&self, portion: &mut Portion, scratch: &mut MatchScratch) {
        let Portion { paragraphs, candidates, .. } = portion;
        candidates.clear();
        self.matcher.begin(&paragraphs.block.tokens, scratch);
        for sentence in &paragraphs.block.sentences {
            let view = self.view(paragraphs, sentence);
            let (cues, first) = (self.policy.cues(), sentence.tokens.start);
            self.matcher.find(cues, &view, first, scratch, &mut candidates.all);
            candidates.ends.push(candidates.all.len());
        }
    }
}
