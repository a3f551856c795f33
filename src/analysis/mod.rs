//! Results of an analysis: sentences, cue matches, attributions, and a document's figures.
//!
//! # Scores of a sentence
//!
//! Every counted match has a *weight* w in 0–1: the probability that learned
//! weights give it where the profile has them; else its class's weight in the
//! profile times the cue's strength, or the weight that the profile gives the
//! cue itself. From the weights of a sentence come three figures.
//!
//! **Hedge probability** `p = 1 − Π (1 − wᵢ)` over its hedges: the noisy-or of
//! independent causes (Pearl, *Probabilistic Reasoning in Intelligent
//! Systems*, 1988, §4.3.2), as if each hedge by itself made a reader call the
//! sentence hedged with probability wᵢ. Range 0–1; 0 without hedges; adding a
//! hedge never lowers it.
//!
//! Where the profile has learned weights for sentences, `logit(p)` is one feature
//! of a logistic regression beside the sentence's cues, words and pairs of words,
//! and its result replaces `p`: so words that no lexicon lists have their say.
//!
//! **Hedged**: `p` reaches the threshold of the profile or of its weights.
//!
//! **Certainty** `c = 1 − (1 − c₀ · Π (1 − λ wᵢ)) · Π (1 − μ vⱼ)`, with `c₀` the
//! profile's certainty of a plain statement, `λ` and `μ` how far hedges pull
//! down and boosters and evidence pull up, wᵢ the weights of the hedges and
//! vⱼ those of boosters and evidence. Range 0–1. Its form was
//! chosen so that a hedge never raises it and a booster never lowers it,
//! whatever else the sentence holds. It orders sentences; it is not a
//! probability that a claim is true.

mod attribution;
mod cue_match;
mod document;
mod sentence;

pub use attribution::Attribution;
pub use cue_match::{CueMatch, Holder, RuleId};
pub use document::DocumentScore;
pub use sentence::{Analysis, AnalyzedSentence};
