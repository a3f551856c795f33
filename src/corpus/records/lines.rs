//! Streams with one record a line, cut into chunks of whole lines.

use std::borrow::Cow;
use std::io::{self, Read};
use std::sync::Arc;

use super::{Records, at_line, open_as_utf8};
use crate::corpus::chunk::{CHUNK_BYTES, Chunk, EachDocument};
use crate::corpus::document::{Kept, RawDocument};
use crate::corpus::failure::{Failure, FailureKind, Unreadable};
use crate::corpus::options::CorpusOptions;
use crate::corpus::unpack::Stream;

/// The parts of a document that stand in one line.
pub(super) struct LineFields<'a> {
    /// The id, if there is one besides file and line.
    pub(super) id: Option<Cow<'a, str>>,
    pub(super) text: Cow<'a, str>,
    pub(super) kept: Vec<Kept>,
}

/// Parses a line.
pub(super) type ParseLine =
    for<'a> fn(&'a str, &CorpusOptions) -> Result<LineFields<'a>, Unreadable>;

/// Opens a stream whose lines `parse` reads.
pub(super) fn open(
    stream: Stream,
    options: &Arc<CorpusOptions>,
    parse: ParseLine,
) -> Result<Box<dyn Records>, Failure> {
    let (source, reader) = open_as_utf8(stream, options)?;
    let options = options.clone();
    let (carry, line, ended, error) = (Vec::new(), 1, false, None);
    Ok(Box::new(LineRecords { source, reader, parse, options, carry, line, ended, error }))
}

struct LineRecords {
    source: Arc<str>,
    reader: Box<dyn Read + Send>,
    parse: ParseLine,
    options: Arc<CorpusOptions>,
    /// Bytes read but not yet handed out: the beginning of a line.
    carry: Vec<u8>,
    /// Number of that line, from 1.
    line: u64,
    ended: bool,
    /// The reason why it ended before its end.
    error: Option<io::Error>,
}

impl Iterator for LineRecords {
    type Item = Chunk;

    fn next(&mut self) -> Option<Chunk> {
        let mut bytes = std::mem::take(&mut self.carry);
        let mut searched = 0;
        let end = loop {
            if !self.ended {
                match self.reader.by_ref().take(CHUNK_BYTES as u64).read_to_end(&mut bytes) {
                    Ok(read) => self.ended = read == 0,
                    Err(e) => (self.ended, self.error) = (true, Some(e)),
                }
            }
            if let Some(end) = memchr::memrchr(b'\n', &bytes[searched..]) {
                break searched + end + 1;
            }
            if self.ended {
                // A line that broke off is no record.
                break if self.error.is_some() { 0 } else { bytes.len() };
            }
            searched = bytes.len();
            if bytes.len() > self.options.max_document_bytes {
                return Some(self.skip_line(bytes.len() as u64));
            }
        };
        self.carry = bytes.split_off(end);
        if bytes.is_empty() {
            self.carry.clear();
            let e = self.error.take()?;
            return Some(Chunk::failure(Failure::new(at_line(&self.source, self.line), e)));
        }
        let first_line = self.line;
        self.line += memchr::memchr_iter(b'\n', &bytes).count() as u64;
        let (source, options, parse) = (self.source.clone(), self.options.clone(), self.parse);
        Some(Chunk::new(bytes.len() as u64, move |each| {
            documents(&source, first_line, &bytes, parse, &options, each);
        }))
    }
}

impl LineRecords {
    /// Reads past a line that is too long to hold, of which `read` bytes have been read.
    fn skip_line(&mut self, mut read: u64) -> Chunk {
        let source = at_line(&self.source, self.line);
        let mut buffer = vec![0; 1 << 16];
        loop {
            let Ok(count @ 1..) = self.reader.read(&mut buffer) else {
                self.ended = true;
                break;
            };
            read += count as u64;
            if let Some(end) = memchr::memchr(b'\n', &buffer[..count]) {
                self.carry.extend_from_slice(&buffer[end + 1..count]);
                break;
            }
        }
        self.line += 1;
        let failure = Unreadable::too_long(self.options.max_document_bytes).at(source);
        Chunk::new(read, |each| each(Err(failure)))
    }
}

fn documents(
    source: &str,
    first_line: u64,
    bytes: &[u8],
    parse: ParseLine,
    options: &CorpusOptions,
    each: &mut EachDocument<'_>,
) {
    let mut rest = bytes;
    for number in first_line.. {
        if rest.is_empty() {
            break;
        }
        let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let line = &rest[..end];
        rest = rest.get(end + 1..).unwrap_or_default();
        if line.trim_ascii().is_empty() {
            continue;
        }
        let source = at_line(source, number);
        let parsed = std::str::from_utf8(line)
            .map_err(|_| {
                Unreadable::new(FailureKind::NotUtf8, "the line is not UTF-8; convert the file")
            })
            .and_then(|line| parse(line, options));
        each(match parsed {
            Ok(LineFields { id, text, kept }) => Ok(RawDocument {
                id: id.unwrap_or_else(|| Cow::Owned(source.clone())),
                source,
                text,
                kept,
                warnings: Vec::new(),
            }),
            Err(e) => Err(e.at(source)),
        });
    }
}
