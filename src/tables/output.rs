//! The output folder: tables are written beside and renamed when whole.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use super::{Format, Level, TableSet, TableSink};
use crate::corpus::Failure;
use crate::error::{Error, Result};

/// The name of the file that makes a run complete.
pub(super) const RUN: &str = "run.json";

/// The ending of a table that is still being written.
const PARTIAL: &str = ".partial";

/// What `run.json` says of a run, apart from the failures.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RunReport {
    /// Version of hedgerow.
    pub version: String,
    /// Name of the profile.
    pub profile: String,
    /// File name and SHA-256 of every lexicon file used.
    pub lexicons: Vec<LexiconDigest>,
    /// The options that decide what comes out.
    pub options: serde_json::Value,
    /// The files written.
    pub tables: Vec<String>,
    /// How many documents there were.
    pub documents: Counts,
    /// How many input bytes were read.
    pub bytes: u64,
}

/// Name and digest of a lexicon file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct LexiconDigest {
    /// File name.
    pub file: String,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
}

/// Documents by what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
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
    tables: Vec<BufWriter<NamedTempFile>>,
    failures: BufWriter<NamedTempFile>,
    failure_count: u64,
    overwrite: bool,
    created: bool,
}

impl Output {
    /// Opens the output before the long run begins.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Output`] if the folder holds a run already and
    /// `overwrite` is not set, or cannot be written.
    pub fn create(directory: &Path, set: TableSet, overwrite: bool) -> Result<Self> {
        if directory.exists() && !directory.is_dir() {
            return Err(Error::output(format!(
                "{} is not a folder; choose another --out",
                directory.display()
            )));
        }
        if !overwrite {
            let names = set.levels().map(|level| set.file_name(level));
            if let Some(name) = names.chain([RUN.to_owned()]).find(|n| directory.join(n).exists()) {
                return Err(Error::output(format!(
                    "{} exists already; pass --overwrite to replace the run in that folder, or choose another --out",
                    directory.join(name).display()
                )));
            }
        }
        if overwrite {
            remove_leftovers(directory);
        }
        let created = !directory.exists();
        fs::create_dir_all(directory).map_err(|e| cannot_write(directory, &e))?;
        let mut tables = Vec::new();
        for (index, level) in set.levels().enumerate() {
            let mut table = partial(directory, &set.file_name(level))?;
            table.write_all(&set.header(index)).map_err(|e| cannot_write(directory, &e))?;
            tables.push(table);
        }
        let failures = partial(directory, RUN)?;
        let directory = directory.to_owned();
        Ok(Self { directory, set, tables, failures, failure_count: 0, overwrite, created })
    }

    /// Puts the finished files in place; `run.json` comes last, so a folder
    /// that has one holds a whole run.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Output`].
    pub fn commit(mut self, mut report: RunReport) -> Result<()> {
        let directory = self.directory.clone();
        let wrong = |e: &std::io::Error| cannot_write(&directory, e);
        report.tables = self.set.levels().map(|level| self.set.file_name(level)).collect();
        self.failures.flush().map_err(|e| wrong(&e))?;
        let failures = fs::read_to_string(self.failures.get_ref().path()).map_err(|e| wrong(&e))?;
        let mut json = serde_json::to_string_pretty(&report)
            .map_err(|e| Error::output(format!("run.json: {e}")))?;
        json.truncate(json.trim_end_matches(['}', '\n']).len());
        let end = if self.failure_count == 0 { "" } else { "\n  " };
        json = format!("{json},\n  \"failures\": [{failures}{end}]\n}}\n");
        if self.overwrite {
            self.remove_earlier_run(&report.tables);
        }
        self.created = false;
        for (table, name) in self.tables.drain(..).zip(&report.tables) {
            persist(table, &directory.join(name)).map_err(|e| wrong(&e))?;
        }
        let mut run = partial(&directory, RUN)?;
        run.write_all(json.as_bytes()).map_err(|e| wrong(&e))?;
        persist(run, &directory.join(RUN)).map_err(|e| wrong(&e))
    }

    /// Removes `run.json` and the tables it names that this run will not
    /// replace, so that no table of an earlier run passes for one of this.
    fn remove_earlier_run(&self, replaced: &[String]) {
        let run = self.directory.join(RUN);
        let Ok(text) = fs::read_to_string(&run) else {
            return;
        };
        let known = |name: &str| {
            Level::ALL.iter().any(|level| {
                [Format::Csv, Format::Jsonl]
                    .iter()
                    .any(|f| name == format!("{}.{}", level.name(), f.extension()))
            })
        };
        let earlier: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
        let names = earlier["tables"].as_array().into_iter().flatten();
        for name in names.filter_map(|n| n.as_str()).filter(|n| known(n)) {
            if !replaced.iter().any(|r| r == name) {
                let _ = fs::remove_file(self.directory.join(name));
            }
        }
        let _ = fs::remove_file(run);
    }
}

impl TableSink for Output {
    fn tables(&self) -> &TableSet {
        &self.set
    }

    fn append(&mut self, rows: &[Vec<u8>]) -> Result<()> {
        for (table, rows) in self.tables.iter_mut().zip(rows) {
            table.write_all(rows).map_err(|e| cannot_write(&self.directory, &e))?;
        }
        Ok(())
    }

    fn fail(&mut self, failure: &Failure) -> Result<()> {
        let separator = if self.failure_count == 0 { "\n    " } else { ",\n    " };
        self.failure_count += 1;
        let line = serde_json::to_string(failure).unwrap_or_default();
        write!(self.failures, "{separator}{line}").map_err(|e| cannot_write(&self.directory, &e))
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        // Temporary files remove themselves; so does a folder made in vain.
        self.tables.clear();
        if self.created {
            let _ = fs::remove_file(self.failures.get_ref().path());
            let _ = fs::remove_dir(&self.directory);
        }
    }
}

/// Removes the temporary files that a killed run left behind.
fn remove_leftovers(directory: &Path) {
    let Ok(entries) = fs::read_dir(directory) else { return };
    for entry in entries.filter_map(std::result::Result::ok) {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let ours = Level::ALL.iter().map(|l| l.name()).chain(["run"]);
        let leftover = name.ends_with(PARTIAL)
            && ours.into_iter().any(|table| name.starts_with(&format!(".{table}.")));
        if leftover {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn cannot_write(path: &Path, e: &std::io::Error) -> Error {
    Error::output(format!("{}: cannot be written: {e}", path.display()))
}

/// Writes a file so that it is there whole or not at all.
///
/// # Errors
/// [`crate::ErrorKind::Output`] if it cannot be written.
#[cfg(feature = "cli")]
pub(crate) fn write_whole(path: &Path, content: &[u8]) -> Result<()> {
    let mut file = WholeFile::create(path, true)?;
    file.write(content)?;
    file.finish()
}

/// A file that is written beside its place and put there when it is whole.
#[cfg(feature = "cli")]
#[derive(Debug)]
pub(crate) struct WholeFile {
    path: PathBuf,
    file: BufWriter<NamedTempFile>,
}

#[cfg(feature = "cli")]
impl WholeFile {
    /// # Errors
    /// [`crate::ErrorKind::Output`] if it cannot be written, or is there already and
    /// `overwrite` is not set.
    pub(crate) fn create(path: &Path, overwrite: bool) -> Result<Self> {
        let shown = path.display();
        if path == Path::new("-") {
            return Err(Error::output(
                "- is no file; name one with --out, or ./- if it is called so",
            ));
        }
        // What a link points to is replaced, not the link.
        let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if path.exists() && !path.is_file() && !path.is_dir() {
            return Err(Error::output(format!(
                "{shown} is not a regular file and cannot be replaced; choose another --out"
            )));
        }
        if path.is_dir() {
            return Err(Error::output(format!("{shown} is a folder; name a file in it")));
        }
        if !overwrite && path.exists() {
            return Err(Error::output(format!(
                "{shown} exists already; pass --overwrite to replace it, or choose another --out"
            )));
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let file = partial(folder.unwrap_or(Path::new(".")), &name)?;
        Ok(Self { path: path.to_owned(), file })
    }

    /// # Errors
    /// [`crate::ErrorKind::Output`].
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.file.write_all(bytes).map_err(|e| cannot_write(&self.path, &e))
    }

    /// Puts it in its place.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Output`].
    pub(crate) fn finish(self) -> Result<()> {
        persist(self.file, &self.path).map_err(|e| cannot_write(&self.path, &e))
    }
}

fn partial(directory: &Path, name: &str) -> Result<BufWriter<NamedTempFile>> {
    let mut builder = tempfile::Builder::new();
    let prefix = format!(".{name}.");
    builder.prefix(&prefix).suffix(PARTIAL);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As an ordinary new file: the umask decides.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(directory).map_err(|e| cannot_write(directory, &e))?;
    Ok(BufWriter::with_capacity(1 << 18, file))
}

fn persist(file: BufWriter<NamedTempFile>, path: &Path) -> std::io::Result<()> {
    let file = file.into_inner().map_err(std::io::IntoInnerError::into_error)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|e| e.error)?;
    Ok(())
}
