//! Learning weights from annotated text, the same bytes from the same input.

mod aspects;
mod by_profile;
mod certainty;
mod folds;
mod hedging;
mod logistic;
mod readings;
mod sentences;

pub use aspects::{AspectFigures, cross_validate_aspects};
pub use by_profile::weights_by_profile;
pub use certainty::certainty;
pub use folds::{cross_validate, cross_validate_certainty};
pub use hedging::{Layers, LearnedWeights, hedging};
pub use readings::{judge_readings, readings};
pub use sentences::{Training, sentences};
