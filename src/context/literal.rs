//! Rules that find words used outside the sense for which they are listed.

use super::pending::PendingMatch;
use super::policy::Policy;
use crate::lexicon::{Reading, Roles, word_class as class};
use crate::sentence::SentenceView;
use crate::text::{Shape, TokenKind};

/// "She met Will in May at Hope House."
pub(super) fn capitalized(
    view: &SentenceView<'_>,
    policy: &Policy,
    pending: &PendingMatch,
) -> Option<Reading> {
    let at = pending.single()?;
    let cue = policy.cue(pending);
    let name = view.is_kind(at, TokenKind::Word)
        && view.has_shape(at, Shape::CAPITAL)
        && (!view.is_upper(at) || upper_name(view, at))
        && cue.name.chars().next().is_some_and(char::is_lowercase)
        && (!view.is_initial(at)
            || (cue.roles().contains(Roles::FIRST_NAME) && first_name(view, at)))
        && !view.is_headline();
    name.then_some(Reading::Literal)
}

/// "IF Metall": capitals before a capitalized word are part of its name.
fn upper_name(view: &SentenceView<'_>, at: usize) -> bool {
    let next = view.at_or_after(at + 1);
    next.is_some_and(|next| view.has_shape(next, Shape::CAPITAL) && !view.is_upper(next))
}

/// "Will Smith": a modal before a capital, at the start of a sentence.
fn first_name(view: &SentenceView<'_>, at: usize) -> bool {
    !view.question && view.has_shape(view.at_or_after(at + 1), Shape::CAPITAL)
}

/// "They talked about the house": an approximator without a quantity.
pub(super) fn no_quantity(
    view: &SentenceView<'_>,
    _: &Policy,
    pending: &PendingMatch,
) -> Option<Reading> {
    let quantity = class::QUANTITY | class::NUMBER_WORD;
    let mut after = view.at_or_after(pending.tokens.end);
    for _ in 0..3 {
        let Some(at) = after else { break };
        let next = view.at_or_after(at + 1);
        let article = view.is(at, class::ARTICLE);
        if view.is_number(at)
            || (view.is(at, quantity) && !article)
            || (article && view.is(next, class::UNIT | class::PERIOD))
        {
            return None;
        }
        let glue = view.is(at, class::QUANTITY_GLUE | class::CURRENCY)
            || matches!(view.kind(at), TokenKind::Symbol | TokenKind::Hyphen);
        if !glue {
            break;
        }
        after = next;
    }
    // "300 or so", "forty-odd", "an hour or thereabouts".
    let before = view.before(pending.tokens.start);
    let behind = view.is_number(before)
        || view.is(before, class::UNIT)
        || view.is_kind(before, TokenKind::Hyphen);
    let inside = pending.tokens.clone().any(|at| view.is_number(at));
    let counted = inside || (behind && pending.single().is_none());
    (!counted).then_some(Reading::Literal)
}

/// "She asked if the plan would work."
pub(super) fn indirect_question(
    view: &SentenceView<'_>,
    _: &Policy,
    pending: &PendingMatch,
) -> Option<Reading> {
    let at = pending.single()?;
    let asked = view.is(at, class::CONDITIONAL) && view.is(view.before(at), class::ASKING_VERB);
    asked.then_some(Reading::Epistemic)
}

/// "The suspect was arrested."
pub(super) fn belief_noun(
    view: &SentenceView<'_>,
    policy: &Policy,
    pending: &PendingMatch,
) -> Option<Reading> {
    let at = pending.single()?;
    // Only verbs are mistaken for nouns, and "a suspected leak" is no noun.
    let noun = policy.cue(pending).attribution
        && view.is(view.before(at), class::ARTICLE | class::POSSESSIVE)
        && !view.is(view.at_or_after(at + 1), class::THAT)
        && !view.written(at).ends_with("ed");
    noun.then_some(Reading::Literal)
}
