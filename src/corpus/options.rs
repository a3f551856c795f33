//! The options of reading.

use std::path::PathBuf;

use encoding_rs::Encoding;

/// The name of the choice by extension or first bytes.
pub(super) const AUTO: &str = "auto";

/// The inputs of a corpus and the way to read them.
#[derive(Debug, Clone)]
pub struct CorpusOptions {
    /// Files, directories, glob patterns or `-`, in the order given.
    pub inputs: Vec<String>,
    /// Name of the inputs' format, one of [`super::input_formats`].
    pub format: String,
    /// Field or column with the document's id.
    pub id_field: String,
    /// Field or column with the text.
    pub text_field: String,
    /// Fields or columns to copy into the documents table.
    pub keep: Vec<String>,
    /// The encoding of everything, where there is no byte-order mark. Without it, UTF-8 is expected
    /// and, for plain text, other encodings are guessed with a warning.
    pub encoding: Option<&'static Encoding>,
    /// A document longer than this many bytes is skipped, with the reason.
    pub max_document_bytes: usize,
    /// File or directory to leave out where a directory holds it, such as the output.
    pub exclude: Option<PathBuf>,
}

impl Default for CorpusOptions {
    fn default() -> Self {
        Self {
            inputs: Vec::new(),
            format: AUTO.to_owned(),
            id_field: "id".to_owned(),
            text_field: "text".to_owned(),
            keep: Vec::new(),
            encoding: None,
            max_document_bytes: 1 << 30,
            exclude: None,
        }
    }
}
