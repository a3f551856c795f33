//! Streams to documents: chunks of records, or of whole streams.
//!
//! A record format is one file in this folder with a function that takes a stream and
//! returns its [`Records`], and one line in `registry.rs`.

pub(crate) mod delimited;
pub(crate) mod jsonl;
pub(crate) mod whole;

use std::io::Read;
use std::sync::Arc;

use encoding_rs_io::DecodeReaderBytesBuilder;

use crate::corpus::document::RawDocument;
use crate::corpus::failure::Failure;
use crate::corpus::options::CorpusOptions;
use crate::corpus::unpack::Stream;

/// About how many bytes of input a chunk accounts for.
const CHUNK_BYTES: usize = 1 << 20;

/// A piece of the corpus of about a megabyte, in corpus order.
pub struct Chunk {
    /// Bytes of input it accounts for.
    pub bytes: u64,
    open: Box<dyn FnOnce(&mut EachDocument<'_>) + Send>,
}

/// Receives the documents of a chunk one by one, or the reason why one cannot be had.
type EachDocument<'e> = dyn FnMut(Result<RawDocument<'_>, Failure>) + 'e;

impl Chunk {
    /// A chunk that `open` turns into documents, on whichever thread gets it.
    fn new(bytes: u64, open: impl FnOnce(&mut EachDocument<'_>) + Send + 'static) -> Self {
        Self { bytes, open: Box::new(open) }
    }

    /// A chunk that only says what could not be read.
    pub(crate) fn failure(failure: Failure) -> Self {
        Self::new(0, |each| each(Err(failure)))
    }

    /// Calls `each` with every document, or with the reason why it cannot be had.
    pub fn documents(self, mut each: impl FnMut(Result<RawDocument<'_>, Failure>)) {
        (self.open)(&mut each);
    }
}

/// The documents of a stream in chunks, cut by the thread that reads. The threads that
/// score parse them, so a chunk is cut with as little work as can be.
pub(crate) type Records = Box<dyn Iterator<Item = Chunk> + Send>;

/// Opens the records of a stream.
pub(crate) type OpenRecords = fn(Stream, &Arc<CorpusOptions>) -> Result<Records, Failure>;

/// Returns a stream's name and its bytes as UTF-8: a byte-order mark decides about the encoding,
/// else the options, else they are taken as they are.
fn open_as_utf8(
    stream: Stream,
    options: &CorpusOptions,
) -> Result<(Arc<str>, impl Read + Send + use<>), Failure> {
    let source: Arc<str> = stream.source.as_str().into();
    let bytes = stream.open().map_err(|e| Failure::new(&*source, e))?;
    let reader = DecodeReaderBytesBuilder::new()
        .encoding(options.encoding)
        .bom_override(true)
        .strip_bom(true)
        .utf8_passthru(true)
        .build(bytes);
    Ok((source, reader))
}

/// Names a record: file and line.
fn at_line(source: &str, line: u64) -> String {
    format!("{source}:{line}")
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;
    use crate::corpus::unpack::Content;

    /// Fails once, as a disk may; then nothing more comes.
    struct BrokenDisk(bool);

    impl Read for BrokenDisk {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            if std::mem::replace(&mut self.0, true) {
                return Ok(0);
            }
            Err(io::Error::other("broken disk"))
        }
    }

    #[test]
    fn records_before_an_error_of_the_disk_are_read() {
        let lines = "{\"id\": 1, \"text\": \"\"}\n{\"id\": 2, \"text\": \"\"}\n{\"id\": 3";
        let rows = "id,text\n1,\n2,\n3";
        // What is longer than a document may be is skipped, and the error comes meanwhile.
        let long = lines.to_owned() + &"x".repeat(3 * CHUNK_BYTES);
        let options = CorpusOptions { max_document_bytes: 1_000, ..CorpusOptions::default() };
        let options = Arc::new(options);
        let open_csv: OpenRecords = |stream, options| delimited::open(stream, options, b',');
        for (open, content) in
            [(jsonl::open as OpenRecords, lines), (open_csv, rows), (jsonl::open, &long)]
        {
            let content = io::Cursor::new(content.to_owned());
            let reader = Box::new(content.chain(BrokenDisk(false)));
            let (source, id) = ("a".to_owned(), "a".to_owned());
            let stream = Stream { source, id, content: Content::Reader(reader) };
            let mut all = Vec::new();
            for chunk in open(stream, &options).unwrap() {
                chunk.documents(|document| {
                    all.push(document.map_or_else(|e| e.reason, |document| document.id.into()));
                });
            }
            assert_eq!(all, ["1", "2", "broken disk"]);
        }
    }
}
