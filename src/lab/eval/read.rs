//! Reading annotated sentences, whatever they annotate.

use super::gold::Gold;
use super::{factuality, gold};
use crate::error::Result;

/// Reads a file of annotated sentences: JSON, one object a line. The first line says which kind:
/// `text` with `hedged` (perhaps with `cues`: `start`, `end` in code points, and `kind`), with
/// `certainty` (a rating from 1 to 5 or 6), with `aspects` (labels by name), or with `events` and
/// `commitment_mean` (−3 to 3, or none).
///
/// # Errors
/// [`crate::ErrorKind::Data`] with the file and line of the first mistake: unknown fields, wrong
/// offsets, ratings that are none, empty texts, or only one answer in the file.
pub fn read_gold(file: &str, content: &str) -> Result<Gold> {
    let read = if factuality::is_factuality(content) { factuality::read } else { gold::read };
    read(file, content)
}
