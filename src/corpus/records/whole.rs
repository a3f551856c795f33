//! Streams that are one document each, several to a chunk.

use std::borrow::Cow;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::corpus::chunk::{CHUNK_BYTES, Chunk};
use crate::corpus::document::{Kept, RawDocument};
use crate::corpus::extract::Extract;
use crate::corpus::failure::{Failure, Unreadable};
use crate::corpus::options::CorpusOptions;
use crate::corpus::unpack::{Content, Stream};

/// Whole documents gathered for the next chunk.
#[derive(Default)]
pub(crate) struct Batch {
    documents: Vec<WholeDocument>,
    bytes: u64,
}

struct WholeDocument {
    source: String,
    id: String,
    bytes: Bytes,
    extract: Extract,
}

enum Bytes {
    /// A file is read by the thread that scores it.
    File(PathBuf),
    Read(Vec<u8>),
}

impl Batch {
    /// Adds a stream, which is read now unless it is a file.
    pub(crate) fn add(
        &mut self,
        stream: Stream,
        extract: Extract,
        options: &CorpusOptions,
    ) -> Result<(), Failure> {
        let Stream { source, id, content } = stream;
        let (bytes, size) = match content {
            Content::File(path) => {
                let size = fs::metadata(&path).map_or(0, |m| m.len());
                (Bytes::File(path), size)
            }
            Content::Reader(reader) => match read(reader, options.max_document_bytes) {
                Ok(bytes) => {
                    let size = bytes.len() as u64;
                    (Bytes::Read(bytes), size)
                }
                Err(e) => return Err(e.at(source)),
            },
        };
        self.documents.push(WholeDocument { source, id, bytes, extract });
        self.bytes += size;
        Ok(())
    }

    pub(crate) fn is_full(&self) -> bool {
        self.bytes >= CHUNK_BYTES as u64
    }

    /// Takes what was gathered, if there is anything.
    pub(crate) fn take(&mut self, options: &Arc<CorpusOptions>) -> Option<Chunk> {
        let Self { documents, bytes } = std::mem::take(self);
        let options = options.clone();
        (!documents.is_empty()).then(|| {
            Chunk::new(bytes, move |each| {
                for document in documents {
                    each(document.open(&options));
                }
            })
        })
    }
}

fn read(reader: Box<dyn Read + Send>, limit: usize) -> Result<Vec<u8>, Unreadable> {
    let mut bytes = Vec::new();
    reader.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > limit { Err(Unreadable::too_long(limit)) } else { Ok(bytes) }
}

impl WholeDocument {
    fn open(self, options: &CorpusOptions) -> Result<RawDocument<'static>, Failure> {
        let limit = options.max_document_bytes;
        let bytes = match self.bytes {
            Bytes::File(path) => read_file(&path, limit),
            Bytes::Read(bytes) => Ok(bytes),
        };
        let decoded = bytes.and_then(|bytes| (self.extract)(bytes, options.encoding));
        match decoded {
            Ok(decoded) => Ok(RawDocument {
                id: Cow::Owned(self.id),
                source: self.source,
                text: Cow::Owned(decoded.text),
                kept: options.keep.iter().map(|_| Kept::Missing).collect(),
                warnings: decoded.warning.into_iter().collect(),
            }),
            Err(e) => Err(e.at(self.source)),
        }
    }
}

fn read_file(path: &Path, limit: usize) -> Result<Vec<u8>, Unreadable> {
    if fs::metadata(path)?.len() > limit as u64 {
        return Err(Unreadable::too_long(limit));
    }
    Ok(fs::read(path)?)
}
