//! The effect of negation and of adverbs of degree on an expressed probability.
//!
//! The factors are data (`likelihood.toml`); a negated phrase loses its
//! degree ("not very likely" is no more than "not likely"), and one that was below
//! one half does not go all the way to the other side ("not unlikely").

use super::negation::{contains_negator, is_modal};
use super::pending::PendingMatch;
use super::policy::Policy;
use crate::lexicon::{Cue, Likelihood, Probability, word_class as class};
use crate::sentence::SentenceView;

/// Returns the probability that readers take from a match. "may not" leaves both sides
/// open, and an entry with a negator of its own has the probability of the whole.
pub(super) fn expressed(
    view: &SentenceView<'_>,
    policy: &Policy,
    cue: &Cue,
    pending: &PendingMatch,
) -> Option<Probability> {
    let plain = cue.probability?;
    let Likelihood { stronger, weaker, understated, .. } = policy.lexicon().likelihood();
    if pending.negated && !is_modal(cue) && !contains_negator(view, pending) {
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
