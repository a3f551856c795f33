//! Files that appear whole or not at all: written beside their place and renamed.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

#[cfg(feature = "cli")]
use crate::error::ErrorKind;
use crate::error::{Error, Result};

/// Ending of a file that is still being written.
pub(super) const PARTIAL: &str = ".partial";

/// A file while it is being written. Dropped before [`WholeFile::finish`], it removes itself.
#[derive(Debug)]
pub(crate) struct WholeFile {
    /// Where it will stand.
    path: PathBuf,
    file: BufWriter<NamedTempFile>,
}

impl WholeFile {
    /// Begins a file, unless something is there that must not be replaced.
    #[cfg(feature = "cli")]
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
    pub(super) fn begin(path: &Path) -> Result<Self> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        let prefix = format!(".{}.", path.file_name().unwrap_or_default().to_string_lossy());
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix).suffix(PARTIAL);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // As for an ordinary new file: the umask decides.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let file = builder.tempfile_in(folder).map_err(|e| cannot_write(folder, &e))?;
        Ok(Self { path: path.to_owned(), file: BufWriter::with_capacity(1 << 18, file) })
    }

    /// Writes with a function.
    pub(super) fn write_with(
        &mut self,
        write: impl FnOnce(&mut BufWriter<NamedTempFile>) -> std::io::Result<()>,
    ) -> Result<()> {
        write(&mut self.file).map_err(|e| cannot_write(&self.path, &e))
    }

    /// Writes bytes.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.write_with(|file| file.write_all(bytes))
    }

    /// Puts the file in its place.
    pub(crate) fn finish(self) -> Result<()> {
        let Self { path, file } = self;
        let persist = || {
            let file = file.into_inner().map_err(std::io::IntoInnerError::into_error)?;
            file.as_file().sync_all()?;
            file.persist(&path).map_err(|e| e.error)?;
            Ok(())
        };
        persist().map_err(|e| cannot_write(&path, &e))
    }
}

/// Writes a file so that it is there whole or not at all, in place of one that was there.
#[cfg(feature = "cli")]
pub(crate) fn write_whole(path: &Path, content: &[u8]) -> Result<()> {
    let mut file = WholeFile::create(path, true)?;
    file.write(content)?;
    file.finish()
}

pub(super) fn cannot_write(path: &Path, e: &std::io::Error) -> Error {
    Error::output(format!("{}: cannot be written: {e}", path.display()))
}
