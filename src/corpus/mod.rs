//! Reading a corpus: files, directories, globs and standard input, as plain
//! text, JSON lines, CSV or TSV.
//!
//! Nothing here knows of hedging. A [`Corpus`] yields *chunks* of about a
//! megabyte in corpus order; a chunk is opened into documents by whichever
//! thread gets it. The corpus is never held whole.

mod chunk;
mod decode;
mod inputs;
mod jsonl;
mod records;
mod streams;

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;

use encoding_rs::Encoding;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

pub use chunk::Chunk;
pub use decode::{Decoded, decode};
pub use inputs::{Corpus, total_bytes};

/// How the inputs are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InputFormat {
    /// By the file's extension; standard input is JSON lines if it begins
    /// with `{`, else one text.
    #[default]
    Auto,
    /// Each file is one document.
    Text,
    /// One JSON object a line.
    Jsonl,
    /// Comma-separated values with a header.
    Csv,
    /// Tab-separated values with a header.
    Tsv,
}

/// What to read and how.
#[derive(Debug, Clone)]
pub struct CorpusOptions {
    /// Files, directories, glob patterns or `-`, in the order given.
    pub inputs: Vec<String>,
    /// How to read them.
    pub format: InputFormat,
    /// Field or column with the document's id.
    pub id_field: String,
    /// Field or column with the text.
    pub text_field: String,
    /// Fields or columns to copy into the documents table.
    pub keep: Vec<String>,
    /// The encoding of everything, where there is no byte-order mark. Without
    /// it, UTF-8 is expected and, for plain text, other encodings are guessed
    /// with a warning.
    pub encoding: Option<&'static Encoding>,
    /// A document longer than this many bytes is skipped, with the reason.
    pub max_document_bytes: usize,
    /// What is not read where a directory holds it: the output folder or file.
    pub exclude: Option<PathBuf>,
}

impl Default for CorpusOptions {
    fn default() -> Self {
        Self {
            inputs: Vec::new(),
            format: InputFormat::Auto,
            id_field: "id".to_owned(),
            text_field: "text".to_owned(),
            keep: Vec::new(),
            encoding: None,
            max_document_bytes: 1 << 30,
            exclude: None,
        }
    }
}

/// A value kept from a document's metadata.
#[derive(Debug, Clone)]
pub enum Kept {
    /// The field is missing or null.
    Missing,
    /// A string.
    Text(String),
    /// Any other JSON value, as it was written.
    Json(Box<RawValue>),
}

/// One document as it was read.
#[derive(Debug)]
pub struct RawDocument<'a> {
    /// Its id, from the id field or its path.
    pub id: Cow<'a, str>,
    /// File, and line for records.
    pub source: String,
    /// Its text.
    pub text: Cow<'a, str>,
    /// Kept metadata, in the order asked for.
    pub kept: Vec<Kept>,
    /// Codes of what is odd about it.
    pub warnings: Vec<String>,
}

impl<'a> RawDocument<'a> {
    /// A text that does not come out of a file.
    pub fn of_text(id: &'a str, text: &'a str) -> Self {
        let text = Cow::Borrowed(text);
        Self {
            id: Cow::Borrowed(id),
            source: String::new(),
            text,
            kept: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// The same, with strings of its own.
    pub fn into_owned(self) -> RawDocument<'static> {
        RawDocument {
            id: Cow::Owned(self.id.into_owned()),
            source: self.source,
            text: Cow::Owned(self.text.into_owned()),
            kept: self.kept,
            warnings: self.warnings,
        }
    }
}

/// A document, or a whole file, that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// File, and line for records.
    pub source: String,
    /// What is wrong and what to do.
    pub reason: String,
}

/// Names a record: file and line.
fn at_line(source: &Arc<str>, line: u64) -> String {
    format!("{source}:{line}")
}
