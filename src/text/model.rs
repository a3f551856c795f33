//! Data of a language by which its texts are split into tokens and sentences.

use super::boundary::BoundaryWeights;
use super::word_lists::WordLists;
use crate::error::Result;

/// Word lists and weights by which the texts of one language are split.
#[derive(Debug)]
pub struct SplitterModel {
    pub(super) words: WordLists,
    pub(super) weights: BoundaryWeights,
}

impl SplitterModel {
    /// Reads a model from the files `abbreviations.toml` and `sentences.tsv` (name, text).
    ///
    /// # Errors
    /// [`crate::ErrorKind::Data`] with the file and line of the first mistake.
    pub fn from_files(abbreviations: (&str, &str), weights: (&str, &str)) -> Result<Self> {
        Ok(Self {
            words: WordLists::parse(abbreviations.1, abbreviations.0)?,
            weights: BoundaryWeights::parse(weights.1, weights.0)?,
        })
    }
}
