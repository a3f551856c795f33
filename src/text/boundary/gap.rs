//! Properties of a gap between two tokens, for the boundary classifier.

use std::ops::{Index, IndexMut};

/// Property of a gap that templates name. All are codes but the last four, which are hashes of
/// words in their normal form, 0 for none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::text) enum GapProperty {
    /// Marks before the gap.
    Marks,
    /// Mark nearest to the gap.
    Mark,
    /// Whether there is white space in the gap.
    Spaced,
    /// Opening mark after the gap; 0 for none.
    Opening,
    /// Form of the last word before the marks.
    Left,
    /// Lists that it is on.
    LeftLists,
    /// Form of the word before that.
    Before,
    /// Form of the first word after the opening mark.
    Right,
    /// Lists that it is on.
    RightLists,
    /// Form of the token after that.
    After,
    /// Length of the sentence up to here, in a few steps of tokens.
    Length,
    /// Whether a double quotation mark is open.
    Quoted,
    /// Whether a bracket is open.
    Bracketed,
    /// Whether there are no marks and all longer words up to here are capitalized, as in a title.
    Titled,
    /// Whether the sentence begins with a list marker or a bullet.
    Listed,
    LeftWord,
    BeforeWord,
    RightWord,
    AfterWord,
}

/// Properties of a gap that features look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GapProperties([u32; GapProperty::AfterWord as usize + 1]);

impl Index<GapProperty> for GapProperties {
    type Output = u32;

    #[inline]
    fn index(&self, property: GapProperty) -> &u32 {
        &self.0[property as usize]
    }
}

impl IndexMut<GapProperty> for GapProperties {
    #[inline]
    fn index_mut(&mut self, property: GapProperty) -> &mut u32 {
        &mut self.0[property as usize]
    }
}
