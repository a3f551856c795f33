//! Finds the streams that the inputs name.

use std::fs::Metadata;
use std::iter;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::failure::Failure;
use super::options::CorpusOptions;
use super::unpack::{Stream, Streams};
use crate::error::{Error, Result};

/// Finds the streams of all inputs, in the order of the corpus.
pub(super) fn streams(options: &CorpusOptions) -> Result<Streams> {
    let inputs = expand(&options.inputs)?;
    if inputs.iter().all(|i| i != "-" && !Path::new(i).exists()) {
        return Err(Error::usage(match options.inputs.as_slice() {
            [] => "nothing to read: name files, directories, patterns or -".to_owned(),
            names => {
                format!("nothing to read: {} does not exist or matches nothing", names.join(", "))
            }
        }));
    }
    let exclude = options.exclude.clone();
    Ok(Box::new(inputs.into_iter().flat_map(move |input| streams_of(input, exclude.as_deref()))))
}

/// Finds the streams of one input.
fn streams_of(input: String, exclude: Option<&Path>) -> Streams {
    let path = PathBuf::from(&input);
    Box::new(iter::once(match input.as_str() {
        "-" => Ok(Stream::standard_input()),
        _ if path.is_dir() => return files_in(path, exclude),
        _ if path.exists() => Ok(Stream::file(path, input)),
        _ => Err(Failure::new(input, "the file does not exist")),
    }))
}

fn files_in(root: PathBuf, exclude: Option<&Path>) -> Streams {
    Box::new(walk(&root, exclude).filter_map(move |entry| match entry {
        Ok(entry) => entry.file_type().is_file().then(|| {
            let path = entry.into_path();
            let id = path.strip_prefix(&root).unwrap_or(&path).display().to_string();
            Ok(Stream::file(path, id))
        }),
        Err(e) => {
            let source = e.path().unwrap_or(&root).display().to_string();
            let reason = e.io_error().map_or_else(|| e.to_string(), ToString::to_string);
            Some(Err(Failure::new(source, reason)))
        }
    }))
}

/// The entries of a directory in order of their names; hidden ones and the
/// excluded folder or file are left out.
fn walk(
    root: &Path,
    exclude: Option<&Path>,
) -> impl Iterator<Item = walkdir::Result<DirEntry>> + Send + use<> {
    let exclude = exclude.and_then(|e| e.canonicalize().ok());
    let wanted = move |entry: &DirEntry| {
        let hidden = entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
        let excluded = exclude.as_ref().is_some_and(|e| {
            // Asking the system of every file would take time.
            let may_be = entry.file_type().is_dir() || e.file_name() == Some(entry.file_name());
            may_be && entry.path().canonicalize().is_ok_and(|p| p == *e)
        });
        !hidden && !excluded
    };
    WalkDir::new(root).follow_links(true).sort_by_file_name().into_iter().filter_entry(wanted)
}

/// Replaces patterns by the files they match, in order of their names.
fn expand(inputs: &[String]) -> Result<Vec<String>> {
    let mut out = Vec::new();
    for input in inputs {
        let mut found: Vec<String> = Vec::new();
        if input.contains(['*', '?', '[']) && !Path::new(input).exists() {
            let paths = glob::glob(input)
                .map_err(|e| Error::usage(format!("\"{input}\" is not a valid pattern: {e}")))?;
            found.extend(paths.flatten().map(|path| path.display().to_string()));
            found.sort();
        }
        if found.is_empty() {
            found.push(input.clone());
        }
        out.extend(found);
    }
    Ok(out)
}

/// Returns the number of bytes that the inputs hold, for a progress bar; none if
/// standard input is among them. It is asked before each file whether to go on.
pub fn total_bytes(options: &CorpusOptions, go_on: impl Fn() -> bool) -> Option<u64> {
    let inputs = expand(&options.inputs).ok()?;
    let files = |input: &String| walk(Path::new(input), options.exclude.as_deref()).flatten();
    let bytes = |file: DirEntry| Some(file.metadata().ok().filter(Metadata::is_file)?.len());
    (!inputs.iter().any(|input| input == "-"))
        .then(|| inputs.iter().flat_map(files).take_while(|_| go_on()).filter_map(bytes).sum())
}
