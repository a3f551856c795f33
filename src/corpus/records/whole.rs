//! Streams that are one document each, several to a chunk.

use std::borrow::Cow;
use std::fs;
use std::io::Read;
use std::sync::Arc;

use super::{CHUNK_BYTES, Chunk};
use crate::corpus::document::{Kept, RawDocument};
use crate::corpus::extract::Extract;
use crate::corpus::failure::Failure;
use crate::corpus::options::CorpusOptions;
use crate::corpus::unpack::{Content, Stream};

/// Whole documents gathered for the next chunk.
#[derive(Default)]
pub(crate) struct Batch {
    documents: Vec<(Stream, Extract)>,
    bytes: u64,
}

impl Batch {
    /// Adds a stream, which is read now unless it is an ordinary file: that is read by the thread
    /// that scores it. A pipe may let its reader wait for ever.
    pub(crate) fn add(
        &mut self,
        mut stream: Stream,
        extract: Extract,
        options: &CorpusOptions,
    ) -> Result<(), Failure> {
        let length = match &stream.content {
            Content::File(path) => match fs::metadata(path) {
                Ok(file) if file.is_file() => Some(file.len()),
                Ok(_) => None,
                // What is wrong with it is told when it is its turn.
                Err(_) => Some(0),
            },
            _ => None,
        };
        if let Some(length) = length {
            self.bytes += length;
        } else {
            let bytes = read(stream.content, options.max_document_bytes);
            let bytes = bytes.map_err(|e| e.at(&*stream.source))?;
            self.bytes += bytes.len() as u64;
            stream.content = Content::Bytes(bytes);
        }
        self.documents.push((stream, extract));
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
                for (stream, extract) in documents {
                    each(open(stream, extract, &options));
                }
            })
        })
    }
}

fn open(
    stream: Stream,
    extract: Extract,
    options: &CorpusOptions,
) -> Result<RawDocument<'static>, Failure> {
    let Stream { source, id, content } = stream;
    let bytes = read(content, options.max_document_bytes);
    match bytes.and_then(|bytes| extract(bytes, options.encoding)) {
        Ok(decoded) => Ok(RawDocument {
            id: Cow::Owned(id),
            source,
            text: Cow::Owned(decoded.text),
            kept: vec![Kept::Missing; options.keep.len()],
            warnings: decoded.warning.into_iter().collect(),
        }),
        Err(e) => Err(e.at(source)),
    }
}

fn read(content: Content, limit: usize) -> Result<Vec<u8>, Failure> {
    // What has no length may have no end.
    let read_up_to = |reader: &mut dyn Read| {
        let mut bytes = Vec::new();
        reader.take(limit as u64 + 1).read_to_end(&mut bytes).map(|_| bytes)
    };
    let bytes = match content {
        Content::File(path) => match fs::metadata(&path)? {
            file if file.len() > limit as u64 => return Err(Failure::too_long(limit)),
            file if file.is_file() => fs::read(path)?,
            _ => read_up_to(&mut fs::File::open(path)?)?,
        },
        Content::Bytes(bytes) => bytes,
        Content::Reader(mut reader) => read_up_to(&mut reader)?,
    };
    if bytes.len() > limit { Err(Failure::too_long(limit)) } else { Ok(bytes) }
}
