//! What stands around a gap between two tokens, as the splitter sees it.
//!
//! Everything here is looked up in the sentence so far and in the few tokens
//! after the gap; nothing before the sentence's first token is ever asked. That
//! is why a sentence that is split again stays whole.

use super::abbreviations::Abbreviation;

/// Names for small codes, for the weights file.
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        #[repr(u8)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }
        impl $name {
            /// How many there are.
            pub(super) const COUNT: usize = Self::ALL.len();
            const ALL: &[(Self, &str)] = &[$((Self::$variant, $text),)*];
            /// Its name in the weights file.
            pub fn name(self) -> &'static str { Self::ALL[self as usize].1 }
            /// The variant with this number.
            pub fn from_code(code: u32) -> Option<Self> {
                Self::ALL.get(code as usize).map(|(variant, _)| *variant)
            }
            /// The code with this name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().find(|(_, text)| *text == name).map(|(code, _)| *code)
            }
        }
    };
}

codes! {
    /// What kind of word (or other token) stands beside a gap.
    Form {
        /// Nothing: the sentence begins or ends there.
        #[default]
        None = "nothing",
        /// A word in lower case.
        Lower = "lower",
        /// A word of consonants only in lower case, as many abbreviations are.
        Consonants = "consonants",
        /// A single letter in lower case.
        Letter = "letter",
        /// A capitalised word.
        Capital = "capital",
        /// A capitalised word of consonants only.
        CapitalConsonants = "Consonants",
        /// A single capital letter.
        Initial = "initial",
        /// All capitals.
        Upper = "UPPER",
        /// Lower case with capitals or digits inside, such as names of genes.
        Mixed = "miXed",
        /// Letters of a script without case.
        Uncased = "uncased",
        /// An abbreviation with inner stops.
        Dotted = "dotted",
        /// A number.
        Number = "number",
        /// A number or letter with its stop or bracket, as before list items.
        Marker = "marker",
        /// The same, as the first thing in the sentence.
        FirstMarker = "first-marker",
        /// A label in round brackets: (a), (2), (iv).
        Label = "(label)",
        /// Numbers in square brackets.
        Citation = "[citation]",
        /// A web or mail address.
        Address = "address",
        /// A dash.
        Dash = "dash",
        /// An ellipsis.
        Ellipsis = "ellipsis",
        /// A quotation mark that may open or close.
        Quote = "quote",
        /// A bullet.
        Bullet = "bullet",
        /// An angle bracket.
        Angle = "angle",
        /// Any other mark or symbol.
        Symbol = "symbol",
    }
}

/// The marks between the last word and the gap, at most three, the nearest
/// last. Repeated marks count once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks(u32);

/// Each mark's sign in the weights file; its place is its code.
const SIGNS: [char; 24] = [
    '∅', '.', '?', '!', '…', ',', ';', ':', '—', '-', ')', '(', '"', '“', '’', '‘', '/', '*', '>',
    '<', '•', '#', '§', '@',
];
const MARK_BITS: u32 = 6;
/// Added to a mark that has white space before it.
pub(super) const SPACED: u32 = 1 << 5;

impl Marks {
    /// The marks with this packed code.
    pub fn from_code(code: u32) -> Self {
        Self(code & ((1 << (3 * MARK_BITS)) - 1))
    }

    /// The packed code.
    pub fn code(self) -> u32 {
        self.0
    }

    /// Only the mark nearest to the gap, its space forgotten.
    pub fn nearest(self) -> u32 {
        self.0 & (SPACED - 1)
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Adds a mark at the end; of more than three the first is dropped.
    pub(super) fn append(&mut self, code: u32) {
        *self = Self::from_code(self.0 << MARK_BITS | code);
    }

    /// As in the weights file: the marks' signs, `_` before one that has white
    /// space before it; `∅` for none.
    pub fn name(self) -> String {
        if self.0 == 0 {
            return "∅".to_owned();
        }
        let mut out = String::new();
        for depth in (0..3).rev() {
            let code = self.0 >> (depth * MARK_BITS) & 63;
            if code != 0 {
                if code & SPACED != 0 {
                    out.push('_');
                }
                out.extend(SIGNS.get((code & (SPACED - 1)) as usize));
            }
        }
        out
    }

    /// The inverse of [`Marks::name`].
    pub fn from_name(name: &str) -> Option<Self> {
        let mut marks = Self::default();
        if name == "∅" {
            return Some(marks);
        }
        let mut spaced = 0;
        for c in name.chars() {
            if c == '_' {
                spaced = SPACED;
                continue;
            }
            let code = SIGNS.iter().position(|&sign| sign == c).filter(|&code| code > 0)? as u32;
            marks.0 = marks.0 << MARK_BITS | code | spaced;
            spaced = 0;
        }
        (marks.0 < 1 << (3 * MARK_BITS)).then_some(marks)
    }
}

/// What stands around one gap. All codes are small; words are hashes of their
/// normal forms, 0 for none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools)] // each is a feature
pub struct Gap {
    /// Marks before the gap.
    pub marks: Marks,
    /// Whether there is white space in the gap.
    pub spaced: bool,
    /// The opening mark after the gap: a code of [`Marks`], 0 for none.
    pub opening: u8,
    /// The last word before the marks.
    pub left: Form,
    /// What the abbreviation list knows of it.
    pub left_flags: Abbreviation,
    /// The word before that.
    pub before: Form,
    /// The first word after the opening mark.
    pub right: Form,
    /// What the abbreviation list knows of it.
    pub right_flags: Abbreviation,
    /// The token after that.
    pub after: Form,
    /// How long the sentence is up to here, in a few steps of tokens.
    pub length: u8,
    /// Whether a double quotation mark is open.
    pub quoted: bool,
    /// Whether a bracket is open.
    pub bracketed: bool,
    /// Whether the sentence begins with a list marker or a bullet.
    pub listed: bool,
    /// Whether there are no marks and all longer words up to here are
    /// capitalised, as in a title.
    pub titled: bool,
    /// Hash of the left word.
    pub left_word: u32,
    /// Hash of the word before it.
    pub before_word: u32,
    /// Hash of the right word.
    pub right_word: u32,
    /// Hash of the token after it.
    pub after_word: u32,
}

/// The code of a mark's sign.
pub(super) const fn mark_code(sign: char) -> u32 {
    let mut code = SIGNS.len() - 1;
    while SIGNS[code] != sign {
        code -= 1;
    }
    code as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_codes_can_be_read_back() {
        for (form, name) in Form::ALL {
            assert_eq!(Form::from_name(name), Some(*form));
        }
        for name in ["∅", ".", ".\"", "_…", "._§", ":)", "?_\"’"] {
            assert_eq!(Marks::from_name(name).unwrap().name(), name);
        }
        for name in ["", "a", "....", "∅."] {
            assert!(Marks::from_name(name).is_none_or(|m| m.name() != name), "{name}");
        }
    }
}
