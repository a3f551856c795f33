//! The weights that were learned for one kind of text.

use std::sync::Arc;

use crate::lexicon::Side;
use crate::weights::{Layer, ReadingWeights, Weights};

/// The weights learned for a profile: for each side those that judge its cues and what they make
/// of a sentence, those for certainty, and those for the readings of modal verbs. By default there
/// are none, and rules and lexicon alone decide.
#[derive(Debug, Clone, Default)]
pub struct ProfileWeights {
    sides: [Option<Arc<Weights>>; Side::COUNT],
    certainty: Option<Arc<Weights>>,
    readings: Option<Arc<ReadingWeights>>,
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

    /// Returns these weights with others for the readings of modal verbs.
    #[must_use]
    pub fn with_readings(mut self, weights: Option<Arc<ReadingWeights>>) -> Self {
        self.readings = weights;
        self
    }

    /// The weights for the readings of modal verbs.
    pub fn readings(&self) -> Option<&ReadingWeights> {
        self.readings.as_deref()
    }

    /// All weights of sides and for certainty that there are.
    pub fn all(&self) -> impl Iterator<Item = &Weights> {
        self.sides.iter().chain([&self.certainty]).filter_map(Option::as_deref)
    }
}
