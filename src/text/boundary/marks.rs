//! Marks beside a gap, as small codes.

use crate::text::token::{Shape, Token, TokenKind};

/// Marks between the last word and a gap, at most three, the nearest last, repeated ones once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct MarkSequence(pub(super) u32);

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
    pub(super) fn from_code(code: u32) -> Self {
        Self(code & (PACKED_CODES as u32 - 1))
    }

    /// Returns the code of the mark nearest to the gap, without its space.
    pub(super) fn nearest(self) -> u32 {
        self.0 & (SPACED - 1)
    }

    /// Adds a mark at the end. Of more than three the first is dropped.
    pub(super) fn append(&mut self, code: u32) {
        *self = Self::from_code(self.0 << MARK_BITS | code);
    }

    /// Returns the name in a file of weights: the signs, `_` before one that has white space
    /// before it; `∅` for none.
    pub(super) fn name(self) -> String {
        if self.0 == 0 {
            return "∅".to_owned();
        }
        let codes = (0..3).rev().map(|depth| self.0 >> (depth * MARK_BITS) & 63);
        let signs = codes.filter(|&code| code != 0).flat_map(|code| {
            let spaced = (code & SPACED != 0).then_some('_');
            spaced.into_iter().chain(SIGNS.get((code & (SPACED - 1)) as usize).copied())
        });
        signs.collect()
    }

    /// Inverse of [`Self::name`].
    pub(super) fn from_name(name: &str) -> Option<Self> {
        let (mut marks, mut spaced) = (0, 0);
        for c in name.chars().filter(|_| name != "∅") {
            if c == '_' {
                spaced = SPACED;
                continue;
            }
            let code = SIGNS.iter().position(|&sign| sign == c).filter(|&code| code > 0)? as u32;
            marks = marks << MARK_BITS | code | spaced;
            spaced = 0;
        }
        ((marks as usize) < PACKED_CODES).then_some(Self(marks))
    }
}

pub(super) const fn mark_code(sign: char) -> u32 {
    let mut code = SIGNS.len() - 1;
    while SIGNS[code] != sign {
        code -= 1;
    }
    code as u32
}

pub(super) fn code_of(token: &Token, text: &str) -> u32 {
    match undirected_kind(token) {
        TokenKind::Stop => const { mark_code('.') },
        TokenKind::Question => const { mark_code('?') },
        TokenKind::Exclamation => const { mark_code('!') },
        TokenKind::Ellipsis => const { mark_code('…') },
        TokenKind::Comma => const { mark_code(',') },
        TokenKind::Semicolon => const { mark_code(';') },
        TokenKind::Colon => const { mark_code(':') },
        TokenKind::Dash => const { mark_code('—') },
        TokenKind::Hyphen => const { mark_code('-') },
        TokenKind::Slash => const { mark_code('/') },
        TokenKind::OpenBracket => const { mark_code('(') },
        TokenKind::CloseBracket => const { mark_code(')') },
        TokenKind::OpenQuote => const { mark_code('“') },
        TokenKind::CloseQuote => const { mark_code('"') },
        TokenKind::OpenSingle => const { mark_code('‘') },
        TokenKind::CloseSingle => const { mark_code('’') },
        TokenKind::Symbol => match token.text(text) {
            "*" => const { mark_code('*') },
            ">" => const { mark_code('>') },
            "<" => const { mark_code('<') },
            mark if is_bullet(mark) => const { mark_code('•') },
            _ => const { mark_code('#') },
        },
        _ => const { mark_code('#') },
    }
}

/// Returns a token's kind; of an ambiguous quotation mark, that of a closing one.
///
/// The direction of such a mark was told from what stands before it in the paragraph, and what
/// stands before a sentence must not change where it ends.
#[inline]
pub(super) fn undirected_kind(token: &Token) -> TokenKind {
    match token.kind {
        TokenKind::OpenQuote if token.shape.contains(Shape::AMBIGUOUS) => TokenKind::CloseQuote,
        TokenKind::OpenSingle if token.shape.contains(Shape::AMBIGUOUS) => TokenKind::CloseSingle,
        kind => kind,
    }
}

/// Whether a sign stands before list items.
pub(super) fn is_bullet(sign: &str) -> bool {
    matches!(sign, "*" | "•" | "·" | "◦" | "▪" | "‣" | "●" | "○" | "■" | "⁃" | "►")
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
