//! Streams of bytes, and what they come out of.
//!
//! A container format (an archive, a compressed file) is one file in this folder with a
//! function that takes the stream of the container and returns the [`Streams`] in it, and
//! one line in `registry.rs`. No container is read yet.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use crate::corpus::failure::Failure;

/// Streams one after the other: those the inputs name, or those in a container.
pub(crate) type Streams = Box<dyn Iterator<Item = Result<Stream, Failure>> + Send>;

/// Bytes with a name: a file, standard input, or a member of a container.
pub(crate) struct Stream {
    /// Name in tables and messages: the path, or `-`.
    pub(crate) source: String,
    /// Id of the document, where the stream is one.
    pub(crate) id: String,
    pub(crate) content: Content,
}

pub(crate) enum Content {
    /// A file, opened only when it is its turn.
    File(PathBuf),
    Reader(Box<dyn Read + Send>),
    Bytes(Vec<u8>),
}

impl Stream {
    pub(crate) fn file(path: PathBuf, id: String) -> Self {
        Self { source: path.display().to_string(), id, content: Content::File(path) }
    }

    pub(crate) fn standard_input() -> Self {
        let reader = BufReader::with_capacity(1 << 16, io::stdin());
        let content = Content::Reader(Box::new(reader));
        Self { source: "-".to_owned(), id: "stdin".to_owned(), content }
    }

    /// Returns the extension in lower case, empty if there is none.
    pub(crate) fn extension(&self) -> String {
        let extension = Path::new(&self.source).extension();
        extension.unwrap_or_default().to_string_lossy().to_lowercase()
    }

    /// Returns the first bytes after blanks and a byte-order mark, without losing them;
    /// nothing for files, whose extension says what they are.
    pub(crate) fn first_bytes(&mut self) -> Vec<u8> {
        let Content::Reader(reader) = &mut self.content else { return Vec::new() };
        let blank = |b: &u8| b.is_ascii_whitespace() || matches!(b, 0xEF | 0xBB | 0xBF);
        let mut front = Vec::new();
        let mut buffer = [0; 1 << 12];
        while let Ok(read @ 1..) = reader.read(&mut buffer) {
            front.extend_from_slice(&buffer[..read]);
            if !buffer[..read].iter().all(blank) {
                break;
            }
        }
        let first = front.iter().copied().skip_while(blank).collect();
        let rest = std::mem::replace(reader, Box::new(io::empty()));
        *reader = Box::new(Cursor::new(front).chain(rest));
        first
    }

    pub(crate) fn open(self) -> io::Result<Box<dyn Read + Send>> {
        Ok(match self.content {
            Content::File(path) => Box::new(File::open(path)?),
            Content::Reader(reader) => reader,
            Content::Bytes(bytes) => Box::new(Cursor::new(bytes)),
        })
    }
}
