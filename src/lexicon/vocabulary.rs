//! The vocabulary: every word that a pattern, a neighbour or a context rule
//! asks about, with the closed classes it belongs to.

use std::collections::HashMap;

use serde::Deserialize;

use crate::text::{Dictionary, Token, normalize};
use crate::word::hash_word;

/// Identifies a word of the vocabulary; 0 is "not in it".
pub type WordId = u32;

/// A set of word classes, as bits.
pub type WordClasses = u64;

macro_rules! named_classes {
    ($($constant:ident)*) => {
        /// Word classes that the code asks about: lists in `words.toml`, in lower case.
        pub mod class {
            use super::WordClasses;
            #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
            enum Bit { $($constant,)* }
            $(
                #[doc = concat!("The class `", stringify!($constant), "`.")]
                pub const $constant: WordClasses = 1 << Bit::$constant as u8;
            )*
        }
        const NAMED: &[&str] = &[$(stringify!($constant),)*];
    };
}

named_classes! {
    BE HAVE DO MODAL NEGATOR DETERMINER ARTICLE POSSESSIVE PRONOUN FIRST_PERSON PERSONAL_SOURCE
    SECOND_PERSON OBJECT_PRONOUN PREPOSITION TIME_PREPOSITION SUBORDINATOR COORDINATOR
    CLAUSE_BREAK THAT CONDITIONAL ADVERB_MID MONTH WEEKDAY NUMBER_WORD QUANTITY
    UNIT TITLE VAGUE_PERSON VAGUE_PRONOUN INSTITUTION ROLE EVIDENCE_NOUN REPORTING_VERB
    PERCEPTION_VERB PERMISSION_NOUN PERMISSION_VERB CURRENCY TO QUANTITY_GLUE ASKING_VERB FOCUS
    OF_FOR SOURCE_PREPOSITION OPENER PAST_FRAME SOURCE_OPENER STATEMENT_HEDGE STATEMENT_BOOSTER
    PERSON_PRONOUN PERIOD PERCEIVED NOTHING STRONGER WEAKER OF VERBAL_OF
    NEVER_NAME AFTER_NOUN PAST_CLAUSE LIFE_STAGE PAST_OPENER WAS IMPERATIVE
}

/// Endings by which context rules tell words that no class has.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Endings {
    pub(crate) participle: Vec<String>,
    pub(crate) past: Vec<String>,
    pub(crate) adverb: Vec<String>,
    pub(crate) plural: Vec<String>,
    pub(crate) adjective: Vec<String>,
    pub(crate) third_person: Vec<String>,
    pub(crate) base: Vec<String>,
}

/// Words by which lines without a final stop are told apart.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct LineWords {
    /// Finite verbs beside those of the classes `be`, `have`, `do`, `modal`, `reporting_verb`.
    pub(crate) verb: WordSet,
    /// Words that with a colon announce what is no statement: "Tags:".
    pub(crate) label: WordSet,
    /// Words that begin a credit before `credit_preposition`: "photo by".
    pub(crate) credit: WordSet,
    pub(crate) credit_preposition: WordSet,
    /// Words before the names of a byline: "By Jane Roe".
    pub(crate) byline: WordSet,
    /// Words in a bracket at the end of a caption: "(Reuters)".
    pub(crate) agency: WordSet,
    /// Words of a time of day: "5 p.m. GMT".
    pub(crate) clock: WordSet,
    /// Lines that are a fragment by themselves: "Advertisement".
    pub(crate) alone: WordSet,
}

/// A set of words, known by the hashes of their tokens.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(crate) struct WordSet(Vec<u32>);

impl From<Vec<String>> for WordSet {
    fn from(words: Vec<String>) -> Self {
        let mut hashes: Vec<u32> = words.iter().map(|word| hash_word(word)).collect();
        hashes.sort_unstable();
        Self(hashes)
    }
}

impl WordSet {
    /// Tells whether the set has the word that a token is.
    pub(crate) fn has(&self, token: &Token) -> bool {
        self.0.binary_search(&token.hash).is_ok()
    }
}

/// The vocabulary, filled while lexicons are read, then looked up by token.
#[derive(Debug, Default)]
pub struct Vocabulary {
    words: Vec<String>,
    classes: Vec<WordClasses>,
    ids: HashMap<String, WordId>,
    /// Names of the classes by bit.
    pub(super) class_names: Vec<String>,
    pub(crate) endings: Endings,
    pub(crate) lines: LineWords,
    dictionary: Dictionary,
}

#[allow(clippy::len_without_is_empty)] // every lexicon has words
impl Vocabulary {
    pub(crate) fn new(endings: Endings, lines: LineWords) -> Self {
        let class_names = NAMED.iter().map(|name| name.to_lowercase()).collect();
        let (words, classes) = (vec![String::new()], vec![0]);
        Self { words, classes, class_names, endings, lines, ..Self::default() }
    }

    /// Returns the id of a word, and adds it if it is new.
    pub(crate) fn intern(&mut self, word: &str) -> WordId {
        let normal = normalize(word);
        if let Some(&id) = self.ids.get(&normal) {
            return id;
        }
        let id = self.words.len() as WordId;
        self.words.push(normal.clone());
        self.classes.push(0);
        self.ids.insert(normal, id);
        id
    }

    /// Puts a word into a class; the class is made if there is room for it.
    pub(crate) fn classify(&mut self, word: &str, class: &str) -> Result<(), String> {
        let bit = match self.class_bit(class) {
            Some(bit) => bit,
            None if self.class_names.len() < 64 => {
                self.class_names.push(class.to_owned());
                1 << (self.class_names.len() - 1)
            }
            None => return Err("at most 64 word classes are possible".to_owned()),
        };
        let id = self.intern(word);
        self.classes[id as usize] |= bit;
        Ok(())
    }

    /// Returns the bit of the class of that name.
    pub fn class_bit(&self, name: &str) -> Option<WordClasses> {
        self.class_names.iter().position(|n| n == name).map(|bit| 1 << bit)
    }

    /// Returns the words of a class, in the order in which they were read.
    pub fn members(&self, class: WordClasses) -> impl Iterator<Item = WordId> + '_ {
        (1..self.words.len() as WordId).filter(move |&id| self.classes[id as usize] & class != 0)
    }

    /// Returns the classes of a word.
    pub fn classes(&self, id: WordId) -> WordClasses {
        self.classes[id as usize]
    }

    /// Returns the normal form of a word.
    pub fn word(&self, id: WordId) -> &str {
        &self.words[id as usize]
    }

    /// Returns the number of words.
    pub fn len(&self) -> usize {
        self.words.len() - 1
    }

    /// Builds [`Vocabulary::dictionary`]; call it when all words are there.
    pub(crate) fn freeze(&mut self) {
        let words = self.words.iter().skip(1).map(String::as_str);
        self.dictionary = Dictionary::new(words.zip(1..));
    }

    /// Returns the words with their ids, to look up those of a text.
    pub fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_has_every_word_class_that_rules_ask_about() {
        let vocabulary = crate::language::Language::english().lexicon().vocabulary();
        for (bit, name) in NAMED.iter().enumerate() {
            assert!(vocabulary.members(1 << bit).next().is_some(), "{name} is empty");
        }
    }
}
