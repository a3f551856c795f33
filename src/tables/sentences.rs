//! The sentences table.

use super::document::AnalyzedDocument;
use super::row::row;
use super::sink::DocumentNumber;
use crate::analysis::{AnalyzedSentence, SentenceKind};

row! {
    /// A sentence of a document.
    SentenceRow(of: &'a AnalyzedDocument<'_>, number: DocumentNumber, index: usize, it: &AnalyzedSentence) {
        /// Id of the document.
        document_id: T = (*of.document.id).into();
        /// Number of the sentence in its document.
        sentence: u64 [Index] = index as u64;
        /// Where the sentence begins.
        start: u64 [CodePoints] = of.offset(it.span.start);
        /// Where the sentence ends, exclusive.
        end: u64 [CodePoints] = of.offset(it.span.end);
        /// The sentence as it stands in the text.
        text: T = of.text(it.span).into();
        /// True if `hedge_probability` reaches the profile's threshold.
        hedged: bool = it.hedged;
        /// Probability that a reader calls the sentence hedged.
        hedge_probability: f64 [Share] = it.hedge_probability;
        /// Degree of certainty with which the sentence presents its content.
        certainty: f64 [Share] = it.certainty;
        /// Hedges that count.
        hedges: u64 [Count] = it.hedges.into();
        /// Boosters that count.
        boosters: u64 [Count] = it.boosters.into();
        /// Evidence markers that count.
        evidence: u64 [Count] = it.evidence.into();
        /// True if the sentence is, in whole or part, what a source says.
        attributed: bool = it.attributed;
        /// True if more than half of the words stand inside quotation marks.
        quoted: bool = it.quoted;
        /// True if the sentence is a question.
        question: bool = it.question;
        /// Probability that a reader says that the sentence tells what a claim of it rests on; from
        /// 0.5 on that is decided.
        evidence_probability: f64 [Share] = it.evidence_probability;
        /// Probability that a reader says that the sentence stresses certainty; from 0.5 on that is
        /// decided.
        booster_probability: f64 [Share] = it.booster_probability;
        /// What it is; shares, certainty and numbers of sentences are over `sentence` alone.
        kind: SentenceKind = it.kind;
        /// Number of the document among the scored ones: its row in the documents table.
        document: DocumentNumber [Index] = number;
    }
}

impl<T> SentenceRow<T> {
    /// True if shares, certainty and numbers of sentences are over it, as they are not over
    /// headings and fragments.
    pub fn is_counted(&self) -> bool {
        self.kind == SentenceKind::Sentence
    }
}
