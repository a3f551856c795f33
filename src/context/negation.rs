//! Polarity: which matches are negated, and what that makes of them.

use super::pending::{PendingMatch, neighbors};
use super::policy::Policy;
use super::rules;
use crate::analysis::RuleId;
use crate::lexicon::{Cue, CueClass, Reading, Roles, Side, word_class as class};
use crate::sentence_view::SentenceView;

/// Words before a match in which a negation is looked for.
const REACH: usize = 4;

/// Sets the polarity of every match and turns negated certainty into doubt.
pub(super) fn apply(view: &SentenceView<'_>, policy: &Policy, matches: &mut [PendingMatch]) {
    for i in 0..matches.len() {
        let pending = &matches[i];
        let cue = policy.cue(pending);
        let negated = if cue.roles.contains(Roles::MODAL) {
            // "may not", "mightn't": the negation follows or is part of the modal.
            contains_negator(view, pending)
                || view.is(view.at_or_after(pending.tokens.end), class::NEGATOR)
        } else {
            // "no doubt" is a booster as it stands; "not likely" a negated hedge.
            (cue.side() == Side::Hedge && contains_negator(view, pending))
                || follows_negator(view, pending)
                || shows_nothing(view, cue, pending)
        };
        matches[i].negated = negated;
        if !negated || !matches[i].counts() {
            continue;
        }
        let roles = cue.roles;
        match cue.side() {
            Side::Booster if roles.contains(Roles::CERTAINTY) => {
                doubt(matches, i, rules::NEGATION_CERTAINTY);
            }
            Side::Booster => matches[i].decide(Reading::Literal, rules::NEGATION_BOOSTER),
            Side::Evidence if roles.contains(Roles::REPORTING) => {
                matches[i].decide(Reading::Literal, rules::NEGATION_REPORTING);
            }
            Side::Evidence => doubt(matches, i, rules::NEGATION_EVIDENCE),
            Side::Hedge => {}
        }
    }
    cover(view, matches);
    cover_by_boosters(matches);
}

/// "lack of proof", "little evidence": what such a phrase names is not there.
fn cover(view: &SentenceView<'_>, matches: &mut [PendingMatch]) {
    for i in 0..matches.len() {
        let this = &matches[i];
        let inside = this.class.side() == Side::Evidence
            && this.counts()
            && view.is(this.tokens.end - 1, class::EVIDENCE_NOUN)
            && neighbors(matches, i).any(|other| {
                other.class == CueClass::Unknown
                    && other.counts()
                    && other.tokens.start <= this.tokens.start
                    && this.tokens.end <= other.tokens.end
                    && other.tokens.len() > this.tokens.len()
            });
        if inside {
            matches[i].decide(Reading::Literal, rules::NEGATION_COVERED);
        }
    }
}

/// "without a doubt": what a booster denies is no doubt.
fn cover_by_boosters(matches: &mut [PendingMatch]) {
    for i in 0..matches.len() {
        let this = &matches[i];
        let inside = this.hedges()
            && neighbors(matches, i).any(|other| {
                other.class.side() == Side::Booster
                    && other.counts()
                    && other.tokens.start < this.tokens.start
                    && other.overlaps(this)
            });
        if inside {
            matches[i].decide(Reading::Literal, rules::BOOSTER_COVERED);
        }
    }
}

/// Makes the match `unknown`, unless a hedge beside it says so already.
fn doubt(matches: &mut [PendingMatch], i: usize, rule: RuleId) {
    let this = &matches[i];
    let covered = neighbors(matches, i).any(|other| {
        other.counts()
            && other.class == CueClass::Unknown
            && (other.overlaps(this) || other.tokens.end == this.tokens.start)
    });
    if covered {
        matches[i].decide(Reading::Literal, rules::NEGATION_COVERED);
    } else {
        matches[i].convert(CueClass::Unknown, rule);
    }
}

/// "not likely" is an entry of its own, with the probability of the whole.
pub(super) fn contains_negator(view: &SentenceView<'_>, pending: &PendingMatch) -> bool {
    pending.tokens.clone().any(|at| view.is(at, class::NEGATOR))
}

/// "revealed nothing". ("We observed no bleeding" is an observation.)
fn shows_nothing(view: &SentenceView<'_>, cue: &Cue, pending: &PendingMatch) -> bool {
    cue.side() == Side::Evidence
        && cue.roles.contains(Roles::EVIDENCE)
        && !view.is(pending.tokens.end - 1, class::EVIDENCE_NOUN | class::THAT)
        && view.is(view.at_or_after(pending.tokens.end), class::NOTHING)
}

/// Tells whether a negator stands before the match in its clause.
fn follows_negator(view: &SentenceView<'_>, pending: &PendingMatch) -> bool {
    // Between "did not" and a noun stands a verb that takes the negation.
    let noun = view.is(pending.tokens.start, class::EVIDENCE_NOUN);
    let reach = if noun { 2 } else { REACH };
    let mut words = 0;
    for at in (0..pending.tokens.start).rev() {
        let kind = view.kind(at);
        if kind.is_quote() {
            continue;
        }
        if kind.ends_clause() || view.is(at, class::CLAUSE_BREAK | class::COORDINATOR) {
            return false;
        }
        if view.is(at, class::NEGATOR) {
            // "not only confirmed" confirms.
            return !view.is(view.after(at), class::FOCUS);
        }
        words += 1;
        if words >= reach || view.is(at, class::SUBORDINATOR) {
            return false;
        }
    }
    false
}
