//! Judges the cue candidates of one sentence.

use super::attribution::{self, DocumentState};
use super::feature_taker::Collector;
use super::learned::{self, MatchFeatures, RowsByTable};
use super::pending::PendingMatch;
use super::policy::{Detail, Policy};
use super::{cue_features, detail, modal_readings, negation, rules};
use crate::analysis::{Analysis, Attribution, CueMatch};
use crate::lexicon::{Reading, Side};
use crate::matcher::Candidate;
use crate::sentence_view::SentenceView;

/// Buffers that are reused from sentence to sentence.
#[derive(Debug, Default)]
pub(crate) struct ContextScratch {
    matches: Vec<PendingMatch>,
    /// For each token whether somebody else than the author has said it; empty: none.
    reported: Vec<bool>,
    attributions: Vec<Attribution>,
    rows: RowsByTable,
}

/// Judges the candidates of one sentence and finds its attributions; appends both to `out`.
///
/// Matches come in the candidates' order.
pub(crate) fn judge(
    view: &SentenceView<'_>,
    policy: &Policy,
    detail: Detail,
    candidates: &[Candidate],
    state: &mut DocumentState,
    scratch: &mut ContextScratch,
    out: &mut Analysis,
) {
    judge_by_rules(view, policy, candidates, state, scratch);
    let ContextScratch { matches, attributions, reported, rows } = scratch;
    learned::apply(view, policy, rows, matches);
    attribution::assign_holders(view, matches, reported);
    out.cues.extend(matches.iter().map(|pending| finish(view, policy, detail, pending)));
    out.attributions.append(attributions);
}

/// Returns the features of the candidates that learned weights judge on a side.
pub(crate) fn features(
    view: &SentenceView<'_>,
    policy: &Policy,
    side: Side,
    candidates: &[Candidate],
    mut state: DocumentState,
) -> Vec<MatchFeatures> {
    let mut scratch = ContextScratch::default();
    judge_by_rules(view, policy, candidates, &mut state, &mut scratch);
    let matches = &scratch.matches;
    let is_judged = |i: usize| learned::judged_sides(policy, &matches[i]).any(|own| own == side);
    features_of(view, matches, is_judged, |i, taker| {
        cue_features::each(view, policy, matches, i, taker);
    })
}

/// Returns the features of the candidates whose reading as modal verbs weights judge.
pub(crate) fn modal_features(
    view: &SentenceView<'_>,
    policy: &Policy,
    candidates: &[Candidate],
    mut state: DocumentState,
) -> Vec<MatchFeatures> {
    let mut scratch = ContextScratch::default();
    judge_by_rules(view, policy, candidates, &mut state, &mut scratch);
    let matches = &scratch.matches;
    let is_judged =
        |i: usize| modal_readings::is_judged(view, policy.cue(&matches[i]), &matches[i]);
    features_of(view, matches, is_judged, |i, taker| {
        cue_features::each_of_modal(view, policy, &matches[i], taker);
    })
}

/// Collects what `each` gives of the matches that are judged, by their indices.
fn features_of(
    view: &SentenceView<'_>,
    matches: &[PendingMatch],
    is_judged: impl Fn(usize) -> bool,
    each: impl Fn(usize, &mut Collector<'_>),
) -> Vec<MatchFeatures> {
    let judged = (0..matches.len()).filter(|&index| is_judged(index));
    let collected = judged.map(|index| {
        let mut collector = Collector { view, features: Vec::new() };
        each(index, &mut collector);
        let features = collector.features;
        MatchFeatures { index, tokens: matches[index].tokens.clone(), features }
    });
    collected.collect()
}

/// Judges by neighbor conditions, rules and the profile.
fn judge_by_rules(
    view: &SentenceView<'_>,
    policy: &Policy,
    candidates: &[Candidate],
    state: &mut DocumentState,
    scratch: &mut ContextScratch,
) {
    let ContextScratch { matches, attributions, reported, rows } = scratch;
    rows.clear();
    matches.clear();
    attributions.clear();
    reported.clear();
    matches.extend(candidates.iter().map(|candidate| {
        let cue = &policy.cues()[candidate.cue];
        let mut pending =
            PendingMatch::new(cue, candidate.cue, candidate.tokens.clone(), rules::DEFAULT);
        if let Some(condition) = candidate.blocked {
            pending.decide(Reading::Literal, rules::of_condition(condition));
        } else if cue.literal {
            pending.decide(Reading::Literal, rules::LOOK_ALIKE);
        } else if policy.rules {
            rules::apply(view, policy, &mut pending);
        }
        pending
    }));
    if policy.rules {
        negation::apply(view, policy, matches);
        attribution::find(view, policy, matches, state, attributions, reported);
    }
    if let Some(weights) = policy.weights.readings().filter(|_| policy.rules) {
        modal_readings::apply(view, policy, weights, &mut rows.readings, matches);
    }
}

fn finish(
    view: &SentenceView<'_>,
    policy: &Policy,
    detail: Detail,
    pending: &PendingMatch,
) -> CueMatch {
    let cue = policy.cue(pending);
    let (span, scope, probability) = match detail {
        Detail::Full => (
            view.span(&detail::core(view, cue, pending)),
            detail::scope(view, pending),
            detail::expressed(view, policy, cue, pending),
        ),
        Detail::Sentences | Detail::Figures => {
            (view.span(&pending.tokens), view.span(&pending.tokens), None)
        }
    };
    CueMatch {
        cue: pending.cue,
        span,
        class: pending.class,
        reading: pending.reading,
        negated: pending.negated,
        holder: pending.holder,
        scope,
        probability,
        strength: cue.strength,
        confidence: pending.judged.map(|(_, confidence)| confidence),
        rule: pending.rule,
    }
}
