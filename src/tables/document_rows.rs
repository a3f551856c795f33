//! The rows of documents as values.

use super::cues::CueRow;
use super::document::AnalyzedDocument;
use super::documents::DocumentRow;
use super::schema::KeptRow;
use super::sentences::SentenceRow;
use super::sink::DocumentNumber;

/// A document with the rows of its sentences and cues, where they were asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentRows {
    /// Row of the document itself.
    pub document: DocumentRow,
    /// Rows of the sentences, in order.
    pub sentences: Vec<SentenceRow>,
    /// Rows of the cues, in order.
    pub cues: Vec<CueRow>,
}

impl DocumentRows {
    /// Fills the rows of a document that stands alone.
    pub fn of(document: &AnalyzedDocument<'_>) -> Self {
        Self {
            cues: CueRow::of(document, NUMBER, all(document)).map(CueRow::rounded).collect(),
            ..Self::without_cues(document)
        }
    }

    /// Fills the rows of a document and its sentences only.
    pub fn without_cues(document: &AnalyzedDocument<'_>) -> Self {
        Self {
            document: DocumentRow::of(document).rounded(),
            sentences: SentenceRow::of(document, NUMBER, all(document))
                .map(SentenceRow::rounded)
                .collect(),
            cues: Vec::new(),
        }
    }
}

/// The number of a document that stands alone.
const NUMBER: DocumentNumber = DocumentNumber(0);

fn all(document: &AnalyzedDocument<'_>) -> std::ops::Range<usize> {
    0..document.analysis.sentences.len()
}
