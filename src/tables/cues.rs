//! The cues table.

use std::borrow::Cow;

use super::document::AnalyzedDocument;
use super::row::row;
use super::sink::DocumentNumber;
use crate::analysis::{CueMatch, Holder, SentenceKind};
use crate::lexicon::{CueClass, Reading, Side};

row! {
    /// A cue match: an occurrence of a cue, with what it does there.
    CueRow(of: &'a AnalyzedDocument<'_>, number: DocumentNumber, index: usize, it: &CueMatch) {
        /// Id of the document.
        document_id: T = (*of.document.id).into();
        /// Number of the sentence in its document.
        sentence: u64 [Index] = index as u64;
        /// Where the match begins.
        start: u64 [CodePoints] = of.offset(it.span.start);
        /// Where the match ends, exclusive.
        end: u64 [CodePoints] = of.offset(it.span.end);
        /// The match as it stands in the text.
        text: T = of.text(it.span).into();
        /// Headword of the cue in the lexicon.
        cue: T = of.lexicon.cues()[it.cue].name[..].into();
        /// Class of the match; context may have changed the one the cue is listed in.
        class: CueClass = it.class;
        /// Side of the class.
        side: Side = it.side();
        /// Sense in which the cue is used; only `epistemic` and `evidential` count.
        reading: Reading = it.reading;
        /// Probability that readers take the match to express: the median, as `probability_mid`.
        probability: Option<f64> [Share] = it.probability.map(|p| p.mid);
        /// Strength of the cue.
        strength: f64 [Share] = it.strength;
        /// Whose commitment the match expresses.
        holder: Holder = it.holder;
        /// True if a negation governs the match, or it negates what it governs.
        negated: bool = it.negated;
        /// Where the stretch that the match governs begins.
        scope_start: u64 [CodePoints] = of.offset(it.scope.start);
        /// Where that stretch ends, exclusive.
        scope_end: u64 [CodePoints] = of.offset(it.scope.end);
        /// Id of the rule that decided the reading.
        rule: Cow<'static, str> = it.rule.into();
        /// Lower quartile of the probabilities that readers take the match to express.
        probability_low: Option<f64> [Share] = it.probability.map(|p| p.low);
        /// Median of the probabilities that readers take the match to express.
        probability_mid: Option<f64> [Share] = it.probability.map(|p| p.mid);
        /// Upper quartile of the probabilities that readers take the match to express.
        probability_high: Option<f64> [Share] = it.probability.map(|p| p.high);
        /// Kind of the match's sentence: counts of cues are over all, shares over `sentence` alone.
        sentence_kind: SentenceKind = of.analysis.sentences[index].kind;
        /// Number of the document among the scored ones: its row in the documents table.
        document: DocumentNumber [Index] = number;
    }
}

impl<T> CueRow<T> {
    /// Lower quartile, median and upper quartile of the probability that readers take the match
    /// to express.
    pub fn expressed_probability(&self) -> Option<[f64; 3]> {
        let (low, mid) = self.probability_low.zip(self.probability_mid)?;
        Some([low, mid, self.probability_high?])
    }

    /// True if the match counts in scores.
    pub fn counts(&self) -> bool {
        self.reading.counts()
    }
}
