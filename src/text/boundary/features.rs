//! Properties of a gap between two tokens, and the features that the weights look at: properties
//! alone and together.
//!
//! To look at something new, add a property and the templates it is to stand in, and train again.

use std::ops::{Index, IndexMut};

use super::form::TokenForm;
use super::marks::{MARK_CODES, MarkSequence, PACKED_CODES};
use crate::text::word_lists::ListSet;
use crate::weights::{Feature, Layer, NO_VALUE, Template, ValueKind};

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

macro_rules! templates {
    ($($name:literal [$($property:ident)*];)*) => {
        /// Properties that each template looks at.
        pub(super) const PROPERTIES: &[&[GapProperty]] = &[$(&[$(GapProperty::$property),*]),*];

        /// Templates of the features of a gap.
        pub const BOUNDARY: &[Template] = &[$(Template {
            name: $name,
            layer: Layer::Boundary,
            values: &[$(GapProperty::$property.kind()),*],
            says: "",
            freedom: 1.0,
        }),*];
    };
}

templates! {
    "always" [];
    "marks" [Marks];
    "marks+spaced+right" [Marks Spaced Right];
    "marks+left" [Marks Left];
    "mark+left+right" [Mark Left Right];
    "marks+left+right" [Marks Left Right];
    "marks+opening+right" [Marks Opening Right];
    "mark+left-list+right" [Mark LeftLists Right];
    "mark+left-list+right-list" [Mark LeftLists RightLists];
    "mark+left-list+left" [Mark LeftLists Left];
    "marks+right-list+right" [Marks RightLists Right];
    "mark+length+left" [Mark Length Left];
    "marks+length+right" [Marks Length Right];
    "marks+quoted+right" [Marks Quoted Right];
    "mark+quoted+opening" [Mark Quoted Opening];
    "mark+bracketed+right" [Mark Bracketed Right];
    "marks+right+after" [Marks Right After];
    "mark+before+left" [Mark Before Left];
    "mark+listed+right" [Mark Listed Right];
    "marks+titled+right-list" [Marks Titled RightLists];
    "marks+length+right-list" [Marks Length RightLists];
    "mark+left-word" [Mark LeftWord];
    "mark+right-word" [Mark RightWord];
    "right+left-word" [Right LeftWord];
    "left-list+right-word" [LeftLists RightWord];
    "mark+before-word" [Mark BeforeWord];
    "left+right-word" [Left RightWord];
    "right+after-word" [Right AfterWord];
}

/// Index of the first template with a word; all after it have one, too, as their second value.
pub(super) const FIRST_WITH_WORD: usize = 21;

const NO_YES: [&str; 2] = ["no", "yes"];

impl GapProperty {
    const fn kind(self) -> ValueKind {
        match self {
            Self::Marks => marks(PACKED_CODES),
            Self::Mark => marks(MARK_CODES),
            Self::Opening => marks(16),
            Self::Spaced | Self::Quoted | Self::Bracketed | Self::Titled | Self::Listed => {
                ValueKind::Code {
                    count: 2,
                    name: |code| NO_YES[code as usize].to_owned(),
                    parse: |name| (0..2).find(|&code| NO_YES[code as usize] == name),
                }
            }
            Self::Left | Self::Before | Self::Right | Self::After => ValueKind::Code {
                count: TokenForm::COUNT,
                name: |code| TokenForm::ALL[code as usize].name().to_owned(),
                parse: |name| TokenForm::from_name(name).map(|form| form as u32),
            },
            Self::LeftLists => ValueKind::Code {
                count: 64,
                name: |code| ListSet::from_bits_retain((code << 2) as u8).names(),
                parse: |name| ListSet::from_names(name).map(|lists| u32::from(lists.bits() >> 2)),
            },
            Self::RightLists => ValueKind::Code {
                count: 16,
                name: |code| ListSet::from_bits_retain(code as u8).names(),
                parse: |name| ListSet::from_names(name).map(|lists| u32::from(lists.bits())),
            },
            Self::Length => ValueKind::Code {
                count: 8,
                name: |code| code.to_string(),
                parse: |name| name.parse().ok(),
            },
            Self::LeftWord | Self::BeforeWord | Self::RightWord | Self::AfterWord => {
                ValueKind::Word
            }
        }
    }

    /// Returns the number of codes in the table of weights. Of packed marks, it is how many may
    /// have weights, and one for all others.
    pub(super) const fn codes(self) -> usize {
        match (self, self.kind()) {
            (Self::Marks, _) => 256,
            (_, ValueKind::Code { count, .. }) => count,
            _ => 0,
        }
    }
}

const fn marks(count: usize) -> ValueKind {
    ValueKind::Code {
        count,
        name: |code| MarkSequence::from_code(code).name(),
        parse: |name| MarkSequence::from_name(name).map(|marks| marks.0),
    }
}

/// Returns all features of a gap. Those of absent words are left out.
pub fn boundary_features(gap: &GapProperties) -> impl Iterator<Item = Feature> {
    (0..).zip(PROPERTIES).filter_map(|(template, properties)| {
        let mut feature = Feature::new(template, NO_VALUE, NO_VALUE);
        for (value, property) in feature.values.iter_mut().zip(*properties) {
            *value = gap[*property];
        }
        let has_word = usize::from(template) < FIRST_WITH_WORD || feature.values[1] != NO_VALUE;
        has_word.then_some(feature)
    })
}
