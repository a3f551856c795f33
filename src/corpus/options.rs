//! What to read and how.

use std::path::PathBuf;

use encoding_rs::Encoding;

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
