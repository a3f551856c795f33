//! Features and their names.

use crate::word::{hash_word, hash_words};

/// Kind of a value of a feature.
#[derive(Debug, Clone, Copy)]
pub enum ValueKind {
    /// Hash of a word in its normal form, or of a name such as `<comma>` or `<end>`.
    Word,
    /// Hash of the last three letters of a longer word, such as `-ing`.
    Suffix,
    /// Hash of several words, separated by spaces.
    Words,
    /// Hash of the name of a cue (`class/name`), a reading, a rule or the like.
    Name,
    /// Small number that has a name.
    Code {
        /// Number of codes.
        count: usize,
        /// Returns the name of a code.
        name: fn(u32) -> String,
        /// Returns the code of a name.
        parse: fn(&str) -> Option<u32>,
    },
}

impl ValueKind {
    fn name(self, value: u32, words: &dyn Fn(u32) -> Option<String>) -> String {
        match self {
            Self::Code { name, .. } => name(value),
            _ => words(value).unwrap_or_else(|| format!("#{value}")),
        }
    }

    #[inline]
    fn parse(self, text: &str) -> Option<u32> {
        match self {
            Self::Code { count, parse, .. } => parse(text).filter(|code| (*code as usize) < count),
            Self::Words => Some(hash_words(text.split(' ').map(hash_word))),
            _ if text.is_empty() => None,
            _ => Some(hash_word(text)),
        }
    }
}

/// Decision that a feature is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Layer {
    /// Whether a cue is used in its hedging sense.
    Cue,
    /// Whether a sentence is hedged.
    Sentence,
    /// Certainty of a sentence.
    Certainty,
    /// Whether a sentence ends.
    Boundary,
}

/// Form of features that look at the same things.
#[derive(Debug, Clone, Copy)]
pub struct Template {
    /// Name in files of weights.
    pub name: &'static str,
    /// Decision that its features are for.
    pub layer: Layer,
    /// Kinds of its values, at most three.
    pub values: &'static [ValueKind],
    /// Explanation of a feature, with `{}` for its last value and `{1}` for its first; empty where
    /// features are not explained.
    pub says: &'static str,
    /// Scale of the feature in training: with a larger one the ridge penalty shrinks its weights
    /// less.
    pub freedom: f64,
}

/// Template with values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Feature {
    /// Index of the template in its list.
    pub template: u8,
    /// Values; 0 where the template has none.
    pub values: [u32; 3],
}

/// Stands where a template has no value.
pub(crate) const NO_VALUE: u32 = 0;

impl Feature {
    /// Makes a feature of at most two values.
    #[inline]
    pub fn new(template: u8, first: u32, second: u32) -> Self {
        Self { template, values: [first, second, NO_VALUE] }
    }

    /// Returns the name in files of weights: the template and the values, separated by tabs.
    /// `words` returns the word or name that has a hash.
    pub fn name(self, templates: &[Template], words: &dyn Fn(u32) -> Option<String>) -> String {
        let template = &templates[usize::from(self.template)];
        let mut out = template.name.to_owned();
        for (kind, value) in template.values.iter().zip(self.values) {
            out.push('\t');
            out.push_str(&kind.name(value, words));
        }
        out
    }

    /// Returns the feature of this name; the inverse of [`Self::name`].
    #[cfg(test)]
    pub(crate) fn from_name(name: &str, templates: &[Template]) -> Option<Self> {
        let (template, values) = split_name(name);
        let index = templates.iter().position(|own| own.name == template)?;
        Self::from_values(index, values, templates)
    }

    /// Returns the feature of a template with the values of these names, separated by tabs.
    pub(super) fn from_values(
        index: usize,
        names: Option<&str>,
        templates: &[Template],
    ) -> Option<Self> {
        let mut feature = Self::new(u8::try_from(index).ok()?, NO_VALUE, NO_VALUE);
        let mut rest = names;
        for (value, kind) in feature.values.iter_mut().zip(templates[index].values) {
            let (name, others) = split_name(rest?);
            *value = kind.parse(name)?;
            rest = others;
        }
        rest.is_none().then_some(feature)
    }
}

/// Splits a name at its first tab.
#[inline]
pub(super) fn split_name(name: &str) -> (&str, Option<&str>) {
    match memchr::memchr(b'\t', name.as_bytes()) {
        Some(tab) => (&name[..tab], Some(&name[tab + 1..])),
        None => (name, None),
    }
}
