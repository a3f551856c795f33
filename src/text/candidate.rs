//! Candidates: the gaps that can be boundaries at all.
//!
//! Most gaps cannot, and what tells so is known while the tokens are found: their
//! kinds, a capital, white space. [`Places`] lists the others on the way, so that
//! the splitter goes from one to the next; [`View::candidate`] looks closer.

use super::abbreviations::Abbreviations;
use super::gap::Form;
use super::token::{Shape, Token, TokenKind};
use super::view::{View, kind};

/// The gaps of a block that are worth a look, each by the token after it.
#[derive(Debug, Default)]
pub(super) struct Places {
    list: Vec<u32>,
    count: usize,
    /// The row of [`NEEDS`] for the last token.
    row: usize,
}

/// No gap needs this shape: nothing ends there.
const NEVER: Shape = Shape::IMPOSSIBLE;
const ANY: Shape = Shape::NONE;

/// A power of two, so that no number has to be checked.
const ROW: usize = TokenKind::COUNT.next_power_of_two();

/// What the token after a gap must have for the gap to be listed, by the kinds
/// before and after.
const NEEDS: [[Shape; ROW]; ROW] = {
    let mut table = [[NEVER; ROW]; ROW];
    let mut before = 0;
    while before < TokenKind::COUNT {
        let mut next = 0;
        while next < TokenKind::COUNT {
            table[before][next] = need(TokenKind::ALL[before], TokenKind::ALL[next]);
            next += 1;
        }
        before += 1;
    }
    table
};

/// Marks before which no sentence ends: they belong to what stands before them.
const fn goes_on(mark: TokenKind) -> bool {
    use TokenKind as K;
    matches!(
        mark,
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

/// Whatever can be a candidate must be listed; more may be.
const fn need(before: TokenKind, next: TokenKind) -> Shape {
    use TokenKind as K;
    match (before, next) {
        // The splitter counts what is open by the listed gaps.
        (K::OpenBracket | K::CloseBracket | K::OpenQuote | K::CloseQuote, _) => ANY,
        _ if goes_on(next) || matches!(before, K::Slash) => NEVER,
        (K::Stop | K::Question | K::Exclamation | K::Ellipsis, _) => ANY,
        (K::Symbol, K::Number)
        | (K::Word | K::Number | K::Address, K::OpenQuote | K::OpenSingle | K::OpenBracket) => {
            NEVER
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
        ) => Shape::BEGINNING,
        _ => Shape::SPACE,
    }
}

impl Places {
    /// Forgets the places of the last block.
    pub(super) fn clear(&mut self) {
        self.count = 0;
        self.row = TokenKind::Slash as usize;
    }

    /// The listed gaps, in order.
    pub(super) fn list(&self) -> &[u32] {
        &self.list[..self.count]
    }

    #[inline]
    fn add(&mut self, number: usize, listed: bool) {
        // Without a branch, which would be guessed wrong too often.
        match self.list.get_mut(self.count) {
            Some(slot) => *slot = number as u32,
            None => self.list.push(number as u32),
        }
        self.count += usize::from(listed);
    }

    /// Takes in the next token, which has this number.
    #[inline]
    pub(super) fn note(&mut self, number: usize, token: &Token, list: &Abbreviations) {
        let need = NEEDS[self.row % ROW][token.kind as usize % ROW];
        // A single letter may be the marker of a list item.
        let single = token.span.end - token.span.start == 1;
        let seen = if single { token.shape.with(Shape::CAPITAL) } else { token.shape };
        // With no mark before it, only some words begin a sentence.
        let marked = self.row > TokenKind::Address as usize;
        let other = token.kind != TokenKind::Word;
        let begins = marked | single | other | list.may_begin(token.hash);
        let listed = seen.has(need) & begins | seen.has(Shape::LINE);
        self.add(number, listed);
        // An abbreviation with inner stops is followed as a semicolon is.
        let dotted = token.shape.has(Shape::DOTTED);
        self.row = if dotted { TokenKind::Semicolon } else { token.kind } as usize;
    }

    /// [`Self::note`] for a word or number on the same line as the word or number
    /// before it.
    #[inline]
    pub(super) fn note_after_word(&mut self, number: usize, token: &Token, list: &Abbreviations) {
        let single = token.span.end - token.span.start == 1;
        let is_number = token.kind == TokenKind::Number;
        let begins = token.shape.has(Shape::CAPITAL) & list.may_begin(token.hash);
        self.add(number, begins | single | is_number);
        self.row = token.kind as usize;
    }
}

impl View<'_> {
    /// Whether the gap before token `at` can be a boundary at all, in a sentence
    /// that began with token `first`. Left out are gaps where a boundary was not
    /// seen once in a hundred times or so.
    #[inline]
    pub(super) fn candidate(&self, first: usize, at: usize) -> bool {
        let (before, next) = (&self.tokens[at - 1], &self.tokens[at]);
        let spaced = next.shape.has(Shape::SPACE);
        // Most of those that are listed are names.
        if before.kind == TokenKind::Word
            && next.kind == TokenKind::Word
            && !before.shape.has(Shape::DOTTED)
        {
            return spaced && self.opens_unmarked(at);
        }
        let closes = matches!(kind(next), TokenKind::CloseQuote | TokenKind::CloseSingle)
            && !next.shape.has(Shape::DOUBT);
        if closes || goes_on(next.kind) {
            return false;
        }
        let small = next.kind == TokenKind::Word && !next.shape.has(Shape::CAPITAL);
        match kind(before) {
            TokenKind::Stop => spaced || self.glued(first, at),
            TokenKind::Question | TokenKind::Exclamation => {
                spaced || matches!(kind(next), TokenKind::Word | TokenKind::OpenQuote)
            }
            TokenKind::Ellipsis => spaced || next.kind == TokenKind::Word,
            TokenKind::Colon | TokenKind::Semicolon | TokenKind::Dash | TokenKind::OpenQuote => {
                spaced
            }
            // After an emoticon anything may follow.
            TokenKind::CloseBracket => {
                spaced && !(small && at - 1 > first && self.tokens[at - 2].kind.is_word())
            }
            TokenKind::CloseQuote | TokenKind::CloseSingle | TokenKind::Hyphen => spaced && !small,
            TokenKind::Symbol => spaced && !small && next.kind != TokenKind::Number,
            TokenKind::Comma => spaced && next.shape.has(Shape::CAPITAL),
            TokenKind::Word if before.shape.has(Shape::DOTTED) => spaced,
            TokenKind::Word | TokenKind::Number | TokenKind::Address => {
                spaced && self.opens_unmarked(at)
            }
            _ => false,
        }
    }

    /// Whether two words with a stop and no space between them, `end.Next`, may
    /// be two sentences: not in `B10.Q`, `HG.CAST`, `Fig.A`.
    fn glued(&self, first: usize, at: usize) -> bool {
        let next = &self.tokens[at];
        at - 1 > first
            && next.kind == TokenKind::Word
            && next.shape.has(Shape::CAPITAL)
            && self.form(at - 2) == Form::Lower
    }

    /// Whether a sentence may begin here with no mark before it.
    #[inline]
    fn opens_unmarked(&self, at: usize) -> bool {
        let next = &self.tokens[at];
        match kind(next) {
            TokenKind::Word => self.opens(at) || (next.span.len() == 1 && self.marker(at)),
            TokenKind::Number => self.marker(at),
            TokenKind::Dash => true,
            TokenKind::Symbol => !matches!(next.text(self.text), "$" | "%" | "&" | "+" | "="),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::super::dictionary::Dictionary;
    use super::super::scan::{Scratch, scan};
    use super::*;

    #[test]
    fn whatever_can_be_a_boundary_is_listed() {
        let pieces = [
            "The", "he", "U.S.", "p.m.", "10", "a", "Mr", "x@y.org", "don't", "é", ".", "?", "!",
            "...", "\"", "'", "“", "”", "(", ")", "[", "]", ":", ";", ",", "-", "--", "*", ":)",
            "•", "/", "%",
        ];
        let mut text = String::new();
        for (i, left) in pieces.iter().enumerate() {
            for (k, right) in pieces.iter().enumerate() {
                let gap = ["", " ", "\n"][(i + k) % 3];
                let _ = write!(text, "{left}{gap}{right} {left} {right}.");
            }
        }
        let (mut tokens, mut scratch) = (Vec::new(), Scratch::default());
        let model = crate::language::Language::english().sentences();
        let range = 0..text.len();
        scan(&text, range, &Dictionary::default(), model, &mut tokens, &mut scratch);
        let list = &model.abbreviations;
        let view = View { text: &text, tokens: &tokens, list, limit: tokens.len() };
        let candidates: Vec<u32> =
            (1..tokens.len()).filter(|&at| view.candidate(0, at)).map(|at| at as u32).collect();
        let listed = scratch.places.list();
        assert!(candidates.len() > 500 && listed.len() < tokens.len());
        for at in candidates {
            let around = &tokens[at as usize - 1..=at as usize];
            assert!(listed.contains(&at), "{around:?}");
        }
    }
}
