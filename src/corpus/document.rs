//! Documents as they are read.

use std::borrow::Cow;

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

impl Kept {
    /// Returns the value as text; empty if it is missing.
    pub fn text(&self) -> &str {
        match self {
            Self::Missing => "",
            Self::Text(text) => text,
            Self::Json(raw) => raw.get(),
        }
    }
}

/// One document as it was read.
#[derive(Debug, Default)]
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
    /// Makes a document of a text that does not come out of a file.
    pub fn of_text(id: &'a str, text: &'a str) -> Self {
        Self { id: Cow::Borrowed(id), text: Cow::Borrowed(text), ..Self::default() }
    }

    /// Returns the same document with strings of its own.
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
