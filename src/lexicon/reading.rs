//! The reading of a cue match: the sense that context gives it.

use std::sync::LazyLock;

use crate::names::named_enum;
use crate::word::hash_word;

macro_rules! readings {
    ($($variant:ident $name:literal $description:literal;)*) => {
        named_enum! {
            /// The sense in which a cue is used. The first two count; the others are shown in the
            /// cues table but do not.
            ///
            /// The division of modality into epistemic, deontic and dynamic follows Palmer, *Mood
            /// and Modality* (2001).
            pub enum Reading {
                $(#[doc = $description] $variant = $name,)*
            }
        }

        impl Reading {
            /// Returns one line on what the reading means.
            pub const fn description(self) -> &'static str {
                match self { $(Self::$variant => $description,)* }
            }
        }
    };
}

readings! {
    Epistemic "epistemic" "About what is known or likely; counts as hedge or booster.";
    Evidential "evidential" "Says what a claim rests on; counts as evidence.";
    Deontic "deontic" "About duty or permission: \"you may go\", \"he must pay\".";
    Dynamic "dynamic" "About ability or circumstance: \"could not find\", \"can swim\".";
    Literal "literal" "Not used as a cue: \"in May\", \"appeared on television\".";
}

impl Reading {
    /// Returns the hash of the name, for learned weights.
    pub(crate) fn key(self) -> u32 {
        static KEYS: LazyLock<[u32; Reading::COUNT]> =
            LazyLock::new(|| Reading::ALL.map(|reading| hash_word(reading.name())));
        KEYS[self as usize]
    }

    /// Tells whether a match with this reading counts.
    pub fn counts(self) -> bool {
        matches!(self, Self::Epistemic | Self::Evidential)
    }
}
