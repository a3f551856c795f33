//! A finished run, read again from its folder.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::iter::Peekable;
use std::path::{Path, PathBuf};

use csv::StringRecord;
use serde::Deserialize;

use super::gather::{belongs, record};
use super::rows::{Columns, CueRow, DocumentRow, DocumentRows, RowResult, SentenceRow};
use super::{Format, Level, RUN, RunReport};
use crate::corpus::Failure;
use crate::error::{Error, Result};
use crate::lexicon::Side;

/// A folder with `run.json` and the tables it names.
#[derive(Debug)]
pub struct FinishedRun {
    folder: PathBuf,
    /// What was run.
    pub report: RunReport,
    /// The documents that could not be read.
    pub failures: Vec<Failure>,
}

#[derive(Deserialize)]
struct RunFile {
    #[serde(flatten)]
    report: RunReport,
    #[serde(default)]
    failures: Vec<Failure>,
}

/// The rows of a table with file and line for errors.
type Rows<T> = Peekable<Box<dyn Iterator<Item = Result<T>>>>;

impl FinishedRun {
    /// Whether a folder holds a finished run.
    pub fn is_in(folder: &Path) -> bool {
        folder.join(RUN).is_file()
    }

    /// Opens the run in a folder.
    ///
    /// # Errors
    /// If `run.json` is missing or not ours.
    pub fn open(folder: &Path) -> Result<Self> {
        let path = folder.join(RUN);
        let text = std::fs::read_to_string(&path).map_err(|e| match e.kind() {
            std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => {
                let folder = folder.display();
                Error::usage(format!(
                    "{folder} is not the folder of a finished run: it has no {RUN}; `hedgerow score … --out` makes one"
                ))
            }
            _ => Error::io(&path, e),
        })?;
        let RunFile { report, failures } = serde_json::from_str(&text).map_err(|e| {
            let name = path.display().to_string();
            Error::data(&name, e.line(), format!("not the run.json of a hedgerow run: {e}"))
        })?;
        Ok(Self { folder: folder.to_owned(), report, failures })
    }

    /// Whether the run has a table.
    pub fn has(&self, level: Level) -> bool {
        self.table(level).is_some()
    }

    /// A table's file, its format, and its name for errors.
    fn table(&self, level: Level) -> Option<(PathBuf, Format)> {
        [Format::Csv, Format::Jsonl].into_iter().find_map(|format| {
            let name = format!("{}.{}", level.name(), format.extension());
            self.report.tables.contains(&name).then(|| (self.folder.join(name), format))
        })
    }

    /// The names of the columns with metadata.
    ///
    /// # Errors
    /// As [`FinishedRun::documents`].
    pub fn kept(&self) -> Result<Vec<String>> {
        Ok(self.records(Level::Documents)?.0.kept().to_vec())
    }

    /// The documents in order, with the rows of their sentences and cues if `whole`.
    ///
    /// # Errors
    /// If a table is missing, cannot be read or has been edited so that it makes no sense.
    pub fn documents(&self, whole: bool) -> Result<impl Iterator<Item = Result<DocumentRows>>> {
        let mut documents: Rows<DocumentRow> = self.rows(Level::Documents, Columns::document)?;
        let mut parts = if whole {
            let sentences: Rows<SentenceRow> = self.rows(Level::Sentences, Columns::sentence)?;
            let cues: Rows<CueRow> = self.rows(Level::Cues, Columns::cue)?;
            Some((sentences, cues))
        } else {
            None
        };
        let folder = self.folder.display().to_string();
        let scored = self.report.documents.scored;
        let (mut read, mut ended) = (0, false);
        Ok(std::iter::from_fn(move || {
            let Some(document) = documents.next() else {
                let left = !ended && is_left(read, scored, &mut parts);
                ended = true;
                let reason = if read == scored {
                    "there are rows of other documents".to_owned()
                } else {
                    format!("the documents table has {read} rows for {scored} documents")
                };
                return left.then(|| Err(unfit(&folder, &reason)));
            };
            read += 1;
            let next = documents.peek().and_then(|next| next.as_ref().ok());
            Some(document.and_then(|document| with_parts(document, next, &mut parts, &folder)))
        }))
    }

    fn rows<T: 'static>(
        &self,
        level: Level,
        parse: fn(&Columns, &StringRecord) -> RowResult<T>,
    ) -> Result<Rows<T>> {
        let (columns, name, records) = self.records(level)?;
        let rows = records.map(move |record| {
            let (line, record) = record?;
            parse(&columns, &record).map_err(|e| Error::data(&name, line, e))
        });
        let rows: Box<dyn Iterator<Item = Result<T>>> = Box::new(rows);
        Ok(rows.peekable())
    }

    #[allow(clippy::type_complexity)] // columns, name, records with their lines
    fn records(
        &self,
        level: Level,
    ) -> Result<(Columns, String, Box<dyn Iterator<Item = Result<(usize, StringRecord)>>>)> {
        let Some((path, format)) = self.table(level) else {
            return Err(Error::usage(format!(
                "the run in {} has no {} table; score again with --level documents,sentences,cues",
                self.folder.display(),
                level.name()
            )));
        };
        let name = path.display().to_string();
        let file = File::open(&path).map_err(|e| Error::io(&path, e))?;
        if format == Format::Csv {
            let mut reader = csv::Reader::from_reader(file);
            let wrong = |name: &str, e: &csv::Error| {
                let line = e.position().map_or(0, csv::Position::line) as usize;
                Error::data(name, line, format!("not a table of ours: {e}"))
            };
            let header = reader.headers().map_err(|e| wrong(&name, &e))?;
            let columns = Columns::new(header.iter().map(str::to_owned));
            let in_errors = name.clone();
            let records = reader.into_records().map(move |record| {
                let record = record.map_err(|e| wrong(&in_errors, &e))?;
                Ok((record.position().map_or(0, csv::Position::line) as usize, record))
            });
            return Ok((columns, name, Box::new(records)));
        }
        let mut lines = BufReader::new(file).lines().peekable();
        let first = lines.peek().and_then(|line| line.as_ref().ok());
        let columns = Columns::new(first.map(|line| keys(line)).unwrap_or_default());
        let names = columns.names().to_vec();
        let in_errors = name.clone();
        let records = (1..).zip(lines).map(move |(number, line)| {
            let line = line.map_err(|e| Error::io(&path, e))?;
            let row = serde_json::from_str(&line)
                .map_err(|e| Error::data(&in_errors, number, format!("not JSON: {e}")))?;
            Ok((number, record(&names, &row)))
        });
        Ok((columns, name, Box::new(records)))
    }
}

/// Tables that have been sorted, filtered or cut since the run.
fn unfit(folder: &str, reason: &str) -> Error {
    let advice = "was one sorted, filtered or cut? Score again, or take the tables as they were";
    Error::data(
        folder,
        0,
        format!("the tables of this run do not fit each other: {reason}; {advice}"),
    )
}

/// Whether there are rows of documents that are not there, or documents too few.
fn is_left(read: u64, scored: u64, parts: &mut Option<(Rows<SentenceRow>, Rows<CueRow>)>) -> bool {
    let more = |parts: &mut (Rows<SentenceRow>, Rows<CueRow>)| {
        parts.0.peek().is_some() || parts.1.peek().is_some()
    };
    read != scored || parts.as_mut().is_some_and(more)
}

/// A document with its rows of the tables there are, which stand at its first.
fn with_parts(
    document: DocumentRow,
    next: Option<&DocumentRow>,
    parts: &mut Option<(Rows<SentenceRow>, Rows<CueRow>)>,
    folder: &str,
) -> Result<DocumentRows> {
    let (mut own_sentences, mut own_cues) = (Vec::new(), Vec::new());
    if let Some((sentences, cues)) = parts {
        for number in 0..document.sentences {
            let row = sentences.next().transpose()?;
            let fits = |row: &SentenceRow| row.document_id == document.id && row.sentence == number;
            let row = row.filter(fits).ok_or_else(|| {
                let id = &document.id;
                unfit(folder, &format!("sentence {number} of \"{id}\" is not where it belongs"))
            })?;
            own_sentences.push(row);
        }
        loop {
            let of_it = |cue: &Result<CueRow>| {
                let fits = |cue| belongs(cue, &document, &own_sentences, &own_cues, next);
                cue.as_ref().map_or(true, fits)
            };
            let Some(cue) = cues.next_if(of_it) else { break };
            own_cues.push(cue?);
        }
        let counted = |side: Side| {
            own_cues.iter().filter(|cue| cue.counts() && cue.side() == side).count() as u64
        };
        if Side::ALL.iter().any(|side| counted(*side) != document.sides[*side as usize]) {
            let id = &document.id;
            return Err(unfit(folder, &format!("\"{id}\" has not the cues that its row counts")));
        }
    }
    Ok(DocumentRows { document, sentences: own_sentences, cues: own_cues })
}

/// The keys of a JSON object, in its order.
fn keys(line: &str) -> Vec<String> {
    struct Keys;
    impl<'de> serde::de::Visitor<'de> for Keys {
        type Value = Vec<String>;
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("an object")
        }
        fn visit_map<A: serde::de::MapAccess<'de>>(
            self,
            mut map: A,
        ) -> std::result::Result<Self::Value, A::Error> {
            let mut keys = Vec::new();
            while let Some((key, _)) = map.next_entry::<String, serde::de::IgnoredAny>()? {
                keys.push(key);
            }
            Ok(keys)
        }
    }
    use serde::de::Deserializer;
    serde_json::Deserializer::from_str(line).deserialize_map(Keys).unwrap_or_default()
}
