//! Properties of a gap between two tokens, for the boundary classifier.

use super::form::TokenForm;
use super::marks::MarkSequence;
use crate::text::word_lists::ListSet;

/// Properties of a gap that features look at. Words are hashes of their normal forms, 0 for none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools)] // each is a feature
pub struct GapProperties {
    /// Marks before the gap.
    pub marks: MarkSequence,
    /// Whether there is white space in the gap.
    pub spaced: bool,
    /// Code of the opening mark after the gap; 0 for none.
    pub opening: u8,
    /// Form of the last word before the marks.
    pub left: TokenForm,
    /// Lists that it is on.
    pub left_lists: ListSet,
    /// Form of the word before that.
    pub before: TokenForm,
    /// Form of the first word after the opening mark.
    pub right: TokenForm,
    /// Lists that it is on.
    pub right_lists: ListSet,
    /// Form of the token after that.
    pub after: TokenForm,
    /// Length of the sentence up to here, in a few steps of tokens.
    pub length: u8,
    /// Whether a double quotation mark is open.
    pub quoted: bool,
    /// Whether a bracket is open.
    pub bracketed: bool,
    /// Whether the sentence begins with a list marker or a bullet.
    pub listed: bool,
    /// Whether there are no marks and all longer words up to here are capitalized, as in a title.
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
