//! Files that appear whole or not at all: written beside their place and renamed.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use fs4::FileExt;
use tempfile::NamedTempFile;

use super::exchange::{Disk, SystemDisk, cannot_write};
use crate::error::{ErrorKind, Result};

/// Ending of a file that is still being written.
const PARTIAL: &str = ".partial";

/// A file while it is being written. Dropped before [`WholeFile::finish`], it removes itself.
#[derive(Debug)]
pub(crate) struct WholeFile {
    /// Where it will stand.
    path: PathBuf,
    file: BufWriter<NamedTempFile>,
    /// True if what killed programs had left of it has been removed.
    pub(crate) had_leftovers: bool,
}

impl WholeFile {
    /// Begins a file, unless something is there that must not be replaced.
    pub(crate) fn create(path: &Path, overwrite: bool) -> Result<Self> {
        // The target of a link is replaced, not the link.
        let target = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let problem = match fs::metadata(target) {
            _ if path == Path::new("-") => "is no file; name one, or ./- if it is called so",
            Ok(there) if there.is_dir() => "is a folder; name a file in it",
            Ok(there) if !there.is_file() => "is not a regular file and cannot be replaced",
            Ok(_) if !overwrite => return Err(ErrorKind::OutputExists(path.to_owned()).into()),
            _ => return Self::begin(target),
        };
        Err(ErrorKind::OutputPath(path.to_owned(), problem).into())
    }

    /// Begins a file in the folder of `path`.
    fn begin(path: &Path) -> Result<Self> {
        let folder = folder_of(path);
        let prefix = format!(".{}.", path.file_name().unwrap_or_default().to_string_lossy());
        let had_leftovers = remove_leftovers(folder, &prefix);
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix).suffix(PARTIAL);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // As for an ordinary new file: the umask decides.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let file = builder.tempfile_in(folder).map_err(|e| cannot_write(folder, &e))?;
        // Without a lock it would be taken for a leftover, and be missed at the end.
        let _ = FileExt::try_lock(file.as_file());
        let file = BufWriter::with_capacity(1 << 18, file);
        Ok(Self { path: path.to_owned(), file, had_leftovers })
    }

    /// Writes bytes.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.file.write_all(bytes).map_err(|e| cannot_write(&self.path, &e))
    }

    /// Puts the file in its place.
    pub(crate) fn finish(self) -> Result<()> {
        let Self { path, file, .. } = self;
        let persist = || {
            let file = file.into_inner().map_err(std::io::IntoInnerError::into_error)?;
            file.as_file().sync_all()?;
            file.persist(&path).map_err(|e| e.error)?;
            SystemDisk.sync(folder_of(&path))
        };
        persist().map_err(|e| cannot_write(&path, &e))
    }
}

/// The folder that a file stands in.
fn folder_of(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// Removes what killed programs left of a file: its parts that nobody has a lock on. True if
/// there were any.
fn remove_leftovers(folder: &Path, prefix: &str) -> bool {
    let mut any = false;
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let random = name.strip_prefix(prefix).and_then(|rest| rest.strip_suffix(PARTIAL));
        if random.is_some_and(|it| it.len() == 6 && it.chars().all(char::is_alphanumeric)) {
            let file = fs::OpenOptions::new().write(true).open(entry.path());
            let is_left = file.is_ok_and(|file| FileExt::try_lock(&file).is_ok());
            any |= is_left && fs::remove_file(entry.path()).is_ok();
        }
    }
    any
}
