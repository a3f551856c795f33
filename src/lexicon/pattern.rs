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

/// Conditions on the tokens directly beside a match, quotation marks aside.
#[derive(Debug, Clone, Default)]
pub struct Conditions {
    /// None of these may stand before it.
    pub exclude_before: Option<Box<NeighborSet>>,
    /// At least one of these must stand before it.
    pub require_before: Option<Box<NeighborSet>>,
    /// None of these may stand after it.
    pub exclude_after: Option<Box<NeighborSet>>,
    /// At least one of these must stand after it.
    pub require_after: Option<Box<NeighborSet>>,
}

/// Tokens that may stand beside a match, by kind, so that many cost no more than few.
#[derive(Debug, Clone, Default)]
pub struct NeighborSet {
    /// Certain words and symbols.
    pub words: Vec<WordId>,
    /// A bit for each of the words, by [`NeighborSet::word_bit`].
    pub word_bits: u64,
    /// The words of these classes.
    pub classes: WordClasses,
    /// A bit for each kind of token.
    pub kinds: u32,
    /// Numbers.
    pub number: bool,
    /// Capitalized words.
    pub capital: bool,
    /// The sentence's edge.
    pub edge: bool,
    /// Words with these endings.
    pub endings: Vec<String>,
}

impl NeighborSet {
    /// Returns one of 64 bits for a word.
    pub fn word_bit(word: WordId) -> u64 {
        1 << (word % 64)
    }
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
        self.parts.iter().fold(vec![Vec::new()], |all, part| product(&all, part, limit))
    }

    /// Returns all elements that the pattern can begin with; `None` stands for no element at all.
    pub(super) fn first(&self) -> Vec<Option<Element>> {
        at_edge(self.parts.iter(), |option| option.first())
    }

    pub(super) fn ends_in_gap(&self) -> bool {
        at_edge(self.parts.iter().rev(), |option| option.last()).contains(&Some(Element::Gap))
    }
}

/// Returns the outermost elements of parts, up to the first part that is not optional.
fn at_edge<'p>(
    parts: impl Iterator<Item = &'p Part>,
    outermost: fn(&[Element]) -> Option<&Element>,
) -> Vec<Option<Element>> {
    let mut out = Vec::new();
    for part in parts {
        out.extend(part.iter().filter_map(|option| outermost(option).copied()).map(Some));
        if part.iter().all(|option| !option.is_empty()) {
            return out;
        }
    }
    out.push(None);
    out
}

/// Returns each of the sequences with each of the options behind it, at most `limit` of them.
pub(super) fn product(begins: &Part, options: &Part, limit: usize) -> Part {
    let joined = begins.iter().flat_map(|begin| {
        options.iter().map(move |option| [begin.as_slice(), option.as_slice()].concat())
    });
    joined.take(limit).collect()
}
