//! The weights that were learned for one kind of text.

use std::sync::Arc;

use crate::lexicon::Side;
use crate::weights::{Layer, Weights};

/// The weights learned for a profile: for each side those that judge its cues and what they make
/// of a sentence, and those for certainty. By default there are none, and rules and lexicon alone
/// decide.
#[derive(Debug, Clone, Default)]
pub struct ProfileWeights {
    sides: [Option<Arc<Weights>>; Side::COUNT],
    certainty: Option<Arc<Weights>>,
}

impl ProfileWeights {
    /// Returns these weights with others for a side.
    #[must_use]
    pub fn with(mut self, side: Side, weights: Option<Arc<Weights>>) -> Self {
        self.sides[side as usize] = weights;
        self
    }

    /// Returns these weights with others for certainty.
    #[must_use]
    pub fn with_certainty(mut self, weights: Option<Arc<Weights>>) -> Self {
        self.certainty = weights.filter(|weights| weights.has(Layer::Certainty));
        self
    }

    /// The weights of a side.
    pub fn of(&self, side: Side) -> Option<&Weights> {
        self.sides[side as usize].as_deref()
    }

    /// The weights of a side, to be shared.
    #[cfg(feature = "cli")]
    pub(crate) fn shared(&self, side: Side) -> Option<Arc<Weights>> {
        self.sides[side as usize].clone()
    }

    /// The weights for certainty.
    pub fn certainty(&self) -> Option<&Weights> {
        self.certainty.as_deref()
    }

    /// All weights there are.
    pub fn all(&self) -> impl Iterator<Item = &Weights> {
        self.sides.iter().chain([&self.certainty]).filter_map(Option::as_deref)
    }
}
