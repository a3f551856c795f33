//! The output folder of a run: its tables and `run.json`.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, to_raw_value};

use super::builder::BatchSink;
use super::format::Format;
use super::level::Level;
use super::set::TableSet;
use super::sink::RowBatch;
use super::whole_file::{PARTIAL, WholeFile, cannot_write};
use crate::corpus::Failure;
use crate::error::{Error, ErrorKind, Result};
use crate::lexicon::SourceDigest;

/// Name of the file that makes a run complete.
pub(super) const RUN: &str = "run.json";

/// A run as `run.json` describes it, apart from the failures.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RunReport {
    /// Version of hedgerow.
    pub version: String,
    /// Name of the profile.
    pub profile: String,
    /// File name and SHA-256 of every lexicon file used.
    pub lexicons: Vec<SourceDigest>,
    /// The options that decide what comes out.
    pub options: serde_json::Value,
    /// The files written.
    pub tables: Vec<String>,
    /// Number of documents.
    pub documents: DocumentCounts,
    /// Number of input bytes read.
    pub bytes: u64,
}

/// The contents of `run.json`, with failures as they are read or written.
#[derive(Serialize, Deserialize)]
pub(super) struct RunFile<F> {
    #[serde(flatten)]
    pub(super) report: RunReport,
    #[serde(default = "Vec::new")]
    pub(super) failures: Vec<F>,
}

/// Documents by what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentCounts {
    /// Documents and files that were found.
    pub read: u64,
    /// Documents in the tables.
    pub scored: u64,
    /// Documents and files that could not be read; listed under `failures`.
    pub skipped: u64,
}

/// The files of a run while they are being written. Dropped before
/// [`Output::commit`], it leaves nothing behind.
#[derive(Debug)]
pub struct Output {
    directory: PathBuf,
    set: TableSet,
    tables: Vec<WholeFile>,
    /// The failures as JSON objects, each to stand on a line.
    failures: Vec<Box<RawValue>>,
    overwrite: bool,
    created: bool,
}

impl Output {
    /// Opens the output before the long run begins.
    ///
    /// # Errors
    /// [`ErrorKind::OutputExists`] if the folder holds a run already and `overwrite` is not set;
    /// [`ErrorKind::OutputPath`] if it is no folder; [`ErrorKind::Output`] if it cannot be written.
    pub fn create(directory: &Path, set: TableSet, overwrite: bool) -> Result<Self> {
        if directory.exists() && !directory.is_dir() {
            return Err(ErrorKind::OutputPath(directory.to_owned(), "is not a folder").into());
        }
        if overwrite {
            remove_leftovers(directory);
        } else {
            let names = set.levels().map(|level| set.file_name(level)).chain([RUN.to_owned()]);
            if let Some(path) = names.map(|name| directory.join(name)).find(|path| path.exists()) {
                return Err(ErrorKind::OutputExists(path).into());
            }
        }
        let created = !directory.exists();
        fs::create_dir_all(directory).map_err(|e| cannot_write(directory, &e))?;
        let mut tables = Vec::new();
        for (level, header) in set.levels().zip(set.headers()) {
            let mut table = WholeFile::begin(&directory.join(set.file_name(level)))?;
            table.write(&header)?;
            tables.push(table);
        }
        let (directory, failures) = (directory.to_owned(), Vec::new());
        Ok(Self { directory, set, tables, failures, overwrite, created })
    }

    /// Puts the finished files in place; `run.json` comes last, so a folder that has one holds a
    /// whole run.
    pub fn commit(mut self, mut report: RunReport) -> Result<()> {
        report.tables = self.set.levels().map(|level| self.set.file_name(level)).collect();
        if self.overwrite {
            self.remove_earlier_run(&report.tables);
        }
        let failures = std::mem::take(&mut self.failures);
        let json = serde_json::to_string_pretty(&RunFile { report, failures });
        let json = json.map_err(Error::internal)? + "\n";
        self.created = false;
        self.tables.drain(..).try_for_each(WholeFile::finish)?;
        let mut run = WholeFile::begin(&self.directory.join(RUN))?;
        run.write(json.as_bytes())?;
        run.finish()
    }

    /// Removes `run.json` and the tables it names that this run will not
    /// replace, so that no table of an earlier run passes for one of this.
    fn remove_earlier_run(&self, replaced: &[String]) {
        let run = self.directory.join(RUN);
        let Ok(text) = fs::read_to_string(&run) else {
            return;
        };
        let earlier: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
        let earlier = earlier["tables"].as_array().map_or(&[][..], Vec::as_slice);
        let names = Format::ALL.map(|format| Level::ALL.map(|level| format.file_name(level)));
        for name in names.as_flattened() {
            if earlier.iter().any(|table| table == name) && !replaced.contains(name) {
                let _ = fs::remove_file(self.directory.join(name));
            }
        }
        let _ = fs::remove_file(run);
    }
}

impl BatchSink for Output {
    type Builder = TableSet;

    fn builder(&self) -> TableSet {
        self.set.clone()
    }

    fn append(&mut self, batches: Vec<RowBatch>, first: u64) -> Result<()> {
        for (table, batch) in self.tables.iter_mut().zip(batches) {
            table.write_with(|file| batch.write(first, file))?;
        }
        Ok(())
    }

    fn fail(&mut self, failure: &Failure) -> Result<()> {
        self.failures.push(to_raw_value(failure).map_err(Error::internal)?);
        Ok(())
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        // Temporary files remove themselves; so does a folder made in vain.
        self.tables.clear();
        if self.created {
            let _ = fs::remove_dir(&self.directory);
        }
    }
}

/// Removes the temporary files that a killed run left behind.
fn remove_leftovers(directory: &Path) {
    for entry in fs::read_dir(directory).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let mut tables = Level::ALL.iter().map(|level| level.name()).chain(["run"]);
        if name.ends_with(PARTIAL) && tables.any(|table| name.starts_with(&format!(".{table}."))) {
            let _ = fs::remove_file(entry.path());
        }
    }
}
