//! The vocabulary: every word that a pattern, a neighbour or a context rule
//! asks about, with the closed classes it belongs to.

use std::collections::HashMap;

use crate::text::{Dictionary, normalize};

/// Identifies a word of the vocabulary; 0 is "not in it".
pub type WordId = u32;

/// A set of word classes, as bits.
pub type WordClasses = u64;

macro_rules! named_classes {
    ($($constant:ident $name:literal $bit:literal;)*) => {
        /// The bits of the word classes that context rules ask about; each is
        /// a list in `words.toml`.
        pub mod class {
            use super::WordClasses;
            $(#[doc = concat!("`@", $name, "`")] pub const $constant: WordClasses = 1 << $bit;)*
        }
        const NAMED: &[(&str, u32)] = &[$(($name, $bit),)*];
    };
}

named_classes! {
    BE "be" 0;
    HAVE "have" 1;
    DO "do" 2;
    MODAL "modal" 3;
    NEGATOR "negator" 4;
    DETERMINER "determiner" 5;
    ARTICLE "article" 6;
    POSSESSIVE "possessive" 7;
    PRONOUN "pronoun" 8;
    FIRST_PERSON "first_person" 9;
    PERSONAL_SOURCE "personal_source" 10;
    SECOND_PERSON "second_person" 11;
    OBJECT_PRONOUN "object_pronoun" 12;
    PREPOSITION "preposition" 13;
    TIME_PREPOSITION "time_preposition" 14;
    SUBORDINATOR "subordinator" 15;
    COORDINATOR "coordinator" 16;
    CLAUSE_BREAK "clause_break" 17;
    WH "wh" 18;
    THAT "that" 19;
    CONDITIONAL "conditional" 20;
    ADVERB_DEGREE "adverb_degree" 21;
    ADVERB_MID "adverb_mid" 22;
    MONTH "month" 23;
    WEEKDAY "weekday" 24;
    NUMBER_WORD "number_word" 25;
    QUANTITY "quantity" 26;
    UNIT "unit" 27;
    TITLE "title" 28;
    VAGUE_PERSON "vague_person" 29;
    VAGUE_PRONOUN "vague_pronoun" 30;
    INSTITUTION "institution" 31;
    ROLE "role" 32;
    EVIDENCE_NOUN "evidence_noun" 33;
    REPORTING_VERB "reporting_verb" 34;
    PERCEPTION_VERB "perception_verb" 35;
    PERMISSION_NOUN "permission_noun" 36;
    PERMISSION_VERB "permission_verb" 37;
    CURRENCY "currency" 38;
    TO "to" 39;
    QUANTITY_GLUE "quantity_glue" 40;
    ASKING_VERB "asking_verb" 41;
    FOCUS "focus" 42;
    OF_FOR "of_for" 43;
    SOURCE_PREPOSITION "source_preposition" 44;
    OPENER "opener" 45;
    PAST_FRAME "past_frame" 46;
    SOURCE_OPENER "source_opener" 47;
    STATEMENT_HEDGE "statement_hedge" 48;
    STATEMENT_BOOSTER "statement_booster" 49;
    PERSON_PRONOUN "person_pronoun" 50;
    PERIOD "period" 51;
    PERCEIVED "perceived" 52;
    NOTHING "nothing" 53;
    STRONGER "stronger" 54;
    WEAKER "weaker" 55;
    OF "of" 56;
    VERBAL_OF "verbal_of" 57;
}

/// Returns the names of the classes that the code refers to.
#[cfg(test)]
pub(crate) fn required_classes() -> impl Iterator<Item = &'static str> {
    NAMED.iter().map(|n| n.0)
}

/// The vocabulary, filled while lexicons are read, then looked up by token.
#[derive(Debug, Default)]
pub struct Vocabulary {
    words: Vec<String>,
    classes: Vec<WordClasses>,
    ids: HashMap<String, WordId>,
    /// Names of all classes by bit.
    class_names: Vec<String>,
    dictionary: Dictionary,
}

impl Vocabulary {
    pub(crate) fn new() -> Self {
        let mut names = vec![String::new(); NAMED.len()];
        for &(name, bit) in NAMED {
            name.clone_into(&mut names[bit as usize]);
        }
        Self { words: vec![String::new()], classes: vec![0], class_names: names, ..Self::default() }
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

    /// Returns all class names, in order of their bits.
    pub fn class_names(&self) -> &[String] {
        &self.class_names
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

    /// Tells whether there are no words.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
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
