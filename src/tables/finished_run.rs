//! A finished run, read again from its folder.

use std::fs::File;
use std::iter::Peekable;
use std::path::{Path, PathBuf};

use super::attributions::AttributionRow;
use super::cues::CueRow;
use super::document_rows::DocumentRows;
use super::documents::DocumentRow;
use super::format::Format;
use super::level::Level;
use super::run_file::{RUN, RunFile, RunReport};
use super::schema::{Record, TableRecords};
use super::sentences::SentenceRow;
use super::sink::DocumentNumber;
use super::staging::Staging;
use crate::corpus::Failure;
use crate::error::{Error, ErrorKind, Result};
use crate::lexicon::Side;

/// A folder with `run.json` and the tables it names.
#[derive(Debug)]
pub struct FinishedRun {
    folder: PathBuf,
    /// Description of the run.
    pub report: RunReport,
    /// The documents that could not be read.
    pub failures: Vec<Failure>,
}

/// The rows of a table.
type TableRows<T> = Peekable<Box<dyn Iterator<Item = Result<T>>>>;

impl FinishedRun {
    /// True if a folder holds a finished run.
    pub fn is_in(folder: &Path) -> bool {
        folder.join(RUN).is_file()
    }

    /// Puts the run in place that was killed while its files were being put into this folder, if
    /// there is one. Until then the folder holds no run.
    ///
    /// # Errors
    /// [`ErrorKind::OutputBusy`] if they are being put there at this moment;
    /// [`ErrorKind::Output`] if they cannot be.
    pub fn recover(folder: &Path) -> Result<bool> {
        Staging::recover(folder)
    }

    /// Opens the run in a folder, if there is a `run.json` in it that a run wrote.
    pub fn open(folder: &Path) -> Result<Self> {
        let path = folder.join(RUN);
        let text = std::fs::read_to_string(&path).map_err(|e| match e.kind() {
            std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => {
                ErrorKind::NoRun(folder.to_owned()).into()
            }
            _ => Error::io(&path, e),
        })?;
        let RunFile { report, failures } = serde_json::from_str(&text).map_err(|e| {
            let name = path.display().to_string();
            Error::data(&name, e.line(), format!("not the run.json of a hedgerow run: {e}"))
        })?;
        Ok(Self { folder: folder.to_owned(), report, failures })
    }

    /// True if the run has a table.
    pub fn has(&self, level: Level) -> bool {
        self.table(level).is_some()
    }

    /// Finds a table's file and its format.
    fn table(&self, level: Level) -> Option<(PathBuf, Format)> {
        Format::ALL.into_iter().find_map(|format| {
            let name = format.file_name(level);
            self.report.tables.contains(&name).then(|| (self.folder.join(name), format))
        })
    }

    /// Returns the names of the columns with kept metadata.
    pub fn kept(&self) -> Result<Vec<String>> {
        let mut names = self.records(Level::Documents)?.1.0;
        Ok(names.split_off(first_kept(Level::Documents, &names)))
    }

    /// Yields the documents in order, with the rows of their sentences and cues if `whole`.
    ///
    /// # Errors
    /// If a table is missing, cannot be read or was edited so that it makes no sense.
    pub fn documents(&self, whole: bool) -> Result<impl Iterator<Item = Result<DocumentRows>>> {
        let documents = self.rows(Level::Documents, DocumentRow::read)?;
        let parts = || {
            let sentences = self.rows(Level::Sentences, SentenceRow::read)?;
            Ok::<_, Error>((sentences, self.rows(Level::Cues, CueRow::read)?))
        };
        let mut parts = whole.then(parts).transpose()?;
        let (folder, scored) = (self.folder.display().to_string(), self.report.documents.scored);
        let mut read = 0;
        let mut next = move |document: Option<Result<DocumentRow>>| {
            let misfit = |reason: &str| {
                let reason = format!(
                    "the tables of this run do not fit each other: {reason}; was one sorted, filtered or cut? Score again, or take the tables as they were"
                );
                Err(Error::data(&folder, 0, reason))
            };
            let Some(document) = document else {
                let are_left = |(sentences, cues): &mut (TableRows<_>, TableRows<_>)| {
                    sentences.peek().is_some() || cues.peek().is_some()
                };
                return if read != scored {
                    misfit(&format!("the documents table has {read} rows for {scored} documents"))
                } else if parts.as_mut().is_some_and(are_left) {
                    misfit("there are rows of other documents")
                } else {
                    Ok(None)
                };
            };
            let number = DocumentNumber(read);
            read += 1;
            let document = document?;
            let Some((sentences, cues)) = &mut parts else {
                return Ok(Some(DocumentRows { document, sentences: vec![], cues: vec![] }));
            };
            let sentences = take(sentences, |row| row.document == number)?;
            let cues = take(cues, |row| row.document == number)?;
            let id = &document.id;
            let is_whole = sentences.len() as u64
                == document.sentences + document.headings + document.fragments
                && (0..).zip(&sentences).all(|(i, it)| it.sentence == i && it.document_id == *id);
            if !is_whole {
                return misfit(&format!("the sentences of \"{id}\" are not where they belong"));
            }
            let count = |side: Side| {
                cues.iter().filter(|cue| cue.counts() && cue.side == side).count() as u64
            };
            if Side::ALL.map(count) != document.sides() {
                return misfit(&format!("\"{id}\" has not the cues that its row counts"));
            }
            Ok(Some(DocumentRows { document, sentences, cues }))
        };
        // Behind the last document comes a look at what is left.
        let documents = documents.map(Some).chain([None]);
        Ok(documents.filter_map(move |document| next(document).transpose()))
    }

    /// Yields the rows of the attributions table.
    pub fn attributions(&self) -> Result<impl Iterator<Item = Result<AttributionRow>>> {
        self.rows(Level::Attributions, AttributionRow::read)
    }

    fn rows<T: 'static>(
        &self,
        level: Level,
        read: fn(&Record<'_>) -> Result<T>,
    ) -> Result<TableRows<T>> {
        let (file, (names, records)) = self.records(level)?;
        let kept = first_kept(level, &names);
        let rows = records.map(move |record| {
            let (line, record) = record?;
            let cells: Vec<&str> = record.iter().collect();
            read(&Record { file: &file, line, names: &names, cells: &cells, kept })
        });
        let rows: Box<dyn Iterator<Item = Result<T>>> = Box::new(rows);
        Ok(rows.peekable())
    }

    /// Opens a table; returns its path, too, for errors.
    fn records(&self, level: Level) -> Result<(String, TableRecords)> {
        let Some((path, format)) = self.table(level) else {
            let (folder, table) = (self.folder.clone(), level.name());
            return Err(ErrorKind::NoTable { folder, table }.into());
        };
        let file = File::open(&path).map_err(|e| Error::io(&path, e))?;
        let name = path.display().to_string();
        let records = format.read(&name, file)?;
        Ok((name, records))
    }
}

/// The index of the first column with kept metadata, which stands behind the table's own.
fn first_kept(level: Level, names: &[String]) -> usize {
    let own = level.columns();
    let last = own.last().and_then(|last| names.iter().position(|name| name == last.name));
    last.map_or(names.len(), |last| last + 1)
}

/// Takes rows as long as they are wanted; errors are wanted, too.
fn take<T>(rows: &mut TableRows<T>, wanted: impl Fn(&T) -> bool) -> Result<Vec<T>> {
    let next = || rows.next_if(|row| row.as_ref().map_or(true, &wanted));
    std::iter::from_fn(next).collect()
}
