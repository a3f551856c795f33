//! Features: what speaks for or against a boundary at a gap.
//!
//! A feature is a template, which says what is looked at, and the values found
//! there. To look at something new, add a [`Value`] and the templates it is to
//! stand in, and train the weights again.

use super::abbreviations::Abbreviation;
use super::gap::{Form, Gap, Marks};
use super::normal::hash_word;

/// What a value of a template is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value {
    Marks,
    Mark,
    Spaced,
    Opening,
    Left,
    LeftFlags,
    Before,
    Right,
    RightFlags,
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

use Value as V;

/// Each template's values. Those of words come last, from [`WORDS`] on.
pub(super) const TEMPLATES: &[&[Value]] = &[
    &[],
    &[V::Marks],
    &[V::Marks, V::Spaced, V::Right],
    &[V::Marks, V::Left],
    &[V::Mark, V::Left, V::Right],
    &[V::Marks, V::Left, V::Right],
    &[V::Marks, V::Opening, V::Right],
    &[V::Mark, V::LeftFlags, V::Right],
    &[V::Mark, V::LeftFlags, V::RightFlags],
    &[V::Mark, V::LeftFlags, V::Left],
    &[V::Marks, V::RightFlags, V::Right],
    &[V::Mark, V::Length, V::Left],
    &[V::Marks, V::Length, V::Right],
    &[V::Marks, V::Quoted, V::Right],
    &[V::Mark, V::Quoted, V::Opening],
    &[V::Mark, V::Bracketed, V::Right],
    &[V::Marks, V::Right, V::After],
    &[V::Mark, V::Before, V::Left],
    &[V::Mark, V::Listed, V::Right],
    &[V::Marks, V::Titled, V::RightFlags],
    &[V::Marks, V::Length, V::RightFlags],
    &[V::Mark, V::LeftWord],
    &[V::Mark, V::RightWord],
    &[V::Right, V::LeftWord],
    &[V::LeftFlags, V::RightWord],
    &[V::Mark, V::BeforeWord],
    &[V::Left, V::RightWord],
    &[V::Right, V::AfterWord],
];

/// The first template with a word.
pub(super) const WORDS: usize = 21;

/// A feature: template and values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Feature {
    pub(super) template: u8,
    pub(super) values: [u32; 3],
}

impl Value {
    /// All of them with their names, in the order of their numbers.
    pub(super) const ALL: [(Self, &str); Self::AfterWord as usize + 1] = [
        (Self::Marks, "marks"),
        (Self::Mark, "mark"),
        (Self::Spaced, "spaced"),
        (Self::Opening, "opening"),
        (Self::Left, "left"),
        (Self::LeftFlags, "left-list"),
        (Self::Before, "before"),
        (Self::Right, "right"),
        (Self::RightFlags, "right-list"),
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

    /// How many packed codes marks have.
    pub(super) const PACKED_MARKS: usize = 1 << 18;

    /// How many codes the value has; of packed marks, how many may have weights,
    /// and one for the others.
    pub(super) const fn codes(self) -> usize {
        match self {
            Self::Marks => 256,
            Self::Mark => 32,
            Self::Opening | Self::RightFlags => 16,
            Self::Left | Self::Before | Self::Right | Self::After => Form::COUNT,
            Self::LeftFlags => 64,
            Self::Length => 8,
            Self::Spaced | Self::Quoted | Self::Bracketed | Self::Titled | Self::Listed => 2,
            Self::LeftWord | Self::BeforeWord | Self::RightWord | Self::AfterWord => 0,
        }
    }

    pub(super) fn of(self, gap: &Gap) -> u32 {
        match self {
            Self::Marks => gap.marks.code(),
            Self::Mark => gap.marks.nearest(),
            Self::Spaced => u32::from(gap.spaced),
            Self::Opening => u32::from(gap.opening),
            Self::Left => gap.left as u32,
            Self::LeftFlags => u32::from(gap.left_flags.bits()),
            Self::Before => gap.before as u32,
            Self::Right => gap.right as u32,
            Self::RightFlags => gap.right_flags.packed_right(),
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
            Self::Marks | Self::Mark | Self::Opening => Marks::from_code(value).name(),
            Self::Spaced | Self::Quoted | Self::Bracketed | Self::Listed | Self::Titled => {
                if value == 0 { "no" } else { "yes" }.to_owned()
            }
            Self::Left | Self::Before | Self::Right | Self::After => {
                Form::from_code(value).map_or("?", Form::name).to_owned()
            }
            Self::LeftFlags => Abbreviation::from_bits(value as u8).name(),
            Self::RightFlags => Abbreviation::unpacked_right(value).name(),
            _ => value.to_string(),
        }
    }

    /// The inverse of [`Self::show`]; of a word, its hash.
    pub(super) fn read(self, text: &str) -> Option<u32> {
        if self.is_word() {
            return (!text.is_empty()).then(|| hash_word(text));
        }
        let code = match self {
            Self::Marks | Self::Mark | Self::Opening => Marks::from_name(text).map(Marks::code),
            Self::Spaced | Self::Quoted | Self::Bracketed | Self::Listed | Self::Titled => {
                match text {
                    "no" => Some(0),
                    "yes" => Some(1),
                    _ => None,
                }
            }
            Self::Left | Self::Before | Self::Right | Self::After => {
                Form::from_name(text).map(|form| form as u32)
            }
            Self::LeftFlags => Abbreviation::from_name(text).map(|flags| u32::from(flags.bits())),
            Self::RightFlags => Abbreviation::from_name(text).map(Abbreviation::packed_right),
            _ => text.parse().ok(),
        };
        let codes = if self == Self::Marks { Self::PACKED_MARKS } else { self.codes() };
        code.filter(|&code| (code as usize) < codes)
    }
}

impl Feature {
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

pub(super) fn template_name(values: &[Value]) -> String {
    let names: Vec<&str> = values.iter().map(|value| value.name()).collect();
    if names.is_empty() { "always".to_owned() } else { names.join("+") }
}

fn feature(template: usize, gap: &Gap) -> Feature {
    let mut values = [0; 3];
    for (slot, value) in values.iter_mut().zip(TEMPLATES[template]) {
        *slot = value.of(gap);
    }
    Feature { template: template as u8, values }
}

/// All features of a gap. Those of absent words are left out.
pub fn features(gap: &Gap) -> impl Iterator<Item = Feature> {
    (0..TEMPLATES.len()).map(|template| feature(template, gap)).filter(|feature| {
        TEMPLATES[feature.template as usize]
            .iter()
            .zip(feature.values)
            .all(|(value, code)| !value.is_word() || code != 0)
    })
}
