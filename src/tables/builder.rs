//! The interface between a run and whatever takes its results.

use std::ops::Range;

use super::document::AnalyzedDocument;
use crate::corpus::Failure;
use crate::error::Result;

/// Builds batches of results out of analyzed documents, on all threads of a run.
pub trait BatchBuilder: Sync {
    /// The results of some documents.
    type Batch: Send;

    /// Most sentences whose results are built at once: a longer document comes in several
    /// batches, so that it need not be held in memory whole.
    const SENTENCES_PER_BATCH: usize;

    /// True if single sentences are in the results.
    fn has_sentences(&self) -> bool;

    /// True if single cue matches are in the results, or only counts of them.
    fn has_matches(&self) -> bool;

    /// Returns an empty batch.
    fn batch(&self) -> Self::Batch;

    /// Appends the results of a range of a document's sentences; those of the document itself
    /// come with the first. `number` is how many documents have ended in this batch so far.
    fn add(
        &self,
        document: &AnalyzedDocument<'_>,
        sentences: Range<usize>,
        number: u64,
        batch: &mut Self::Batch,
    );
}

/// Takes the results of a run, which an error ends.
pub trait BatchSink {
    /// Builder of what it takes.
    type Builder: BatchBuilder + Clone;

    /// Returns the builder.
    fn builder(&self) -> Self::Builder;

    /// Takes the next batch, in corpus order. `first` documents ended before it.
    fn append(&mut self, batch: <Self::Builder as BatchBuilder>::Batch, first: u64) -> Result<()>;

    /// Takes note of a document that could not be read.
    fn fail(&mut self, failure: &Failure) -> Result<()>;
}
