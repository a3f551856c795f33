//! Tokens: kind, shape, span and hash; sentences as stretches of them. [`super::tokenize`] finds
//! tokens, [`super::Segmenter`] sentences.

use std::ops::Range;

use bitflags::bitflags;

use super::span::ByteSpan;
use crate::names::named_enum;

named_enum! {
    /// Kind of a token.
    #[repr(u8)]
    pub enum TokenKind {
        /// Word: letters, with inner apostrophes.
        Word = "word",
        /// Word that begins with a digit: `3`, `1,000.5`, `10:30`, `5th`, `1990s`.
        Number = "number",
        /// Web or mail address or file name.
        Address = "address",
        /// Full stop.
        Stop = "stop",
        /// Question mark.
        Question = "question",
        /// Exclamation mark.
        Exclamation = "exclamation",
        /// Two or more dots, or the character `…`.
        Ellipsis = "ellipsis",
        /// Comma.
        Comma = "comma",
        /// Semicolon.
        Semicolon = "semicolon",
        /// Colon.
        Colon = "colon",
        /// Dash between words: `—`, `--`, ` - `.
        Dash = "dash",
        /// Hyphen inside a compound, or en dash inside a range.
        Hyphen = "hyphen",
        /// Slash.
        Slash = "slash",
        /// Opening bracket: `(`, `[`, `{`.
        OpenBracket = "openbracket",
        /// Closing bracket: `)`, `]`, `}`.
        CloseBracket = "closebracket",
        /// Opening double quotation mark.
        OpenQuote = "openquote",
        /// Closing double quotation mark.
        CloseQuote = "closequote",
        /// Opening single quotation mark.
        OpenSingle = "opensingle",
        /// Closing single quotation mark or lone apostrophe.
        CloseSingle = "closesingle",
        /// Any other character: `%`, `$`, `•`, an emoji.
        Symbol = "symbol",
    }
}

impl TokenKind {
    /// Whether the token counts as a word in the tables' `words`.
    pub fn is_word(self) -> bool {
        matches!(self, Self::Word | Self::Number | Self::Address)
    }

    /// Whether the token is a quotation mark of any kind.
    pub fn is_quote(self) -> bool {
        matches!(self, Self::OpenQuote | Self::CloseQuote | Self::OpenSingle | Self::CloseSingle)
    }

    /// Whether a clause ends at the token (`, ; : . ( )` and dashes).
    pub fn ends_clause(self) -> bool {
        matches!(
            self,
            Self::Comma
                | Self::Semicolon
                | Self::Colon
                | Self::Stop
                | Self::Question
                | Self::Exclamation
                | Self::Ellipsis
                | Self::Dash
                | Self::OpenBracket
                | Self::CloseBracket
        )
    }
}

bitflags! {
    /// Outward form of a token.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct Shape: u8 {
        /// The first letter is a capital.
        const CAPITAL = 1;
        /// White space stands before the token.
        const SPACE = 1 << 1;
        /// A line break stands before the token.
        const LINE = 1 << 2;
        /// The token is an abbreviation with inner full stops that ends in one.
        const DOTTED = 1 << 3;
        /// The word ends in an apostrophe and the mark of the possessive, or a clitic spelled like
        /// it.
        const POSSESSIVE = 1 << 4;
        /// The neighbors of the quotation mark do not show its direction, which was told from the
        /// marks before it in the paragraph.
        const AMBIGUOUS = 1 << 5;
        /// No token has it.
        const IMPOSSIBLE = 1 << 6;
    }
}

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its place in the text.
    pub span: ByteSpan,
    /// Hash of the word's normal form (see [`super::normalize`]); 0 for punctuation other than
    /// symbols. Equal words have equal hashes; about one pair of different words in two thousand
    /// million has, too.
    pub hash: u32,
    /// Number of the word in the dictionary that the text was read with; 0 if it is not in it.
    pub word: u32,
    /// Its kind.
    pub kind: TokenKind,
    /// Its shape.
    pub shape: Shape,
}

impl Token {
    /// Whether the token has two letters or more, all of them capitals.
    pub fn is_upper(&self, text: &str) -> bool {
        let mut letters = 0;
        self.shape.contains(Shape::CAPITAL)
            && self.text(text).chars().filter(|c| c.is_alphabetic()).all(|c| {
                letters += 1;
                c.is_uppercase()
            })
            && letters > 1
    }

    /// Returns the token's text.
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        &text[self.span.range()]
    }
}

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
