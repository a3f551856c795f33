//! Finds the inputs and cuts them into chunks.

use std::collections::VecDeque;
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use encoding_rs_io::DecodeReaderBytesBuilder;
use walkdir::{DirEntry, WalkDir};

use super::chunk::{Chunk, Content, TextFile, too_long};
use super::records::Columns;
use super::streams::{CHUNK, LineReader, Open, RowReader};
use super::{CorpusOptions, Failure, InputFormat};
use crate::error::{Error, Result};

/// Extensions of formats that are known but not read: better refused than
/// read as text with their markup.
const UNREAD: [&str; 14] = [
    "html", "htm", "xhtml", "xml", "pdf", "doc", "docx", "odt", "rtf", "epub", "parquet", "gz",
    "zst", "zip",
];

/// A corpus being read: an iterator over its chunks, in corpus order.
///
/// Inputs come in the order given, the files of a directory or pattern in the
/// order of their names. Hidden files are left out.
pub struct Corpus {
    options: Arc<CorpusOptions>,
    inputs: VecDeque<String>,
    walk: Option<Walk>,
    open: Option<Open>,
    /// Text files gathered for the next chunk.
    files: Vec<TextFile>,
    files_bytes: u64,
    /// Chunks that come after the one handed out last.
    waiting: VecDeque<Chunk>,
}

struct Walk {
    root: PathBuf,
    entries: Box<dyn Iterator<Item = walkdir::Result<DirEntry>> + Send>,
}

/// The entries of a directory in order of their names; hidden ones and the
/// excluded folder or file are left out.
fn walk(
    root: &Path,
    exclude: Option<&PathBuf>,
) -> Box<dyn Iterator<Item = walkdir::Result<DirEntry>> + Send> {
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
    Box::new(
        WalkDir::new(root).follow_links(true).sort_by_file_name().into_iter().filter_entry(wanted),
    )
}

impl Corpus {
    /// Opens a corpus.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Usage`] if there are no inputs or none of them
    /// exists, or a pattern is malformed.
    pub fn open(options: CorpusOptions) -> Result<Self> {
        let inputs = expand(&options.inputs)?;
        if inputs.is_empty() || inputs.iter().all(|i| i != "-" && !Path::new(i).exists()) {
            return Err(Error::usage(match options.inputs.as_slice() {
                [] => "nothing to read: name files, directories, patterns or -".to_owned(),
                names => format!(
                    "nothing to read: {} does not exist or matches nothing",
                    names.join(", ")
                ),
            }));
        }
        Ok(Self {
            options: Arc::new(options),
            inputs: inputs.into(),
            walk: None,
            open: None,
            files: Vec::new(),
            files_bytes: 0,
            waiting: VecDeque::new(),
        })
    }

    /// The options it was opened with.
    pub fn options(&self) -> &Arc<CorpusOptions> {
        &self.options
    }

    fn take_files(&mut self) -> Option<Chunk> {
        if self.files.is_empty() {
            return None;
        }
        let files = std::mem::take(&mut self.files);
        let bytes = std::mem::take(&mut self.files_bytes);
        Some(Chunk { content: Content::Files(files), bytes })
    }

    /// Text files that were gathered before something else was opened or
    /// failed come first.
    fn in_order(&mut self, gathered: usize, ready: Option<Chunk>) -> Option<Chunk> {
        let other = self.open.is_some()
            || matches!(&ready, Some(c) if !matches!(c.content, Content::Files(_)));
        match ready {
            Some(chunk) if other && gathered > 0 => Some(self.after_files(chunk)),
            None if other && gathered > 0 => self.take_files(),
            ready => ready,
        }
    }

    /// Hands out the gathered files and keeps `chunk` for next time.
    fn after_files(&mut self, chunk: Chunk) -> Chunk {
        match self.take_files() {
            None => chunk,
            Some(files) => {
                self.waiting.push_back(chunk);
                files
            }
        }
    }

    /// The next file of the directory that is being walked.
    fn next_in_walk(&mut self) -> Option<std::result::Result<(PathBuf, String), Failure>> {
        let walk = self.walk.as_mut()?;
        for entry in walk.entries.by_ref() {
            match entry {
                Ok(entry) if entry.file_type().is_file() => {
                    let path = entry.into_path();
                    let id = path.strip_prefix(&walk.root).unwrap_or(&path).display().to_string();
                    return Some(Ok((path, id)));
                }
                Ok(_) => {}
                Err(e) => {
                    let source = e.path().unwrap_or(&walk.root).display().to_string();
                    let reason = e.io_error().map_or_else(|| e.to_string(), ToString::to_string);
                    return Some(Err(Failure { source, reason }));
                }
            }
        }
        self.walk = None;
        None
    }

    /// Begins to read a file; text files are only noted.
    fn begin(&mut self, path: PathBuf, id: String) -> Option<Chunk> {
        let name = path.display().to_string();
        let extension =
            path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_lowercase();
        let format = match self.options.format {
            InputFormat::Auto => match extension.as_str() {
                "jsonl" | "ndjson" | "json" => InputFormat::Jsonl,
                "csv" => InputFormat::Csv,
                "tsv" | "tab" => InputFormat::Tsv,
                e if UNREAD.contains(&e) => {
                    return Some(Chunk::failure(
                        name,
                        format!(
                            "the format .{e} is not read; convert the file to text, or pass --input-format text to read it as it is"
                        ),
                    ));
                }
                _ => InputFormat::Text,
            },
            format => format,
        };
        if format == InputFormat::Text {
            self.files_bytes += fs::metadata(&path).map_or(0, |m| m.len());
            self.files.push(TextFile { path, id });
            return (self.files_bytes >= CHUNK as u64).then(|| self.take_files()).flatten();
        }
        match File::open(&path) {
            Ok(file) => self.begin_stream(name, format, Box::new(file)),
            Err(e) => Some(Chunk::failure(name, e.to_string())),
        }
    }

    fn begin_stream(
        &mut self,
        name: String,
        format: InputFormat,
        reader: Box<dyn Read + Send>,
    ) -> Option<Chunk> {
        let reader: Box<dyn Read + Send> = Box::new(
            DecodeReaderBytesBuilder::new()
                .encoding(self.options.encoding)
                .bom_override(true)
                .strip_bom(true)
                .utf8_passthru(true)
                .build(reader),
        );
        let source: Arc<str> = name.into();
        if format == InputFormat::Jsonl {
            let carry = Vec::new();
            self.open =
                Some(Open::Lines(LineReader { source, reader, carry, line: 1, done: false }));
            return None;
        }
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .delimiter(if format == InputFormat::Tsv { b'\t' } else { b',' })
            .from_reader(reader);
        let header = match reader.headers() {
            Ok(header) => header.clone(),
            Err(e) => return Some(Chunk::failure(format!("{source}:1"), e.to_string())),
        };
        if header.is_empty() {
            return Some(Chunk::failure(
                source.as_ref(),
                "the file is empty; a header with column names is needed",
            ));
        }
        match Columns::find(&header, &self.options) {
            Ok(columns) => {
                self.open = Some(Open::Rows(RowReader { source, reader, columns: columns.into() }));
                None
            }
            Err(reason) => Some(Chunk::failure(format!("{source}:1"), reason)),
        }
    }

    fn begin_stdin(&mut self) -> Option<Chunk> {
        let mut reader = BufReader::with_capacity(1 << 16, io::stdin());
        let mut format = self.options.format;
        let mut front = Vec::new();
        if format == InputFormat::Auto {
            // Look at the first bytes without losing them.
            let mut byte = [0];
            while let Ok(1) = reader.read(&mut byte) {
                front.push(byte[0]);
                if !byte[0].is_ascii_whitespace() && !matches!(byte[0], 0xEF | 0xBB | 0xBF) {
                    break;
                }
            }
            let json = front.last() == Some(&b'{');
            format = if json { InputFormat::Jsonl } else { InputFormat::Text };
        }
        let mut reader: Box<dyn Read + Send> = Box::new(io::Cursor::new(front).chain(reader));
        if format != InputFormat::Text {
            return self.begin_stream("-".to_owned(), format, reader);
        }
        let limit = self.options.max_document_bytes;
        let mut bytes = Vec::new();
        match reader.by_ref().take(limit as u64 + 1).read_to_end(&mut bytes) {
            Ok(n) if n > limit => Some(Chunk::failure("-", too_long(&self.options))),
            Ok(n) => Some(Chunk {
                content: Content::Text { source: "-".to_owned(), bytes },
                bytes: n as u64,
            }),
            Err(e) => Some(Chunk::failure("-", e.to_string())),
        }
    }

    /// Goes on to the next input; a chunk if one is ready.
    fn advance(&mut self) -> Option<Chunk> {
        let input = self.inputs.pop_front()?;
        if input == "-" {
            return self.begin_stdin();
        }
        let path = PathBuf::from(&input);
        if path.is_dir() {
            let entries = walk(&path, self.options.exclude.as_ref());
            self.walk = Some(Walk { root: path, entries });
            return None;
        }
        if !path.exists() {
            return Some(Chunk::failure(input, "the file does not exist"));
        }
        self.begin(path, input)
    }
}

impl Iterator for Corpus {
    type Item = Chunk;

    fn next(&mut self) -> Option<Chunk> {
        loop {
            if let Some(chunk) = self.waiting.pop_front() {
                return Some(chunk);
            }
            if let Some(open) = &mut self.open {
                let chunk = match open {
                    Open::Lines(lines) => lines.next(&self.options),
                    Open::Rows(rows) => rows.next(),
                };
                match chunk {
                    Some(chunk) => return Some(chunk),
                    None => self.open = None,
                }
            }
            if self.walk.is_some() {
                match self.next_in_walk() {
                    None => {}
                    Some(Err(failure)) => {
                        let chunk = Chunk { content: Content::Failure(failure), bytes: 0 };
                        return Some(self.after_files(chunk));
                    }
                    Some(Ok((path, id))) => {
                        let gathered = self.files.len();
                        let ready = self.begin(path, id);
                        if let Some(chunk) = self.in_order(gathered, ready) {
                            return Some(chunk);
                        }
                    }
                }
                continue;
            }
            if self.inputs.is_empty() {
                return self.take_files();
            }
            let gathered = self.files.len();
            let ready = self.advance();
            if let Some(chunk) = self.in_order(gathered, ready) {
                return Some(chunk);
            }
        }
    }
}

/// Replaces patterns by the files they match, in order of their names.
fn expand(inputs: &[String]) -> Result<Vec<String>> {
    let mut out = Vec::new();
    for input in inputs {
        let pattern = input.contains(['*', '?', '[']);
        if !pattern || Path::new(input).exists() {
            out.push(input.clone());
            continue;
        }
        let paths = glob::glob(input)
            .map_err(|e| Error::usage(format!("\"{input}\" is not a valid pattern: {e}")))?;
        let mut found: Vec<String> =
            paths.filter_map(std::result::Result::ok).map(|p| p.display().to_string()).collect();
        found.sort();
        if found.is_empty() {
            out.push(input.clone());
        }
        out.extend(found);
    }
    Ok(out)
}

/// The number of bytes that the inputs hold, for a progress bar; none if
/// standard input is among them.
pub fn total_bytes(options: &CorpusOptions) -> Option<u64> {
    let inputs = expand(&options.inputs).ok()?;
    let mut total = 0;
    for input in &inputs {
        if input == "-" {
            return None;
        }
        let files = walk(Path::new(input), options.exclude.as_ref());
        total += files
            .filter_map(std::result::Result::ok)
            .filter(|entry| entry.file_type().is_file())
            .filter_map(|entry| entry.metadata().ok())
            .map(|meta| meta.len())
            .sum::<u64>();
    }
    Some(total)
}
