//! The reading of a cue match: the sense that context gives it.

use std::fmt;
use std::sync::LazyLock;

use crate::text::hash_word;

/// The sense in which a cue is used. The first two count; the others are
/// shown in the cues table but do not.
///
/// The division of modality into epistemic, deontic and dynamic follows
/// Palmer, *Mood and Modality* (2001).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reading {
    /// About what is known or likely: counts as hedge or booster.
    Epistemic,
    /// Says what a claim rests on: counts as evidence.
    Evidential,
    /// About duty or permission: "you may go", "he must pay".
    Deontic,
    /// About ability or circumstance: "could not find", "can swim".
    Dynamic,
    /// Not a cue at all here: "in May", "appeared on television".
    Literal,
}

impl Reading {
    /// All readings.
    pub const ALL: [Self; 5] =
        [Self::Epistemic, Self::Evidential, Self::Deontic, Self::Dynamic, Self::Literal];

    /// Its name in tables and lexicons.
    pub fn name(self) -> &'static str {
        match self {
            Self::Epistemic => "epistemic",
            Self::Evidential => "evidential",
            Self::Deontic => "deontic",
            Self::Dynamic => "dynamic",
            Self::Literal => "literal",
        }
    }

    /// The reading of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.name() == name)
    }

    /// Hash of the name, for learned weights.
    pub(crate) fn key(self) -> u32 {
        static KEYS: LazyLock<[u32; 5]> =
            LazyLock::new(|| Reading::ALL.map(|reading| hash_word(reading.name())));
        KEYS[self as usize]
    }

    /// Whether a match with this reading counts.
    pub fn counts(self) -> bool {
        matches!(self, Self::Epistemic | Self::Evidential)
    }
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
