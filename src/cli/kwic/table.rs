//! A concordance as a table.

use super::super::printable::one_line;
use crate::error::{Error, Result};
use crate::kwic::{Line, Marked};

/// The columns. New ones go to the end.
const COLUMNS: [&str; 13] = [
    "document_id",
    "sentence",
    "start",
    "end",
    "left",
    "text",
    "right",
    "cue",
    "class",
    "side",
    "reading",
    "holder",
    "rule",
];

/// The header, with its line end.
pub(super) fn header() -> Result<Vec<u8>> {
    row(&COLUMNS)
}

/// A line's row. On a terminal nothing in it may act there.
pub(super) fn line(line: &Line, on_terminal: bool) -> Result<Vec<u8>> {
    let shown = |text: &str| if on_terminal { one_line(text) } else { text.to_owned() };
    let cue = line.cue.as_ref();
    let of_cue = |cell: fn(&Marked) -> &str| cue.map(cell).unwrap_or_default();
    row(&[
        &shown(&line.document_id),
        &line.sentence.to_string(),
        &line.start.to_string(),
        &line.end.to_string(),
        &shown(&line.left),
        &shown(&line.text),
        &shown(&line.right),
        of_cue(|cue| &cue.cue),
        of_cue(|cue| cue.class.name()),
        of_cue(|cue| cue.side().name()),
        of_cue(|cue| &cue.reading),
        of_cue(|cue| &cue.holder),
        of_cue(|cue| &cue.rule),
    ])
}

fn row(cells: &[&str; 13]) -> Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(cells).map_err(Error::internal)?;
    writer.into_inner().map_err(Error::internal)
}
