//! Reports: the tables, one schema for every format.
//!
//! A table is a list of columns and a function that fills a row; a row sink
//! turns rows into bytes. Adding a format means adding a sink. `gather` and `run` read
//! rows again, out of a run that is going on or a finished one.

mod csv;
mod gather;
mod jsonl;
mod output;
mod rows;
mod run;
mod schema;

use serde::Serialize;

pub use gather::Gather;
use output::RUN;
pub use output::{Counts, LexiconDigest, Output, RunReport};
#[cfg(feature = "cli")]
pub(crate) use output::{WholeFile, write_whole};
pub use rows::{CueRow, DocumentRow, DocumentRows, SentenceRow};
pub use run::FinishedRun;
pub use schema::{TableSet, kept_column_names};

use crate::corpus::Failure;
use crate::error::Result;
use crate::names::named_enum;

/// Where the rows of a run go.
pub trait TableSink {
    /// The tables whose rows it wants.
    fn tables(&self) -> &TableSet;

    /// Takes the next rows of each table, in corpus order.
    ///
    /// # Errors
    /// What went wrong there; it ends the run.
    fn append(&mut self, rows: &[Vec<u8>]) -> Result<()>;

    /// Takes note of a document that could not be read.
    ///
    /// # Errors
    /// What went wrong there; it ends the run.
    fn fail(&mut self, failure: &Failure) -> Result<()>;
}

named_enum! {
    /// A table, by what its rows stand for. Its name is also the file's.
    #[derive(Serialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Level {
        /// One row for each document.
        Documents = "documents",
        /// One row for each sentence.
        Sentences = "sentences",
        /// One row for each cue match.
        Cues = "cues",
        /// One row for each attribution.
        Attributions = "attributions",
    }
}

/// The formats a table can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Comma-separated values with a header (RFC 4180, lines end in LF).
    #[default]
    Csv,
    /// One JSON object a line.
    Jsonl,
}

impl Format {
    /// Its file extension.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
        }
    }
}

/// Takes the cells of rows, one after the other, in the order of the columns.
pub(crate) trait RowSink {
    fn text(&mut self, value: &str);
    /// One of our own names, which have nothing in them that a format escapes.
    fn name(&mut self, value: &'static str) {
        self.text(value);
    }
    fn uint(&mut self, value: u64);
    /// A number; an empty cell or null for none.
    fn float(&mut self, value: Option<f64>);
    fn boolean(&mut self, value: bool);
    /// An empty cell or null.
    fn missing(&mut self);
    /// A JSON value as it was written.
    fn json(&mut self, value: &str);
    fn end_row(&mut self);
}

/// Formats a figure with at most six decimals, without trailing zeros.
fn write_float(value: f64, out: &mut Vec<u8>) {
    use std::io::Write;
    // Far from the middle between two figures the product rounds as the value does.
    let millionths = value.abs() * 1e6;
    if millionths < 1e9 && (millionths.fract() - 0.5).abs() > 1e-3 {
        return write_millionths(value < 0.0, (millionths.round() as i64).unsigned_abs(), out);
    }
    let start = out.len();
    // Writing to a vector cannot fail.
    let _ = write!(out, "{value:.6}");
    while out.last() == Some(&b'0') {
        out.pop();
    }
    if out.last() == Some(&b'.') {
        out.pop();
    }
    if &out[start..] == b"-0" {
        out.truncate(start);
        out.push(b'0');
    }
}

fn write_millionths(negative: bool, millionths: u64, out: &mut Vec<u8>) {
    if negative && millionths > 0 {
        out.push(b'-');
    }
    let mut buffer = itoa::Buffer::new();
    out.extend_from_slice(buffer.format(millionths / 1_000_000).as_bytes());
    let mut rest = millionths % 1_000_000;
    if rest > 0 {
        out.push(b'.');
    }
    let mut place = 100_000;
    while rest > 0 {
        out.push(b'0' + (rest / place) as u8);
        rest %= place;
        place /= 10;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn by_the_standard_library(value: f64) -> String {
        let text = format!("{value:.6}");
        let text = text.trim_end_matches('0').trim_end_matches('.');
        if text == "-0" { "0".to_owned() } else { text.to_owned() }
    }

    proptest! {
        #[test]
        fn floats_are_rounded_as_the_standard_library_does(
            millionths in -2_000_000_i64..2_000_000,
            part in -1.0_f64..1.0,
            any in -2000.0_f64..2000.0,
        ) {
            // Near the middle between two figures, at it, anywhere.
            let middle = (millionths as f64 + 0.5) / 1e6;
            for value in [middle, middle + part * 1e-9, millionths as f64 / 1e6, any, any * 1e9] {
                let mut out = Vec::new();
                write_float(value, &mut out);
                prop_assert_eq!(String::from_utf8(out).expect("ASCII"), by_the_standard_library(value));
            }
        }
    }

    #[test]
    fn floats_are_short_and_never_negative_zero() {
        for (value, expected) in [
            (0.0, "0"),
            (-0.000_000_1, "0"),
            (0.5, "0.5"),
            (1.0, "1"),
            (1.0 / 3.0, "0.333333"),
            (-1.5, "-1.5"),
            (100.0, "100"),
        ] {
            let mut out = Vec::new();
            write_float(value, &mut out);
            assert_eq!(String::from_utf8(out).unwrap(), expected);
        }
    }
}
