//! Learned weights: how much each feature speaks for or against a decision.
//!
//! A [`Feature`] is a [`Template`] with values ("the word to the right of *possibility/may* is
//! *be*"). All weights are in files of one format (`file`): for cues, sentences and certainty, whose
//! templates are [`HEDGING`], and for sentence boundaries, whose templates `text` has. The features
//! of a match or sentence are found in `context` and `score`.

mod feature;
mod file;
mod hedging;
mod readings;
mod table;
mod templates;

pub(crate) use feature::NO_VALUE;
pub use feature::{Feature, Layer, Template, ValueKind};
pub(crate) use file::WeightFile;
#[cfg(feature = "cli")]
pub(crate) use file::write_weights;
pub use hedging::Weights;
pub use readings::{ModalReadings, ReadingWeights};
pub(crate) use table::{FeatureTable, SeenFeatures, ValueRow};
pub use templates::{HEDGING, hedging_template, template};
