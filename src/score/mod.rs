//! Scores of a sentence: the formulas that [`crate::AnalyzedSentence`] describes, and learned weights.

mod adverbs;
mod certainty;
mod formula;
mod sentence_features;

pub(crate) use adverbs::{base_tokens, is_statement_adverb};
pub(crate) use certainty::{Base, certainty, certainty_features};
pub(crate) use formula::{SentenceScore, by_formula};
pub(crate) use sentence_features::{
    LARGEST_LOGIT, apply_sentence_weights, cues_logit, cues_slope, is_plain, sentence_features,
    weighted_features,
};
