//! Classes of bytes: which kind of token one may begin, and which ones end a word.

use crate::text::token::{Shape, TokenKind};

/// Kind of token that may begin with a byte.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum ByteClass {
    Mark,
    Letter,
    Digit,
    Space,
    LineBreak,
    NonAscii,
}

/// Makes a table of the values that a constant expression has for each byte.
macro_rules! byte_table {
    ($byte:ident => $value:expr) => {{
        let $byte = 0_u8;
        let mut table = [$value; 256];
        let mut index = 0;
        while index < 256 {
            let $byte = index as u8;
            table[index] = $value;
            index += 1;
        }
        table
    }};
}

const CLASSES: [ByteClass; 256] = byte_table!(byte => match byte {
    b'a'..=b'z' | b'A'..=b'Z' | b'_' => ByteClass::Letter,
    b'0'..=b'9' => ByteClass::Digit,
    b'\n' | b'\r' | 0x0C | 0x0B => ByteClass::LineBreak,
    b' ' | b'\t' | 0..=0x1F | 0x7F => ByteClass::Space,
    0x80..=0xFF => ByteClass::NonAscii,
    _ => ByteClass::Mark,
});

#[inline]
pub(super) fn class(byte: u8) -> ByteClass {
    CLASSES[byte as usize]
}

/// Whether a byte is an ASCII letter or an underscore.
#[inline]
pub(super) fn is_letter(byte: u8) -> bool {
    class(byte) == ByteClass::Letter
}

/// Whether a byte is an ASCII letter, a digit or an underscore.
#[inline]
pub(super) fn is_alphanumeric(byte: u8) -> bool {
    matches!(class(byte), ByteClass::Letter | ByteClass::Digit)
}

/// Whether two bytes are one of the letters from À to ȿ, which are letters of words for UAX #29
/// whatever stands around them.
#[inline]
pub(super) fn is_latin(lead: u8, next: u8) -> bool {
    matches!(lead, 0xC3..=0xC8) && !(lead == 0xC3 && matches!(next, 0x97 | 0xB7))
}

/// Kind and shape of a word by its first byte, a letter or digit.
#[inline]
pub(super) fn kind_and_shape(first: u8) -> (TokenKind, Shape) {
    KINDS_AND_SHAPES[first as usize]
}

const KINDS_AND_SHAPES: [(TokenKind, Shape); 256] = byte_table!(byte => match byte {
    b'0'..=b'9' => (TokenKind::Number, Shape::empty()),
    b'A'..=b'Z' => (TokenKind::Word, Shape::CAPITAL),
    _ => (TokenKind::Word, Shape::empty()),
});

/// Meaning of a byte after ASCII letters and digits for the word.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum AfterWord {
    /// The word may go on.
    Unclear,
    /// The word ends.
    End,
    /// The word ends with a mark, unless a letter, a digit, a slash or the same byte comes next.
    Mark,
}

pub(super) const AFTER_WORD: [AfterWord; 256] = byte_table!(byte => match byte {
    b' ' | b'\n' | b'\r' | b'\t' | b'!' | b'"' | b'#' | b'$' | b'%' | b'&' | b'(' | b')' | b'*'
    | b'+' | b'-' | b'/' | b'<' | b'=' | b'>' | b'[' | b']' | b'{' | b'|' | b'}' | b'~' => {
        AfterWord::End
    }
    b'.' | b',' | b':' | b';' | b'?' => AfterWord::Mark,
    _ => AfterWord::Unclear,
});

/// Kind of the mark that a byte is by itself; a symbol if it is none.
pub(super) const MARKS: [TokenKind; 256] = byte_table!(byte => match byte {
    b'.' => TokenKind::Stop,
    b',' => TokenKind::Comma,
    b':' => TokenKind::Colon,
    b';' => TokenKind::Semicolon,
    b'?' => TokenKind::Question,
    b'!' => TokenKind::Exclamation,
    b'/' => TokenKind::Slash,
    b'(' | b'[' | b'{' => TokenKind::OpenBracket,
    b')' | b']' | b'}' => TokenKind::CloseBracket,
    _ => TokenKind::Symbol,
});
