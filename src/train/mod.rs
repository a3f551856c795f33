//! Learning weights from annotated text, the same bytes from the same input.

mod logistic;
mod sentences;

pub use sentences::{Training, sentences};
