//! Noun phrases beside a reporting verb or preposition.

use std::ops::Range;

use crate::lexicon::word_class as class;
use crate::sentence_view::SentenceView;
use crate::text::{Shape, TokenKind};

/// Longest noun phrase, in tokens.
const MAX_TOKENS: usize = 16;

/// Returns the noun phrase that ends before token `end`, as a subject.
pub(super) fn before(view: &SentenceView<'_>, mut end: usize) -> Option<Range<usize>> {
    // "John Smith, a lawyer, said": the phrase goes on before the apposition.
    let mut reach = end;
    if view.is_kind(end.checked_sub(1), TokenKind::Comma) {
        end -= 1;
        let mark = |at: &usize| view.is_kind(*at, TokenKind::Comma) || view.kind(*at).is_quote();
        reach = (0..end).rev().take(MAX_TOKENS).find(mark)?;
        if !view.is_kind(reach, TokenKind::Comma) {
            return None;
        }
    }
    let start = phrase_start(view, reach);
    let start = (start..reach).find(|&at| view.is_word(at) && !is_opening(view, at))?;
    Some(start..end)
}

/// Walks left from `end` to where the noun phrase begins, openings such as "But" included.
fn phrase_start(view: &SentenceView<'_>, end: usize) -> usize {
    let mut start = end;
    while start > 0 && end - start < MAX_TOKENS {
        let at = start - 1;
        let stop_inside = view.is_kind(at, TokenKind::Stop) && at > 0 && end > start;
        if !(stop_inside || is_joined(view, at)) || is_verb(view, at) {
            break;
        }
        if view.is(at, class::SUBORDINATOR) {
            if start == end && view.is(at, class::PERSONAL_SOURCE) {
                return at; // "who said"
            }
            if !view.is(at, class::DETERMINER) {
                break;
            }
        }
        let joins_words = start < end && view.is_word(at.checked_sub(1));
        if view.is(at, class::THAT) || (view.is(at, class::COORDINATOR) && !joins_words) {
            break;
        }
        start = at;
        if view.is(at, class::PRONOUN) && end - start == 1 && !view.is(at, class::DETERMINER) {
            break; // a pronoun stands alone
        }
    }
    start
}

/// Tells whether a token can stand inside a noun phrase by its kind.
fn is_joined(view: &SentenceView<'_>, at: usize) -> bool {
    match view.kind(at) {
        TokenKind::Hyphen | TokenKind::Symbol => true,
        TokenKind::CloseSingle => !view.has_shape(at, Shape::SPACE),
        kind => kind.is_word(),
    }
}

/// Tells whether a word is a finite verb rather than part of a noun phrase.
fn is_verb(view: &SentenceView<'_>, at: usize) -> bool {
    let finite = class::BE | class::HAVE | class::DO | class::MODAL | class::REPORTING_VERB;
    let source_noun = class::VAGUE_PERSON | class::INSTITUTION | class::ROLE | class::EVIDENCE_NOUN;
    view.is(at, finite)
        && !view.is(at, source_noun | class::PRONOUN)
        && !view.has_shape(at, Shape::POSSESSIVE)
}

/// Tells whether a word opens a clause outside the phrase: "But", "In March", adverbs.
fn is_opening(view: &SentenceView<'_>, at: usize) -> bool {
    let opening =
        class::COORDINATOR | class::PREPOSITION | class::ADVERB_MID | class::MONTH | class::WEEKDAY;
    view.is(at, opening) && !view.is(at, class::VAGUE_PRONOUN | class::DETERMINER)
}

/// Returns the noun phrase that begins at token `start`, after the verb or preposition.
pub(super) fn after(view: &SentenceView<'_>, start: usize) -> Option<Range<usize>> {
    let limit = view.len().min(start + MAX_TOKENS);
    let goes_on = |at: usize| {
        let initial = view.is_kind(at, TokenKind::Stop)
            && at > start
            && view.tokens[at - 1].span.len() <= 4
            && at + 1 < limit
            && view.has_shape(at + 1, Shape::CAPITAL);
        (initial || is_joined(view, at))
            && (!ends_phrase(view, at, at > start) || view.has_shape(at, Shape::POSSESSIVE))
    };
    let end = (start..limit).find(|&at| !goes_on(at)).unwrap_or(limit);
    let trailing = class::OF_FOR | class::COORDINATOR;
    let last = (start..end).rfind(|&at| view.is_word(at) && !view.is(at, trailing))?;
    Some(start..last + 1)
}

/// Tells whether a noun phrase ends before the word; `inside` if it has begun.
fn ends_phrase(view: &SentenceView<'_>, at: usize, inside: bool) -> bool {
    let verb = class::BE | class::HAVE | class::DO | class::MODAL;
    let in_phrase = verb | class::SUBORDINATOR | class::PRONOUN;
    view.is(at, class::WEEKDAY | class::THAT | class::CLAUSE_BREAK)
        || (inside && view.is(at, in_phrase) && !view.is(at, class::DETERMINER))
        || (view.is(at, class::TIME_PREPOSITION | class::PREPOSITION)
            && !view.is(at, class::OF_FOR))
}

/// Tells whether a noun phrase that could be a source begins at `at`.
pub(super) fn begins(view: &SentenceView<'_>, at: usize) -> bool {
    let opener = class::ARTICLE
        | class::POSSESSIVE
        | class::VAGUE_PERSON
        | class::INSTITUTION
        | class::ROLE
        | class::TITLE
        | class::VAGUE_PRONOUN;
    let no_name = class::FIRST_PERSON | class::WEEKDAY | class::MONTH;
    at < view.len()
        && view.is_word(at)
        && ((view.has_shape(at, Shape::CAPITAL) && !view.is(at, no_name))
            || (view.is(at, opener) && !view.is(at, class::THAT | class::OBJECT_PRONOUN)))
}
