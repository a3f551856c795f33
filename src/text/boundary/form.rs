//! Forms of the tokens beside a gap.

use super::marks::is_bullet;
use crate::names::named_enum;
use crate::text::token::{Shape, Token, TokenKind};
use crate::text::word_lists::WordLists;

named_enum! {
    /// Form of a word or other token beside a gap.
    #[derive(Default)]
    #[repr(u8)]
    pub(super) enum TokenForm {
        /// Nothing: the sentence begins or ends there.
        #[default]
        None = "nothing",
        /// Word in lower case.
        Lower = "lower",
        /// Word of consonants only in lower case, as many abbreviations are.
        Consonants = "consonants",
        /// Single letter in lower case.
        Letter = "letter",
        /// Capitalized word.
        Capital = "capital",
        /// Capitalized word of consonants only.
        CapitalConsonants = "Consonants",
        /// Single capital letter.
        Initial = "initial",
        /// Word in capitals.
        Upper = "UPPER",
        /// Lower case with capitals or digits inside, such as names of genes.
        Mixed = "miXed",
        /// Letters of a script without case.
        Uncased = "uncased",
        /// Abbreviation with inner stops.
        Dotted = "dotted",
        Number = "number",
        /// Number or letter with its stop or bracket, as before list items.
        Marker = "marker",
        /// The same, as the first thing in the sentence.
        FirstMarker = "first-marker",
        /// Label in round brackets: (a), (2), (iv).
        Label = "(label)",
        /// Numbers in square brackets.
        Citation = "[citation]",
        Address = "address",
        Dash = "dash",
        Ellipsis = "ellipsis",
        /// Quotation mark that may open or close.
        Quote = "quote",
        Bullet = "bullet",
        Angle = "angle",
        /// Any other mark or symbol.
        Symbol = "symbol",
    }
}

impl TokenForm {
    pub(super) fn of(token: &Token, text: &str, words: &WordLists) -> Self {
        match token.kind {
            TokenKind::Word => Self::of_word(token, text, words),
            TokenKind::Number => Self::Number,
            TokenKind::Address => Self::Address,
            TokenKind::Dash | TokenKind::Hyphen => Self::Dash,
            TokenKind::Ellipsis => Self::Ellipsis,
            _ if token.shape.contains(Shape::AMBIGUOUS) => Self::Quote,
            TokenKind::Symbol => match token.text(text) {
                "<" | ">" => Self::Angle,
                mark if is_bullet(mark) => Self::Bullet,
                _ => Self::Symbol,
            },
            _ => Self::Symbol,
        }
    }

    fn of_word(token: &Token, text: &str, words: &WordLists) -> Self {
        let is_capital = token.shape.contains(Shape::CAPITAL);
        let length = token.span.len();
        if length == 1 {
            return if is_capital { Self::Initial } else { Self::Letter };
        }
        let bytes = &text.as_bytes()[token.span.start as usize..];
        let is_plain = bytes.first_chunk().is_some_and(|chunk| is_small(chunk, length));
        if !is_plain && let Some(form) = Self::of_unusual(token, text) {
            return form;
        }
        let word = &bytes[..length];
        let is_short = length <= LONGEST_WITHOUT_VOWEL && (is_plain || word.is_ascii());
        match (is_capital, is_short && !words.has_vowel(word)) {
            (true, false) => Self::Capital,
            (true, true) => Self::CapitalConsonants,
            (false, false) => Self::Lower,
            (false, true) => Self::Consonants,
        }
    }

    /// Returns the form that a word has by other characters than small letters after its first.
    fn of_unusual(token: &Token, text: &str) -> Option<Self> {
        let word = token.text(text);
        if token.shape.contains(Shape::DOTTED) {
            Some(Self::Dotted)
        } else if token.is_upper(text) {
            Some(Self::Upper)
        } else if token.shape.contains(Shape::CAPITAL) {
            None
        } else if word.bytes().any(|b| b.is_ascii_uppercase() || b.is_ascii_digit()) {
            Some(Self::Mixed)
        } else {
            let is_cased = word.starts_with(|c: char| c.is_lowercase() || c.is_ascii());
            (!is_cased).then_some(Self::Uncased)
        }
    }
}

/// Bytes of the longest word that is taken for an abbreviation because it has no vowel.
const LONGEST_WITHOUT_VOWEL: usize = 5;

/// Whether `length` bytes are small ASCII letters, the first of them perhaps a capital.
#[inline]
fn is_small(bytes: &[u8; 16], length: usize) -> bool {
    // In a word, small letters and nothing else have these values of the three highest bits.
    const SMALL: u128 = u128::from_le_bytes([0x60; 16]);
    const HIGHEST: u128 = u128::from_le_bytes([0xE0; 16]);
    let lower = u128::from_le_bytes(*bytes) | 0x20;
    let wrong = (lower ^ SMALL) & HIGHEST;
    length <= 16 && wrong << (8 * (16 - length)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_tell_words_apart_by_case_and_vowels() {
        let text = "tea hr Hr I x A NATO miRNA Zoë 日 e.g. Mrs h5n1 é unconstitutionalities";
        let model = crate::language::Language::english().splitter();
        let forms: Vec<&str> = crate::text::tokenize(text, model)
            .iter()
            .map(|token| TokenForm::of(token, text, &model.words).name())
            .collect();
        let expected = "lower consonants Consonants initial letter initial UPPER miXed capital \
                        uncased dotted Consonants miXed lower lower";
        assert_eq!(forms.join(" "), expected);
    }
}
