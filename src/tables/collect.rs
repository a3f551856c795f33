//! The results of a run collected as values.

use std::ops::Range;

use super::builder::{BatchBuilder, BatchSink};
use super::document::AnalyzedDocument;
use super::document_rows::DocumentRows;
use super::sink::DocumentNumber;
use crate::corpus::Failure;
use crate::error::Result;

/// Collects the rows of documents.
#[derive(Debug, Clone, Copy)]
pub struct DocumentRowsBuilder {
    cues: bool,
}

impl BatchBuilder for DocumentRowsBuilder {
    type Batch = Vec<DocumentRows>;

    const SENTENCES_PER_BATCH: usize = usize::MAX;

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
    builder: DocumentRowsBuilder,
    /// The documents that could not be read.
    pub failures: Vec<Failure>,
    each: F,
}

impl<F: FnMut(DocumentRows) -> Result<()>> DocumentRowsSink<F> {
    /// Hands the documents to `each`, with their sentences and, if wanted, `cues`.
    pub fn new(cues: bool, each: F) -> Self {
        Self { builder: DocumentRowsBuilder { cues }, failures: Vec::new(), each }
    }
}

impl<F: FnMut(DocumentRows) -> Result<()>> BatchSink for DocumentRowsSink<F> {
    type Builder = DocumentRowsBuilder;

    fn builder(&self) -> DocumentRowsBuilder {
        self.builder
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
