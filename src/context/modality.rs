//! Rules for the modal verbs: epistemic modality or something else.
//!
//! The division follows Palmer, *Mood and Modality* (2001): epistemic
//! ("it may rain"), deontic ("you may go"), dynamic ("he could swim").

use super::pending::RuleInput;
use crate::lexicon::{Reading, Roles, word_class as class};
use crate::text::{Shape, TokenKind};

/// Distance in tokens at which a word still puts "could" into the past.
const PAST_REACH: usize = 30;

/// "must-win", "might-have-been".
pub(super) fn hyphenated(input: &RuleInput<'_>) -> Option<Reading> {
    let RuleInput { view, tokens, .. } = input;
    let before = view.is_kind(tokens.start.checked_sub(1), TokenKind::Hyphen);
    let next = (tokens.end < view.len()).then_some(tokens.end);
    let after = view.is_kind(next, TokenKind::Hyphen) && !view.has_shape(next, Shape::SPACE);
    (before || after).then_some(Reading::Literal)
}

/// "May 2019", "in May".
pub(super) fn month(input: &RuleInput<'_>) -> Option<Reading> {
    let (view, at) = (input.view, input.single()?);
    let after = view.after(at);
    let number_after = view.is_kind(after, TokenKind::Number);
    let is_month = if view.has_shape(at, Shape::CAPITAL) && !view.is_upper(at) {
        // At the start of a sentence every word has a capital.
        number_after
            || view.is(after, class::BE | class::HAVE | class::MODAL | class::MONTH)
            || view.is_kind(after, TokenKind::Comma)
            || view.has_shape(after, Shape::POSSESSIVE)
    } else {
        let before = view.before(at);
        let time = view.is(before, class::TIME_PREPOSITION | class::MONTH)
            || view.is_kind(before, TokenKind::Number);
        number_after || (time && !view.is_word(after))
    };
    is_month.then_some(Reading::Literal)
}

/// "his might", "sheer might of arms".
pub(super) fn noun(input: &RuleInput<'_>) -> Option<Reading> {
    let (view, before) = (input.view, input.before());
    let pronoun = view.is(before, class::PRONOUN | class::PERSONAL_SOURCE);
    let determined =
        view.is(before, class::ARTICLE | class::POSSESSIVE) && !view.is(before, class::PRONOUN);
    (determined || (!pronoun && stands_before_of(input))).then_some(Reading::Literal)
}

/// Tells whether "of" follows as it follows a noun, not as in "can of course", "must of been".
fn stands_before_of(input: &RuleInput<'_>) -> bool {
    let (view, after) = (input.view, input.after());
    let positive = input.single().is_some_and(|at| !view.is(at, class::NEGATOR));
    positive && view.is(after, class::OF) && !view.is(view.after(after), class::VERBAL_OF)
}

/// "May the best team win."
pub(super) fn wish(input: &RuleInput<'_>) -> Option<Reading> {
    let (view, at) = (input.view, input.single()?);
    let wish = view.is_initial(at)
        && view.has_shape(at, Shape::CAPITAL)
        && !view.is(at, class::NEGATOR)
        && !view.is_headline();
    wish.then_some(Reading::Deontic)
}

/// "You may now enter.", "Can I …?"
pub(super) fn permission(input: &RuleInput<'_>) -> Option<Reading> {
    let (view, before, after) = (input.view, input.before(), input.after());
    let asks = before.is_none()
        && view.question
        && view.is(after, class::FIRST_PERSON | class::SECOND_PERSON);
    let gives = input.cue.roles.contains(Roles::LEAVE)
        && view.is(before, class::SECOND_PERSON | class::PERMISSION_NOUN)
        && view.is(after, class::PERMISSION_VERB);
    (asks || gives).then_some(Reading::Deontic)
}

/// "They must have known."
pub(super) fn perfect(input: &RuleInput<'_>) -> Option<Reading> {
    let view = input.view;
    let mut after = input.after();
    while view.is(after, class::NEGATOR | class::ADVERB_MID) {
        after = view.after(after);
    }
    let inside = view.is(input.last(), class::HAVE);
    if !inside && !view.is(after, class::HAVE) {
        return None;
    }
    let follows = if inside { after } else { view.after(after) };
    // "must have a permit" is duty: a participle has to follow.
    let object = class::DETERMINER | class::POSSESSIVE | class::PREPOSITION;
    (!view.is(follows, object)).then_some(Reading::Epistemic)
}

/// "He could not find the key."
pub(super) fn past_ability(input: &RuleInput<'_>) -> Option<Reading> {
    let (view, at) = (input.view, input.single()?);
    let after = view.after(at);
    let ability = view.is(at, class::NEGATOR)
        || view.is(after, class::NEGATOR | class::PERCEPTION_VERB)
        || !view.is_word(after)
        // "Gunfire could be heard."
        || (view.is(after, class::BE) && view.is(view.after(after), class::PERCEIVED))
        // "By the age of four he could read."
        || (!view.is(after, class::BE)
            && (at.saturating_sub(PAST_REACH)..view.len().min(at + PAST_REACH))
                .any(|near| view.is(near, class::PAST_FRAME)));
    // Where even present ability counts, so does its past.
    let counts = input.profile.ability_counts;
    ability.then_some(if counts { Reading::Epistemic } else { Reading::Dynamic })
}

/// The profile's reading of the modal.
pub(super) fn profile_default(input: &RuleInput<'_>) -> Option<Reading> {
    let family = input.cue.family.as_ref()?;
    // A phrase that begins with a modal was listed for its own sense.
    if input.single().is_none() && !input.view.is(input.last(), class::NEGATOR | class::HAVE) {
        return None;
    }
    input.profile.readings.get(family).copied()
}
