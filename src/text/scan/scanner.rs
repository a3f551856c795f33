//! State of the pass over a text's bytes, and what tokens of all kinds need.

use super::letters::LetterBits;
use crate::text::boundary::BoundaryCandidates;
use crate::text::span::ByteSpan;
use crate::text::token::{Shape, Token, TokenKind};
use crate::text::word_lists::WordLists;
use crate::word::WordHash;

/// Findings beside the tokens, and working memory; kept from block to block.
#[derive(Debug, Default)]
pub(crate) struct ScanBuffers {
    /// Gaps where a sentence may end.
    pub(in crate::text) candidates: BoundaryCandidates,
    /// Whether there are quotation marks.
    pub(in crate::text) has_quotes: bool,
    pub(super) letters: LetterBits,
    /// Hash of each token's word.
    pub(super) hashes: Vec<WordHash>,
}

/// Pass over the bytes of a stretch of text.
pub(super) struct Scanner<'a> {
    pub(super) text: &'a str,
    /// The bytes of the text up to the end of the stretch.
    pub(super) bytes: &'a [u8],
    /// Offset of the byte that is looked at.
    pub(super) at: usize,
    pub(super) start: usize,
    /// White space since the last token.
    pub(super) gap: Shape,
    /// Whether a double quotation mark is open.
    pub(super) in_quote: bool,
    /// Whether a single quotation mark is open.
    pub(super) in_single: bool,
    pub(super) words: &'a WordLists,
    pub(super) tokens: &'a mut Vec<Token>,
    /// Number of tokens that were there before.
    pub(super) first: usize,
    pub(super) buffers: &'a mut ScanBuffers,
}

impl Scanner<'_> {
    /// Adds the word or symbol up to `end`.
    #[inline]
    pub(super) fn push(&mut self, end: usize, kind: TokenKind, shape: Shape, hash: WordHash) {
        self.push_token(end, kind, shape, hash.short(), hash);
    }

    /// Adds the mark up to `end`.
    #[inline]
    pub(super) fn push_mark(&mut self, end: usize, kind: TokenKind, shape: Shape) {
        self.push_token(end, kind, shape, 0, WordHash::NONE);
    }

    /// Adds the token up to `end`. Dictionaries look it up by `word`.
    #[inline]
    pub(super) fn push_token(
        &mut self,
        end: usize,
        kind: TokenKind,
        shape: Shape,
        hash: u32,
        word: WordHash,
    ) {
        let shape = shape.with(self.gap);
        let span = ByteSpan::new(self.at as u32, end as u32);
        let token = Token { span, hash, word: 0, kind, shape };
        self.buffers.hashes.push(word);
        self.buffers.candidates.note(self.tokens.len() - self.first, &token, self.words);
        self.buffers.has_quotes |= kind.is_quote();
        self.tokens.push(token);
        self.gap = Shape::default();
        self.at = end;
    }

    /// Whether white space or nothing precedes.
    pub(super) fn begins(&self) -> bool {
        self.gap.has(Shape::SPACE) || self.tokens.len() == self.first
    }

    /// Returns the byte at `at`; a space behind the end.
    #[inline]
    pub(super) fn peek(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(b' ')
    }

    pub(super) fn char_at(&self, at: usize) -> Option<char> {
        self.text[..self.bytes.len()].get(at..).and_then(|rest| rest.chars().next())
    }

    pub(super) fn char_before(&self, at: usize) -> Option<char> {
        self.text[self.start..at].chars().next_back()
    }
}
