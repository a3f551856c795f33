//! A chunk of the corpus and how it opens into documents.

use std::borrow::Cow;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use csv::ByteRecord;

use super::records::Columns;
use super::{CorpusOptions, Failure, Kept, RawDocument, at_line, decode, jsonl};

/// A piece of the corpus of about a megabyte, in corpus order.
#[derive(Debug)]
pub struct Chunk {
    pub(super) content: Content,
    /// How many bytes of input it accounts for.
    pub bytes: u64,
}

#[derive(Debug)]
pub(super) enum Content {
    /// Text files, still to be read.
    Files(Vec<TextFile>),
    /// One text that has been read already (standard input).
    Text { source: String, bytes: Vec<u8> },
    /// Whole lines of a JSON-lines file.
    Lines { source: Arc<str>, first_line: u64, bytes: Vec<u8> },
    /// Rows of a CSV or TSV file.
    Rows { source: Arc<str>, columns: Arc<Columns>, rows: Vec<(u64, ByteRecord)> },
    /// Something that could not be read.
    Failure(Failure),
}

#[derive(Debug)]
pub(super) struct TextFile {
    pub(super) path: PathBuf,
    pub(super) id: String,
}

impl Chunk {
    /// A chunk that only says what could not be read.
    pub(super) fn failure(source: impl Into<String>, reason: impl Into<String>) -> Self {
        let failure = Failure { source: source.into(), reason: reason.into() };
        Self { content: Content::Failure(failure), bytes: 0 }
    }

    /// Calls `each` with every document of the chunk, or with the reason why
    /// it cannot be had.
    pub fn documents(
        self,
        options: &CorpusOptions,
        mut each: impl FnMut(Result<RawDocument<'_>, Failure>),
    ) {
        match self.content {
            Content::Failure(failure) => each(Err(failure)),
            Content::Files(files) => {
                for file in files {
                    let source = file.path.display().to_string();
                    let bytes = match read_file(&file.path, options) {
                        Ok(bytes) => bytes,
                        Err(reason) => {
                            each(Err(Failure { source, reason }));
                            continue;
                        }
                    };
                    text_document(file.id, source, bytes, options, &mut each);
                }
            }
            Content::Text { source, bytes } => {
                text_document("stdin".to_owned(), source, bytes, options, &mut each);
            }
            Content::Lines { source, first_line, bytes } => {
                lines(&source, first_line, &bytes, options, &mut each);
            }
            Content::Rows { source, columns, rows } => {
                for (line, row) in rows {
                    each(record(&source, line, &row, &columns));
                }
            }
        }
    }
}

fn read_file(path: &PathBuf, options: &CorpusOptions) -> Result<Vec<u8>, String> {
    let size = fs::metadata(path).map_err(|e| e.to_string())?.len();
    if size > options.max_document_bytes as u64 {
        return Err(too_long(options));
    }
    fs::read(path).map_err(|e| e.to_string())
}

/// The reason for skipping a document over the limit.
pub(super) fn too_long(options: &CorpusOptions) -> String {
    format!(
        "the document is longer than {} bytes; split it or raise --max-document-bytes",
        options.max_document_bytes
    )
}

fn text_document(
    id: String,
    source: String,
    bytes: Vec<u8>,
    options: &CorpusOptions,
    each: &mut impl FnMut(Result<RawDocument<'_>, Failure>),
) {
    match decode(bytes, options.encoding) {
        Ok(decoded) => each(Ok(RawDocument {
            id: Cow::Owned(id),
            source,
            text: Cow::Owned(decoded.text),
            kept: options.keep.iter().map(|_| Kept::Missing).collect(),
            warnings: decoded.warning.into_iter().collect(),
        })),
        Err(reason) => each(Err(Failure { source, reason })),
    }
}

fn lines(
    source: &Arc<str>,
    first_line: u64,
    bytes: &[u8],
    options: &CorpusOptions,
    each: &mut impl FnMut(Result<RawDocument<'_>, Failure>),
) {
    let mut rest = bytes;
    let mut number = first_line;
    while !rest.is_empty() {
        let (line, after) = match memchr::memchr(b'\n', rest) {
            Some(end) => (&rest[..end], &rest[end + 1..]),
            None => (rest, &rest[rest.len()..]),
        };
        rest = after;
        if !line.trim_ascii().is_empty() {
            each(json_document(source, number, line, options));
        }
        number += 1;
    }
}

fn json_document<'a>(
    source: &Arc<str>,
    number: u64,
    line: &'a [u8],
    options: &CorpusOptions,
) -> Result<RawDocument<'a>, Failure> {
    let source = at_line(source, number);
    let parsed = std::str::from_utf8(line)
        .map_err(|_| "the line is not UTF-8; convert the file or pass --encoding".to_owned())
        .and_then(|line| jsonl::parse(line, options));
    match parsed {
        Ok(fields) => Ok(RawDocument {
            id: fields.id.unwrap_or_else(|| Cow::Owned(source.clone())),
            source,
            text: fields.text,
            kept: fields.kept,
            warnings: Vec::new(),
        }),
        Err(reason) => Err(Failure { source, reason }),
    }
}

fn record<'a>(
    source: &Arc<str>,
    line: u64,
    row: &'a ByteRecord,
    columns: &Columns,
) -> Result<RawDocument<'a>, Failure> {
    let source = at_line(source, line);
    let cell = |column: usize| -> Result<Option<&'a str>, Failure> {
        row.get(column).map(std::str::from_utf8).transpose().map_err(|_| Failure {
            source: source.clone(),
            reason: "the row is not UTF-8; convert the file or pass --encoding".to_owned(),
        })
    };
    let Some(text) = cell(columns.text)? else {
        return Err(Failure {
            source,
            reason: format!(
                "the row has {} cells, too few to hold the text; the header has {}",
                row.len(),
                columns.width
            ),
        });
    };
    let id = columns.id.map(&cell).transpose()?.flatten().filter(|id| !id.is_empty());
    let mut kept = Vec::with_capacity(columns.kept.len());
    for column in &columns.kept {
        let value = column.map(&cell).transpose()?.flatten();
        kept.push(value.map_or(Kept::Missing, |v| Kept::Text(v.to_owned())));
    }
    let ragged = row.len() != columns.width;
    Ok(RawDocument {
        id: id.map_or_else(|| Cow::Owned(source.clone()), Cow::Borrowed),
        source,
        text: Cow::Borrowed(text),
        kept,
        warnings: if ragged { vec!["ragged_row".to_owned()] } else { Vec::new() },
    })
}
