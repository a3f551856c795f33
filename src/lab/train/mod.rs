//! Learning weights from annotated text, the same bytes from the same input.

mod aspects;
mod certainty;
mod folds;
mod logistic;
mod profiles;
mod readings;
mod sentences;
mod sides;

pub use aspects::{AspectFigures, cross_validate_aspects};
pub use certainty::certainty;
pub use folds::{cross_validate, cross_validate_certainty, judge_readings};
pub(crate) use profiles::marked_rows;
pub use profiles::{LearnedProfile, profile_weights, weights_by_profile};
pub use readings::readings;
pub use sentences::{Training, sentences};
pub use sides::{Layers, LearnedWeights, side_weights};
