//! Scores of a sentence: the formulas that [`crate::AnalyzedSentence`] describes, and learned weights.

mod adverbs;
mod certainty;
mod formula;
mod sentence_features;
mod sentence_weights;

pub(crate) use adverbs::{base_tokens, is_statement_adverb};
pub(crate) use certainty::{Base, certainty, certainty_features};
pub(crate) use formula::{SentenceScore, by_formula};
pub(crate) use sentence_features::{sentence_features, weighted_features};
pub(crate) use sentence_weights::{apply_sentence_weights, cues_logit, cues_slope};
