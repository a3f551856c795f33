//! The splitter's weights: what speaks for and against a boundary at a gap.
//!
//! `lexicons/en/sentences.tsv` has one feature a line. A feature is a template
//! and its values; it counts for a gap whose surroundings have these values. The
//! sum of the weights, in logits, decides: above zero a sentence ends.
//! `hedgerow train --task sentences` makes the file.

use std::sync::LazyLock;

use super::abbreviations::Abbreviation;
use super::gap::{Form, Gap, Marks};
use super::normal::hash_word;
use crate::error::{Error, Result};

/// What a value of a template is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Value {
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
const TEMPLATES: &[&[Value]] = &[
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
const WORDS: usize = 21;

/// A feature: template and values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Feature {
    template: u8,
    values: [u32; 3],
}

impl Value {
    /// All of them with their names, in the order of their numbers.
    const ALL: [(Self, &str); Self::AfterWord as usize + 1] = [
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

    fn of(self, gap: &Gap) -> u32 {
        match self {
            Self::Marks => gap.marks.code(),
            Self::Mark => gap.marks.nearest(),
            Self::Spaced => u32::from(gap.spaced),
            Self::Opening => u32::from(gap.opening),
            Self::Left => gap.left as u32,
            Self::LeftFlags => u32::from(gap.left_flags.bits()),
            Self::Before => gap.before as u32,
            Self::Right => gap.right as u32,
            Self::RightFlags => u32::from(gap.right_flags.bits()),
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

    fn is_word(self) -> bool {
        matches!(self, Self::LeftWord | Self::BeforeWord | Self::RightWord | Self::AfterWord)
    }

    fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    fn show(self, value: u32, word: &str) -> String {
        match self {
            Self::Marks | Self::Mark | Self::Opening => Marks::from_code(value).name(),
            Self::Spaced | Self::Quoted | Self::Bracketed | Self::Listed | Self::Titled => {
                if value == 0 { "no" } else { "yes" }.to_owned()
            }
            Self::Left | Self::Before | Self::Right | Self::After => {
                Form::from_code(value).map_or("?", Form::name).to_owned()
            }
            Self::LeftFlags | Self::RightFlags => Abbreviation::from_bits(value as u8).name(),
            Self::Length => value.to_string(),
            _ => word.to_owned(),
        }
    }

    fn read(self, text: &str) -> Option<u32> {
        match self {
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
            Self::LeftFlags | Self::RightFlags => {
                Abbreviation::from_name(text).map(|flags| u32::from(flags.bits()))
            }
            Self::Length => text.parse().ok(),
            _ => (!text.is_empty()).then(|| hash_word(text)),
        }
    }
}

impl Feature {
    fn key(self) -> u64 {
        key(u32::from(self.template), self.values)
    }

    /// `left+right` and so on.
    pub fn template(self) -> String {
        template_name(TEMPLATES[self.template as usize])
    }

    /// The values as in the weights file; `word` gives the text of a word.
    pub fn values(self, word: impl Fn(&str) -> String) -> Vec<String> {
        TEMPLATES[self.template as usize]
            .iter()
            .zip(self.values)
            .map(|(value, code)| {
                let text = if value.is_word() { word(value.name()) } else { String::new() };
                value.show(code, &text)
            })
            .collect()
    }
}

fn template_name(values: &[Value]) -> String {
    let names: Vec<&str> = values.iter().map(|value| value.name()).collect();
    if names.is_empty() { "always".to_owned() } else { names.join("+") }
}

#[inline]
fn key(template: u32, [a, b, c]: [u32; 3]) -> u64 {
    let sum = (u64::from(template) << 32 | u64::from(a))
        .wrapping_mul(0x9E37_79B9_7F4A_7C15)
        .wrapping_add(u64::from(b).wrapping_mul(0xD6E8_FEB8_6659_FD93))
        .wrapping_add((u64::from(c) + 1).wrapping_mul(0xA24B_AED4_963E_E407));
    let mixed = (sum ^ sum >> 32).wrapping_mul(0x9FB2_1C65_1E98_DF25);
    mixed ^ mixed >> 29
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

/// The weights, looked up by feature.
#[derive(Debug)]
pub struct Weights {
    /// Open addressing: the upper half of the key, 0 for a free slot, and the
    /// weight in hundredths of a logit.
    slots: Vec<(u32, i32)>,
    /// By the lower bits of a word's hash, a bit for each template in which such a
    /// word has a weight. Most words have none: they are told here, and cheaply.
    words: [u8; WORD_SLOTS],
}

const WORD_SLOTS: usize = 1 << 14;

const BUILTIN: &str = include_str!("../../lexicons/en/sentences.tsv");

/// First line of a weights file.
pub const HEADER: &str = "# hedgerow sentence weights 1";

impl Weights {
    /// The built-in English weights.
    pub fn builtin() -> &'static Self {
        static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
            Weights::parse(BUILTIN, "lexicons/en/sentences.tsv")
                .expect("the built-in weights are tested")
        });
        &WEIGHTS
    }

    /// The text of the built-in weights.
    pub fn builtin_text() -> &'static str {
        BUILTIN
    }

    /// Reads weights in the format of `lexicons/en/sentences.tsv`.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Data`] with the line of the first mistake.
    pub fn parse(text: &str, file: &str) -> Result<Self> {
        let lines = text.lines().filter(|line| !line.starts_with('#')).count();
        let size = (2 * lines).next_power_of_two().max(16);
        let mut weights = Self { slots: vec![(0, 0); size], words: [0; WORD_SLOTS] };
        let templates: Vec<String> = TEMPLATES.iter().map(|t| template_name(t)).collect();
        for (number, line) in text.lines().enumerate() {
            if line.starts_with('#') || line.is_empty() {
                continue;
            }
            let (feature, weight) = parse_line(line, &templates).ok_or_else(|| {
                Error::data(
                    file,
                    number + 1,
                    "not a weight: template, its values and a weight like -1.25, parted by tabs",
                )
            })?;
            weights.insert(feature, weight);
        }
        Ok(weights)
    }

    fn insert(&mut self, feature: Feature, weight: i32) {
        if let Some(template) = (feature.template as usize).checked_sub(WORDS) {
            // A template's word is its second value.
            self.words[feature.values[1] as usize >> 1 & (WORD_SLOTS - 1)] |= 1 << template;
        }
        let key = feature.key();
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        while self.slots[at].0 != 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = ((key >> 32) as u32 | 1, weight);
    }

    /// The weight of a feature in hundredths of a logit; 0 for an unknown one.
    pub fn of(&self, feature: Feature) -> i32 {
        self.at(feature.key())
    }

    #[inline]
    fn at(&self, key: u64) -> i32 {
        let check = (key >> 32) as u32 | 1;
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        loop {
            match self.slots[at] {
                (0, _) => return 0,
                (found, weight) if found == check => return weight,
                _ => at = (at + 1) & mask,
            }
        }
    }

    /// Sum over the templates without words. Takes every value once; the templates
    /// pick from them.
    pub(super) fn of_forms(&self, gap: &Gap) -> i32 {
        let all = V::ALL.map(|(value, _)| value.of(gap));
        let mut sum = 0;
        for (template, values) in (0..).zip(&TEMPLATES[..WORDS]) {
            let mut picked = [0; 3];
            for (slot, &value) in picked.iter_mut().zip(*values) {
                *slot = all[value as usize];
            }
            sum += self.at(key(template, picked));
        }
        sum
    }

    /// Sum over the templates with words: [`TEMPLATES`] from [`WORDS`] on, written
    /// out because every candidate comes by here.
    #[inline]
    pub(super) fn of_words(&self, gap: &Gap) -> i32 {
        let mark = gap.marks.nearest();
        let (left, right) = (gap.left as u32, gap.right as u32);
        let flags = u32::from(gap.left_flags.bits());
        let keys = [
            [mark, gap.left_word],
            [mark, gap.right_word],
            [right, gap.left_word],
            [flags, gap.right_word],
            [mark, gap.before_word],
            [left, gap.right_word],
            [right, gap.after_word],
        ];
        let mut sum = 0;
        for (template, [value, word]) in (WORDS as u32..).zip(keys) {
            if self.weighed(word, template) {
                sum += self.at(key(template, [value, word, 0]));
            }
        }
        sum
    }

    /// Whether a word may have a weight in a template with words.
    #[inline]
    fn weighed(&self, word: u32, template: u32) -> bool {
        self.words[word as usize >> 1 & (self.words.len() - 1)] >> (template - WORDS as u32) & 1
            == 1
    }
}

fn parse_line(line: &str, templates: &[String]) -> Option<(Feature, i32)> {
    let mut parts = line.split('\t');
    let name = parts.next()?;
    let template = templates.iter().position(|template| template == name)?;
    let mut feature = Feature { template: template as u8, values: [0; 3] };
    for (slot, value) in feature.values.iter_mut().zip(TEMPLATES[template]) {
        *slot = value.read(parts.next()?)?;
    }
    let weight: f64 = parts.next()?.parse().ok()?;
    (parts.next().is_none() && weight.abs() < 1000.0)
        .then(|| (feature, (weight * 100.0).round() as i32))
}

#[cfg(test)]
mod tests {
    use super::super::{Segmenter, Split};
    use super::*;

    #[test]
    fn the_fast_sums_are_those_of_all_features() {
        let text = "Dr. Lee of Acme Inc. said (in May): \"It may rain.\" It did. I left. 1. Tea";
        let weights = Weights::builtin();
        let mut seen = 0;
        Segmenter::new(text, Split::Sentences).walk(|visit| {
            if let Some(gap) = visit.gap {
                let all: i32 = features(&gap).map(|feature| weights.of(feature)).sum();
                assert_eq!(weights.of_forms(&gap) + weights.of_words(&gap), all, "{gap:?}");
                seen += 1;
            }
            false
        });
        assert!(seen > 5);
    }

    #[test]
    fn a_broken_line_is_an_error_with_its_number() {
        for line in ["mark\t.\t", "mark\t.\tx", "nonsense\t1", "marks\t.", "always\t+1.00\t2"] {
            let error = Weights::parse(&format!("{HEADER}\n{line}\n"), "w.tsv").unwrap_err();
            assert!(error.to_string().starts_with("w.tsv:2: "), "{error}");
        }
        assert!(Weights::parse("always\t-1.25\n", "w.tsv").is_ok());
    }
}
