//! From bytes to tokens: words, numbers and punctuation with spans into the original.
//!
//! One pass over the bytes finds the tokens and lists the gaps between them where a sentence may
//! end ([`BoundaryCandidates`]); words are then looked up in
//! a dictionary. Departures from UAX #29, all made for news and science text:
//!
//! * dotted abbreviations keep their last full stop (`U.S.`, `a.m.`, `Ph.D.`);
//! * `end.Next` is two words, `example.org/a` and `a@b.org` are one address;
//! * times such as `10:30` are one number;
//! * punctuation gets a kind, and straight quotation marks get a direction.

mod bytes;
mod letters;
mod punctuation;
mod word;

use std::ops::Range;

use super::boundary::BoundaryCandidates;
use super::dictionary::Dictionary;
use super::model::SplitterModel;
use super::span::ByteSpan;
use super::token::{Shape, Token, TokenKind};
use super::word_lists::WordLists;
use crate::word::WordHash;
use bytes::{ByteClass, class};
use letters::LetterBits;

/// Returns the tokens of a text.
///
/// The direction of straight quotation marks is decided within the text, so give it whole
/// paragraphs.
pub fn tokenize(text: &str, model: &SplitterModel) -> Vec<Token> {
    let (mut tokens, mut buffers) = (Vec::new(), ScanBuffers::default());
    scan(text, 0..text.len(), model, &Dictionary::default(), &mut tokens, &mut buffers);
    tokens
}

/// Appends the tokens of `text[range]`, with their words' numbers in `dictionary`.
pub(super) fn scan(
    text: &str,
    range: Range<usize>,
    model: &SplitterModel,
    dictionary: &Dictionary,
    tokens: &mut Vec<Token>,
    buffers: &mut ScanBuffers,
) {
    let bytes = &text.as_bytes()[..range.end];
    let first = tokens.len();
    buffers.candidates.clear();
    buffers.hashes.clear();
    buffers.has_quotes = false;
    buffers.letters.fill(bytes, range.start);
    let mut scanner = Scanner {
        text,
        bytes,
        at: range.start,
        start: range.start,
        gap: Shape::default(),
        in_quote: false,
        in_single: false,
        words: &model.words,
        first,
        tokens,
        buffers,
    };
    while let Some(&byte) = scanner.bytes.get(scanner.at) {
        match class(byte) {
            ByteClass::Letter | ByteClass::Digit => scanner.short_word(),
            ByteClass::Space => {
                scanner.gap = scanner.gap.union(Shape::SPACE);
                scanner.at += 1;
            }
            ByteClass::LineBreak => {
                scanner.gap = scanner.gap.union(Shape::SPACE).union(Shape::LINE);
                scanner.at += 1;
            }
            ByteClass::NonAscii => scanner.non_ascii(),
            ByteClass::Mark => scanner.punctuation(byte),
        }
    }
    // In a loop of their own, many look-ups are under way at a time.
    for (token, &hash) in tokens[first..].iter_mut().zip(&buffers.hashes) {
        token.word = dictionary.number(hash);
    }
}

/// Findings beside the tokens, and working memory; kept from block to block.
#[derive(Debug, Default)]
pub(crate) struct ScanBuffers {
    pub(super) candidates: BoundaryCandidates,
    pub(super) has_quotes: bool,
    letters: LetterBits,
    hashes: Vec<WordHash>,
}

/// Pass over the bytes of a stretch of text.
struct Scanner<'a> {
    text: &'a str,
    /// The bytes of the text up to the end of the stretch.
    bytes: &'a [u8],
    /// Offset of the byte that is looked at.
    at: usize,
    start: usize,
    /// White space since the last token.
    gap: Shape,
    /// Whether a double quotation mark is open.
    in_quote: bool,
    /// Whether a single quotation mark is open.
    in_single: bool,
    words: &'a WordLists,
    tokens: &'a mut Vec<Token>,
    /// Number of tokens that were there before.
    first: usize,
    buffers: &'a mut ScanBuffers,
}

impl Scanner<'_> {
    /// Adds the word or symbol up to `end`.
    #[inline]
    fn push(&mut self, end: usize, kind: TokenKind, shape: Shape, hash: WordHash) {
        self.push_token(end, kind, shape, hash.short(), hash);
    }

    /// Adds the mark up to `end`.
    #[inline]
    fn push_mark(&mut self, end: usize, kind: TokenKind, shape: Shape) {
        self.push_token(end, kind, shape, 0, WordHash::NONE);
    }

    /// Adds the token up to `end`. Dictionaries look it up by `word`.
    #[inline]
    fn push_token(&mut self, end: usize, kind: TokenKind, shape: Shape, hash: u32, word: WordHash) {
        let shape = shape.union(self.gap);
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
    fn begins(&self) -> bool {
        self.gap.contains(Shape::SPACE) || self.tokens.len() == self.first
    }

    /// Returns the byte at `at`; a space behind the end.
    #[inline]
    fn peek(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(b' ')
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text[..self.bytes.len()].get(at..).and_then(|rest| rest.chars().next())
    }

    fn char_before(&self, at: usize) -> Option<char> {
        self.text[self.start..at].chars().next_back()
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::language::Language;
    use crate::text::boundary::BoundaryContext;

    pub(super) fn tokens(text: &str) -> Vec<Token> {
        tokenize(text, Language::english().splitter())
    }

    pub(super) fn kinds(text: &str) -> Vec<TokenKind> {
        tokens(text).iter().map(|token| token.kind).collect()
    }

    pub(super) fn words(text: &str) -> Vec<&str> {
        let words = tokens(text).into_iter().filter(|token| token.kind.is_word());
        words.map(|token| &text[token.span.range()]).collect()
    }

    /// Found by attack: each of these once took time with the square of the length.
    #[test]
    fn long_runs_of_the_same_are_gone_through_once() {
        for unit in ["я.", "я:x.Y", "a.b\u{301}", "a@b“", "http://a—", "# ", "• ", "The Cap "]
        {
            let of = |times: usize| {
                let text = unit.repeat(times);
                let sentences = Language::english().split(&text);
                assert!(text.starts_with(sentences[0]));
                assert!(text.trim_end().ends_with(sentences.last().unwrap()));
                tokens(&text).len()
            };
            let each = of(20) - of(19);
            assert_eq!(of(200_000), of(20) + each * (200_000 - 20), "{unit:?}");
        }
    }

    #[test]
    fn every_gap_that_can_be_a_boundary_is_listed() {
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
        let model = Language::english().splitter();
        let (mut tokens, mut buffers) = (Vec::new(), ScanBuffers::default());
        scan(&text, 0..text.len(), model, &Dictionary::default(), &mut tokens, &mut buffers);
        let context = BoundaryContext::new(&text, &tokens, &model.words);
        let listed = buffers.candidates.list();
        let mut candidates = 0;
        for at in (1..tokens.len()).filter(|&at| context.is_candidate(0, at)) {
            assert!(listed.contains(&(at as u32)), "{:?}", &tokens[at - 1..=at]);
            candidates += 1;
        }
        assert!(candidates > 500 && listed.len() < tokens.len());
    }
}
