//! What tables show of a match beside what scores depend on: its core, its scope and the
//! probability that it expresses.

use std::ops::Range;

use super::negation::contains_negator;
use super::pending::PendingMatch;
use super::policy::Policy;
use super::rules;
use crate::lexicon::{Cue, Likelihood, Probability, Reading, Roles, Side, word_class as class};
use crate::sentence_view::SentenceView;
use crate::text::{ByteSpan, TokenKind};

/// Longest scope, and longest stretch that is searched for the content of an attribution, in
/// tokens: a text without sentence ends then costs no more than any other.
pub(super) const MAX_STRETCH: usize = 200;

/// Returns the tokens of a match that are the cue itself.
pub(super) fn core(view: &SentenceView<'_>, cue: &Cue, pending: &PendingMatch) -> Range<usize> {
    let own = |at: &usize| cue.core.contains(&view.id(*at));
    let ends = pending.tokens.clone().find(own).zip(pending.tokens.clone().rfind(own));
    ends.map_or(pending.tokens.clone(), |(first, last)| first..last + 1)
}

/// Returns the scope of a match: the stretch of the sentence that it governs.
///
/// A heuristic after the `BioScope` guidelines (Vincze et al. 2008): from the
/// cue to the end of its clause; a match that does not count governs only itself.
pub(super) fn scope(view: &SentenceView<'_>, pending: &PendingMatch) -> ByteSpan {
    let own = view.span(&pending.tokens);
    if !pending.counts() {
        return own;
    }
    let limit = view.len().min(pending.tokens.start + MAX_STRETCH);
    let ends = |at: &usize| match view.kind(*at) {
        TokenKind::Comma => view.is(view.after(*at), class::CLAUSE_BREAK | class::COORDINATOR),
        kind => kind.ends_clause() || kind == TokenKind::CloseQuote,
    };
    let end = (pending.tokens.end..limit).find(ends).unwrap_or(limit.max(pending.tokens.end));
    let last = (pending.tokens.end..end).rfind(|&at| view.is_word(at));
    ByteSpan::new(own.start, last.map_or(own.end, |at| view.tokens[at].span.end))
}

/// Returns the probability that readers take from a match, by negation and adverbs of degree.
///
/// The factors are data (`likelihood.toml`). A negated phrase loses its degree ("not very likely"
/// is no more than "not likely"), and one that was below one half does not go all the way to the
/// other side ("not unlikely"). "may not" leaves both sides open, an entry with a negator of its
/// own has the probability of the whole, and a negated booster ("not always") expresses none. Nor does
/// what is no cue where it stands, unless it is an entry of its own ("will happen").
pub(super) fn expressed(
    view: &SentenceView<'_>,
    policy: &Policy,
    cue: &Cue,
    pending: &PendingMatch,
) -> Option<Probability> {
    // Weights tell that a word does not hedge or stress here, not that it means something else.
    let other_word = pending.reading == Reading::Literal && pending.rule != rules::WEIGHTS_OTHER;
    if other_word && !cue.literal {
        return None;
    }
    let plain = cue.probability?;
    let Likelihood { stronger, weaker, understated, .. } = policy.lexicon().likelihood();
    if pending.negated && !cue.roles.contains(Roles::MODAL) && !contains_negator(view, pending) {
        if cue.side() == Side::Booster {
            return None;
        }
        let opposite = plain.complement();
        return Some(if plain.mid < 0.5 { opposite.scaled(understated) } else { opposite });
    }
    let before = view.before(pending.tokens.start);
    Some(if view.is(before, class::STRONGER) {
        plain.scaled(stronger)
    } else if view.is(before, class::WEAKER) {
        plain.scaled(weaker)
    } else {
        plain
    })
}
