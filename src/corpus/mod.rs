//! Reading a corpus: files, directories, globs and standard input, as plain
//! text, JSON lines, CSV or TSV.
//!
//! Nothing here knows of hedging. A `Corpus` yields *chunks* of about a megabyte in corpus order; a
//! chunk is opened into documents by whichever thread gets it. The corpus is never held whole.
//!
//! Inputs pass four stations: `find` names streams of bytes, `unpack` takes them out of
//! containers, `records` cuts them into documents, `extract` makes text of bytes. The
//! formats stand in `registry`, one line each. Only documents and failures, which are plain
//! values, are there without the feature `pipeline`.

mod document;
#[cfg(feature = "pipeline")]
mod extract;
mod failure;
#[cfg(feature = "pipeline")]
mod find;
#[cfg(feature = "pipeline")]
mod json;
#[cfg(feature = "pipeline")]
mod options;
#[cfg(feature = "pipeline")]
mod reader;
#[cfg(feature = "pipeline")]
mod records;
#[cfg(feature = "pipeline")]
mod registry;
#[cfg(feature = "pipeline")]
mod unpack;

pub use document::{Kept, RawDocument};
pub use failure::{Failure, FailureKind};
#[cfg(feature = "pipeline")]
pub(crate) use json::JsonObject;
#[cfg(feature = "pipeline")]
pub use {
    extract::DecodedText, extract::plain::decode, find::total_bytes, options::CorpusOptions,
    reader::Corpus, records::Chunk, registry::input_formats,
};
