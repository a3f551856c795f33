//! Gaps that may be boundaries, listed while the tokens are found.
//!
//! Most gaps cannot be boundaries, and what tells so is known as soon as a token is: its kind, a
//! capital, white space. The splitter goes from one listed gap to the next.

use crate::text::token::{Shape, Token, TokenKind};
use crate::text::word_lists::WordLists;

/// Gaps of a block that may be boundaries, each by the index of the token after it.
#[derive(Debug, Default)]
pub(in crate::text) struct BoundaryCandidates {
    list: Vec<u32>,
    count: usize,
    /// Row of [`REQUIRED_SHAPE`] for the last token.
    row: usize,
}

/// Number of rows and columns: a power of two, so that indices need no check.
const SIZE: usize = TokenKind::COUNT.next_power_of_two();

/// Shape that the token after a listed gap has, by the kinds before and after the gap.
const REQUIRED_SHAPE: [[Shape; SIZE]; SIZE] = {
    let mut table = [[Shape::IMPOSSIBLE; SIZE]; SIZE];
    let mut before = 0;
    while before < TokenKind::COUNT {
        let mut next = 0;
        while next < TokenKind::COUNT {
            table[before][next] = required_shape(TokenKind::ALL[before], TokenKind::ALL[next]);
            next += 1;
        }
        before += 1;
    }
    table
};

/// Lists whatever can be a boundary, and more.
const fn required_shape(before: TokenKind, next: TokenKind) -> Shape {
    use TokenKind as K;
    match (before, next) {
        // The splitter passes these gaps to count open brackets and quotation marks.
        (K::OpenBracket | K::CloseBracket | K::OpenQuote | K::CloseQuote, _) => Shape::empty(),
        _ if never_begins(next) || matches!(before, K::Slash) => Shape::IMPOSSIBLE,
        (K::Stop | K::Question | K::Exclamation | K::Ellipsis, _) => Shape::empty(),
        (K::Symbol, K::Number)
        | (K::Word | K::Number | K::Address, K::OpenQuote | K::OpenSingle | K::OpenBracket) => {
            Shape::IMPOSSIBLE
        }
        (K::Comma, _)
        | (
            K::Word
            | K::Number
            | K::Address
            | K::Symbol
            | K::Hyphen
            | K::OpenSingle
            | K::CloseSingle,
            K::Word,
        ) => Shape::SPACE.union(Shape::CAPITAL),
        _ => Shape::SPACE,
    }
}

/// Whether no sentence begins with a token of this kind: it belongs to what stands before it.
pub(super) const fn never_begins(kind: TokenKind) -> bool {
    use TokenKind as K;
    matches!(
        kind,
        K::Stop
            | K::Question
            | K::Exclamation
            | K::Comma
            | K::Semicolon
            | K::Colon
            | K::Slash
            | K::CloseBracket
    )
}

impl BoundaryCandidates {
    /// Forgets the gaps of the last block.
    pub(in crate::text) fn clear(&mut self) {
        self.count = 0;
        self.row = TokenKind::Slash as usize;
    }

    pub(in crate::text) fn list(&self) -> &[u32] {
        &self.list[..self.count]
    }

    #[inline]
    fn add(&mut self, index: usize, is_candidate: bool) {
        // Without a branch, which would often be predicted wrong.
        match self.list.get_mut(self.count) {
            Some(slot) => *slot = index as u32,
            None => self.list.push(index as u32),
        }
        self.count += usize::from(is_candidate);
    }

    /// Takes in the next token, which has this index.
    #[inline]
    pub(in crate::text) fn note(&mut self, index: usize, token: &Token, words: &WordLists) {
        let required = REQUIRED_SHAPE[self.row % SIZE][token.kind as usize % SIZE];
        // A single letter may be the marker of a list item.
        let is_single = token.span.end - token.span.start == 1;
        let shape = if is_single { token.shape.union(Shape::CAPITAL) } else { token.shape };
        // With no mark before it, only some words begin a sentence.
        let is_marked = self.row > TokenKind::Address as usize;
        let is_other = token.kind != TokenKind::Word;
        let begins = is_marked | is_single | is_other | words.may_begin(token.hash);
        self.add(index, shape.contains(required) & begins | shape.contains(Shape::LINE));
        // An abbreviation with inner stops is followed as a semicolon is.
        let is_dotted = token.shape.contains(Shape::DOTTED);
        self.row = if is_dotted { TokenKind::Semicolon } else { token.kind } as usize;
    }

    /// Takes in a word or number on the same line as the word or number before it.
    #[inline]
    pub(in crate::text) fn note_after_word(
        &mut self,
        index: usize,
        token: &Token,
        words: &WordLists,
    ) {
        let is_single = token.span.end - token.span.start == 1;
        let is_number = token.kind == TokenKind::Number;
        let begins = token.shape.contains(Shape::CAPITAL) & words.may_begin(token.hash);
        self.add(index, begins | is_single | is_number);
        self.row = token.kind as usize;
    }
}
