//! Patterns, compiled: parts with alternatives, and the conditions on neighbours.

use super::vocabulary::{WordClasses, WordId};
use crate::text::TokenKind;

/// One element of a compiled pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Element {
    Word(WordId),
    Mark(TokenKind),
    /// Any word of one of these classes.
    Class(WordClasses),
    /// A number, in digits or a number word.
    Number,
    Any,
    /// None to four words within the clause.
    Gap,
}

/// Conditions on the tokens directly beside a match, quotation marks aside: one of those that are
/// required has to stand there, none of those that are excluded may.
#[derive(Debug, Clone, Default)]
pub(crate) struct Conditions {
    pub(crate) exclude_before: Option<Box<NeighborSet>>,
    pub(crate) require_before: Option<Box<NeighborSet>>,
    pub(crate) exclude_after: Option<Box<NeighborSet>>,
    pub(crate) require_after: Option<Box<NeighborSet>>,
}

/// Tokens that may stand beside a match, by kind, so that many cost no more than few.
#[derive(Debug, Clone, Default)]
pub(crate) struct NeighborSet {
    pub(crate) words: Vec<WordId>,
    /// A bit for each of the words, by [`NeighborSet::word_bit`].
    pub(crate) word_bits: u64,
    pub(crate) classes: WordClasses,
    /// A bit for each kind of token.
    pub(crate) kinds: u32,
    pub(crate) number: bool,
    pub(crate) capital: bool,
    /// The sentence's edge.
    pub(crate) edge: bool,
    pub(crate) endings: Vec<String>,
}

impl NeighborSet {
    /// Returns one of 64 bits for a word.
    pub(crate) fn word_bit(word: WordId) -> u64 {
        1 << (word % 64)
    }
}

/// Alternatives at one position of a pattern, each a sequence of elements. An empty sequence makes
/// the part optional.
pub(crate) type Part = Vec<Vec<Element>>;

/// A compiled pattern: its parts in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Pattern {
    pub(crate) parts: Vec<Part>,
}

impl Pattern {
    /// Returns the sequences that the pattern stands for, at most `limit` of them.
    pub(crate) fn sequences(&self, limit: usize) -> Vec<Vec<Element>> {
        self.parts.iter().fold(vec![Vec::new()], |all, part| product(&all, part, limit))
    }

    /// Returns all elements that the pattern can begin with; `None` stands for no element at all.
    pub(super) fn first(&self) -> Vec<Option<Element>> {
        at_edge(self.parts.iter(), <[Element]>::first)
    }

    pub(super) fn ends_in_gap(&self) -> bool {
        at_edge(self.parts.iter().rev(), <[Element]>::last).contains(&Some(Element::Gap))
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
