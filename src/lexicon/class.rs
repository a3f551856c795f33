//! The sixteen cue classes and the three sides they belong to.

use std::fmt;
use std::sync::LazyLock;

use crate::text::hash_word;

/// What a cue does to a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// Weakens commitment.
    Hedge,
    /// Strengthens commitment.
    Booster,
    /// Says what the claim rests on.
    Evidence,
}

impl Side {
    /// All sides, in the order of the tables.
    pub const ALL: [Self; 3] = [Self::Hedge, Self::Booster, Self::Evidence];

    /// Its name in tables and lexicons.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hedge => "hedge",
            Self::Booster => "booster",
            Self::Evidence => "evidence",
        }
    }

    /// The side of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.name() == name)
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

macro_rules! classes {
    ($($variant:ident $name:literal $side:ident $doc:literal;)*) => {
        /// The class of a cue. Classes follow the literature on hedging
        /// (Hyland 1998, 2005; Rubin 2006), on uncertainty cues (Vincze et al.
        /// 2008; Farkas et al. 2010) and on evidentiality; `lexicons/SOURCES.md`
        /// lists what each was compiled from.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum CueClass {
            $(#[doc = $doc] $variant,)*
        }

        impl CueClass {
            /// All classes, in the order of the columns of the documents table.
            pub const ALL: [Self; 16] = [$(Self::$variant,)*];

            /// Its name in tables and lexicons.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The side it belongs to.
            pub fn side(self) -> Side {
                match self { $(Self::$variant => Side::$side,)* }
            }

            /// One line on what belongs to the class.
            pub fn description(self) -> &'static str {
                match self { $(Self::$variant => $doc,)* }
            }
        }
    };
}

classes! {
    Possibility "possibility" Hedge "Something is only possible: may, might, could, possible, potentially.";
    Probability "probability" Hedge "Something has a likelihood: likely, probably, expected to, unlikely.";
    Appearance "appearance" Hedge "An inference from how things look: seems, appears to, suggests that.";
    Belief "belief" Hedge "Somebody believes it: believe, think, suspect, fear, hypothesis.";
    Hearsay "hearsay" Hedge "A report without a source: reportedly, allegedly, is said to.";
    VagueSource "vague_source" Hedge "A source nobody can check: experts believe, critics say.";
    Approximator "approximator" Hedge "A quantity that is not exact: about 300, nearly all.";
    VagueQuantity "vague_quantity" Hedge "An amount or frequency left open: some, many, often.";
    Condition "condition" Hedge "True only if something else is: if, unless, provided that.";
    Unknown "unknown" Hedge "Not known or negated certainty: unclear, whether, no evidence that.";
    Emphatic "emphatic" Booster "Full commitment: clearly, certainly, of course, no doubt.";
    Factive "factive" Evidence "What follows is taken as true: know, confirm, prove, reveal.";
    NamedSource "named_source" Evidence "A source that can be named: Dr Smith said, according to the FBI.";
    Data "data" Evidence "Numbers speak: figures show, the survey found.";
    Document "document" Evidence "Something written or recorded: documents, footage, court filings.";
    Observation "observation" Evidence "Somebody saw or measured it: witnesses saw, we measured.";
}

impl CueClass {
    /// The class of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.name() == name)
    }

    /// Hash of the name, for learned weights.
    pub(crate) fn key(self) -> u32 {
        static KEYS: LazyLock<[u32; 16]> =
            LazyLock::new(|| CueClass::ALL.map(|class| hash_word(class.name())));
        KEYS[self.index()]
    }

    /// Position in [`CueClass::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }
}

impl fmt::Display for CueClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
