//! A concordance as a CSV table.

use crate::cli::sanitize::sanitize_line;
use crate::error::{Error, Result};
use crate::kwic::ConcordanceLine;
use crate::tables::CueRow;

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
    encode(&COLUMNS)
}

/// A row with its line end. On a terminal nothing in it can control it.
pub(super) fn row(line: &ConcordanceLine, on_terminal: bool) -> Result<Vec<u8>> {
    let text = |text: &str| if on_terminal { sanitize_line(text) } else { text.to_owned() };
    let of_cue = |cell: fn(&CueRow) -> &str| line.cue.as_ref().map(cell).unwrap_or_default();
    encode(&[
        &text(&line.document_id),
        &line.sentence.to_string(),
        &line.start.to_string(),
        &line.end.to_string(),
        &text(&line.left),
        &text(&line.text),
        &text(&line.right),
        of_cue(|cue| &cue.cue),
        of_cue(|cue| cue.class.name()),
        of_cue(|cue| cue.side.name()),
        of_cue(|cue| cue.reading.name()),
        of_cue(|cue| cue.holder.name()),
        of_cue(|cue| &cue.rule),
    ])
}

fn encode(cells: &[&str; 13]) -> Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(cells).map_err(Error::internal)?;
    writer.into_inner().map_err(Error::internal)
}
