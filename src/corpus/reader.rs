//! Reads a corpus chunk by chunk: finds streams, unpacks them, opens their records.

use std::iter;
use std::sync::Arc;

use super::failure::Failure;
use super::find;
use super::options::CorpusOptions;
use super::records::whole::Batch;
use super::records::{Chunk, Records};
use super::registry::{self, Opener};
use super::unpack::{Stream, Streams};
use crate::error::Result;

/// A corpus being read: an iterator over its chunks. Inputs come in the order given, the files of a
/// directory or pattern in the order of their names. Hidden files are left out.
pub struct Corpus {
    options: Arc<CorpusOptions>,
    /// The way to read all streams, where a format is named.
    opener: Option<Opener>,
    /// The streams of the inputs, and behind them those of containers that are being read.
    streams: Vec<Streams>,
    /// Whole documents for the next chunk, so that one has many small ones.
    batch: Batch,
    /// What is handed out before the next stream is opened.
    records: Records,
}

impl Corpus {
    /// Opens a corpus.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Usage`] if there are no inputs or none of them
    /// exists, a pattern is malformed, or there is no such format.
    pub fn open(options: CorpusOptions) -> Result<Self> {
        Ok(Self {
            streams: vec![find::streams(&options)?],
            opener: registry::named(&options.format)?,
            options: Arc::new(options),
            batch: Batch::default(),
            records: Box::new(iter::empty()),
        })
    }

    /// The options it was opened with.
    pub fn options(&self) -> &Arc<CorpusOptions> {
        &self.options
    }

    /// Opens a stream; one that is a document is only added to the batch.
    fn begin(&mut self, mut stream: Stream) -> std::result::Result<(), Failure> {
        let opener = registry::choose(&mut stream, self.opener);
        match opener.map_err(|e| e.at(stream.source.as_str()))? {
            Opener::Container(unpack) => self.streams.push(unpack(stream)),
            Opener::Document(extract) => {
                self.batch.add(stream, extract, &self.options)?;
                if self.batch.is_full() {
                    self.hand_out(iter::empty());
                }
            }
            Opener::Records(open) => {
                let records = open(stream, &self.options)?;
                self.hand_out(records);
            }
        }
        Ok(())
    }

    /// Lets the batch come next, and then these records.
    fn hand_out(&mut self, records: impl Iterator<Item = Chunk> + Send + 'static) {
        self.records = Box::new(self.batch.take(&self.options).into_iter().chain(records));
    }
}

impl Iterator for Corpus {
    type Item = Chunk;

    fn next(&mut self) -> Option<Chunk> {
        loop {
            if let Some(chunk) = self.records.next() {
                return Some(chunk);
            }
            let Some(streams) = self.streams.last_mut() else {
                return self.batch.take(&self.options);
            };
            let Some(stream) = streams.next() else {
                self.streams.pop();
                continue;
            };
            if let Err(failure) = stream.and_then(|stream| self.begin(stream)) {
                self.hand_out(iter::once(Chunk::failure(failure)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_in_containers_are_read_by_their_own_formats_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let first = folder.path().join("a.txt");
        std::fs::write(&first, "It may rain.").unwrap();
        let members = [
            "b.txt\nIt rained.",
            "c.jsonl\n{\"id\": \"c1\", \"text\": \"\"}\n{\"id\": \"c2\"}\n",
            "broken\n",
            "d.pdf\n",
            "e.csv\nid,text\ne1,It may rain.\n",
            "f\n{\"id\": \"f1\", \"text\": \"\"}",
            "g.container\ng.txt\nIt could.",
        ];
        std::fs::write(folder.path().join("b.container"), members.join("\u{c}")).unwrap();
        let inputs = [folder.path(), &first].map(|path| path.display().to_string()).into();
        // Ids of documents, sources of failures.
        let mut read = Vec::new();
        let last = |path: &str| path.rsplit('/').next().unwrap().to_owned();
        for chunk in Corpus::open(CorpusOptions { inputs, ..CorpusOptions::default() }).unwrap() {
            chunk.documents(|document| {
                read.push(match document {
                    Ok(document) => last(&document.id),
                    Err(failure) => format!("no {}", last(&failure.source)),
                });
            });
        }
        let inside = "b.txt c1 no c.jsonl:2 no broken no d.pdf e1 f1 g.txt";
        assert_eq!(read.join(" "), format!("a.txt {inside} a.txt"));
    }
}
