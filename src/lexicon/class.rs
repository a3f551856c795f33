//! The sixteen cue classes, the three sides they belong to, and the readings of matches.

use std::sync::LazyLock;

use crate::names::named_enum;
use crate::word::hash_word;

named_enum! {
    /// The effect of a cue on a claim.
    pub enum Side {
        /// Weakens commitment.
        Hedge = "hedge",
        /// Strengthens commitment.
        Booster = "booster",
        /// Says what the claim rests on.
        Evidence = "evidence",
    }
}

/// Declares an enum whose variants have names and descriptions.
macro_rules! described_enum {
    ($(#[$meta:meta])* $name:ident { $($variant:ident $text:literal $description:literal;)* }) => {
        named_enum! {
            $(#[$meta])*
            pub enum $name {
                $(#[doc = $description] $variant = $text,)*
            }
        }

        impl $name {
            /// Returns one line on what it means.
            pub const fn description(self) -> &'static str {
                match self { $(Self::$variant => $description,)* }
            }

            /// Returns the hash of the name, for learned weights.
            pub(crate) fn key(self) -> u32 {
                static KEYS: LazyLock<[u32; $name::COUNT]> =
                    LazyLock::new(|| $name::ALL.map(|variant| hash_word(variant.name())));
                KEYS[self as usize]
            }
        }
    };
}

described_enum! {
    /// The class of a cue. Classes follow the literature on hedging (Hyland 1998, 2005;
    /// Rubin 2006), on uncertainty cues (Vincze et al. 2008; Farkas et al. 2010) and on
    /// evidentiality; `lexicons/SOURCES.md` lists what each was compiled from.
    CueClass {
        Possibility "possibility" "Something is only possible: may, might, could, possible, potentially.";
        Probability "probability" "Something has a likelihood: likely, probably, expected to, unlikely.";
        Appearance "appearance" "An inference from how things look: seems, appears to, suggests that.";
        Belief "belief" "Somebody believes it: believe, think, suspect, fear, hypothesis.";
        Hearsay "hearsay" "A report without a source: reportedly, allegedly, is said to.";
        VagueSource "vague_source" "A source nobody can check: experts believe, critics say.";
        Approximator "approximator" "A quantity that is not exact: about 300, nearly all.";
        VagueQuantity "vague_quantity" "An amount or frequency left open: some, many, often.";
        Condition "condition" "True only if something else is: if, unless, provided that.";
        Unknown "unknown" "Not known or negated certainty: unclear, whether, no evidence that.";
        Emphatic "emphatic" "Full commitment: clearly, certainly, of course, no doubt.";
        Factive "factive" "What follows is taken as true: know, confirm, prove, reveal.";
        NamedSource "named_source" "A source that can be named: Dr Smith said, according to the FBI.";
        Data "data" "Numbers speak: figures show, the survey found.";
        Document "document" "Something written or recorded: documents, footage, court filings.";
        Observation "observation" "Somebody saw or measured it: witnesses saw, we measured.";
    }
}

impl Side {
    /// Returns the hash of the name, for learned weights.
    pub(crate) fn key(self) -> u32 {
        static KEYS: LazyLock<[u32; Side::COUNT]> =
            LazyLock::new(|| Side::ALL.map(|side| hash_word(side.name())));
        KEYS[self as usize]
    }

    /// Returns the reading of its cues where they count.
    pub const fn reading(self) -> Reading {
        match self {
            Self::Hedge | Self::Booster => Reading::Epistemic,
            Self::Evidence => Reading::Evidential,
        }
    }
}

impl CueClass {
    /// Returns the side it belongs to.
    pub const fn side(self) -> Side {
        match self {
            Self::Emphatic => Side::Booster,
            Self::Factive | Self::NamedSource | Self::Data | Self::Document | Self::Observation => {
                Side::Evidence
            }
            _ => Side::Hedge,
        }
    }

    /// Returns the position in [`CueClass::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }
}

described_enum! {
    /// The sense in which a cue is used. The first two count; the others are shown in the
    /// cues table but do not.
    ///
    /// The division of modality into epistemic, deontic and dynamic follows Palmer, *Mood
    /// and Modality* (2001).
    Reading {
        Epistemic "epistemic" "About what is known or likely; counts as hedge or booster.";
        Evidential "evidential" "Says what a claim rests on; counts as evidence.";
        Deontic "deontic" "About duty or permission: \"you may go\", \"he must pay\".";
        Dynamic "dynamic" "About ability or circumstance: \"could not find\", \"can swim\".";
        Literal "literal" "Not used as a cue: \"in May\", \"appeared on television\".";
    }
}

impl Reading {
    /// Tells whether a match with this reading counts.
    pub fn counts(self) -> bool {
        matches!(self, Self::Epistemic | Self::Evidential)
    }
}
