//! The lines of a concordance and their order.

use crate::tables::CueRow;

/// An occurrence with its context.
#[derive(Debug, Clone, PartialEq)]
pub struct ConcordanceLine {
    /// Id of the document.
    pub document_id: String,
    /// Number of the sentence in the tables, from 0.
    pub sentence: u64,
    /// Where the occurrence begins, in code points of the document's text.
    pub start: u64,
    /// Where it ends, exclusive.
    pub end: u64,
    /// The text before, over the borders of sentences, every run of white space made one space.
    /// `left`, `text` and `right` join without a gap.
    pub left: String,
    /// The occurrence as it stands in the text.
    pub text: String,
    /// The text after, as `left`.
    pub right: String,
    /// Beginning of the first word of `left`, where the length cut it.
    pub left_rest: String,
    /// End of the last word of `right`, where the length cut it.
    pub right_rest: String,
    /// Row of the cue match; none for an occurrence of a phrase.
    pub cue: Option<CueRow>,
}

/// The order of the lines, without regard to case and, before all else, to accents. Equals
/// stay in the order of the corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LineOrder {
    /// As in the corpus.
    #[default]
    Position,
    /// By the word before, then the one before that, and so on.
    Left,
    /// By the word after, then the next, and so on.
    Right,
    /// By the occurrence itself, then by what follows.
    Match,
    /// By the document's id.
    Document,
}
