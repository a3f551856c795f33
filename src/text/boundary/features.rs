//! Features: what speaks for or against a boundary at a gap.
//!
//! A feature is a template, which says what is looked at, and the values found
//! there. To look at something new, add a [`GapProperty`] and the templates it is to
//! stand in, and train the weights again.

use super::form::TokenForm;
use super::gap::GapProperties;
use super::marks::{MARK_CODES, MarkSequence, PACKED_CODES};
use crate::text::word_lists::ListSet;
use crate::word::hash_word;

/// What a value of a template is.
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

use GapProperty as P;

/// Each template's values. Those of words come last, from [`WORDS`] on.
pub(super) const TEMPLATES: &[&[GapProperty]] = &[
    &[],
    &[P::Marks],
    &[P::Marks, P::Spaced, P::Right],
    &[P::Marks, P::Left],
    &[P::Mark, P::Left, P::Right],
    &[P::Marks, P::Left, P::Right],
    &[P::Marks, P::Opening, P::Right],
    &[P::Mark, P::LeftLists, P::Right],
    &[P::Mark, P::LeftLists, P::RightLists],
    &[P::Mark, P::LeftLists, P::Left],
    &[P::Marks, P::RightLists, P::Right],
    &[P::Mark, P::Length, P::Left],
    &[P::Marks, P::Length, P::Right],
    &[P::Marks, P::Quoted, P::Right],
    &[P::Mark, P::Quoted, P::Opening],
    &[P::Mark, P::Bracketed, P::Right],
    &[P::Marks, P::Right, P::After],
    &[P::Mark, P::Before, P::Left],
    &[P::Mark, P::Listed, P::Right],
    &[P::Marks, P::Titled, P::RightLists],
    &[P::Marks, P::Length, P::RightLists],
    &[P::Mark, P::LeftWord],
    &[P::Mark, P::RightWord],
    &[P::Right, P::LeftWord],
    &[P::LeftLists, P::RightWord],
    &[P::Mark, P::BeforeWord],
    &[P::Left, P::RightWord],
    &[P::Right, P::AfterWord],
];

/// The first template with a word.
pub(super) const WORDS: usize = 21;

/// A feature: template and values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BoundaryFeature {
    pub(super) template: u8,
    pub(super) values: [u32; 3],
}

impl GapProperty {
    /// All of them with their names, in the order of their numbers.
    pub(super) const ALL: [(Self, &str); Self::AfterWord as usize + 1] = [
        (Self::Marks, "marks"),
        (Self::Mark, "mark"),
        (Self::Spaced, "spaced"),
        (Self::Opening, "opening"),
        (Self::Left, "left"),
        (Self::LeftLists, "left-list"),
        (Self::Before, "before"),
        (Self::Right, "right"),
        (Self::RightLists, "right-list"),
        (Self::After, "after"),
        (Self::Length, "length"),
        (Self::Quoted, "quoted"),
        (Self::Bracketed, "bracketed"),
        (Self::Titled, "titled"),
        (Self::Listed, "listed"),
        (Self::LeftWord, "left-word"),
        (Self::BeforeWord, "before-word"),
        (Self::RightWord, "right-word"),
        (Self::AfterWord, "after-word"),
    ];

    /// How many codes the value has; of packed marks, how many may have weights,
    /// and one for the others.
    pub(super) const fn codes(self) -> usize {
        match self {
            Self::Marks => 256,
            Self::Mark => MARK_CODES,
            Self::Opening | Self::RightLists => 16,
            Self::Left | Self::Before | Self::Right | Self::After => TokenForm::COUNT,
            Self::LeftLists => 64,
            Self::Length => 8,
            Self::Spaced | Self::Quoted | Self::Bracketed | Self::Titled | Self::Listed => 2,
            Self::LeftWord | Self::BeforeWord | Self::RightWord | Self::AfterWord => 0,
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

    pub(super) fn is_word(self) -> bool {
        matches!(self, Self::LeftWord | Self::BeforeWord | Self::RightWord | Self::AfterWord)
    }

    fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// Of a word, its hash.
    fn show(self, value: u32) -> String {
        match self {
            Self::Marks | Self::Mark | Self::Opening => MarkSequence::from_code(value).name(),
            Self::Spaced | Self::Quoted | Self::Bracketed | Self::Listed | Self::Titled => {
                if value == 0 { "no" } else { "yes" }.to_owned()
            }
            Self::Left | Self::Before | Self::Right | Self::After => {
                TokenForm::ALL[value as usize].name().to_owned()
            }
            Self::LeftLists => ListSet::from_bits(value as u8).name(),
            Self::RightLists => ListSet::unpacked_after_gap(value).name(),
            _ => value.to_string(),
        }
    }

    /// The inverse of [`Self::show`]; of a word, its hash.
    pub(super) fn read(self, text: &str) -> Option<u32> {
        if self.is_word() {
            return (!text.is_empty()).then(|| hash_word(text));
        }
        let code = match self {
            Self::Marks | Self::Mark | Self::Opening => {
                MarkSequence::from_name(text).map(MarkSequence::code)
            }
            Self::Spaced | Self::Quoted | Self::Bracketed | Self::Listed | Self::Titled => {
                match text {
                    "no" => Some(0),
                    "yes" => Some(1),
                    _ => None,
                }
            }
            Self::Left | Self::Before | Self::Right | Self::After => {
                TokenForm::from_name(text).map(|form| form as u32)
            }
            Self::LeftLists => ListSet::from_name(text).map(|flags| u32::from(flags.bits())),
            Self::RightLists => ListSet::from_name(text).map(ListSet::packed_after_gap),
            _ => text.parse().ok(),
        };
        let codes = if self == Self::Marks { PACKED_CODES } else { self.codes() };
        code.filter(|&code| (code as usize) < codes)
    }
}

impl BoundaryFeature {
    /// `left+right` and so on.
    pub fn template(self) -> String {
        template_name(TEMPLATES[self.template as usize])
    }

    /// The values as in the weights file; `word` gives the word with a hash.
    pub fn values(self, word: impl Fn(u32) -> String) -> Vec<String> {
        TEMPLATES[self.template as usize]
            .iter()
            .zip(self.values)
            .map(|(value, code)| if value.is_word() { word(code) } else { value.show(code) })
            .collect()
    }
}

pub(super) fn template_name(values: &[GapProperty]) -> String {
    let names: Vec<&str> = values.iter().map(|value| value.name()).collect();
    if names.is_empty() { "always".to_owned() } else { names.join("+") }
}

fn feature(template: usize, gap: &GapProperties) -> BoundaryFeature {
    let mut values = [0; 3];
    for (slot, value) in values.iter_mut().zip(TEMPLATES[template]) {
        *slot = value.of(gap);
    }
    BoundaryFeature { template: template as u8, values }
}

/// All features of a gap. Those of absent words are left out.
pub fn boundary_features(gap: &GapProperties) -> impl Iterator<Item = BoundaryFeature> {
    (0..TEMPLATES.len()).map(|template| feature(template, gap)).filter(|feature| {
        TEMPLATES[feature.template as usize]
            .iter()
            .zip(feature.values)
            .all(|(value, code)| !value.is_word() || code != 0)
    })
}
