//! Bytes to text: what a document's bytes say, without their markup.
//!
//! A document format is one file in this folder with an [`Extract`] function, and one line
//! in `registry.rs`.

pub(crate) mod plain;

use encoding_rs::Encoding;

use crate::corpus::failure::Failure;

/// Turns the bytes of one document into its text. An encoding is that which the user named.
pub(crate) type Extract = fn(Vec<u8>, Option<&'static Encoding>) -> Result<DecodedText, Failure>;

/// The text of a document.
#[derive(Debug, PartialEq, Eq)]
pub struct DecodedText {
    /// The text.
    pub text: String,
    /// A warning code if the bytes were not plain UTF-8.
    pub warning: Option<String>,
}
