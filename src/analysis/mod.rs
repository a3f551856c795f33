//! Results of an analysis: sentences, cue matches, attributions, and a document's figures.

mod attribution;
mod cue_match;
mod document;
mod sentence;

pub use attribution::Attribution;
pub use cue_match::{CueMatch, Holder, RuleId};
pub use document::DocumentScore;
pub use sentence::{Analysis, AnalyzedSentence, SentenceKind};
