//! Documents that cannot be read, and why.

use serde::{Deserialize, Serialize};

/// A document, or a whole file, that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// File, and line for records.
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

/// The reason why bytes cannot be read as a document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct Unreadable {
    /// The fault.
    pub kind: FailureKind,
    /// The sentence for the user: the fault, and what helps against it.
    pub reason: String,
}

impl Failure {
    /// A failure of no particular kind.
    pub fn new(source: impl Into<String>, reason: impl std::fmt::Display) -> Self {
        Unreadable::new(FailureKind::Other, reason.to_string()).at(source)
    }
}

impl Unreadable {
    /// A fault with the sentence that names it.
    pub fn new(kind: FailureKind, reason: impl Into<String>) -> Self {
        Self { kind, reason: reason.into() }
    }

    /// Reports a document over the limit of `bytes`.
    pub fn too_long(bytes: usize) -> Self {
        let reason = format!("the document is longer than {bytes} bytes; split it");
        Self::new(FailureKind::TooLong, reason)
    }

    /// Says which file, or record, it is.
    pub fn at(self, source: impl Into<String>) -> Failure {
        Failure { source: source.into(), reason: self.reason, kind: self.kind }
    }
}

impl From<std::io::Error> for Unreadable {
    fn from(e: std::io::Error) -> Self {
        Self::new(FailureKind::Other, e.to_string())
    }
}
