//! A concordance as a CSV table.

use crate::cli::sanitize::sanitize_line;
use crate::error::{Error, Result};
use crate::kwic::ConcordanceLine;
use crate::tables::CueRow;

type CsvCell = fn(&ConcordanceLine) -> String;

/// The columns. New ones go to the end.
const COLUMNS: [(&str, CsvCell); 13] = [
    ("document_id", |line| line.document_id.clone()),
    ("sentence", |line| line.sentence.to_string()),
    ("start", |line| line.start.to_string()),
    ("end", |line| line.end.to_string()),
    ("left", |line| line.left.clone()),
    ("text", |line| line.text.clone()),
    ("right", |line| line.right.clone()),
    ("cue", |line| of_cue(line, |cue| &cue.cue)),
    ("class", |line| of_cue(line, |cue| cue.class.name())),
    ("side", |line| of_cue(line, |cue| cue.side.name())),
    ("reading", |line| of_cue(line, |cue| cue.reading.name())),
    ("holder", |line| of_cue(line, |cue| cue.holder.name())),
    ("rule", |line| of_cue(line, |cue| &cue.rule)),
];

fn of_cue(line: &ConcordanceLine, cell: fn(&CueRow) -> &str) -> String {
    line.cue.as_ref().map(cell).unwrap_or_default().to_owned()
}

/// The header, with its line end.
pub(super) fn header() -> Result<Vec<u8>> {
    encode(COLUMNS.map(|(name, _)| name.to_owned()))
}

/// A row with its line end. On a terminal nothing in it can control it.
pub(super) fn row(line: &ConcordanceLine, on_terminal: bool) -> Result<Vec<u8>> {
    let cells = COLUMNS.map(|(_, cell)| cell(line));
    encode(if on_terminal { cells.map(|cell| sanitize_line(&cell)) } else { cells })
}

fn encode(cells: [String; COLUMNS.len()]) -> Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(cells).map_err(Error::internal)?;
    writer.into_inner().map_err(Error::internal)
}
