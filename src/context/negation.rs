//! Polarity: is a match negated, and what does that make of it?

use super::{Draft, NEAR, SentenceContext};
use crate::analysis::RuleId;
use crate::lexicon::{Cue, CueClass, Family, Reading, Side, word_class as class};

/// How far back, in words, a negation is looked for.
const REACH: usize = 4;

pub(super) fn is_modal(cue: &Cue) -> bool {
    cue.family.is_some_and(Family::is_modal)
}

/// Sets the polarity of every match and turns negated certainty into doubt.
pub(super) fn apply(context: &SentenceContext<'_>, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let cue = &context.cues[drafts[i].cue];
        drafts[i].negated = if is_modal(cue) {
            modal_negated(context, &drafts[i])
        } else {
            // "no doubt" is a booster as it stands; "not likely" a negated hedge.
            let own = cue.side() == Side::Hedge && contains_negator(context, &drafts[i]);
            own || negated(context, &drafts[i]) || shows_nothing(context, cue, &drafts[i])
        };
        if !drafts[i].negated || !drafts[i].reading.counts() {
            continue;
        }
        match (cue.side(), cue.family) {
            (Side::Booster, Some(Family::Certain)) => {
                doubt(drafts, i, "negation.certainty");
            }
            (Side::Booster, _) => drafts[i].decide(Reading::Literal, "negation.booster"),
            (Side::Evidence, Some(Family::Reporting)) => {
                drafts[i].decide(Reading::Literal, "negation.reporting");
            }
            (Side::Evidence, _) => doubt(drafts, i, "negation.evidence"),
            (Side::Hedge, _) => {}
        }
    }
    cover(context, drafts);
}

/// "lack of proof", "little evidence": what such a phrase names is not there.
fn cover(context: &SentenceContext<'_>, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let near = i.saturating_sub(NEAR)..drafts.len().min(i + NEAR);
        let inside = drafts[i].class.side() == Side::Evidence
            && drafts[i].reading.counts()
            && context.words.is(drafts[i].tokens.end - 1, class::EVIDENCE_NOUN)
            && near.into_iter().any(|j| {
                let (this, other) = (&drafts[i].tokens, &drafts[j].tokens);
                drafts[j].class == CueClass::Unknown
                    && drafts[j].reading.counts()
                    && other.start <= this.start
                    && this.end <= other.end
                    && other.len() > this.len()
            });
        if inside {
            drafts[i].decide(Reading::Literal, "negation.covered");
        }
    }
}

/// The match becomes `unknown`, unless a hedge beside it says so already.
fn doubt(drafts: &mut [Draft], i: usize, rule: RuleId) {
    let mut near = i.saturating_sub(NEAR)..drafts.len().min(i + NEAR);
    let covered = near.any(|j| {
        let other = &drafts[j];
        j != i
            && other.reading.counts()
            && other.class == CueClass::Unknown
            && (other.overlaps(&drafts[i]) || other.tokens.end == drafts[i].tokens.start)
    });
    if covered {
        drafts[i].decide(Reading::Literal, "negation.covered");
    } else {
        drafts[i].class = CueClass::Unknown;
        drafts[i].decide(Reading::Epistemic, rule);
    }
}

/// "not likely" is an entry of its own, with the probability of the whole.
pub(super) fn contains_negator(context: &SentenceContext<'_>, draft: &Draft) -> bool {
    draft.tokens.clone().any(|at| context.words.is(at, class::NEGATOR))
}

/// "may not", "mightn't": the negation follows or is part of the modal.
fn modal_negated(context: &SentenceContext<'_>, draft: &Draft) -> bool {
    contains_negator(context, draft)
        || context.is(context.at_or_after(draft.tokens.end), class::NEGATOR)
}

/// "revealed nothing": there is nothing that was shown. ("We observed no bleeding" is
/// an observation.)
fn shows_nothing(context: &SentenceContext<'_>, cue: &Cue, draft: &Draft) -> bool {
    let last = draft.tokens.end - 1;
    cue.side() == Side::Evidence
        && cue.family == Some(Family::Show)
        && !context.words.is(last, class::EVIDENCE_NOUN | class::THAT)
        && context.is(context.at_or_after(draft.tokens.end), class::NOTHING)
}

/// A negator stands before the match in its clause.
fn negated(context: &SentenceContext<'_>, draft: &Draft) -> bool {
    let noun = context.words.is(draft.tokens.start, class::EVIDENCE_NOUN);
    let mut words = 0;
    let mut at = draft.tokens.start;
    while let Some(before) = at.checked_sub(1).filter(|b| context.tokens().contains(b)) {
        at = before;
        let kind = context.words.kind(at);
        if kind.is_quote() {
            continue;
        }
        if kind.ends_clause() || context.words.is(at, class::CLAUSE_BREAK | class::COORDINATOR) {
            return false;
        }
        if context.words.is(at, class::NEGATOR) {
            // "not only confirmed" confirms; "no" reaches only its own noun.
            let only = context.is(context.at_or_after(at + 1), class::FOCUS);
            return !only;
        }
        words += 1;
        // Between "did not" and a noun stands a verb with its own business.
        let reach = if noun { 2 } else { REACH };
        if words >= reach || context.words.is(at, class::SUBORDINATOR) {
            return false;
        }
    }
    false
}
