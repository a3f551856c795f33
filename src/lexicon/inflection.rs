//! Inflection: the forms of a lemma, by spelling rules and lists of irregular words.
//!
//! Both are data: `inflection.toml` of the language has them, and says how rules are written.

use std::collections::{BTreeMap, HashSet};

use serde::Deserialize;

use crate::data_file::{self, DataFormat};
use crate::error::{Error, Result};

/// The inflections of a language's verbs and nouns. By default a lemma has no other form.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Inflections {
    #[serde(rename = "format")]
    _format: DataFormat,
    #[serde(default)]
    vowels: String,
    #[serde(default)]
    never_doubled: String,
    #[serde(default)]
    double: HashSet<String>,
    #[serde(default)]
    verb_forms: Vec<FormRules>,
    #[serde(default)]
    noun_forms: Vec<FormRules>,
    #[serde(default)]
    verb: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    noun: BTreeMap<String, Vec<String>>,
}

/// One form of all lemmas.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FormRules {
    /// Endings with their replacements; the first that fits makes the form.
    rules: Vec<(String, String)>,
    /// Irregular lemmas have other words in place of this form.
    #[serde(default)]
    irregular: bool,
}

impl Inflections {
    pub(super) fn parse(text: &str, file: &str) -> Result<Self> {
        let data: Self = data_file::read(text, file)?;
        let mut rules = data.verb_forms.iter().chain(&data.noun_forms).flat_map(|form| &form.rules);
        if let Some((ending, _)) = rules.find(|(ending, _)| ending.matches('|').count() != 1) {
            let message = format!("the ending \"{ending}\" needs one | before what is replaced");
            return Err(Error::data(file, 0, message));
        }
        Ok(data)
    }

    /// Returns the forms of a verb, the lemma first.
    pub(super) fn verb(&self, lemma: &str) -> Vec<String> {
        self.forms(lemma, &self.verb_forms, self.verb.get(lemma))
    }

    /// Returns the forms of a noun, the lemma first.
    pub(super) fn noun(&self, lemma: &str) -> Vec<String> {
        self.forms(lemma, &self.noun_forms, self.noun.get(lemma))
    }

    fn forms(
        &self,
        lemma: &str,
        all: &[FormRules],
        irregular: Option<&Vec<String>>,
    ) -> Vec<String> {
        let mut forms = vec![lemma.to_owned()];
        for form in all {
            match irregular {
                Some(words) if form.irregular => forms.extend(words.iter().cloned()),
                _ => forms.extend(form.rules.iter().find_map(|rule| self.apply(lemma, rule))),
            }
        }
        forms.dedup();
        forms
    }

    /// Returns the form that a rule makes of a lemma; none if its ending does not fit.
    fn apply(&self, lemma: &str, (ending, replacement): &(String, String)) -> Option<String> {
        let (kept, replaced) = ending.split_once('|')?;
        let stem = lemma.strip_suffix(replaced)?;
        if !self.fits(lemma, stem, kept) {
            return None;
        }
        let last: String = stem.chars().next_back().into_iter().collect();
        Some(format!("{stem}{}", replacement.replace('&', &last)))
    }

    /// Tells whether a stem ends in the letters that a rule asks for.
    fn fits(&self, lemma: &str, stem: &str, kept: &str) -> bool {
        let mut letters = stem.chars().rev();
        let consonant = |c: char| !self.vowels.contains(c);
        kept.chars().rev().all(|sign| match sign {
            '^' => letters.next().is_none(),
            '@' => self.double.contains(lemma),
            'V' => letters.next().is_some_and(|c| !consonant(c)),
            'C' => letters.next().is_some_and(consonant),
            'D' => letters.next().is_some_and(|c| consonant(c) && !self.never_doubled.contains(c)),
            letter => letters.next() == Some(letter),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_and_nouns_inflect() {
        let english = crate::language::Language::english().file("inflection.toml").unwrap();
        let inflections = Inflections::parse(english, "inflection.toml").unwrap();
        for forms in [
            "suspect suspects suspected suspecting",
            "believe believes believed believing",
            "imply implies implied implying",
            "say says said saying",
            "guess guesses guessed guessing",
            "admit admits admitted admitting",
            "agree agrees agreed agreeing",
            "see sees saw seen seeing",
            "lie lies lied lying",
        ] {
            assert_eq!(inflections.verb(forms.split(' ').next().unwrap()).join(" "), forms);
        }
        for forms in ["expert experts", "study studies", "analysis analyses"] {
            assert_eq!(inflections.noun(forms.split(' ').next().unwrap()).join(" "), forms);
        }
    }
}
