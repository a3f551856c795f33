//! Where sentences end.
//!
//! Gaps between tokens are decided one by one, from left to right:
//!
//! 1. Most gaps are no boundaries: between two words in lower case, before a comma or a closing
//!    mark. The others are candidates: gaps after a terminator, a colon, a dash, a closing mark,
//!    an abbreviation with inner stops, or before a word that often begins a sentence, a list
//!    marker, a label, a bullet. `candidate` lists them while tokens are found,
//!    `context` looks closer.
//! 2. `context` finds the properties of a candidate, such as the marks, the forms of the words on
//!    both sides (`form`) and the lists that they are on.
//! 3. `features` combines properties into features, and `weights` has a learned weight for each.
//!    If they add up to more than nothing, the sentence ends there.
//! 4. A line break ends a sentence where the line was broken on purpose and a list item or a
//!    capitalized opening word follows (`splitter`).
//!
//! A word that should be on one of the lists is a line in the language's `abbreviations.toml`.

mod candidate;
mod context;
mod features;
mod form;
mod marks;
mod splitter;
mod weights;

pub(super) use candidate::BoundaryCandidates;
#[cfg(test)]
pub(super) use context::BoundaryContext;
pub(super) use context::LOOK_AHEAD;
pub use features::{BOUNDARY, boundary_features};
pub use splitter::GapVisit;
pub(super) use splitter::SentenceSplitter;
pub(super) use weights::BoundaryWeights;
