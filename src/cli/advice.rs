//! What to do about a fault, in the terms of the command line: the library knows no options.

use crate::corpus::FailureKind;

/// Returns the option that helps against a fault, as the end of the sentence that names it.
pub(super) fn against(kind: FailureKind) -> &'static str {
    match kind {
        FailureKind::UnreadFormat => ", or pass --input-format text to read it as it is",
        FailureKind::TooLong => " or raise --max-document-bytes",
        FailureKind::NotUtf8 => " or pass --encoding",
        FailureKind::ZeroBytes => "; for UTF-16 without a byte-order mark pass --encoding utf-16le",
        FailureKind::NoText => "; name the one with the text with --text-field",
        _ => "",
    }
}
