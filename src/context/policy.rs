//! All that decides about sentences beside their text.

use std::sync::Arc;

use super::pending::PendingMatch;
use crate::analysis::CueMatch;
use crate::language::Language;
use crate::lexicon::{Cue, Lexicon, Profile, WordId};
use crate::weights::{Layer, ReadingWeights, Weights};

/// The parts of a match that have to be worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Detail {
    /// All of it.
    #[default]
    Full,
    /// What scores depend on: span and scope are those of the matched words, without probability.
    Figures,
}

/// The cues, the profile, learned weights, and which of them are in use.
#[derive(Debug)]
pub(crate) struct Policy {
    pub(crate) language: Language,
    pub(crate) profile: Profile,
    /// For each cue its weight (0–1) with its own class.
    pub(crate) cue_weights: Vec<f64>,
    /// The statement adverbs, which certainty sets aside, with their weights (0–1).
    pub(crate) adverb_weights: Vec<(WordId, f64)>,
    /// Weights learned from annotated text, if the profile has some.
    pub(crate) learned: Option<Arc<Weights>>,
    /// Weights for the readings of modal verbs, if the language has some.
    pub(crate) readings: Option<Arc<ReadingWeights>>,
    /// Weights for certainty, learned from ratings, if the profile uses them.
    pub(crate) certainty: Option<Arc<Weights>>,
    pub(crate) threshold: f64,
    pub(crate) rules: bool,
}

impl Policy {
    pub(crate) fn lexicon(&self) -> &Lexicon {
        self.language.lexicon()
    }

    pub(crate) fn cues(&self) -> &[Cue] {
        self.lexicon().cues()
    }

    pub(super) fn cue(&self, pending: &PendingMatch) -> &Cue {
        &self.cues()[pending.cue]
    }

    /// Learned weights that judge cue matches.
    pub(super) fn match_weights(&self) -> Option<&Weights> {
        self.learned.as_deref().filter(|weights| weights.has(Layer::Cue))
    }

    /// Returns the weight (0–1) of a match in its sentence's scores.
    pub(crate) fn weight(&self, found: &CueMatch) -> f64 {
        if let Some(confidence) = found.confidence {
            confidence
        } else if self.cues()[found.cue].class == found.class {
            self.cue_weights[found.cue]
        } else {
            self.profile.converted_weight(found.class, found.strength)
        }
    }

    /// Returns the weight (0–1) of a statement adverb as a cue by itself.
    pub(crate) fn adverb_weight(&self, word: WordId) -> f64 {
        let own = self.adverb_weights.iter().find(|(id, _)| *id == word);
        own.map_or(0.0, |(_, weight)| *weight)
    }
}
