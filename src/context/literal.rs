//! Rules that find words used outside the sense for which they are listed.

use super::pending::RuleInput;
use crate::lexicon::{Reading, Roles, word_class as class};
use crate::sentence_view::SentenceView;
use crate::text::{Shape, TokenKind};

/// "She met Will in May at Hope House."
pub(super) fn capitalized(input: &RuleInput<'_>) -> Option<Reading> {
    let (view, at) = (input.view, input.single()?);
    let capital_follows = || view.has_shape(view.after(at), Shape::CAPITAL);
    // "IF Metall": capitals before a capitalized word are part of its name.
    let upper_name =
        || capital_follows() && view.after(at).is_some_and(|next| !view.is_upper(next));
    // "Will Smith": a modal before a capital, at the start of a sentence; "J. May".
    let roles = input.cue.roles;
    let initialed = || roles.intersects(Roles::FIRST_NAME | Roles::MONTH) && has_initials(input);
    let first_name = || {
        (roles.contains(Roles::FIRST_NAME) && !view.question && capital_follows()) || initialed()
    };
    let name = view.is_kind(at, TokenKind::Word)
        && view.has_shape(at, Shape::CAPITAL)
        && (!view.is_upper(at) || upper_name())
        && input.cue.name.starts_with(char::is_lowercase)
        && !view.is(at, class::NEVER_NAME)
        && (!view.is_initial(at) || first_name())
        && !view.is_headline();
    name.then_some(Reading::Literal)
}

/// "J. May": a letter with a full stop before the word.
fn has_initials(input: &RuleInput<'_>) -> bool {
    let (view, before) = (input.view, input.before());
    let letter = before.and_then(|stop| view.before(stop));
    view.is_kind(before, TokenKind::Stop) && view.is_kind(letter, TokenKind::Word)
}

/// "They talked about the house": an approximator without a quantity.
pub(super) fn no_quantity(input: &RuleInput<'_>) -> Option<Reading> {
    let view = input.view;
    let mut after = input.after();
    for _ in 0..3 {
        let Some(at) = after else { break };
        let next = view.after(at);
        let article = view.is(at, class::ARTICLE);
        if view.is_number(at)
            || (view.is(at, class::QUANTITY | class::NUMBER_WORD) && !article)
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
    let before = input.before();
    let behind = view.is_number(before)
        || view.is(before, class::UNIT)
        || view.is_kind(before, TokenKind::Hyphen);
    let inside = input.tokens.clone().any(|at| view.is_number(at));
    let counted = inside || (behind && input.single().is_none());
    (!counted).then_some(Reading::Literal)
}

/// "She asked if the plan would work."
pub(super) fn indirect_question(input: &RuleInput<'_>) -> Option<Reading> {
    let (view, at) = (input.view, input.single()?);
    let asked = view.is(at, class::CONDITIONAL) && view.is(view.before(at), class::ASKING_VERB);
    asked.then_some(Reading::Epistemic)
}

/// "If the dough sticks, add flour.", "Cover it if the top browns."
pub(super) fn instruction(input: &RuleInput<'_>) -> Option<Reading> {
    let (view, tokens) = (input.view, &input.tokens);
    if view.question {
        return None;
    }
    let starts = if view.is_initial(tokens.start) {
        let comma = (tokens.end..view.len()).find(|&at| view.is_kind(at, TokenKind::Comma))?;
        view.after(comma)
    } else {
        (0..tokens.start).find(|&at| view.is_initial(at) && view.is_word(at))
    };
    let instructs = view.is(starts, class::IMPERATIVE) && !is_named(view, view.after(starts));
    instructs.then_some(Reading::Literal)
}

/// Tells whether a word shows that the one before it is a noun: "use of", "contact was".
fn is_named(view: &SentenceView<'_>, at: Option<usize>) -> bool {
    view.is(at, class::BE | class::HAVE | class::DO | class::MODAL | class::OF)
}

/// "Whether or not it rains, we play."
pub(super) fn indifferent(input: &RuleInput<'_>) -> Option<Reading> {
    let (view, tokens) = (input.view, &input.tokens);
    if !view.is_initial(tokens.start) || view.question {
        return None;
    }
    let comma = (tokens.end..view.len()).find(|&at| view.is_kind(at, TokenKind::Comma))?;
    let either = (tokens.start..comma).any(|at| view.is(at, class::COORDINATOR));
    // "Whether he paid or not, is unclear."
    let subject = view.is(view.after(comma), class::BE | class::HAVE | class::MODAL | class::DO);
    let goes_on = view.is(view.after(comma), class::COORDINATOR);
    (either && !subject && !goes_on).then_some(Reading::Literal)
}

/// "The suspect was arrested."
pub(super) fn belief_noun(input: &RuleInput<'_>) -> Option<Reading> {
    let (view, at) = (input.view, input.single()?);
    // Only cues that attribute are verbs which can be nouns, and "a suspected leak" has none.
    let noun = input.cue.attribution
        && view.is(view.before(at), class::ARTICLE | class::POSSESSIVE)
        && !view.is(view.after(at), class::THAT)
        && !view.ends_in(at, &view.vocabulary.endings.past);
    noun.then_some(Reading::Literal)
}
