//! Files that hold many documents, cut into chunks while they are read.

use std::io::Read;
use std::sync::Arc;

use csv::ByteRecord;

use super::chunk::{Chunk, Content, too_long};
use super::records::Columns;
use super::{CorpusOptions, Failure, at_line};

/// About how many bytes a chunk holds.
pub(super) const CHUNK: usize = 1 << 20;

/// The file that is being read.
pub(super) enum Open {
    Lines(LineReader),
    Rows(RowReader),
}

pub(super) struct LineReader {
    pub(super) source: Arc<str>,
    pub(super) reader: Box<dyn Read + Send>,
    /// Bytes read but not yet handed out.
    pub(super) carry: Vec<u8>,
    pub(super) line: u64,
    pub(super) done: bool,
}

pub(super) struct RowReader {
    pub(super) source: Arc<str>,
    pub(super) reader: csv::Reader<Box<dyn Read + Send>>,
    pub(super) columns: Arc<Columns>,
}

impl LineReader {
    pub(super) fn next(&mut self, options: &CorpusOptions) -> Option<Chunk> {
        if self.done && self.carry.is_empty() {
            return None;
        }
        let mut bytes = std::mem::take(&mut self.carry);
        let mut searched = 0;
        let end = loop {
            if !self.done {
                let from = bytes.len();
                match self.reader.by_ref().take(CHUNK as u64).read_to_end(&mut bytes) {
                    Ok(0) => self.done = true,
                    Ok(_) => {}
                    Err(e) => {
                        self.done = true;
                        bytes.truncate(from);
                        let source = at_line(&self.source, self.line);
                        return Some(Chunk::failure(source, e.to_string()));
                    }
                }
            }
            if let Some(end) = memchr::memrchr(b'\n', &bytes[searched..]) {
                break searched + end + 1;
            }
            if self.done {
                break bytes.len();
            }
            searched = bytes.len();
            if bytes.len() > options.max_document_bytes {
                return Some(self.skip_line(bytes.len() as u64, options));
            }
        };
        self.carry = bytes.split_off(end);
        if bytes.is_empty() {
            return None;
        }
        let first_line = self.line;
        self.line += memchr::memchr_iter(b'\n', &bytes).count() as u64;
        let size = bytes.len() as u64;
        let content = Content::Lines { source: self.source.clone(), first_line, bytes };
        Some(Chunk { content, bytes: size })
    }

    /// Reads past a line that is too long to hold.
    fn skip_line(&mut self, mut read: u64, options: &CorpusOptions) -> Chunk {
        let source = at_line(&self.source, self.line);
        let mut buffer = vec![0; 1 << 16];
        loop {
            match self.reader.read(&mut buffer) {
                Ok(0) | Err(_) => {
                    self.done = true;
                    break;
                }
                Ok(n) => {
                    read += n as u64;
                    if let Some(end) = memchr::memchr(b'\n', &buffer[..n]) {
                        self.carry.extend_from_slice(&buffer[end + 1..n]);
                        break;
                    }
                }
            }
        }
        self.line += 1;
        let failure = Failure { source, reason: too_long(options) };
        Chunk { content: Content::Failure(failure), bytes: read }
    }
}

impl RowReader {
    pub(super) fn next(&mut self) -> Option<Chunk> {
        let mut rows = Vec::new();
        let mut size = 0;
        while size < CHUNK {
            let mut row = ByteRecord::new();
            match self.reader.read_byte_record(&mut row) {
                Ok(false) => break,
                Ok(true) => {
                    let line = row.position().map_or(0, csv::Position::line);
                    size += row.as_slice().len() + row.len();
                    rows.push((line, row));
                }
                Err(e) => {
                    let source = at_line(&self.source, self.reader.position().line());
                    return Some(Chunk::failure(source, e.to_string()));
                }
            }
        }
        if rows.is_empty() {
            return None;
        }
        let content =
            Content::Rows { source: self.source.clone(), columns: self.columns.clone(), rows };
        Some(Chunk { content, bytes: size as u64 })
    }
}
