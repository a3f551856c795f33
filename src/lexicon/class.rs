//! The sixteen cue classes and the three sides they belong to.

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

macro_rules! classes {
    ($($variant:ident $name:literal $side:ident $description:literal;)*) => {
        named_enum! {
            /// The class of a cue. Classes follow the literature on hedging (Hyland 1998, 2005;
            /// Rubin 2006), on uncertainty cues (Vincze et al. 2008; Farkas et al. 2010) and on
            /// evidentiality; `lexicons/SOURCES.md` lists what each was compiled from.
            pub enum CueClass {
                $(#[doc = $description] $variant = $name,)*
            }
        }

        impl CueClass {
            /// Returns the side it belongs to.
            pub const fn side(self) -> Side {
                match self { $(Self::$variant => Side::$side,)* }
            }

            /// Returns one line on what belongs to the class.
            pub const fn description(self) -> &'static str {
                match self { $(Self::$variant => $description,)* }
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
    /// Returns the hash of the name, for learned weights.
    pub(crate) fn key(self) -> u32 {
        static KEYS: LazyLock<[u32; CueClass::COUNT]> =
            LazyLock::new(|| CueClass::ALL.map(|class| hash_word(class.name())));
        KEYS[self.index()]
    }

    /// Returns the position in [`CueClass::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }
}
