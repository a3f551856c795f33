//! Words that splitting asks about, read from a language's `abbreviations.toml`.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::data_file::{self, DataFormat};
use crate::error::{Error, Result};
use crate::word::hash_word;

/// Set of the lists that a word is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ListSet(u8);

impl std::ops::BitOr for ListSet {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl ListSet {
    /// Abbreviations that stand before a name ("Dr.").
    pub const TITLE: Self = Self(1);
    /// Words that commonly begin a sentence.
    pub const STARTER: Self = Self(2);
    /// Abbreviations that stand before a number ("No.", "Fig.").
    pub const BEFORE_NUMBER: Self = Self(4);
    /// Abbreviations that never end a sentence ("e.g.").
    pub const NEVER: Self = Self(8);
    /// Abbreviations that may end a sentence ("Inc.", "a.m.").
    pub const MAY_END: Self = Self(16);
    /// Abbreviations that in lower case are plain words ("in.", "man.").
    pub const PLAIN: Self = Self(32);
    /// Verbs that go with quoted speech.
    pub const SPEECH: Self = Self(64);
    /// Words that, capitalized, begin a sentence even where no mark ends the one before.
    pub const OPENER: Self = Self(128);

    /// Words that begin sentences, one way or the other.
    const BEGINS: Self = Self(Self::STARTER.0 | Self::OPENER.0);
    const ABBREVIATION: Self =
        Self(Self::TITLE.0 | Self::BEFORE_NUMBER.0 | Self::NEVER.0 | Self::MAY_END.0);
    const AFTER_GAP: Self = Self(Self::TITLE.0 | Self::STARTER.0 | Self::SPEECH.0 | Self::OPENER.0);

    const NAMES: [(Self, &str); 8] = [
        (Self::TITLE, "title"),
        (Self::BEFORE_NUMBER, "before_number"),
        (Self::NEVER, "never"),
        (Self::MAY_END, "may_end"),
        (Self::STARTER, "starters"),
        (Self::SPEECH, "speech"),
        (Self::PLAIN, "plain"),
        (Self::OPENER, "openers"),
    ];

    /// Returns what matters of the word before a gap: the strongest of its lists.
    ///
    /// In lower case a plain word stays one unless a number follows. Words that begin sentences
    /// are mostly function words, which end no heading.
    pub(super) fn before_gap(self, is_capitalized: bool) -> Self {
        let strongest = if !self.meets(Self::ABBREVIATION) {
            Self::STARTER
        } else if is_capitalized && self.meets(Self::TITLE) {
            Self::TITLE
        } else if self.meets(Self::NEVER) {
            Self::NEVER
        } else if self.meets(Self::PLAIN) && !is_capitalized {
            Self::BEFORE_NUMBER | Self::PLAIN
        } else {
            Self::BEFORE_NUMBER | Self::MAY_END
        };
        Self(self.0 & strongest.0)
    }

    /// Returns what matters of the word after a gap.
    pub(super) fn after_gap(self) -> Self {
        Self(self.0 & Self::AFTER_GAP.0)
    }

    /// Returns the set as bits; below 64 before a gap.
    pub(super) fn bits(self) -> u8 {
        self.0
    }

    pub(super) fn from_bits(bits: u8) -> Self {
        Self(bits)
    }

    /// Packs what matters after a gap into four bits.
    pub(super) fn packed_after_gap(self) -> u32 {
        u32::from(self.0 & 0b11 | self.0 >> 4 & 0b1100)
    }

    /// Inverse of [`Self::packed_after_gap`].
    pub(super) fn unpacked_after_gap(packed: u32) -> Self {
        Self((packed & 0b11 | (packed & 0b1100) << 4) as u8)
    }

    /// Returns the names of the lists, joined by `,`; `-` for none.
    pub fn name(self) -> String {
        let names: Vec<&str> = Self::NAMES
            .iter()
            .filter(|(list, _)| self.meets(*list))
            .map(|(_, name)| *name)
            .collect();
        if names.is_empty() { "-".to_owned() } else { names.join(",") }
    }

    /// Inverse of [`Self::name`].
    pub fn from_name(name: &str) -> Option<Self> {
        if name == "-" {
            return Some(Self::default());
        }
        name.split(',').try_fold(Self::default(), |all, part| {
            let (list, _) = Self::NAMES.iter().find(|(_, name)| *name == part)?;
            Some(all | *list)
        })
    }

    /// Whether any of `lists` is in the set.
    pub fn meets(self, lists: Self) -> bool {
        self.0 & lists.0 != 0
    }

    /// Whether the word, capitalized, begins sentences.
    pub(super) fn begins_sentences(self) -> bool {
        self.meets(Self::BEGINS)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordListFile {
    #[serde(rename = "format")]
    _format: DataFormat,
    #[serde(default)]
    title: Vec<String>,
    #[serde(default)]
    before_number: Vec<String>,
    #[serde(default)]
    never: Vec<String>,
    #[serde(default)]
    may_end: Vec<String>,
    #[serde(default)]
    starters: Vec<String>,
    #[serde(default)]
    openers: Vec<String>,
    #[serde(default)]
    speech: Vec<String>,
    #[serde(default)]
    plain: Vec<String>,
    #[serde(default)]
    vowels: String,
    #[serde(default)]
    clitics: Vec<String>,
    #[serde(default)]
    possessive: String,
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
        if !data.vowels.bytes().all(|b| b.is_ascii_lowercase()) {
            return Err(Error::data(file, 0, "vowels are letters from a to z"));
        }
        let mut sets = BTreeMap::<u32, ListSet>::new();
        for (words, list) in [
            (&data.title, ListSet::TITLE),
            (&data.before_number, ListSet::BEFORE_NUMBER),
            (&data.never, ListSet::NEVER),
            (&data.may_end, ListSet::MAY_END),
            (&data.starters, ListSet::STARTER),
            (&data.openers, ListSet::OPENER),
            (&data.speech, ListSet::SPEECH),
            (&data.plain, ListSet::PLAIN),
        ] {
            for word in words {
                let set = sets.entry(hash_word(word)).or_default();
                *set = *set | list;
            }
        }
        let (mut listed, mut beginners) = (BitFilter::default(), BitFilter::default());
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
            vowels: data.vowels.bytes().fold(0, |all, vowel| all | 1 << (vowel - b'a')),
            clitics: data.clitics,
            possessive: data.possessive,
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
        let Some((stem, end)) = word.len().checked_sub(mark.len()).map(|at| word.split_at(at))
        else {
            return false;
        };
        !mark.is_empty()
            && end.eq_ignore_ascii_case(mark)
            && (stem.ends_with(b"'") || stem.ends_with("’".as_bytes()))
    }
}

/// A bit for each value of the low bits of a hash.
#[derive(Debug)]
struct BitFilter([u64; BitFilter::BITS / 64]);

impl Default for BitFilter {
    fn default() -> Self {
        Self([0; Self::BITS / 64])
    }
}

impl BitFilter {
    const BITS: usize = 1 << 14;

    /// The lowest bit of a hash is always set.
    #[inline]
    fn place(hash: u32) -> (usize, u64) {
        let number = (hash / 2) as usize % Self::BITS;
        (number / 64, 1 << (number % 64))
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
        for bits in 0..=255 {
            let set = ListSet::from_bits(bits);
            assert_eq!(ListSet::from_name(&set.name()), Some(set));
            let after = set.after_gap();
            assert_eq!(ListSet::unpacked_after_gap(after.packed_after_gap()), after);
        }
        assert_eq!(ListSet::from_name("nonsense"), None);
    }
}
