//! Words that splitting asks about, read from a language's `abbreviations.toml`.

use std::collections::BTreeMap;

use bitflags::bitflags;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::data_file::{self, DataFormat};
use crate::error::{Error, Result};
use crate::word::hash_word;

bitflags! {
    /// Set of the lists that a word is on. Files write their names in lower case. The first four
    /// bits matter after a gap, all but the first two before it.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub(super) struct ListSet: u8 {
        /// Abbreviations that stand before a name ("Dr.").
        const TITLE = 1 << 2;
        /// Abbreviations that stand before a number ("No.", "Fig.").
        const BEFORE_NUMBER = 1 << 4;
        /// Abbreviations that never end a sentence ("e.g.").
        const NEVER = 1 << 5;
        /// Abbreviations that may end a sentence ("Inc.", "a.m.").
        const MAY_END = 1 << 6;
        /// Words that commonly begin a sentence.
        const STARTERS = 1 << 3;
        /// Verbs that go with quoted speech.
        const SPEECH = 1;
        /// Abbreviations that in lower case are plain words ("in.", "man.").
        const PLAIN = 1 << 7;
        /// Words that, capitalized, begin a sentence even where no mark ends the one before.
        const OPENERS = 1 << 1;
    }
}

impl ListSet {
    const ABBREVIATION: Self =
        Self::TITLE.union(Self::BEFORE_NUMBER).union(Self::NEVER).union(Self::MAY_END);

    /// Returns what matters of the word before a gap, the strongest of its lists, in six bits.
    ///
    /// In lower case a plain word stays one unless a number follows. Words that begin sentences
    /// are mostly function words, which end no heading.
    pub(super) fn before_gap(self, is_capitalized: bool) -> u32 {
        let strongest = if !self.intersects(Self::ABBREVIATION) {
            Self::STARTERS
        } else if is_capitalized && self.contains(Self::TITLE) {
            Self::TITLE
        } else if self.contains(Self::NEVER) {
            Self::NEVER
        } else if self.contains(Self::PLAIN) && !is_capitalized {
            Self::BEFORE_NUMBER | Self::PLAIN
        } else {
            Self::BEFORE_NUMBER | Self::MAY_END
        };
        u32::from((self & strongest).bits() >> 2)
    }

    /// Returns what matters of the word after a gap, in four bits.
    pub(super) fn after_gap(self) -> u32 {
        u32::from(self.bits() & 0b1111)
    }

    /// Returns the names of the lists, joined by `,`; `-` for none.
    pub(super) fn names(self) -> String {
        let names: Vec<String> = self.iter_names().map(|(name, _)| name.to_lowercase()).collect();
        if names.is_empty() { "-".to_owned() } else { names.join(",") }
    }

    /// Inverse of [`Self::names`].
    pub(super) fn from_names(names: &str) -> Option<Self> {
        let mut names = names.split(',').filter(|name| *name != "-");
        names
            .try_fold(Self::empty(), |all, name| Some(all | Self::from_name(&name.to_uppercase())?))
    }

    /// Whether the word, capitalized, begins sentences.
    pub(super) fn begins_sentences(self) -> bool {
        self.intersects(Self::STARTERS | Self::OPENERS)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordListFile {
    #[serde(rename = "format")]
    _format: DataFormat,
    title: Option<Vec<String>>,
    before_number: Option<Vec<String>>,
    never: Option<Vec<String>>,
    may_end: Option<Vec<String>>,
    starters: Option<Vec<String>>,
    openers: Option<Vec<String>>,
    speech: Option<Vec<String>>,
    plain: Option<Vec<String>>,
    vowels: Option<String>,
    clitics: Option<Vec<String>>,
    possessive: Option<String>,
}

/// Words of one language that splitting asks about.
///
/// Listed words are looked up by hash: of other words about one in three million shares its hash
/// with one of them, and is taken for it.
#[derive(Debug)]
pub(super) struct WordLists {
    lists: FxHashMap<u32, ListSet>,
    /// Low bits of the hashes of listed words: most other words are told by them.
    listed: BitFilter,
    /// The same of the words that begin sentences.
    beginners: BitFilter,
    /// A bit for each letter from `a` on: whether it is a vowel.
    vowels: u32,
    clitics: Vec<String>,
    possessive: String,
}

impl WordLists {
    /// Reads the lists from the text of a file; `file` is the name that errors give.
    pub(super) fn parse(text: &str, file: &str) -> Result<Self> {
        let data: WordListFile = data_file::read(text, file)?;
        let vowels = data.vowels.unwrap_or_default();
        if !vowels.bytes().all(|b| b.is_ascii_lowercase()) {
            return Err(Error::data(file, 0, "vowels are letters from a to z"));
        }
        let mut sets = BTreeMap::<u32, ListSet>::new();
        for (words, list) in [
            (data.title, ListSet::TITLE),
            (data.before_number, ListSet::BEFORE_NUMBER),
            (data.never, ListSet::NEVER),
            (data.may_end, ListSet::MAY_END),
            (data.starters, ListSet::STARTERS),
            (data.openers, ListSet::OPENERS),
            (data.speech, ListSet::SPEECH),
            (data.plain, ListSet::PLAIN),
        ] {
            for word in words.iter().flatten() {
                *sets.entry(hash_word(word)).or_default() |= list;
            }
        }
        let (mut listed, mut beginners) = (BitFilter([0; 256]), BitFilter([0; 256]));
        for (&hash, set) in &sets {
            listed.insert(hash);
            if set.begins_sentences() {
                beginners.insert(hash);
            }
        }
        Ok(Self {
            lists: sets.into_iter().collect(),
            listed,
            beginners,
            vowels: vowels.bytes().fold(0, |all, vowel| all | 1 << (vowel - b'a')),
            clitics: data.clitics.unwrap_or_default(),
            possessive: data.possessive.unwrap_or_default(),
        })
    }

    /// Returns the lists that the word with this hash is on.
    #[inline]
    pub(super) fn of(&self, word: u32) -> ListSet {
        if self.listed.may_have(word) {
            self.lists.get(&word).copied().unwrap_or_default()
        } else {
            ListSet::default()
        }
    }

    /// Whether the word with this hash may be one that begins sentences. False positives are
    /// possible, false negatives not.
    #[inline]
    pub(super) fn may_begin(&self, word: u32) -> bool {
        self.beginners.may_have(word)
    }

    /// Whether an ASCII word has a vowel. Where the language names none, every word has.
    #[inline]
    pub(super) fn has_vowel(&self, word: &[u8]) -> bool {
        let is_vowel = |byte: &u8| {
            let letter = (byte | 0x20).wrapping_sub(b'a');
            letter < 26 && self.vowels >> letter & 1 == 1
        };
        self.vowels == 0 || word.iter().any(is_vowel)
    }

    /// Whether what follows an apostrophe is a word written apart from its host (`it 's`).
    pub(super) fn is_clitic(&self, text: &str) -> bool {
        self.clitics.iter().any(|clitic| clitic == text)
    }

    /// Whether a word ends in an apostrophe and the mark of the possessive.
    pub(super) fn is_possessive(&self, word: &str) -> bool {
        let (word, mark) = (word.as_bytes(), self.possessive.as_bytes());
        !mark.is_empty() && word.len() > mark.len() && {
            let (stem, end) = word.split_at(word.len() - mark.len());
            end.eq_ignore_ascii_case(mark)
                && (stem.ends_with(b"'") || stem.ends_with("’".as_bytes()))
        }
    }
}

/// A bit for each value of some low bits of a hash.
#[derive(Debug)]
struct BitFilter([u64; 256]);

impl BitFilter {
    /// The lowest bit of a hash is always set.
    #[inline]
    fn place(hash: u32) -> (usize, u64) {
        ((hash / 128) as usize % 256, 1 << (hash / 2 % 64))
    }

    fn insert(&mut self, hash: u32) {
        let (place, bit) = Self::place(hash);
        self.0[place] |= bit;
    }

    #[inline]
    fn may_have(&self, hash: u32) -> bool {
        let (place, bit) = Self::place(hash);
        self.0[place] & bit != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_their_lists() {
        let file = "format = 1\ntitle = [\"dr\"]\nstarters = [\"the\"]\nvowels = \"aeiou\"\n\
                    clitics = [\"s\"]\npossessive = \"s\"\n";
        let lists = WordLists::parse(file, "a.toml").unwrap();
        assert_eq!(lists.of(hash_word("Dr.")), ListSet::TITLE);
        assert_eq!(lists.of(hash_word("cat")), ListSet::default());
        assert!(lists.may_begin(hash_word("the")));
        assert!(lists.has_vowel(b"TEA") && !lists.has_vowel(b"rhythm"));
        assert!(lists.is_clitic("s") && !lists.is_clitic("so"));
        for (word, expected) in [("Zoë’s", true), ("IT'S", true), ("its", false), ("s", false)] {
            assert_eq!(lists.is_possessive(word), expected, "{word}");
        }
    }

    #[test]
    fn a_broken_file_is_an_error() {
        for (file, reason) in [
            ("format = 2\n", "format 2 is unknown"),
            ("format = 1\nvowels = \"É\"\n", "from a to z"),
            ("format = 1\nnonsense = []\n", "unknown field"),
            ("title = []\n", "missing field `format`"),
        ] {
            let error = WordLists::parse(file, "a.toml").unwrap_err().to_string();
            assert!(error.starts_with("a.toml") && error.contains(reason), "{error}");
        }
    }

    #[test]
    fn names_of_sets_can_be_read_back() {
        for set in (0..=255).map(ListSet::from_bits_retain) {
            assert_eq!(ListSet::from_names(&set.names()), Some(set));
        }
        assert_eq!(ListSet::from_names("nonsense"), None);
    }
}
