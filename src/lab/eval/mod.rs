//! Measuring against annotated text.
//!
//! Two tasks: where sentences end ([`sentences`]), and what sentences that are given
//! one by one say of themselves ([`judged`]), or readers of their events. Gold files are JSON, one
//! document or sentence a line; a mistake in them is an error with file and line.

mod confusion;
mod factuality;
pub(crate) mod figure;
mod gold;
mod layout;
mod read;
mod sentence_gold;

pub mod judged;
pub(crate) mod measure;
pub mod readings;
pub mod sentences;

pub use confusion::Confusion;
pub use gold::{AnnotatedModal, Gold, GoldCue, GoldRow, Task};
pub use layout::Layout;
pub use read::read_gold;
pub use sentence_gold::{GoldDocument, builtin_sentences, read_predictions, read_sentences};

use crate::analyzer::{Analyzer, AnalyzerBuilder};
use crate::error::{Error, Result};
use crate::text::Split;

/// An analyzer for annotated sentences: each text is one sentence.
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
