//! The view of an analysis for training, explanations and benches.

use super::portion::{Buffers, Scratch};
use super::stages::{Stages, has_adverb};
use crate::analysis::{Analysis, CueMatch};
use crate::context::{self, DocumentState, MatchFeatures};
use crate::lexicon::Side;
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
    /// Returns the features of the matches that learned weights judge on a side.
    pub(crate) fn match_features(&self, side: Side) -> Vec<MatchFeatures> {
        context::features(&self.view, self.stages.policy, side, self.candidates, self.state)
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

    /// Tells whether the profile takes the sentence for plain on a side.
    pub(crate) fn is_plain(&self, side: Side) -> bool {
        score::is_plain(self.stages.policy, side, self.matches)
    }

    /// Returns what the matches of a side alone say of the sentence, in logits; none if there are
    /// none to judge.
    pub(crate) fn cues_logit(&self, side: Side) -> Option<f64> {
        score::cues_logit(self.stages.policy, side, self.matches)
    }

    /// Returns the features of the sentence's certainty, with their values.
    pub(crate) fn certainty_features(&mut self) -> Vec<(Feature, f64)> {
        let adverbs = has_adverb(&self.view, self.candidates);
        let base = if adverbs {
            self.stages.without_adverbs(&self.view, self.state, self.buffers)
        } else {
            Base { view: self.view.clone(), matches: self.matches }
        };
        let whole = adverbs.then_some(&self.view);
        score::certainty_features(&base, whole, self.stages.policy)
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::Analyzer;

    #[test]
    fn certainty_is_the_sum_of_each_feature_once() {
        let text = include_str!("../../data/articles/medical_abstract.txt");
        for profile in ["science", "news"] {
            let analyzer = Analyzer::builder().profile(profile).build().unwrap();
            let weights = analyzer.weights().certainty().expect("it has them");
            let mut expected = Vec::new();
            let see = |sentence: &mut super::ObservedSentence<'_>| {
                let mut all = sentence.certainty_features();
                all.sort_by_key(|(feature, _)| (feature.template, feature.values));
                all.dedup_by_key(|(feature, _)| *feature);
                let sum: f64 = all.iter().map(|(f, value)| f64::from(weights.of(*f)) * value).sum();
                expected.push((sum / 10_000.0).clamp(0.0, 1.0));
            };
            analyzer.observe(text, see).unwrap();
            let analysis = analyzer.analyze(text).unwrap();
            assert_eq!(analysis.sentences.len(), expected.len());
            for (sentence, expected) in analysis.sentences.iter().zip(&expected) {
                let found = sentence.certainty;
                assert!((found - expected).abs() < 1e-9, "{profile}: {found} {expected}");
            }
            assert!(expected.iter().any(|certainty| (0.05..0.95).contains(certainty)), "{profile}");
        }
    }
}
