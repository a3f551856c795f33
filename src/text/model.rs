//! What splitting a text into tokens and sentences has to know of its language.

use super::abbreviations::Abbreviations;
use super::weights::Weights;
use crate::error::Result;

/// Word lists and weights by which the texts of one language are split.
#[derive(Debug)]
pub struct SentenceModel {
    pub(super) abbreviations: Abbreviations,
    pub(super) weights: Weights,
}

impl SentenceModel {
    /// Reads a model from the texts of its files, each with the name that errors give:
    /// the words the splitter asks about (`abbreviations.toml`) and the weights of
    /// sentence boundaries (`sentences.tsv`).
    ///
    /// # Errors
    /// [`crate::ErrorKind::Data`] with the file and line of the first mistake.
    pub fn from_files(abbreviations: (&str, &str), weights: (&str, &str)) -> Result<Self> {
        Ok(Self {
            abbreviations: Abbreviations::parse(abbreviations.1, abbreviations.0)?,
            weights: Weights::parse(weights.1, weights.0)?,
        })
    }
}
