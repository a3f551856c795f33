//! Abbreviations and sentence-opening words, read from
//! `abbreviations.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::normal::hash_word;
use crate::data_file::{self, DataFormat};
use crate::error::Result;

/// What the sentence splitter knows of a word, as a set of flags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Abbreviation(u8);

impl std::ops::BitOr for Abbreviation {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl Abbreviation {
    /// Stands before a name ("Dr.").
    pub const TITLE: Self = Self(1);
    /// Stands before a number ("No.", "Fig.").
    pub const BEFORE_NUMBER: Self = Self(4);
    /// Never ends a sentence ("e.g.").
    pub const NEVER: Self = Self(8);
    /// May end a sentence ("Inc.", "a.m.").
    pub const MAY_END: Self = Self(16);
    /// Not an abbreviation: a word that commonly begins a sentence.
    pub const STARTER: Self = Self(2);
    /// Not an abbreviation: a verb that goes with quoted speech.
    pub const SPEECH: Self = Self(64);
    /// An abbreviation that in lower case is a plain word ("in.", "man.").
    pub const PLAIN: Self = Self(32);

    /// Not an abbreviation: a word that, capitalised, begins a sentence even
    /// where no mark ends the one before.
    pub const OPENER: Self = Self(128);

    /// Not an abbreviation: a word that begins sentences, one way or the other.
    pub(super) const BEGINS: Self = Self(Self::STARTER.0 | Self::OPENER.0);

    /// What matters of the word after a gap.
    pub(super) const OF_RIGHT: u8 = 1 | 2 | 64 | 128;

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

    /// What matters of the word before a gap: the strongest of its lists. In
    /// lower case a plain word stays one unless a number follows. Words that
    /// begin sentences are function words most of them, which end no heading.
    pub(super) fn of_left(self, capital: bool) -> Self {
        let strongest = if self.only(1 | 4 | 8 | 16) == Self::default() {
            Self::STARTER
        } else if capital && self.is(Self::TITLE) {
            Self::TITLE
        } else if self.is(Self::NEVER) {
            Self::NEVER
        } else if self.is(Self::PLAIN) && !capital {
            return self.only(Self::BEFORE_NUMBER.0 | Self::PLAIN.0);
        } else {
            Self::BEFORE_NUMBER | Self::MAY_END
        };
        self.only(strongest.0)
    }

    pub(super) fn only(self, bits: u8) -> Self {
        Self(self.0 & bits)
    }

    /// As a set of bits. What [`Self::of_left`] leaves is below 64.
    pub(super) fn bits(self) -> u8 {
        self.0
    }

    /// What [`Self::OF_RIGHT`] leaves, in four bits.
    pub(super) fn packed_right(self) -> u32 {
        u32::from(self.0 & 0b11 | self.0 >> 4 & 0b1100)
    }

    /// The inverse of [`Self::packed_right`].
    pub(super) fn unpacked_right(packed: u32) -> Self {
        Self((packed & 0b11 | (packed & 0b1100) << 4) as u8)
    }

    pub(super) fn from_bits(bits: u8) -> Self {
        Self(bits)
    }

    /// The names of the lists the word is on, joined by `,`; `-` for none.
    pub fn name(self) -> String {
        let names: Vec<&str> =
            Self::NAMES.iter().filter(|(flag, _)| self.is(*flag)).map(|(_, name)| *name).collect();
        if names.is_empty() { "-".to_owned() } else { names.join(",") }
    }

    /// The inverse of [`Abbreviation::name`].
    pub fn from_name(name: &str) -> Option<Self> {
        if name == "-" {
            return Some(Self::default());
        }
        name.split(',').try_fold(Self::default(), |all, part| {
            let (flag, _) = Self::NAMES.iter().find(|(_, name)| *name == part)?;
            Some(Self(all.0 | flag.0))
        })
    }

    /// Whether any of `flags` is set.
    pub fn is(self, flags: Self) -> bool {
        self.0 & flags.0 != 0
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AbbreviationsFile {
    #[serde(rename = "format")]
    _format: DataFormat,
    title: Vec<String>,
    before_number: Vec<String>,
    never: Vec<String>,
    may_end: Vec<String>,
    starters: Vec<String>,
    openers: Vec<String>,
    speech: Vec<String>,
    plain: Vec<String>,
}

/// The splitter's word knowledge, looked up by hash. Of words that are not on the
/// lists about one in three million shares its hash with one that is, and is taken
/// for it.
#[derive(Debug)]
pub(super) struct Abbreviations {
    /// Open addressing: a word's hash, 0 for a free slot.
    slots: Vec<(u32, Abbreviation)>,
    /// A bit by the lower bits of each word's hash: most words are not there.
    filter: [u64; FILTER_BITS / 64],
    /// The same of the words that begin sentences.
    beginners: [u64; FILTER_BITS / 64],
}

const FILTER_BITS: usize = 1 << 14;

impl Abbreviations {
    /// Reads a list in the format of `abbreviations.toml`.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Data`] with the line of a syntax error or unknown key.
    pub(super) fn parse(text: &str, file: &str) -> Result<Self> {
        let data: AbbreviationsFile = data_file::read(text, file)?;
        let mut known = BTreeMap::<&str, Abbreviation>::new();
        for (words, flag) in [
            (&data.title, Abbreviation::TITLE),
            (&data.before_number, Abbreviation::BEFORE_NUMBER),
            (&data.never, Abbreviation::NEVER),
            (&data.may_end, Abbreviation::MAY_END),
            (&data.starters, Abbreviation::STARTER),
            (&data.openers, Abbreviation::OPENER),
            (&data.speech, Abbreviation::SPEECH),
            (&data.plain, Abbreviation::PLAIN),
        ] {
            for word in words {
                let flags = known.entry(word).or_default();
                *flags = *flags | flag;
            }
        }
        let size = (4 * known.len()).next_power_of_two();
        let mut list = Self {
            slots: vec![(0, Abbreviation::default()); size],
            filter: [0; FILTER_BITS / 64],
            beginners: [0; FILTER_BITS / 64],
        };
        for (word, flags) in known {
            let hash = hash_word(word);
            let mut at = list.slot(hash);
            while list.slots[at].0 != 0 {
                at = (at + 1) % size;
            }
            list.slots[at] = (hash, flags);
            let (place, bit) = filter(hash);
            list.filter[place] |= bit;
            if flags.is(Abbreviation::BEGINS) {
                list.beginners[place] |= bit;
            }
        }
        Ok(list)
    }

    fn slot(&self, hash: u32) -> usize {
        (hash / 2) as usize & (self.slots.len() - 1)
    }

    /// What is known of the word with this hash; nothing for an unknown one.
    #[inline]
    pub(super) fn of(&self, word: u32) -> Abbreviation {
        let (place, bit) = filter(word);
        if self.filter[place] & bit == 0 { Abbreviation::default() } else { self.find(word) }
    }

    /// Whether the word with this hash may be one that begins sentences.
    #[inline]
    pub(super) fn may_begin(&self, word: u32) -> bool {
        let (place, bit) = filter(word);
        self.beginners[place] & bit != 0
    }

    fn find(&self, word: u32) -> Abbreviation {
        let mut at = self.slot(word);
        loop {
            match self.slots[at] {
                (0, _) => return Abbreviation::default(),
                (hash, flags) if hash == word => return flags,
                _ => at = (at + 1) & (self.slots.len() - 1),
            }
        }
    }
}

/// Place and bit of a hash in the filter.
#[inline]
fn filter(hash: u32) -> (usize, u64) {
    let number = (hash / 2) as usize % FILTER_BITS;
    (number / 64, 1 << (number % 64))
}
