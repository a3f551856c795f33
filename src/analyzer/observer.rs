//! The view of an analysis for training, explanations and benches.

use super::portion::{Buffers, Scratch};
use super::stages::{Stages, has_adverb};
use crate::analysis::{Analysis, CueMatch};
use crate::context::{self, DocumentState, MatchFeatures};
use crate::matcher::Candidate;
use crate::score::{self, Base};
use crate::sentence_view::SentenceView;
use crate::weights::{Feature, Weights};

/// The stages, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    Split,
    Match,
    Judge,
    Score,
    Tally,
}

/// Watches an analysis; does nothing unless it overrides a method.
pub(crate) trait Observer {
    /// Called after each stage of each portion.
    fn stage_done(&mut self, _stage: Stage, _portion: ObservedPortion<'_>) {}
}

impl Observer for () {}

/// Shows each sentence to a function.
pub(super) struct EachSentence<F>(pub(super) F);

impl<F: FnMut(&mut ObservedSentence<'_>)> Observer for EachSentence<F> {
    fn stage_done(&mut self, stage: Stage, mut portion: ObservedPortion<'_>) {
        if stage == Stage::Tally {
            portion.each_sentence(&mut self.0);
        }
    }
}

/// A portion that has passed a stage.
pub(crate) struct ObservedPortion<'a> {
    pub(super) stages: &'a Stages<'a>,
    pub(super) scratch: &'a mut Scratch,
    pub(super) analysis: &'a Analysis,
}

impl ObservedPortion<'_> {
    /// Calls `see` with each sentence; after stage [`Stage::Judge`].
    pub(crate) fn each_sentence(&mut self, mut see: impl FnMut(&mut ObservedSentence<'_>)) {
        let Scratch { portion, buffers, .. } = &mut *self.scratch;
        for (i, (sentence, judged)) in portion.sentences().iter().zip(&portion.judged).enumerate() {
            see(&mut ObservedSentence {
                stages: self.stages,
                view: self.stages.view(&portion.paragraphs, sentence),
                candidates: portion.candidates.of(i),
                matches: judged.matches(self.analysis),
                state: judged.state,
                buffers,
            });
        }
    }
}

/// A sentence whose candidates are judged, with the features that weights are learned from.
pub(crate) struct ObservedSentence<'a> {
    stages: &'a Stages<'a>,
    pub(crate) view: SentenceView<'a>,
    candidates: &'a [Candidate],
    pub(crate) matches: &'a [CueMatch],
    state: DocumentState,
    buffers: &'a mut Buffers,
}

impl ObservedSentence<'_> {
    /// Returns the features of the matches that learned weights judge.
    pub(crate) fn match_features(&self) -> Vec<MatchFeatures> {
        context::features(&self.view, self.stages.policy, self.candidates, self.state)
    }

    /// Returns the features of the modal verbs whose readings learned weights judge.
    pub(crate) fn modal_features(&self) -> Vec<MatchFeatures> {
        context::modal_features(&self.view, self.stages.policy, self.candidates, self.state)
    }

    /// Returns the features of the sentence, each once.
    pub(crate) fn sentence_features(&self) -> Vec<Feature> {
        score::sentence_features(&self.view, self.matches, self.stages.policy.cues())
    }

    /// Returns the features of the sentence that have a weight, with it.
    pub(crate) fn weighted_features(&self, weights: &Weights) -> Vec<(Feature, i32)> {
        score::weighted_features(&self.view, self.matches, self.stages.policy.cues(), weights)
    }

    /// Returns what the hedges of the sentence alone say, in logits.
    pub(crate) fn cues_logit(&self) -> f64 {
        score::cues_logit(self.hedge_probability(), self.matches)
    }

    /// Returns the features of the sentence's certainty, with their values.
    pub(crate) fn certainty_features(&mut self) -> Vec<(Feature, f64)> {
        let adverbs = has_adverb(&self.view, self.candidates);
        let base = if adverbs {
            self.stages.without_adverbs(&self.view, self.state, self.buffers)
        } else {
            let (matches, hedge_probability) = (self.matches, self.hedge_probability());
            Base { view: self.view.clone(), matches, hedge_probability }
        };
        let whole = adverbs.then_some(&self.view);
        score::certainty_features(&base, whole, self.stages.policy.cues())
    }

    fn hedge_probability(&self) -> f64 {
        score::by_formula(self.stages.policy, self.matches).hedge_probability
    }
}
