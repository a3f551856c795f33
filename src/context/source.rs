//! Sources: who is said to say something, and whether it is somebody who can be asked.

use std::ops::Range;

use super::noun_phrase;
use crate::lexicon::word_class as class;
use crate::sentence_view::SentenceView;
use crate::text::{Shape, TokenKind};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SourceKind {
    /// A name, or an institution or role that can be asked.
    Named,
    /// A pronoun that stands for a source mentioned before.
    Pronoun,
    /// The author ("I", "we").
    Author,
    /// Somebody nobody can ask.
    Vague,
}

pub(super) fn kind(view: &SentenceView<'_>, source: &Range<usize>) -> SourceKind {
    let (first, single) = (source.start, source.len() == 1);
    let vague_pronoun = view.is(first, class::VAGUE_PRONOUN);
    let any = |classes| source.clone().any(|at| view.is(at, classes));
    let person = class::INSTITUTION | class::ROLE;
    let definite = || view.is(first, class::ARTICLE | class::POSSESSIVE | person);
    let named = || source.clone().any(|at| is_name(view, at));
    if single && view.is(first, class::FIRST_PERSON) {
        SourceKind::Author
    } else if single && view.is(first, class::PERSONAL_SOURCE | class::PRONOUN) && !vague_pronoun {
        SourceKind::Pronoun
    } else if !single && view.is_number(first) && any(class::UNIT) {
        SourceKind::Named // "37 percent of voters": a poll can be looked up
    } else if vague_pronoun {
        SourceKind::Vague
    } else if named() || (definite() && any(person | class::TITLE)) {
        SourceKind::Named
    } else if any(class::VAGUE_PERSON | class::VAGUE_PRONOUN) {
        SourceKind::Vague
    } else if definite() || any(person | class::EVIDENCE_NOUN) {
        SourceKind::Named
    } else {
        SourceKind::Vague
    }
}

/// Tells whether a word is a name, or the title of one.
fn is_name(view: &SentenceView<'_>, at: usize) -> bool {
    // At the start of the sentence a capital says nothing of a known word.
    view.has_shape(at, Shape::CAPITAL)
        && view.is_kind(at, TokenKind::Word)
        && (!view.is_initial(at) || is_unfamiliar(view, at) || view.is(at, class::TITLE))
        && !view.is(at, class::WEEKDAY | class::MONTH | class::ARTICLE)
}

/// Tells whether a capitalized word at the start of a sentence is likely a name:
/// one that the lexicons do not know, or know only as part of a phrase.
fn is_unfamiliar(view: &SentenceView<'_>, at: usize) -> bool {
    // Words that may follow "of" are open: a name can be among them.
    let classes = view.classes(at) & !class::VERBAL_OF;
    let word = view.vocabulary.word(view.id(at));
    let plural = || view.vocabulary.endings.plural.iter().any(|ending| word.ends_with(ending));
    word.is_empty() || (classes == 0 && !plural())
}

/// Returns the source of a reporting verb or preposition; `earlier` is that of the verb before it.
pub(super) fn of_verb(
    view: &SentenceView<'_>,
    verb: &Range<usize>,
    earlier: Option<&Range<usize>>,
) -> Option<Range<usize>> {
    if is_preposition(view, verb) {
        return noun_phrase::after(view, verb.end);
    }
    // "The report says": the noun is part of the match and the source.
    let noun = class::EVIDENCE_NOUN | class::VAGUE_PERSON | class::INSTITUTION | class::ROLE;
    if verb.len() > 1 && view.is(verb.start, noun) {
        return noun_phrase::before(view, skip_auxiliaries(view, verb.end - 1));
    }
    let subject_end = skip_auxiliaries(view, verb.start);
    let before = subject_end.checked_sub(1);
    let set_off = !view.is_word(before) && !view.is_kind(before, TokenKind::CloseBracket);
    if let Some(before) = before
        && set_off
        && noun_phrase::begins(view, verb.end)
    {
        // “…,” said Smith; but "Smith, a lawyer, said the …" goes on after the verb.
        let quote = view.quoted[before] || view.quoted[before.saturating_sub(1)];
        let inverted = noun_phrase::after(view, verb.end);
        let closed = inverted
            .as_ref()
            .is_some_and(|source| !view.tokens.get(source.end).is_some_and(|t| t.kind.is_word()));
        if quote || closed {
            return inverted;
        }
    }
    // "…, Smith said, adding that", "Smith said … and added that": the same speaker goes on.
    let participle = view.ends_in(verb.start, &view.vocabulary.endings.participle);
    let goes_on = (participle && (set_off || view.is(before, class::PREPOSITION)))
        || view.is(before, class::COORDINATOR);
    let own = if goes_on { earlier.cloned() } else { noun_phrase::before(view, subject_end) };
    own.or_else(|| first_subject(view, verb.start))
}

/// Returns the source inside a phrase such as "some critics say", with what belongs
/// to it before the phrase ("Sanders advisers").
pub(super) fn inside(view: &SentenceView<'_>, phrase: &Range<usize>) -> Option<Range<usize>> {
    let vague = class::VAGUE_PERSON | class::VAGUE_PRONOUN;
    let end = match phrase.clone().rfind(|&at| view.is(at, vague)) {
        Some(last) => last + 1,
        // "advisers insist": the verb comes last.
        None if phrase.len() > 1 => phrase.end - 1,
        None => return None,
    };
    let start = phrase.start;
    if is_preposition(view, &(start..start + phrase.len().min(2))) {
        return (start + 2 < end).then_some(start + 2..end);
    }
    let whole = noun_phrase::before(view, end).filter(|whole| whole.start <= start);
    whole.or(Some(start..end))
}

/// Tells whether the source follows the cue, as in "according to".
pub(super) fn is_preposition(view: &SentenceView<'_>, cue: &Range<usize>) -> bool {
    view.is(cue.start, class::SOURCE_OPENER) && view.is(cue.end - 1, class::SOURCE_PREPOSITION)
}

/// Returns the end of the subject before a verb and its auxiliaries, negation and adverbs.
fn skip_auxiliaries(view: &SentenceView<'_>, verb: usize) -> usize {
    let skipped = |at: usize| {
        let auxiliary =
            class::HAVE | class::DO | class::MODAL | class::NEGATOR | class::ADVERB_MID | class::BE;
        let adverb = view.is_kind(at, TokenKind::Word)
            && !view.has_shape(at, Shape::CAPITAL)
            && view.tokens[at].span.len() > 4
            && view.ends_in(at, &view.vocabulary.endings.adverb);
        adverb || (view.is(at, auxiliary) && !view.is(at, class::DETERMINER | class::PRONOUN))
    };
    (0..verb).rfind(|&at| !skipped(at)).map_or(0, |at| at + 1)
}

/// Returns the subject with which the sentence begins, for "…, saying that".
fn first_subject(view: &SentenceView<'_>, before: usize) -> Option<Range<usize>> {
    let word = (0..before).find(|&at| view.is_word(at)).unwrap_or(before);
    let start = (word..before)
        .find(|&at| !view.is(at, class::COORDINATOR | class::ADVERB_MID))
        .unwrap_or(before);
    if view.is(start, class::OPENER) || view.ends_in(start, &view.vocabulary.endings.participle) {
        return None;
    }
    let pronoun = view.is(start, class::PERSONAL_SOURCE | class::FIRST_PERSON)
        && !view.is(start, class::POSSESSIVE);
    if pronoun && start < before {
        return Some(start..start + 1);
    }
    let noun = class::INSTITUTION
        | class::ROLE
        | class::VAGUE_PERSON
        | class::ARTICLE
        | class::POSSESSIVE
        | class::TITLE;
    let part = |at: usize| {
        let name = view.is_kind(at, TokenKind::Word)
            && view.has_shape(at, Shape::CAPITAL)
            && !view.is(at, class::SUBORDINATOR | class::PREPOSITION | class::MODAL);
        name || view.is(at, noun) || (at > start && view.is_kind(at, TokenKind::Hyphen))
    };
    let end = (start..before).find(|&at| !part(at)).unwrap_or(before);
    let last = end.checked_sub(1)?;
    let content = view.is_word(last) && !view.is(last, class::ARTICLE | class::POSSESSIVE);
    (end > start && content).then_some(start..end)
}
