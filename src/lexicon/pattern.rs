//! Patterns, compiled: parts with alternatives, and the conditions on neighbours.

use super::vocabulary::{WordClasses, WordId};
use crate::text::TokenKind;

/// One element of a compiled pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Element {
    /// A certain word or symbol.
    Word(WordId),
    /// A punctuation mark of that kind.
    Mark(TokenKind),
    /// Any word of one of these classes.
    Class(WordClasses),
    /// A number, in digits or a number word.
    Number,
    /// Any one word.
    Any,
    /// None to four words within the clause.
    Gap,
}

/// A condition on the token beside a match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Neighbour {
    /// A certain word or symbol.
    Word(WordId),
    /// A word of the class.
    Class(WordClasses),
    /// A number.
    Number,
    /// A word with that ending.
    Ending(String),
    /// The start of the sentence.
    Start,
    /// The end of the sentence.
    End,
    /// A capitalized word.
    Capital,
    /// Any punctuation.
    Punctuation,
    /// A punctuation mark of that kind.
    Mark(TokenKind),
}

/// Alternatives at one position of a pattern, each a sequence of elements. An empty sequence makes
/// the part optional.
pub type Part = Vec<Vec<Element>>;

/// A compiled pattern: its parts in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pattern {
    /// The parts; each must match in turn.
    pub parts: Vec<Part>,
}

impl Pattern {
    /// Returns the sequences that the pattern stands for, at most `limit` of them.
    pub fn sequences(&self, limit: usize) -> Vec<Vec<Element>> {
        let mut all: Vec<Vec<Element>> = vec![Vec::new()];
        for part in &self.parts {
            let mut longer = Vec::new();
            for begin in &all {
                for option in part.iter().take(limit.saturating_sub(longer.len())) {
                    longer.push([begin.as_slice(), option.as_slice()].concat());
                }
            }
            all = longer;
        }
        all
    }

    /// Returns all elements that the pattern can begin with; `None` stands for no element at all.
    pub(super) fn first(&self) -> Vec<Option<Element>> {
        let mut out = Vec::new();
        for part in &self.parts {
            out.extend(part.iter().filter_map(|option| option.first().map(|e| Some(*e))));
            if part.iter().all(|option| !option.is_empty()) {
                return out;
            }
        }
        out.push(None);
        out
    }

    /// Tells whether the pattern can end in a gap.
    pub(super) fn ends_in_gap(&self) -> bool {
        for part in self.parts.iter().rev() {
            if part.iter().any(|option| option.last() == Some(&Element::Gap)) {
                return true;
            }
            if part.iter().all(|option| !option.is_empty()) {
                return false;
            }
        }
        false
    }
}
