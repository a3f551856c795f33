//! Concordances: every occurrence of a cue, a class, a side or a phrase, in its context.
//!
//! They are made from the rows of documents, of a run that goes on or of a finished one, so a
//! line can be found in the tables again.

mod builder;
mod occurrence;
mod phrase;
mod query;
mod sort_key;

pub use builder::{ConcordanceBuilder, ConcordanceCounts};
pub use occurrence::ConcordanceLine;
pub use phrase::Phrase;
pub use query::{CueName, Query, ReadingFilter, Search};
pub use sort_key::LineOrder;
