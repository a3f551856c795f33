//! Files that commands read whole, and what may not be overwritten.

use std::io;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::tables::{FinishedRun, Level, WholeFile};

/// Reads files of UTF-8 text; returns their names and contents.
pub(super) fn read_text_files(paths: &[PathBuf]) -> Result<Vec<(String, String)>> {
    paths.iter().map(|path| Ok((path.display().to_string(), read_text_file(path)?))).collect()
}

/// Reads a file of UTF-8 text.
pub(super) fn read_text_file(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path).map_err(|e| Error::io(path, e))?;
    String::from_utf8(bytes).map_err(|_| {
        Error::data(&path.display().to_string(), 0, "the file is not UTF-8; save it as UTF-8")
    })
}

/// Refuses to write to a file that is read: one named as input, or a table of a finished run.
pub(super) fn check_not_an_input<'a>(
    out: &Path,
    inputs: impl IntoIterator<Item = &'a String>,
) -> Result<()> {
    let Ok(out_file) = out.canonicalize() else { return Ok(()) };
    let stem = out_file.file_stem().unwrap_or_default();
    let is_table = stem == "run" || Level::ALL.iter().any(|level| stem == level.name());
    let run_folder = out_file.parent().filter(|folder| is_table && FinishedRun::is_in(folder));
    let is_read = |input: &&String| {
        let input = Path::new(input).canonicalize();
        input.is_ok_and(|input| input == out_file || run_folder == Some(&input))
    };
    match inputs.into_iter().find(is_read) {
        None => Ok(()),
        Some(input) => Err(Error::usage(format!(
            "{} would be replaced, and is read as input ({input}); choose another --out",
            out.display()
        ))),
    }
}

/// Begins a file that appears whole or not at all, and tells what a killed program had left of it.
pub(super) fn create_whole(path: &Path, overwrite: bool) -> Result<WholeFile> {
    let file = WholeFile::create(path, overwrite)?;
    if file.had_leftovers {
        let path = path.display();
        anstream::eprintln!("hedgerow: {path}: removed what a program that was killed had left");
    }
    Ok(file)
}

/// Writes a file so that it is there whole or not at all, in place of one that was there.
pub(super) fn write_whole(path: &Path, content: &[u8]) -> Result<()> {
    let mut file = create_whole(path, true)?;
    file.write(content)?;
    file.finish()
}

/// Writes a value as JSON to read, with a line end.
pub(super) fn write_json(
    out: &mut impl io::Write,
    value: &impl serde::Serialize,
) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}

/// Turns a failed write to standard output into an error.
pub(super) fn stdout_error(e: io::Error) -> Error {
    match e.kind() {
        io::ErrorKind::BrokenPipe => Error::io("standard output", e),
        _ => Error::output(format!("standard output: {e}")),
    }
}
