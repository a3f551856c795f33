//! One occurrence of a cue, judged.

use crate::lexicon::{CueClass, Probability, Reading, Side};
use crate::names::named_enum;
use crate::text::ByteSpan;

/// The stable id of a context rule, as in the cues table.
pub type RuleId = &'static str;

named_enum! {
    /// The person whose commitment a cue expresses.
    pub enum Holder {
        /// The text's author.
        Author = "author",
        /// A quoted or reported source.
        Source = "source",
    }
}

impl Holder {
    /// Returns one line on what the holder means.
    pub fn description(self) -> &'static str {
        match self {
            Self::Author => "The author of the text.",
            Self::Source => "A source that is quoted or reported.",
        }
    }
}

/// One occurrence of a cue, judged.
#[derive(Debug, Clone, PartialEq)]
pub struct CueMatch {
    /// Index of the cue in [`crate::lexicon::Lexicon::cues`].
    pub cue: usize,
    /// Where it stands.
    pub span: ByteSpan,
    /// The class that it has here; context may have changed the cue's own.
    pub class: CueClass,
    /// The sense in which it is used.
    pub reading: Reading,
    /// True if a negation governs it or it negates what it governs.
    pub negated: bool,
    /// Whose commitment it is.
    pub holder: Holder,
    /// The stretch of the sentence that it governs.
    pub scope: ByteSpan,
    /// The probability that readers understand, if the cue has one: negation and
    /// adverbs of degree are taken in.
    pub probability: Option<Probability>,
    /// Strength (0–1) of the cue.
    pub strength: f64,
    /// The probability (0–1) that annotators take it for what its side stands for, where learned
    /// weights have judged it.
    pub confidence: Option<f64>,
    /// The rule that decided the reading.
    pub rule: RuleId,
}

impl CueMatch {
    /// The side of its class.
    pub fn side(&self) -> Side {
        self.class.side()
    }

    /// Tells whether it counts in scores.
    pub fn counts(&self) -> bool {
        self.reading.counts()
    }
}
