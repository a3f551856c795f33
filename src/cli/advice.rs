//! What to do about a fault, in the terms of the command line: the library knows no options.

use crate::corpus::FailureKind;
use crate::error::ErrorKind;

/// Returns the option with which a document can be read, as the end of the sentence that says
/// why it cannot.
pub(super) fn against_failure(kind: FailureKind) -> &'static str {
    match kind {
        FailureKind::UnreadFormat => ", or pass --input-format text to read it as it is",
        FailureKind::TooLong => " or raise --max-document-bytes",
        FailureKind::NotUtf8 => " or pass --encoding",
        FailureKind::ZeroBytes => "; for UTF-16 without a byte-order mark pass --encoding utf-16le",
        FailureKind::NoText => "; name the one with the text with --text-field",
        _ => "",
    }
}

/// Returns what helps against an error, as the end of its sentence.
pub(super) fn against_error(kind: &ErrorKind) -> &'static str {
    match kind {
        ErrorKind::OutputExists { .. } => {
            "; pass --overwrite to replace it, or choose another --out"
        }
        ErrorKind::OutputBusy(_) => "; wait until it has ended, or choose another folder",
        ErrorKind::OutputPath { .. } => "; choose another --out",
        ErrorKind::NoRun { .. } => "; `hedgerow score … --out` makes one",
        ErrorKind::NoTable { .. } => "; score again with --level documents,sentences,cues",
        _ => "",
    }
}
