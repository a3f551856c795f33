//! The crate's error type.
//!
//! Every error says where it happened (file and line where there is one), what
//! is wrong and what would be right. It names no option of a command line; the shell
//! that knows one against a kind of error adds it.

use std::fmt;
use std::path::PathBuf;

/// A result with hedgerow's [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

/// An error of any part of the crate; [`ErrorKind`] has the cases.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(Box<ErrorKind>);

/// The cases of an [`Error`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file could not be opened, read or written.
    #[error("{path}: {source}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// A lexicon, profile or other data file has mistakes; all that were found.
    #[error("{}", join_lines(.0))]
    Data(Vec<Diagnostic>),
    /// A text is too long for 32-bit offsets.
    #[error("the text has {bytes} bytes; a document may have at most {max}: split it")]
    TooLong {
        /// Length of the text in bytes.
        bytes: usize,
        /// The greatest length that can be analysed.
        max: usize,
    },
    /// The caller asked for something that makes no sense.
    #[error("{0}")]
    Usage(String),
    /// A document could not be read and the run was to stop at that.
    #[error("{0}")]
    Document(String),
    /// The output could not be written.
    #[error("{0}")]
    Output(String),
    /// The output exists already and was not to be replaced.
    #[error("{} exists already", .0.display())]
    OutputExists(PathBuf),
    /// Another run is writing into the output folder.
    #[error("another run is writing into {}", .0.display())]
    OutputBusy(PathBuf),
    /// The output cannot be put where it was to go; why, as a predicate: "is not a folder".
    #[error("{} {}", .0.display(), .1)]
    OutputPath(PathBuf, &'static str),
    /// A folder has no finished run.
    #[error("{} is not the folder of a finished run: it has no run.json", .0.display())]
    NoRun(PathBuf),
    /// A finished run lacks a table.
    #[error("the run in {folder} has no {table} table", folder = folder.display())]
    NoTable {
        /// The folder of the run.
        folder: PathBuf,
        /// The table's name.
        table: &'static str,
    },
    /// The program itself is at fault.
    #[error("internal error: {0}; please report it")]
    Internal(String),
    /// The run or analysis was interrupted from outside, as the user does.
    #[error("interrupted")]
    Interrupted,
}

/// One mistake in a data file: where, what, and what is allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// File name as the user gave it, or the name of a built-in file.
    pub file: String,
    /// Line, from 1; 0 where the file as a whole is meant.
    pub line: usize,
    /// The mistake, and what would be right.
    pub message: String,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        write!(f, ": {}", self.message)
    }
}

fn join_lines(list: &[Diagnostic]) -> String {
    list.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

impl Error {
    /// The case.
    pub fn kind(&self) -> &ErrorKind {
        &self.0
    }

    /// Turns the error into the mistakes of data files that it lists; another error becomes one
    /// without a file.
    pub(crate) fn into_diagnostics(self) -> Vec<Diagnostic> {
        match *self.0 {
            ErrorKind::Data(list) => list,
            other => vec![Diagnostic { file: String::new(), line: 0, message: other.to_string() }],
        }
    }

    /// A file error with the file's name.
    pub fn io(path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        ErrorKind::Io { path: path.into(), source }.into()
    }

    /// A usage error.
    pub fn usage(message: impl Into<String>) -> Self {
        ErrorKind::Usage(message.into()).into()
    }

    /// An output error.
    pub fn output(message: impl Into<String>) -> Self {
        ErrorKind::Output(message.into()).into()
    }

    /// A fault of the program itself.
    pub fn internal(reason: impl fmt::Display) -> Self {
        ErrorKind::Internal(reason.to_string()).into()
    }

    /// A single mistake in a data file.
    pub fn data(file: &str, line: usize, message: impl Into<String>) -> Self {
        ErrorKind::Data(vec![Diagnostic { file: file.to_owned(), line, message: message.into() }])
            .into()
    }

    /// A TOML file that cannot be read.
    pub(crate) fn toml(file: &str, text: &str, e: &toml::de::Error) -> Self {
        let line = e.span().map_or(0, |span| line_of(text, span.start));
        Self::data(file, line, e.message())
    }
}

/// The line (from 1) of a byte offset.
pub(crate) fn line_of(text: &str, offset: usize) -> usize {
    1 + memchr::memchr_iter(b'\n', &text.as_bytes()[..offset.min(text.len())]).count()
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self(Box::new(kind))
    }
}
