//! The output folder of a run: its tables and `run.json`.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::value::{RawValue, to_raw_value};

use super::builder::BatchSink;
use super::exchange::{Disk, SystemDisk, cannot_write, check_are_files, exists};
use super::run_file::{RUN, RunFile, RunReport, table_names, tables_listed};
use super::set::TableSet;
use super::sink::RowBatch;
use super::staging::{StagedFile, Staging};
use crate::corpus::Failure;
use crate::error::{Error, ErrorKind, Result};

/// The files of a run while they are being written. Dropped before
/// [`Output::commit`], it leaves nothing behind.
#[derive(Debug)]
pub struct Output {
    /// None once the run is in place or given up.
    staging: Option<Staging>,
    directory: PathBuf,
    set: TableSet,
    tables: Vec<StagedFile>,
    /// The failures as JSON objects, each to stand on a line.
    failures: Vec<Box<RawValue>>,
    overwrite: bool,
    created: bool,
}

impl Output {
    /// Opens the output before the long run begins. What a killed run has left in the folder is
    /// put in place if it is whole, else removed.
    ///
    /// # Errors
    /// [`ErrorKind::OutputExists`] if the folder holds a run already and `overwrite` is not set;
    /// [`ErrorKind::OutputBusy`] if another run is writing into it; [`ErrorKind::OutputPath`] if
    /// it is no folder; [`ErrorKind::Output`] if it cannot be written.
    pub fn create(directory: &Path, set: TableSet, overwrite: bool) -> Result<Self> {
        if directory.exists() && !directory.is_dir() {
            return Err(ErrorKind::OutputPath(directory.to_owned(), "is not a folder").into());
        }
        let created = !directory.exists();
        fs::create_dir_all(directory).map_err(|e| cannot_write(directory, &e))?;
        let (directory, tables, failures) = (directory.to_owned(), Vec::new(), Vec::new());
        let mut own = Self { staging: None, directory, set, tables, failures, overwrite, created };
        let staging = own.staging.insert(Staging::begin(&own.directory)?);
        let names: Vec<String> = own.set.levels().map(|level| own.set.file_name(level)).collect();
        check_replaceable(&own.directory, &names, overwrite)?;
        for (name, header) in names.iter().zip(own.set.headers()) {
            let mut table = staging.table(name)?;
            table.write_with(|file| file.write_all(&header))?;
            own.tables.push(table);
        }
        Ok(own)
    }

    /// True if a run that was killed had left something that was of no use and has been removed.
    pub fn had_leftovers(&self) -> bool {
        self.staging.as_ref().is_some_and(|staging| staging.had_leftovers)
    }

    /// Names the files in the folder that are called like tables and are neither of this run nor
    /// of the one that it replaces; they stay.
    pub fn foreign_tables(&self) -> Vec<String> {
        let run = self.directory.join(RUN);
        let replaced = if exists(&run) { tables_listed(&run) } else { Vec::new() };
        let own = self.names();
        let is_foreign = |name: &String| {
            !own.contains(name) && !replaced.contains(name) && exists(&self.directory.join(name))
        };
        table_names().filter(is_foreign).collect()
    }

    /// Puts the finished files in place, in the place of the run that is there: after it, and
    /// whatever happens meanwhile, the folder holds the one or the other as a whole.
    pub fn commit(mut self, mut report: RunReport) -> Result<()> {
        report.tables = self.names();
        check_replaceable(&self.directory, &report.tables, self.overwrite)?;
        let failures = std::mem::take(&mut self.failures);
        let json = serde_json::to_string_pretty(&RunFile { report, failures });
        let json = json.map_err(Error::internal)? + "\n";
        self.tables.drain(..).try_for_each(StagedFile::finish)?;
        if let Some(staging) = self.staging.take() {
            staging.commit(json.as_bytes())?;
        }
        if std::mem::take(&mut self.created) {
            // The run is whole; what is left is that a new folder's name outlasts a power failure.
            let parent = self.directory.parent().filter(|it| !it.as_os_str().is_empty());
            let _ = SystemDisk.sync(parent.unwrap_or(Path::new(".")));
        }
        Ok(())
    }

    /// Names the tables' files.
    fn names(&self) -> Vec<String> {
        self.set.levels().map(|level| self.set.file_name(level)).collect()
    }
}

/// Makes sure that nothing is in the place of a file that may not be replaced.
fn check_replaceable(directory: &Path, tables: &[String], overwrite: bool) -> Result<()> {
    let names = || tables.iter().map(String::as_str).chain([RUN]);
    let taken = names().map(|name| directory.join(name)).find(|path| exists(path));
    match taken.filter(|_| !overwrite) {
        Some(path) => Err(ErrorKind::OutputExists(path).into()),
        None => check_are_files(directory, names()),
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
        // What was written removes itself; so does a folder made in vain.
        self.tables.clear();
        self.staging = None;
        if self.created {
            let _ = fs::remove_dir(&self.directory);
        }
    }
}
