//! Chunks: the pieces of a corpus that threads work on.

use super::document::RawDocument;
use super::failure::Failure;

/// About how many bytes of input a chunk accounts for.
pub(super) const CHUNK_BYTES: usize = 1 << 20;

/// A piece of the corpus of about a megabyte, in corpus order.
pub struct Chunk {
    /// Bytes of input it accounts for.
    pub bytes: u64,
    open: Box<dyn FnOnce(&mut EachDocument<'_>) + Send>,
}

/// Receives the documents of a chunk one by one, or the reason why one cannot be had.
pub(super) type EachDocument<'e> = dyn FnMut(Result<RawDocument<'_>, Failure>) + 'e;

impl Chunk {
    /// A chunk that `open` turns into documents, on whichever thread gets it.
    pub(super) fn new(
        bytes: u64,
        open: impl FnOnce(&mut EachDocument<'_>) + Send + 'static,
    ) -> Self {
        Self { bytes, open: Box::new(open) }
    }

    /// A chunk that only says what could not be read.
    pub(super) fn failure(failure: Failure) -> Self {
        Self::new(0, |each| each(Err(failure)))
    }

    /// Calls `each` with every document, or with the reason why it cannot be had.
    pub fn documents(self, mut each: impl FnMut(Result<RawDocument<'_>, Failure>)) {
        (self.open)(&mut each);
    }
}
