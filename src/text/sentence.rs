//! One sentence of a block.

use std::ops::Range;

use super::span::ByteSpan;
use super::token::{Token, TokenKind};

/// One sentence of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// From the first to the last token, without surrounding white space.
    pub span: ByteSpan,
    /// Indices of its tokens in the block.
    pub tokens: Range<usize>,
    /// Whether it ends in a question mark, quotation marks and brackets after it aside.
    pub question: bool,
}

impl Sentence {
    /// Makes a sentence of the tokens in `range`, of which there is at least one.
    pub(super) fn of_tokens(tokens: &[Token], range: Range<usize>) -> Self {
        let span = ByteSpan::new(tokens[range.start].span.start, tokens[range.end - 1].span.end);
        let question = tokens[range.clone()]
            .iter()
            .rev()
            .take_while(|token| !token.kind.is_word())
            .any(|token| token.kind == TokenKind::Question);
        Self { span, tokens: range, question }
    }
}
