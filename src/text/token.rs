//! What a token is: kind, shape, span, hash. [`super::tokenize`] finds them.

use super::span::ByteSpan;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum TokenKind {
    /// A word: letters, with inner apostrophes.
    Word,
    /// A word that begins with a digit: `3`, `1,000.5`, `10:30`, `5th`, `1990s`.
    Number,
    /// A web or mail address or a file name.
    Address,
    /// A full stop.
    Stop,
    /// A question mark.
    Question,
    /// An exclamation mark.
    Exclamation,
    /// Two or more dots, or the character `…`.
    Ellipsis,
    /// A comma.
    Comma,
    /// A semicolon.
    Semicolon,
    /// A colon.
    Colon,
    /// A dash between words: `—`, `--`, ` - `.
    Dash,
    /// A hyphen inside a compound, or an en dash inside a range.
    Hyphen,
    /// A slash.
    Slash,
    /// `(`, `[`, `{`.
    OpenBracket,
    /// `)`, `]`, `}`.
    CloseBracket,
    /// An opening double quotation mark.
    OpenQuote,
    /// A closing double quotation mark.
    CloseQuote,
    /// An opening single quotation mark.
    OpenSingle,
    /// A closing single quotation mark or a lone apostrophe.
    CloseSingle,
    /// Anything else: `%`, `$`, `•`, an emoji.
    Symbol,
}

impl TokenKind {
    pub(crate) const COUNT: usize = Self::Symbol as usize + 1;
    /// All of them, in the order of their numbers.
    pub(crate) const ALL: [Self; Self::COUNT] = [
        Self::Word,
        Self::Number,
        Self::Address,
        Self::Stop,
        Self::Question,
        Self::Exclamation,
        Self::Ellipsis,
        Self::Comma,
        Self::Semicolon,
        Self::Colon,
        Self::Dash,
        Self::Hyphen,
        Self::Slash,
        Self::OpenBracket,
        Self::CloseBracket,
        Self::OpenQuote,
        Self::CloseQuote,
        Self::OpenSingle,
        Self::CloseSingle,
        Self::Symbol,
    ];

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

/// A token's outward form, as a set of flags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shape(u8);

impl Shape {
    /// The first letter is a capital.
    pub const CAPITAL: Self = Self(1);
    /// White space stands before the token.
    pub const SPACE: Self = Self(4);
    /// A line break stands before the token.
    pub const LINE: Self = Self(8);
    /// An abbreviation with inner full stops that ends in one.
    pub const DOTTED: Self = Self(16);
    /// The word ends in a possessive or clitic `'s`.
    pub const CLITIC_S: Self = Self(32);

    /// A quotation mark whose direction its neighbours do not show; whether it
    /// opens or closes was told from the marks before it in the paragraph.
    pub const DOUBT: Self = Self(64);

    /// Neither is a shape of a token: all tokens have the first, none the second.
    pub(super) const NONE: Self = Self(0);
    pub(super) const IMPOSSIBLE: Self = Self(128);
    /// A capitalised word with white space before it.
    pub(super) const BEGINNING: Self = Self(Self::CAPITAL.0 | Self::SPACE.0);

    /// Whether all of `flags` are set.
    pub fn has(self, flags: Self) -> bool {
        self.0 & flags.0 == flags.0
    }

    pub(crate) fn with(self, flags: Self) -> Self {
        Self(self.0 | flags.0)
    }
}

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: ByteSpan,
    /// Hash of the normalised word (see [`super::normalise`]); 0 for punctuation
    /// other than symbols. Equal words have equal hashes; the reverse must be
    /// checked.
    pub hash: u32,
    /// The word's number in the dictionary that the text was read with; 0 if it is
    /// not in it.
    pub word: u32,
    /// What it is.
    pub kind: TokenKind,
    /// What it looks like.
    pub shape: Shape,
}

impl Token {
    /// Whether the token has two letters or more, all of them capitals.
    pub fn is_upper(&self, text: &str) -> bool {
        let mut letters = 0;
        self.shape.has(Shape::CAPITAL)
            && self.text(text).chars().filter(|c| c.is_alphabetic()).all(|c| {
                letters += 1;
                c.is_uppercase()
            })
            && letters > 1
    }

    /// The token's text.
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        &text[self.span.range()]
    }
}
