//! Documents that cannot be read, and why.

use serde::{Deserialize, Serialize};

/// A document, or a whole file, that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// File, and line for records; empty where the bytes have no name.
    pub source: String,
    /// The sentence for the user: the fault, and what helps against it.
    pub reason: String,
    /// The fault, for shells that know an option against it.
    #[serde(skip)]
    pub kind: FailureKind,
}

/// The faults against which an option of [`super::CorpusOptions`] may help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum FailureKind {
    /// The file's extension belongs to a format that is not read.
    UnreadFormat,
    /// The document is longer than the limit.
    TooLong,
    /// A record is not UTF-8.
    NotUtf8,
    /// The bytes hold zeros, as binary files and UTF-16 do.
    ZeroBytes,
    /// The field or column with the text is missing or no string.
    NoText,
    /// Anything else.
    #[default]
    Other,
}

impl Failure {
    /// A failure of no particular kind.
    pub fn new(source: impl Into<String>, reason: impl std::fmt::Display) -> Self {
        Self::of(FailureKind::Other, reason.to_string()).at(source)
    }

    /// A fault, with the sentence that names it, of something that has no name yet.
    pub fn of(kind: FailureKind, reason: impl Into<String>) -> Self {
        Self { source: String::new(), reason: reason.into(), kind }
    }

    /// Reports a document over the limit of `bytes`.
    pub fn too_long(bytes: usize) -> Self {
        let reason = format!("the document is longer than {bytes} bytes; split it");
        Self::of(FailureKind::TooLong, reason)
    }

    /// Says which file, or record, it is.
    pub(crate) fn at(self, source: impl Into<String>) -> Self {
        Self { source: source.into(), ..self }
    }
}

impl From<std::io::Error> for Failure {
    fn from(e: std::io::Error) -> Self {
        Self::new("", e)
    }
}
