//! Context: what each cue candidate is doing where it stands.
//!
//! Every candidate gets a reading, a polarity, a holder, a scope and the id of the rule that
//! decided; a match that is ruled out gets a reading that does not count.
//!
//! The order of decision: the cue's own neighbor conditions; the [`rules`], first one wins;
//! negation and attribution, which look at all matches of the sentence; the readings of modal
//! verbs by weights of their own ([`modal_readings`]); then, where the profile has weights learned
//! from annotation, [`learned`], which has the last word on the matches that the profile counts.

mod attribution;
mod cue_features;
mod detail;
mod evidence;
mod feature_taker;
mod judge;
mod learned;
mod literal;
mod modal_readings;
mod modality;
mod negation;
mod noun_phrase;
mod pending;
mod policy;
mod quotation;
pub mod rules;
mod source;

pub(crate) use attribution::DocumentState;
pub(crate) use cue_features::{value_names, verb_groups};
pub(crate) use judge::{ContextScratch, features, judge, modal_features};
pub(crate) use learned::MatchFeatures;
pub(crate) use policy::{Detail, Policy};
pub(crate) use quotation::QuoteState;
