//! Rules for the modal verbs: epistemic modality or something else.
//!
//! The division follows Palmer, *Mood and Modality* (2001): epistemic
//! ("it may rain"), deontic ("you may go"), dynamic ("he could swim").

use super::pending::RuleInput;
use crate::lexicon::{Reading, Roles, word_class as class};
use crate::sentence_view::SentenceView;
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
    (determined || (!pronoun && (stands_before_of(input) || stands_as_noun(input))))
        .then_some(Reading::Literal)
}

/// "Military might alone wins nothing.", "the will was read": what follows is no verb to a modal.
fn stands_as_noun(input: &RuleInput<'_>) -> bool {
    let (view, after) = (input.view, input.after());
    let Some(at) = input.single().filter(|&at| !view.is(at, class::NEGATOR)) else { return false };
    let finite = view.is(after, class::AFTER_NOUN);
    // "its naval might, and its gold"
    let qualified = input.before().is_some_and(|before| {
        view.is_kind(before, TokenKind::Word)
            && view.ends_in(before, &view.vocabulary.endings.adjective)
    });
    let parted = after.is_none_or(|next| {
        !view.is_word(next) || view.is(next, class::COORDINATOR | class::PREPOSITION)
    });
    let past = after.is_some_and(|next| view.ends_in(next, &view.vocabulary.endings.past));
    view.is_kind(at, TokenKind::Word) && (finite || (qualified && (parted || past)))
}

/// "Theresa May Quits as Party Splits", "Will Wins Again": a name before a verb in a headline.
pub(super) fn name_in_headline(input: &RuleInput<'_>) -> Option<Reading> {
    let (view, at) = (input.view, input.single()?);
    let next = view.after(at)?;
    let name = view.has_shape(at, Shape::CAPITAL)
        && view.has_shape(next, Shape::CAPITAL)
        && view.is_kind(next, TokenKind::Word)
        && is_third_person(view, next);
    name.then_some(Reading::Literal)
}

/// Tells whether a word may be the third person of a verb, by its ending.
fn is_third_person(view: &SentenceView<'_>, at: usize) -> bool {
    let endings = &view.vocabulary.endings;
    let word = view.written(at).to_lowercase();
    let ends = |list: &[String]| list.iter().any(|ending| word.ends_with(ending.as_str()));
    let closed = class::PRONOUN | class::POSSESSIVE | class::ADVERB_MID | class::DETERMINER;
    ends(&endings.third_person) && !ends(&endings.base) && !view.is(at, closed | class::BE)
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
        // "From the hill he could see the sea."
        || (view.is(view.before(at), class::PERSON_PRONOUN)
            && view.is(after, class::PERCEIVED)
            && view.is(view.after(after), class::ARTICLE | class::OBJECT_PRONOUN))
        // "By the age of four he could read."
        || (!view.is(after, class::BE)
            && (at.saturating_sub(PAST_REACH)..view.len().min(at + PAST_REACH))
                .any(|near| frames_past(view, near)));
    // Where even present ability counts, so does its past.
    let counts = input.profile.ability_counts;
    ability.then_some(if counts { Reading::Epistemic } else { Reading::Dynamic })
}

/// "Will the bridge hold?"
pub(super) fn open_question(input: &RuleInput<'_>) -> Option<Reading> {
    let (view, at) = (input.view, input.single()?);
    let asked = view.question
        && view.is_initial(at)
        && !view.is(at, class::NEGATOR)
        && !view.is(view.after(at), class::FIRST_PERSON | class::SECOND_PERSON);
    asked.then_some(Reading::Epistemic)
}

/// "They have to wear a tie.", "ought to"
pub(super) fn duty(input: &RuleInput<'_>) -> Option<Reading> {
    let family = input.cue.family.as_ref()?;
    let phrase = input.single().is_none() && input.view.is(input.last(), class::TO);
    let reading = input.profile.readings.get(family).copied();
    reading.filter(|reading| phrase && !reading.counts())
}

/// "The shop will open on Monday."
pub(super) fn future(input: &RuleInput<'_>) -> Option<Reading> {
    let reading = input.profile.readings.get(input.cue.family.as_ref()?).copied();
    reading.filter(|reading| !reading.counts())
}

/// "in his youth", "as a boy", "when she was four", "in 1990"
fn frames_past(view: &SentenceView<'_>, at: usize) -> bool {
    let before = view.before(at);
    let determined = view.is(before, class::ARTICLE | class::POSSESSIVE);
    let opener = if determined { view.before(before) } else { before };
    if view.is(at, class::PAST_FRAME) {
        return view.is(opener, class::PAST_OPENER);
    }
    if view.is(at, class::LIFE_STAGE) {
        return determined && view.is(opener, class::PAST_CLAUSE);
    }
    if view.is(at, class::WAS) {
        return view.is(before, class::PERSON_PRONOUN | class::FIRST_PERSON)
            && view.is(view.before(before), class::PAST_CLAUSE);
    }
    // A year before 2000.
    view.is_kind(at, TokenKind::Number)
        && view.is(before, class::PAST_OPENER)
        && view.written(at).len() == 4
        && view.written(at).starts_with('1')
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
