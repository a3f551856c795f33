//! All that decides about sentences beside their text.

use super::pending::PendingMatch;
use crate::analysis::CueMatch;
use crate::language::{Language, ProfileWeights};
use crate::lexicon::{Cue, Lexicon, Profile, Side, WordId};
use crate::weights::{Layer, Weights};

/// The parts of a sentence and its matches that have to be worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Detail {
    /// All of it.
    #[default]
    Full,
    /// What figures of sentences depend on: span and scope are those of the matched words, without
    /// probability.
    Sentences,
    /// What figures of documents depend on: of sentences only what they have to do with hedging.
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
    /// Weights learned from annotated text.
    pub(crate) weights: ProfileWeights,
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

    /// Learned weights that judge the cue matches of a side.
    pub(super) fn match_weights(&self, side: Side) -> Option<&Weights> {
        self.weights.of(side).filter(|weights| weights.has(Layer::Cue))
    }

    /// Learned weights that judge sentences by what a side makes of them.
    pub(crate) fn sentence_weights(&self, side: Side) -> Option<&Weights> {
        self.weights.of(side).filter(|weights| weights.has(Layer::Sentence))
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
