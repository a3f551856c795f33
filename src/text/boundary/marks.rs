//! Marks beside a gap, as small codes.

use crate::text::token::{Shape, Token, TokenKind};

/// Marks between the last word and a gap, at most three, the nearest last. Repeated marks count
/// once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MarkSequence(u32);

/// Sign of each mark in a file of weights; its index is the mark's code.
const SIGNS: [char; 24] = [
    '∅', '.', '?', '!', '…', ',', ';', ':', '—', '-', ')', '(', '"', '“', '’', '‘', '/', '*', '>',
    '<', '•', '#', '§', '@',
];

/// Number of codes of one mark without [`SPACED`].
pub(super) const MARK_CODES: usize = SPACED as usize;
const MARK_BITS: u32 = 6;
/// Number of packed codes of up to three marks.
pub(super) const PACKED_CODES: usize = 1 << (3 * MARK_BITS);
/// Bit of a mark that has white space before it.
pub(super) const SPACED: u32 = 1 << 5;

impl MarkSequence {
    /// Returns the marks with this packed code.
    pub fn from_code(code: u32) -> Self {
        Self(code & (PACKED_CODES as u32 - 1))
    }

    /// Returns the packed code.
    pub fn code(self) -> u32 {
        self.0
    }

    /// Returns the code of the mark nearest to the gap, without its space.
    pub fn nearest(self) -> u32 {
        self.0 & (SPACED - 1)
    }

    /// Whether there are no marks.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Adds a mark at the end. Of more than three the first is dropped.
    pub(super) fn append(&mut self, code: u32) {
        *self = Self::from_code(self.0 << MARK_BITS | code);
    }

    /// Returns the name in a file of weights: the signs, `_` before one that has white space
    /// before it; `∅` for none.
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

    /// Inverse of [`Self::name`].
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
        ((marks.0 as usize) < PACKED_CODES).then_some(marks)
    }
}

/// Returns the code of a mark's sign.
pub(super) const fn mark_code(sign: char) -> u32 {
    let mut code = SIGNS.len() - 1;
    while SIGNS[code] != sign {
        code -= 1;
    }
    code as u32
}

/// Returns the code of a token that is not a word.
pub(super) fn code_of(token: &Token, text: &str) -> u32 {
    if token.kind == TokenKind::Symbol {
        return match token.text(text) {
            "*" => const { mark_code('*') },
            ">" => const { mark_code('>') },
            "<" => const { mark_code('<') },
            mark if is_bullet(mark) => const { mark_code('•') },
            _ => const { mark_code('#') },
        };
    }
    CODES[undirected_kind(token) as usize]
}

/// Code of each kind of mark.
const CODES: [u32; TokenKind::COUNT] = {
    let mut codes = [0; TokenKind::COUNT];
    let mut i = 0;
    while i < codes.len() {
        codes[i] = match TokenKind::ALL[i] {
            TokenKind::Stop => mark_code('.'),
            TokenKind::Question => mark_code('?'),
            TokenKind::Exclamation => mark_code('!'),
            TokenKind::Ellipsis => mark_code('…'),
            TokenKind::Comma => mark_code(','),
            TokenKind::Semicolon => mark_code(';'),
            TokenKind::Colon => mark_code(':'),
            TokenKind::Dash => mark_code('—'),
            TokenKind::Hyphen => mark_code('-'),
            TokenKind::Slash => mark_code('/'),
            TokenKind::OpenBracket => mark_code('('),
            TokenKind::CloseBracket => mark_code(')'),
            TokenKind::OpenQuote => mark_code('“'),
            TokenKind::CloseQuote => mark_code('"'),
            TokenKind::OpenSingle => mark_code('‘'),
            TokenKind::CloseSingle => mark_code('’'),
            _ => mark_code('#'),
        };
        i += 1;
    }
    codes
};

/// Returns a token's kind; of an ambiguous quotation mark, that of a closing one.
///
/// The direction of such a mark was told from what stands before it in the paragraph, and what
/// stands before a sentence must not change where it ends.
#[inline]
pub(super) fn undirected_kind(token: &Token) -> TokenKind {
    match token.kind {
        TokenKind::OpenQuote if token.shape.has(Shape::AMBIGUOUS) => TokenKind::CloseQuote,
        TokenKind::OpenSingle if token.shape.has(Shape::AMBIGUOUS) => TokenKind::CloseSingle,
        kind => kind,
    }
}

/// Whether a sign stands before list items.
pub(super) fn is_bullet(sign: &str) -> bool {
    matches!(sign, "•" | "·" | "◦" | "▪" | "‣" | "●" | "○" | "■" | "⁃" | "►")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_marks_can_be_read_back() {
        for name in ["∅", ".", ".\"", "_…", "._§", ":)", "?_\"’"] {
            assert_eq!(MarkSequence::from_name(name).unwrap().name(), name);
        }
        for name in ["", "a", "....", "∅."] {
            assert!(MarkSequence::from_name(name).is_none_or(|m| m.name() != name), "{name}");
        }
    }
}
