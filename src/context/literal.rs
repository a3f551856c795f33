//! Rules that find words used outside the sense for which they are listed.

use super::{Draft, SentenceContext};
use crate::lexicon::{Cue, CueClass, Family, Reading, word_class as class};
use crate::text::{Shape, TokenKind};

pub(super) fn capitalised(context: &SentenceContext<'_>, cue: &Cue, draft: &mut Draft) -> bool {
    let at = draft.tokens.start;
    let name = draft.tokens.len() == 1
        && context.words.kind(at) == TokenKind::Word
        && context.has_shape(at, Shape::CAPITAL)
        && (!context.is_upper(at) || upper_name(context, at))
        && !context.headline
        && cue.name.chars().next().is_some_and(char::is_lowercase)
        && (!context.is_initial(at) || first_name(context, cue, at));
    if name {
        draft.reading = Reading::Literal;
    }
    name
}

/// "IF Metall": capitals before a capitalised word are part of its name.
fn upper_name(context: &SentenceContext<'_>, at: usize) -> bool {
    let next = context.at_or_after(at + 1);
    next.is_some_and(|n| context.has_shape(n, Shape::CAPITAL) && !context.is_upper(n))
}

/// "Will Smith", "Mark": a modal before a capital, at the start of a sentence.
fn first_name(context: &SentenceContext<'_>, cue: &Cue, at: usize) -> bool {
    let next = context.at_or_after(at + 1);
    cue.family == Some(Family::Will)
        && !context.sentence.question
        && next.is_some_and(|n| context.has_shape(n, Shape::CAPITAL))
}

pub(super) fn no_quantity(context: &SentenceContext<'_>, _: &Cue, draft: &mut Draft) -> bool {
    let quantity = class::QUANTITY | class::NUMBER_WORD;
    let mut after = context.at_or_after(draft.tokens.end);
    let mut found = false;
    for _ in 0..3 {
        let Some(at) = after else { break };
        let unit = context.words.is(at, class::ARTICLE)
            && context.is(context.at_or_after(at + 1), class::UNIT | class::PERIOD);
        found = unit
            || context.words.is_number(at)
            || (context.words.is(at, quantity) && !context.words.is(at, class::ARTICLE));
        let glue = context.words.is(at, class::QUANTITY_GLUE | class::CURRENCY)
            || matches!(context.words.kind(at), TokenKind::Symbol | TokenKind::Hyphen);
        if found || !glue {
            break;
        }
        after = context.at_or_after(at + 1);
    }
    // "300 or so", "forty-odd", "an hour or thereabouts".
    let before = context.before(draft.tokens.start);
    let behind = context.is_number(before)
        || context.is(before, class::UNIT)
        || context.kind(before) == Some(TokenKind::Hyphen);
    let inside = draft.tokens.clone().any(|at| context.words.is_number(at));
    if found || inside || (behind && draft.tokens.len() > 1) {
        return false;
    }
    draft.reading = Reading::Literal;
    true
}

pub(super) fn indirect_question(context: &SentenceContext<'_>, _: &Cue, draft: &mut Draft) -> bool {
    let asked = draft.tokens.len() == 1
        && context.is(Some(draft.tokens.start), class::CONDITIONAL)
        && context.is(context.before(draft.tokens.start), class::ASKING_VERB);
    if asked {
        draft.class = CueClass::Unknown;
        draft.reading = Reading::Epistemic;
    }
    asked
}

pub(super) fn belief_noun(context: &SentenceContext<'_>, cue: &Cue, draft: &mut Draft) -> bool {
    // Only verbs are mistaken for nouns, and "a suspected leak" is no noun.
    let at = draft.tokens.start;
    let noun = cue.attribution
        && draft.tokens.len() == 1
        && !context.words.tokens[at].text(context.words.text).ends_with("ed")
        && context.is(context.before(draft.tokens.start), class::ARTICLE | class::POSSESSIVE)
        && !context.is(context.at_or_after(draft.tokens.end), class::THAT);
    if noun {
        draft.reading = Reading::Literal;
    }
    noun
}
