//! Last stage: all that is known of the sentences to their rows of the analysis.

use super::{Stages, kind};
use crate::analysis::{Analysis, AnalyzedSentence};
use crate::analyzer::portion::Portion;
use crate::lexicon::Side;
use crate::sentence_view::SentenceView;

impl Stages<'_> {
    /// Appends the sentences of a portion to `out`.
    pub(crate) fn tally(&self, portion: &Portion, out: &mut Analysis) {
        let results = portion.judged.iter().zip(&portion.scores);
        for (sentence, (judged, score)) in portion.sentences().iter().zip(results) {
            let view = self.view(&portion.paragraphs, sentence);
            let (words, quoted_words) = count_words(&view);
            let (kind, may_claim) = kind::decide(&view, self.split);
            let quoted = quoted_words * 2 > words;
            let mut sides = [0_u32; 3];
            for found in judged.matches(out).iter().filter(|found| found.counts()) {
                sides[found.side() as usize] += 1;
            }
            out.words += u64::from(words);
            out.sentences.push(AnalyzedSentence {
                span: sentence.span,
                hedged: score.hedged,
                hedge_probability: score.probability(Side::Hedge),
                certainty: score.certainty,
                hedges: sides[Side::Hedge as usize],
                boosters: sides[Side::Booster as usize],
                evidence: sides[Side::Evidence as usize],
                attributed: quoted || judged.attributions.0 < judged.attributions.1,
                quoted,
                question: sentence.question,
                evidence_probability: score.probability(Side::Evidence),
                booster_probability: score.probability(Side::Booster),
                kind,
                may_claim,
                cues: judged.cues,
                attributions: judged.attributions,
            });
        }
    }
}

/// Counts the words of a sentence and those inside quotation marks, without branches.
fn count_words(view: &SentenceView<'_>) -> (u32, u32) {
    let (mut words, mut quoted_words) = (0, 0);
    for (token, &quoted) in view.tokens.iter().zip(view.quoted) {
        let word = token.kind.is_word();
        words += u32::from(word);
        quoted_words += u32::from(word & quoted);
    }
    (words, quoted_words)
}
