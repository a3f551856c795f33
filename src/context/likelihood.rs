//! What negation and adverbs of degree make of an expressed probability.
//!
//! The factors are those that carry the surveyed "likely" (0.70) to "highly
//! likely" (0.90) and "unlikely" (0.20) to "highly unlikely" (0.05); a negated
//! phrase loses its degree ("not very likely" is no more than "not likely"), and
//! one that was below one half goes only half-way ("not unlikely").

use super::negation::{contains_negator, is_modal};
use super::{Draft, SentenceContext};
use crate::lexicon::{Cue, Probability, word_class as class};

/// How far "very" carries a probability from one half, in logits.
const STRONGER: f64 = 2.3;

/// How far "fairly" holds it back.
const WEAKER: f64 = 0.7;

/// How far a negation carries what was unlikely to the other side.
const UNDERSTATED: f64 = 0.5;

/// The probability that readers take from a match. "may not" leaves both sides
/// open, and an entry with a negator of its own has the probability of the whole.
pub(super) fn expressed(
    context: &SentenceContext<'_>,
    cue: &Cue,
    draft: &Draft,
) -> Option<Probability> {
    let plain = cue.probability?;
    if draft.negated && !is_modal(cue) && !contains_negator(context, draft) {
        let opposite = plain.complement();
        return Some(if plain.mid < 0.5 { opposite.scaled(UNDERSTATED) } else { opposite });
    }
    let before = context.before(draft.tokens.start);
    Some(if context.is(before, class::STRONGER) {
        plain.scaled(STRONGER)
    } else if context.is(before, class::WEAKER) {
        plain.scaled(WEAKER)
    } else {
        plain
    })
}
