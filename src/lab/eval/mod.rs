//! Measuring against annotated text.
//!
//! Two tasks: where sentences end ([`sentences`]), and what sentences that are given
//! one by one say of themselves ([`judged`]). Gold files are JSON, one document or
//! sentence a line; a mistake in them is an error with file and line.

mod aspects;
mod gold;
mod sentence_gold;

pub mod judged;
mod layout;
pub mod sentences;

pub use aspects::AspectFigures;
pub use gold::{Gold, GoldCue, GoldRow, Task, read_gold};
pub use layout::Layout;
pub use sentence_gold::{GoldDocument, builtin_sentences, read_predictions, read_sentences};

use crate::analyzer::{Analyzer, AnalyzerBuilder};
use crate::error::{Error, Result};
use crate::text::Split;

/// An analyser for annotated sentences: each text is one sentence.
pub(crate) fn sentence_by_sentence(profile: &str) -> AnalyzerBuilder {
    Analyzer::builder().profile(profile).split(Split::None)
}

/// The lines of a JSON file that are not blank, read, with their numbers from 1;
/// `hint` says what a line should be.
fn json_lines<'c, T: serde::de::DeserializeOwned>(
    name: &'c str,
    content: &'c str,
    hint: &'c str,
) -> impl Iterator<Item = Result<(usize, T)>> + 'c {
    let lines = content.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(move |(number, line)| match serde_json::from_str(line) {
        Ok(row) => Ok((number + 1, row)),
        Err(e) => Err(Error::data(name, number + 1, format!("{e}; {hint}"))),
    })
}

/// Hits and errors, and what follows from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Found and right.
    pub hits: u64,
    /// Found, but not in the gold.
    pub over: u64,
    /// In the gold, but not found.
    pub missed: u64,
}

impl Counts {
    /// Share (0–1) of what was found that is right; none if nothing was found.
    pub fn precision(self) -> Option<f64> {
        share(self.hits, self.hits + self.over)
    }

    /// Share (0–1) of the gold that was found; none if the gold is empty.
    pub fn recall(self) -> Option<f64> {
        share(self.hits, self.hits + self.missed)
    }

    /// Harmonic mean of precision and recall (0–1; van Rijsbergen 1979); none
    /// if there was nothing to find and nothing was found.
    pub fn f1(self) -> Option<f64> {
        share(2 * self.hits, 2 * self.hits + self.over + self.missed)
    }

    /// Counts one thing that was `found` or not and is in the `gold` or not.
    pub(crate) fn note(&mut self, found: bool, gold: bool) {
        self.hits += u64::from(found && gold);
        self.over += u64::from(found && !gold);
        self.missed += u64::from(!found && gold);
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.hits += other.hits;
        self.over += other.over;
        self.missed += other.missed;
    }
}

fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
