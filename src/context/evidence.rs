//! Rules that tell evidence from talk about evidence that is not there.

use super::pending::PendingMatch;
use super::policy::Policy;
use crate::lexicon::{Reading, Side, word_class as class};
use crate::sentence::SentenceView;
use crate::text::TokenKind;

/// Distance in tokens at which a conditional still makes evidence unreal.
const CONDITION_REACH: usize = 12;

/// "If evidence of arms sales emerges, the court will act."
pub(super) fn conditional(
    view: &SentenceView<'_>,
    policy: &Policy,
    pending: &PendingMatch,
) -> Option<Reading> {
    if policy.cue(pending).side() != Side::Evidence {
        return None;
    }
    let start = pending.tokens.start;
    let condition = (start.saturating_sub(CONDITION_REACH)..start)
        .rev()
        .take_while(|&at| !view.kind(at).ends_clause())
        .any(|at| {
            view.is(at, class::CONDITIONAL) && (!view.is(at, class::MODAL) || view.is_initial(at))
        });
    condition.then_some(Reading::Epistemic)
}

/// "The test could confirm it."
pub(super) fn modal(
    view: &SentenceView<'_>,
    policy: &Policy,
    pending: &PendingMatch,
) -> Option<Reading> {
    let start = pending.tokens.start;
    if policy.cue(pending).side() != Side::Evidence || view.is(start, class::EVIDENCE_NOUN) {
        return None;
    }
    let mut before = view.before(start);
    while view.is(before, class::ADVERB_MID | class::BE)
        && !view.is(before, class::NEGATOR | class::MODAL)
    {
        before = before.and_then(|at| view.before(at));
    }
    // "must have known" and "would have shown" are no better than "would show";
    // "has shown" is.
    if view.is(before, class::HAVE) {
        before = before.and_then(|at| view.before(at));
        if !view.is(before, class::MODAL) {
            return None;
        }
    }
    let unreal = view.is(before, class::MODAL | class::TO) && view.is_kind(before, TokenKind::Word);
    unreal.then_some(Reading::Literal)
}

/// "Did the records show it?"
pub(super) fn question(
    view: &SentenceView<'_>,
    policy: &Policy,
    pending: &PendingMatch,
) -> Option<Reading> {
    let asked = view.question && policy.cue(pending).side() == Side::Evidence;
    asked.then_some(Reading::Literal)
}
