//! The rows of documents as values: of one document, or of all of a run.

use std::ops::Range;

use super::builder::{BatchBuilder, BatchSink};
use super::cues::CueRow;
use super::document::AnalyzedDocument;
use super::documents::DocumentRow;
use super::sentences::SentenceRow;
use super::sink::DocumentNumber;
use crate::analysis::Analysis;
use crate::corpus::Failure;
use crate::error::Result;

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
        let cues = document.in_sentences(0..document.analysis.sentences.len(), Analysis::cues_of);
        let cue = |(index, it)| CueRow::new(document, DocumentNumber(0), index, it).rounded();
        Self { cues: cues.map(cue).collect(), ..Self::without_cues(document) }
    }

    /// Fills the rows of a document and its sentences only.
    pub fn without_cues(document: &AnalyzedDocument<'_>) -> Self {
        let sentences = document.sentences(0..document.analysis.sentences.len());
        let sentence =
            |(index, it)| SentenceRow::new(document, DocumentNumber(0), index, it).rounded();
        Self {
            document: DocumentRow::of(document).rounded(),
            sentences: sentences.map(sentence).collect(),
            cues: Vec::new(),
        }
    }
}

/// Collects the rows of documents.
#[derive(Debug, Clone, Copy)]
pub struct DocumentRowsBuilder {
    cues: bool,
}

impl BatchBuilder for DocumentRowsBuilder {
    type Batch = Vec<DocumentRows>;

    const SENTENCES_PER_BATCH: usize = usize::MAX;

    fn has_sentences(&self) -> bool {
        true
    }

    fn has_matches(&self) -> bool {
        self.cues
    }

    fn batch(&self) -> Vec<DocumentRows> {
        Vec::new()
    }

    fn add(
        &self,
        document: &AnalyzedDocument<'_>,
        _: Range<usize>,
        _: u64,
        batch: &mut Vec<DocumentRows>,
    ) {
        let rows = if self.cues { DocumentRows::of } else { DocumentRows::without_cues };
        batch.push(rows(document));
    }
}

/// Takes the results of a run as values and hands on the rows of each document.
pub struct DocumentRowsSink<F> {
    cues: bool,
    /// The documents that could not be read.
    pub failures: Vec<Failure>,
    each: F,
}

impl<F: FnMut(DocumentRows) -> Result<()>> DocumentRowsSink<F> {
    /// Hands the documents to `each`, with their sentences and, if wanted, `cues`.
    pub fn new(cues: bool, each: F) -> Self {
        Self { cues, failures: Vec::new(), each }
    }
}

impl<F: FnMut(DocumentRows) -> Result<()>> BatchSink for DocumentRowsSink<F> {
    type Builder = DocumentRowsBuilder;

    fn builder(&self) -> DocumentRowsBuilder {
        DocumentRowsBuilder { cues: self.cues }
    }

    fn append(&mut self, batch: Vec<DocumentRows>, first: u64) -> Result<()> {
        for (number, mut rows) in (first..).map(DocumentNumber).zip(batch) {
            rows.sentences.iter_mut().for_each(|row| row.document = number);
            rows.cues.iter_mut().for_each(|row| row.document = number);
            (self.each)(rows)?;
        }
        Ok(())
    }

    fn fail(&mut self, failure: &Failure) -> Result<()> {
        self.failures.push(failure.clone());
        Ok(())
    }
}
