//! Learned weights: how much each feature speaks for or against something.
//!
//! A [`Feature`] is a template with its values ("the word to the right of
//! *possibility/may* is *be*"). [`Weights`] gives it a weight in logits, read
//! from a file in the folder `weights/` of the language with one feature a line. What the
//! features of a cue match are is told in `context`, those of a
//! sentence in `score`; here is only how they are named and looked up.

mod feature;
mod table;

pub use feature::{Feature, Kind, Layer, TEMPLATES, Template, names};
pub(crate) use feature::{NO_VALUE, fold, note_words, special_names, suffix, word_value};
pub(crate) use table::Seen;
pub use table::Weights;
