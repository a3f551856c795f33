//! Rules for the modal verbs: epistemic modality or something else.
//!
//! The division follows Palmer, *Mood and Modality* (2001): epistemic
//! ("it may rain"), deontic ("you may go"), dynamic ("he could swim").

use std::ops::Range;

use super::{Draft, SentenceContext};
use crate::lexicon::{Cue, Family, Reading, word_class as class};
use crate::text::{Shape, TokenKind};

/// How far, in tokens, a word may stand that puts "could" into the past.
const PAST_REACH: usize = 30;

pub(super) fn hyphenated(context: &SentenceContext<'_>, _: &Cue, draft: &mut Draft) -> bool {
    let before = context.kind(draft.tokens.start.checked_sub(1)) == Some(TokenKind::Hyphen);
    let next = draft.tokens.end;
    let after = context.tokens().contains(&next)
        && context.words.kind(next) == TokenKind::Hyphen
        && !context.has_shape(next, Shape::SPACE);
    if before || after {
        draft.reading = Reading::Literal;
    }
    before || after
}

pub(super) fn month(context: &SentenceContext<'_>, _: &Cue, draft: &mut Draft) -> bool {
    if draft.tokens.len() != 1 {
        return false;
    }
    let at = draft.tokens.start;
    let before = context.before(at);
    let after = context.at_or_after(at + 1);
    let number_after = context.kind(after) == Some(TokenKind::Number);
    let closes = after.is_none_or(|a| !context.words.kind(a).is_word());
    let is_month = if context.has_shape(at, Shape::CAPITAL) && !context.is_upper(at) {
        // At the start of a sentence, where every word has a capital.
        number_after
            || context.is(after, class::BE | class::HAVE | class::MODAL | class::MONTH)
            || context.kind(after) == Some(TokenKind::Comma)
            || after.is_some_and(|a| context.has_shape(a, Shape::CLITIC_S))
    } else {
        let time = context.is(before, class::TIME_PREPOSITION | class::MONTH)
            || context.kind(before) == Some(TokenKind::Number);
        number_after || (time && closes)
    };
    if is_month {
        draft.reading = Reading::Literal;
    }
    is_month
}

pub(super) fn noun(context: &SentenceContext<'_>, _: &Cue, draft: &mut Draft) -> bool {
    let before = context.before(draft.tokens.start);
    let is_noun = context.is(before, class::ARTICLE | class::POSSESSIVE)
        && !context.is(before, class::PRONOUN);
    if is_noun {
        draft.reading = Reading::Literal;
    }
    is_noun
}

pub(super) fn wish(context: &SentenceContext<'_>, _: &Cue, draft: &mut Draft) -> bool {
    let wish = draft.tokens.len() == 1
        && context.is_initial(draft.tokens.start)
        && !context.headline
        && context.has_shape(draft.tokens.start, Shape::CAPITAL)
        && !context.words.is(draft.tokens.start, class::NEGATOR);
    if wish {
        draft.reading = Reading::Deontic;
    }
    wish
}

pub(super) fn permission(context: &SentenceContext<'_>, cue: &Cue, draft: &mut Draft) -> bool {
    let before = context.before(draft.tokens.start);
    let after = context.at_or_after(draft.tokens.end);
    // "Can I …?", "Could you …?"
    let asks = before.is_none()
        && context.sentence.question
        && context.is(after, class::FIRST_PERSON | class::SECOND_PERSON);
    let gives = cue.family == Some(Family::May)
        && context.is(before, class::SECOND_PERSON | class::PERMISSION_NOUN)
        && context.is(after, class::PERMISSION_VERB);
    if asks || gives {
        draft.reading = Reading::Deontic;
    }
    asks || gives
}

pub(super) fn perfect(context: &SentenceContext<'_>, _: &Cue, draft: &mut Draft) -> bool {
    let mut after = context.at_or_after(draft.tokens.end);
    while context.is(after, class::NEGATOR | class::ADVERB_MID) {
        after = after.and_then(|a| context.at_or_after(a + 1));
    }
    let inside = context.words.is(draft.tokens.end - 1, class::HAVE);
    if !inside && !context.is(after, class::HAVE) {
        return false;
    }
    let follows = if inside { after } else { after.and_then(|a| context.at_or_after(a + 1)) };
    // "must have a permit" is duty: a participle has to follow.
    let object = class::DETERMINER | class::POSSESSIVE | class::PREPOSITION;
    let perfect = !context.is(follows, object);
    if perfect {
        draft.reading = Reading::Epistemic;
    }
    perfect
}

pub(super) fn past_ability(context: &SentenceContext<'_>, _: &Cue, draft: &mut Draft) -> bool {
    if draft.tokens.len() != 1 {
        return false;
    }
    let at = draft.tokens.start;
    let after = context.at_or_after(at + 1);
    let ability = context.words.is(at, class::NEGATOR)
        || context.is(after, class::NEGATOR | class::PERCEPTION_VERB)
        || after.is_none_or(|a| !context.words.kind(a).is_word())
        // "Gunfire could be heard."
        || (context.is(after, class::BE)
            && context.is(after.and_then(|a| context.at_or_after(a + 1)), class::PERCEIVED))
        // "By the age of four he could read."
        || (!context.is(after, class::BE)
            && near(context, at).any(|t| context.words.is(t, class::PAST_FRAME)));
    if ability {
        draft.reading = match context.profile.readings.get(&Family::Can) {
            // Where even "can" counts, so does its past.
            Some(Reading::Epistemic) => Reading::Epistemic,
            _ => Reading::Dynamic,
        };
    }
    ability
}

/// The tokens of the sentence near `at`.
fn near(context: &SentenceContext<'_>, at: usize) -> Range<usize> {
    let tokens = context.tokens();
    tokens.start.max(at.saturating_sub(PAST_REACH))..tokens.end.min(at + PAST_REACH)
}

pub(super) fn profile_default(context: &SentenceContext<'_>, cue: &Cue, draft: &mut Draft) -> bool {
    let Some(family) = cue.family else { return false };
    // A phrase that begins with a modal was listed for its own sense.
    let last = draft.tokens.end - 1;
    if draft.tokens.len() > 1 && !context.words.is(last, class::NEGATOR | class::HAVE) {
        return false;
    }
    match context.profile.readings.get(&family) {
        Some(reading) => {
            draft.reading = *reading;
            true
        }
        None => false,
    }
}
