//! Inflection: the forms of a lemma, by spelling rules and a list of
//! irregular words.
//!
//! Regular verbs take `-s`, `-ed`, `-ing`, regular nouns `-s`, with the usual
//! spelling changes (*carries*, *passed*, *using*); `inflection.toml` lists the irregular ones and those that double their last consonant.

use std::collections::{BTreeMap, HashSet};

use serde::Deserialize;

use crate::data_file::{self, DataFormat};
use crate::error::Result;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InflectionFile {
    #[serde(rename = "format")]
    _format: DataFormat,
    double: Vec<String>,
    verb: BTreeMap<String, Vec<String>>,
    noun: BTreeMap<String, Vec<String>>,
}

/// The inflections of English verbs and nouns.
#[derive(Debug, Default)]
pub struct Inflections {
    double: HashSet<String>,
    verb: BTreeMap<String, Vec<String>>,
    noun: BTreeMap<String, Vec<String>>,
}

impl Inflections {
    /// Reads the list of irregular words.
    pub(crate) fn parse(text: &str, file: &str) -> Result<Self> {
        let data: InflectionFile = data_file::read(text, file)?;
        Ok(Self { double: data.double.into_iter().collect(), verb: data.verb, noun: data.noun })
    }

    /// The forms of a verb: base, third person, past, participles.
    pub fn verb(&self, lemma: &str) -> Vec<String> {
        let mut forms = vec![lemma.to_owned(), with_s(lemma)];
        if let Some(irregular) = self.verb.get(lemma) {
            forms.extend(irregular.iter().cloned());
            forms.push(self.with_ing(lemma));
        } else {
            forms.push(self.with_ed(lemma));
            forms.push(self.with_ing(lemma));
        }
        forms.dedup();
        forms
    }

    /// The forms of a noun: singular and plural.
    pub fn noun(&self, lemma: &str) -> Vec<String> {
        let mut forms = vec![lemma.to_owned()];
        match self.noun.get(lemma) {
            Some(plurals) => forms.extend(plurals.iter().cloned()),
            None => forms.push(with_s(lemma)),
        }
        forms
    }

    fn stem(&self, lemma: &str) -> String {
        let mut stem = lemma.to_owned();
        let last = lemma.chars().next_back();
        let letters: Vec<char> = lemma.chars().collect();
        let short = letters.len() == 3
            && !is_vowel(letters[0])
            && is_vowel(letters[1])
            && !is_vowel(letters[2])
            && !matches!(letters[2], 'w' | 'x' | 'y');
        if self.double.contains(lemma) || short {
            stem.extend(last);
        }
        stem
    }

    fn with_ed(&self, lemma: &str) -> String {
        if lemma.ends_with('e') {
            format!("{lemma}d")
        } else if let Some(stem) = consonant_y(lemma) {
            format!("{stem}ied")
        } else {
            format!("{}ed", self.stem(lemma))
        }
    }

    fn with_ing(&self, lemma: &str) -> String {
        if let Some(stem) = lemma.strip_suffix("ie") {
            format!("{stem}ying")
        } else if lemma.ends_with('e') && !lemma.ends_with("ee") && lemma != "be" {
            format!("{}ing", &lemma[..lemma.len() - 1])
        } else {
            format!("{}ing", self.stem(lemma))
        }
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// The part before a final `y` that follows a consonant.
fn consonant_y(lemma: &str) -> Option<&str> {
    let stem = lemma.strip_suffix('y')?;
    stem.chars().next_back().filter(|&c| !is_vowel(c)).map(|_| stem)
}

fn with_s(lemma: &str) -> String {
    if let Some(stem) = consonant_y(lemma) {
        format!("{stem}ies")
    } else if ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| lemma.ends_with(end)) {
        format!("{lemma}es")
    } else {
        format!("{lemma}s")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_and_nouns_inflect() {
        let english = crate::language::Language::english().file("inflection.toml").unwrap();
        let inflections = Inflections::parse(english, "inflection.toml").unwrap();
        for (lemma, expected) in [
            ("suspect", "suspect suspects suspected suspecting"),
            ("believe", "believe believes believed believing"),
            ("imply", "imply implies implied implying"),
            ("say", "say says said saying"),
            ("guess", "guess guesses guessed guessing"),
            ("admit", "admit admits admitted admitting"),
            ("agree", "agree agrees agreed agreeing"),
            ("see", "see sees saw seen seeing"),
            ("lie", "lie lies lied lying"),
        ] {
            assert_eq!(inflections.verb(lemma).join(" "), expected);
        }
        for (lemma, expected) in [
            ("expert", "expert experts"),
            ("study", "study studies"),
            ("analysis", "analysis analyses"),
        ] {
            assert_eq!(inflections.noun(lemma).join(" "), expected);
        }
    }
}
