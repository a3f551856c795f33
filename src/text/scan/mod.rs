//! From bytes to tokens: words, numbers and punctuation with spans into the original.
//!
//! One pass over the bytes finds the tokens and lists the gaps between them where a sentence may
//! end ([`BoundaryCandidates`](super::boundary::BoundaryCandidates)); words are then looked up in
//! a dictionary. Departures from UAX #29, all made for news and science text:
//!
//! * dotted abbreviations keep their last full stop (`U.S.`, `a.m.`, `Ph.D.`);
//! * `end.Next` is two words, `example.org/a` and `a@b.org` are one address;
//! * times such as `10:30` are one number;
//! * punctuation gets a kind, and straight quotation marks get a direction.

mod bytes;
mod letters;
mod punctuation;
mod scanner;
mod word;

use std::ops::Range;

use super::dictionary::Dictionary;
use super::model::SentenceModel;
use super::token::{Shape, Token};
use bytes::{ByteClass, class};
pub(in crate::text) use scanner::ScanBuffers;
use scanner::Scanner;

/// Returns the tokens of a text.
///
/// The direction of straight quotation marks is decided within the text, so give it whole
/// paragraphs.
pub fn tokenize(text: &str, model: &SentenceModel) -> Vec<Token> {
    let (mut tokens, mut buffers) = (Vec::new(), ScanBuffers::default());
    scan(text, 0..text.len(), model, &Dictionary::default(), &mut tokens, &mut buffers);
    tokens
}

/// Appends the tokens of `text[range]`, with their words' numbers in `dictionary`.
pub(super) fn scan(
    text: &str,
    range: Range<usize>,
    model: &SentenceModel,
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
                scanner.gap = scanner.gap.with(Shape::SPACE);
                scanner.at += 1;
            }
            ByteClass::LineBreak => {
                scanner.gap = scanner.gap.with(Shape::SPACE).with(Shape::LINE);
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

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::text::TokenKind;
    use crate::text::boundary::BoundaryContext;

    pub(super) fn tokens(text: &str) -> Vec<Token> {
        tokenize(text, crate::language::Language::english().sentences())
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
                let sentences = crate::language::Language::english().split(&text);
                assert!(
                    text.starts_with(sentences[0])
                        && text.trim_end().ends_with(sentences.last().unwrap())
                );
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
        let model = crate::language::Language::english().sentences();
        let (mut tokens, mut buffers) = (Vec::new(), ScanBuffers::default());
        scan(&text, 0..text.len(), model, &Dictionary::default(), &mut tokens, &mut buffers);
        let context = BoundaryContext::new(&text, &tokens, &model.words);
        let candidates: Vec<usize> =
            (1..tokens.len()).filter(|&at| context.is_candidate(0, at)).collect();
        let listed = buffers.candidates.list();
        assert!(candidates.len() > 500 && listed.len() < tokens.len());
        for at in candidates {
            assert!(listed.contains(&(at as u32)), "{:?}", &tokens[at - 1..=at]);
        }
    }
}
