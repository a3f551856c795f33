//! Learning weights from annotated text, the same bytes from the same input.

mod aspects;
mod certainty;
mod folds;
mod hedging;
mod logistic;
mod sentences;

pub use aspects::cross_validate_aspects;
pub use certainty::certainty;
pub use folds::{cross_validate, cross_validate_certainty};
pub use hedging::{Layers, Learned, hedging};
pub use sentences::{Training, sentences};
