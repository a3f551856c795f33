//! Rules that tell evidence from talk about evidence that is not there.

use super::{Draft, SentenceContext};
use crate::lexicon::{Cue, CueClass, Reading, Side, word_class as class};
use crate::text::TokenKind;

/// How far back, in tokens, a conditional is looked for.
const CONDITION_REACH: usize = 12;

pub(super) fn conditional(context: &SentenceContext<'_>, cue: &Cue, draft: &mut Draft) -> bool {
    if cue.side() != Side::Evidence {
        return false;
    }
    let start = draft.tokens.start;
    let reach = start.saturating_sub(CONDITION_REACH).max(context.sentence.tokens.start);
    let condition =
        (reach..start).rev().take_while(|&at| !context.words.kind(at).ends_clause()).any(|at| {
            context.words.is(at, class::CONDITIONAL)
                && (!context.words.is(at, class::MODAL) || context.is_initial(at))
        });
    if condition {
        draft.class = CueClass::Unknown;
        draft.reading = Reading::Epistemic;
    }
    condition
}

pub(super) fn modal(context: &SentenceContext<'_>, cue: &Cue, draft: &mut Draft) -> bool {
    let verbal =
        cue.side() == Side::Evidence && !context.words.is(draft.tokens.start, class::EVIDENCE_NOUN);
    if !verbal {
        return false;
    }
    let mut before = context.before(draft.tokens.start);
    while before.is_some_and(|at| {
        context.words.is(at, class::ADVERB_MID | class::BE)
            && !context.words.is(at, class::NEGATOR | class::MODAL)
    }) {
        before = before.and_then(|at| context.before(at));
    }
    // "must have known" and "would have shown" are no better than "would show";
    // "has shown" is.
    if context.is(before, class::HAVE) {
        before = before.and_then(|at| context.before(at));
        if !context.is(before, class::MODAL) {
            return false;
        }
    }
    let unreal = context.is(before, class::MODAL | class::TO)
        && context.kind(before) == Some(TokenKind::Word);
    if unreal {
        draft.reading = Reading::Literal;
    }
    unreal
}

pub(super) fn question(context: &SentenceContext<'_>, cue: &Cue, draft: &mut Draft) -> bool {
    let asked = context.sentence.question && cue.side() == Side::Evidence;
    if asked {
        draft.reading = Reading::Literal;
    }
    asked
}
