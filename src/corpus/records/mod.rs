//! Streams to documents: chunks of records, or of whole streams.
//!
//! A record format is one file in this folder with a function that takes a stream and
//! returns its [`Records`], and one line in `registry.rs`.

pub(crate) mod delimited;
pub(crate) mod jsonl;
mod lines;
pub(crate) mod whole;

use std::io::Read;
use std::sync::Arc;

use encoding_rs_io::DecodeReaderBytesBuilder;

use crate::corpus::chunk::Chunk;
use crate::corpus::failure::Failure;
use crate::corpus::options::CorpusOptions;
use crate::corpus::unpack::Stream;

/// The documents of a stream in chunks, cut by the thread that reads. The threads that
/// score parse them, so a chunk is cut with as little work as can be.
pub(crate) trait Records: Iterator<Item = Chunk> + Send {}

impl<I: Iterator<Item = Chunk> + Send> Records for I {}

/// Opens the records of a stream.
pub(crate) type OpenRecords = fn(Stream, &Arc<CorpusOptions>) -> Result<Box<dyn Records>, Failure>;

/// A stream's name and its bytes as UTF-8: a byte-order mark decides about the encoding,
/// else the options, else they are taken as they are.
type Utf8Stream = (Arc<str>, Box<dyn Read + Send>);

fn open_as_utf8(stream: Stream, options: &CorpusOptions) -> Result<Utf8Stream, Failure> {
    let source: Arc<str> = stream.source.as_str().into();
    let bytes = stream.open().map_err(|e| Failure::new(&*source, e))?;
    let reader = DecodeReaderBytesBuilder::new()
        .encoding(options.encoding)
        .bom_override(true)
        .strip_bom(true)
        .utf8_passthru(true)
        .build(bytes);
    Ok((source, Box::new(reader)))
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

    /// Fails as a disk does.
    struct BrokenDisk;

    impl Read for BrokenDisk {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("broken disk"))
        }
    }

    #[test]
    fn records_before_an_error_of_the_disk_are_read() {
        let lines = "{\"id\": 1, \"text\": \"\"}\n{\"id\": 2, \"text\": \"\"}\n{\"id\": 3";
        let rows = "id,text\n1,\n2,\n3";
        let options = Arc::new(CorpusOptions::default());
        for (open, content) in [(jsonl::open as OpenRecords, lines), (delimited::open_csv, rows)] {
            let reader = Box::new(content.as_bytes().chain(BrokenDisk));
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
