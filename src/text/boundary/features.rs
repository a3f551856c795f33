//! Features: which properties of a gap the weights look at, alone and together.
//!
//! To look at something new, add a property and the templates it is to stand in, and train again.

use super::form::TokenForm;
use super::gap::GapProperties;
use super::marks::{MARK_CODES, MarkSequence, PACKED_CODES};
use crate::text::word_lists::ListSet;
use crate::weights::{Feature, Layer, NO_VALUE, Template, ValueKind};

/// Property of a gap that templates name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GapProperty {
    Marks,
    Mark,
    Spaced,
    Opening,
    Left,
    LeftLists,
    Before,
    Right,
    RightLists,
    After,
    Length,
    Quoted,
    Bracketed,
    Titled,
    Listed,
    LeftWord,
    BeforeWord,
    RightWord,
    AfterWord,
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

impl GapProperty {
    const fn kind(self) -> ValueKind {
        match self {
            Self::Marks => marks(PACKED_CODES),
            Self::Mark => marks(MARK_CODES),
            Self::Opening => marks(16),
            Self::Spaced | Self::Quoted | Self::Bracketed | Self::Titled | Self::Listed => {
                ValueKind::Code {
                    count: 2,
                    name: |code| if code == 0 { "no" } else { "yes" }.to_owned(),
                    parse: |name| ["no", "yes"].iter().position(|own| *own == name).map(to_code),
                }
            }
            Self::Left | Self::Before | Self::Right | Self::After => ValueKind::Code {
                count: TokenForm::COUNT,
                name: |code| TokenForm::ALL[code as usize].name().to_owned(),
                parse: |name| TokenForm::from_name(name).map(|form| form as u32),
            },
            Self::LeftLists => ValueKind::Code {
                count: 64,
                name: |code| ListSet::from_bits(code as u8).name(),
                parse: |name| ListSet::from_name(name).map(|lists| u32::from(lists.bits())),
            },
            Self::RightLists => ValueKind::Code {
                count: 16,
                name: |code| ListSet::unpacked_after_gap(code).name(),
                parse: |name| ListSet::from_name(name).map(ListSet::packed_after_gap),
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

    pub(super) fn of(self, gap: &GapProperties) -> u32 {
        match self {
            Self::Marks => gap.marks.code(),
            Self::Mark => gap.marks.nearest(),
            Self::Spaced => u32::from(gap.spaced),
            Self::Opening => u32::from(gap.opening),
            Self::Left => gap.left as u32,
            Self::LeftLists => u32::from(gap.left_lists.bits()),
            Self::Before => gap.before as u32,
            Self::Right => gap.right as u32,
            Self::RightLists => gap.right_lists.packed_after_gap(),
            Self::After => gap.after as u32,
            Self::Length => u32::from(gap.length),
            Self::Quoted => u32::from(gap.quoted),
            Self::Bracketed => u32::from(gap.bracketed),
            Self::Titled => u32::from(gap.titled),
            Self::Listed => u32::from(gap.listed),
            Self::LeftWord => gap.left_word,
            Self::BeforeWord => gap.before_word,
            Self::RightWord => gap.right_word,
            Self::AfterWord => gap.after_word,
        }
    }
}

const fn marks(count: usize) -> ValueKind {
    ValueKind::Code {
        count,
        name: |code| MarkSequence::from_code(code).name(),
        parse: |name| MarkSequence::from_name(name).map(MarkSequence::code),
    }
}

fn to_code(index: usize) -> u32 {
    index as u32
}

/// Returns all features of a gap. Those of absent words are left out.
pub fn boundary_features(gap: &GapProperties) -> impl Iterator<Item = Feature> {
    (0..).zip(PROPERTIES).filter_map(|(template, properties)| {
        let mut feature = Feature::new(template, NO_VALUE, NO_VALUE);
        for (value, property) in feature.values.iter_mut().zip(*properties) {
            *value = property.of(gap);
        }
        let has_word = usize::from(template) < FIRST_WITH_WORD || feature.values[1] != NO_VALUE;
        has_word.then_some(feature)
    })
}
