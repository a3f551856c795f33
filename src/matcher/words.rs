//! The tokens of a block, with their words looked up in the vocabulary.

use crate::lexicon::{Vocabulary, WordClasses, WordId, word_class};
use crate::text::{Token, TokenKind};

/// The tokens of one block with their words looked up.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// The whole text.
    pub text: &'a str,
    /// The block's tokens.
    pub tokens: &'a [Token],
    /// The vocabulary.
    pub vocabulary: &'a Vocabulary,
}

impl Words<'_> {
    /// Returns the vocabulary's id of the word at `at`, 0 if it is not in the vocabulary.
    pub fn id(&self, at: usize) -> WordId {
        self.tokens[at].word
    }

    /// Returns the kind of the token at `at`.
    pub fn kind(&self, at: usize) -> TokenKind {
        self.tokens[at].kind
    }

    /// Tells whether the word at `at` is in any of `classes`.
    pub fn is(&self, at: usize, classes: WordClasses) -> bool {
        self.vocabulary.classes(self.tokens[at].word) & classes != 0
    }

    /// Tells whether a number in digits or words stands at `at`.
    pub fn is_number(&self, at: usize) -> bool {
        self.tokens[at].kind == TokenKind::Number || self.is(at, word_class::NUMBER_WORD)
    }
}
