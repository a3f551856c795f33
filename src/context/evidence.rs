//! Rules that tell evidence from talk about evidence that is not there.

use super::pending::RuleInput;
use crate::lexicon::{Reading, Side, word_class as class};
use crate::text::TokenKind;

/// Distance in tokens at which a conditional still makes evidence unreal.
const CONDITION_REACH: usize = 12;

/// "If evidence of arms sales emerges, the court will act."
pub(super) fn conditional(input: &RuleInput<'_>) -> Option<Reading> {
    let (view, start) = (input.view, input.tokens.start);
    let condition =
        |at| view.is(at, class::CONDITIONAL) && (!view.is(at, class::MODAL) || view.is_initial(at));
    let unreal = input.cue.side() == Side::Evidence
        && (start.saturating_sub(CONDITION_REACH)..start)
            .rev()
            .take_while(|&at| !view.kind(at).ends_clause())
            .any(condition);
    unreal.then_some(Reading::Epistemic)
}

/// "The dam is said to be unsafe."
pub(super) fn passive(input: &RuleInput<'_>) -> Option<Reading> {
    let (view, at) = (input.view, input.single()?);
    let mut before = view.before(at);
    while view.is(before, class::ADVERB_MID) && !view.is(before, class::NEGATOR) {
        before = view.before(before);
    }
    let passive = view.is(before, class::BE) && view.is(view.after(at), class::TO);
    passive.then_some(Reading::Literal)
}

/// "The test could confirm it."
pub(super) fn modal(input: &RuleInput<'_>) -> Option<Reading> {
    let view = input.view;
    if input.cue.side() != Side::Evidence || view.is(input.tokens.start, class::EVIDENCE_NOUN) {
        return None;
    }
    let mut before = input.before();
    while view.is(before, class::ADVERB_MID | class::BE)
        && !view.is(before, class::NEGATOR | class::MODAL)
    {
        before = view.before(before);
    }
    // "would have shown" is no better than "would show"; "has shown" is.
    if view.is(before, class::HAVE) {
        before = view.before(before);
        if !view.is(before, class::MODAL) {
            return None;
        }
    }
    let unreal = view.is(before, class::MODAL | class::TO) && view.is_kind(before, TokenKind::Word);
    unreal.then_some(Reading::Literal)
}

/// "Did the records show it?"
pub(super) fn question(input: &RuleInput<'_>) -> Option<Reading> {
    let asked = input.view.question && input.cue.side() == Side::Evidence;
    asked.then_some(Reading::Literal)
}
