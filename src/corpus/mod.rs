//! Reading a corpus: files, directories, globs and standard input, as plain
//! text, JSON lines, CSV or TSV.
//!
//! Nothing here knows of hedging. A [`Corpus`] yields *chunks* of about a
//! megabyte in corpus order; a chunk is opened into documents by whichever
//! thread gets it. The corpus is never held whole. Only `document` is there without the
//! feature `pipeline`.

#[cfg(feature = "pipeline")]
mod chunk;
#[cfg(feature = "pipeline")]
mod decode;
mod document;
#[cfg(feature = "pipeline")]
mod inputs;
#[cfg(feature = "pipeline")]
mod jsonl;
#[cfg(feature = "pipeline")]
mod options;
#[cfg(feature = "pipeline")]
mod records;
#[cfg(feature = "pipeline")]
mod streams;

#[cfg(feature = "pipeline")]
pub use chunk::Chunk;
#[cfg(feature = "pipeline")]
pub use decode::{Decoded, decode};
pub use document::{Failure, Kept, RawDocument};
#[cfg(feature = "pipeline")]
pub use inputs::{Corpus, total_bytes};
#[cfg(feature = "pipeline")]
pub use options::{CorpusOptions, InputFormat};

/// Names a record: file and line.
#[cfg(feature = "pipeline")]
fn at_line(source: &std::sync::Arc<str>, line: u64) -> String {
    format!("{source}:{line}")
}
