//! Reading a language from a folder.

use std::path::Path;

use super::Language;
use crate::error::{Error, Result};

impl Language {
    /// Reads a language from a folder; `lexicons/README.md` describes its files. Of the folder
    /// itself and its sub-folders, the files that end in `.toml` and `.tsv` are read.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Io`] if a file cannot be read; [`crate::ErrorKind::Data`] with the file
    /// and line of every mistake.
    pub fn from_folder(folder: &Path) -> Result<Self> {
        let mut files = Vec::new();
        for entry in walkdir::WalkDir::new(folder).min_depth(1).max_depth(2) {
            let entry = entry.map_err(|e| Error::io(folder, e.into()))?;
            let path = entry.path();
            let is_data = path.extension().is_some_and(|end| end == "toml" || end == "tsv");
            if !is_data || !entry.file_type().is_file() {
                continue;
            }
            let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
            let inside = path.strip_prefix(folder).unwrap_or(path);
            let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
            files.push((parts.join("/"), text));
        }
        Self::from_files(&folder.display().to_string(), files)
    }
}
