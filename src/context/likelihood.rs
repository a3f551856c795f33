//! What negation and adverbs of degree make of an expressed probability.
//!
//! The factors are data (`lexicons/en/likelihood.toml`); a negated phrase loses its
//! degree ("not very likely" is no more than "not likely"), and one that was below
//! one half does not go all the way to the other side ("not unlikely").

use super::negation::{contains_negator, is_modal};
use super::{Draft, SentenceContext};
use crate::lexicon::{Cue, Likelihood, Probability, word_class as class};

/// The probability that readers take from a match. "may not" leaves both sides
/// open, and an entry with a negator of its own has the probability of the whole.
pub(super) fn expressed(
    context: &SentenceContext<'_>,
    cue: &Cue,
    draft: &Draft,
) -> Option<Probability> {
    let plain = cue.probability?;
    let Likelihood { stronger, weaker, understated, .. } = *Likelihood::builtin();
    if draft.negated && !is_modal(cue) && !contains_negator(context, draft) {
        let opposite = plain.complement();
        return Some(if plain.mid < 0.5 { opposite.scaled(understated) } else { opposite });
    }
    let before = context.before(draft.tokens.start);
    Some(if context.is(before, class::STRONGER) {
        plain.scaled(stronger)
    } else if context.is(before, class::WEAKER) {
        plain.scaled(weaker)
    } else {
        plain
    })
}
