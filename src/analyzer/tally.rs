//! What is counted of a sentence's tokens, without branches.

use crate::text::{Shape, Token, TokenKind};

/// How many of some tokens are words, numbers or addresses.
#[inline]
pub(super) fn words(tokens: &[Token]) -> u32 {
    tokens.iter().map(|token| u32::from(token.kind.is_word())).sum()
}

/// How many words stand inside quotation marks.
#[inline]
pub(super) fn quoted_words(tokens: &[Token], quoted: &[bool]) -> u32 {
    let both = tokens.iter().zip(quoted);
    both.map(|(token, &quoted)| u32::from(token.kind.is_word() & quoted)).sum()
}

/// Whether most words of more than three bytes are capitalised, as in a headline.
#[inline]
pub(super) fn is_headline(tokens: &[Token]) -> bool {
    let (mut long, mut capital) = (0_u64, 0_u64);
    for token in tokens {
        let counts = (token.kind == TokenKind::Word) & (token.span.len() > 3);
        long += u64::from(counts);
        capital += u64::from(counts & token.shape.has(Shape::CAPITAL));
    }
    long >= 2 && capital * 10 >= long * 7
}
