//! A document with its metadata, and what is said of one that cannot be read. Plain values,
//! which need no file system.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

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
