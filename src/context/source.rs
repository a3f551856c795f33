//! Sources: the noun phrase that a reporting verb belongs to, and whether it
//! names somebody who can be asked.

use std::ops::Range;

use super::SentenceContext;
use crate::lexicon::word_class as class;
use crate::text::{Shape, TokenKind};

/// No source is longer than this many tokens.
const MAX_TOKENS: usize = 16;

/// What kind of source a noun phrase is.
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

/// Classifies a source.
pub(super) fn kind(context: &SentenceContext<'_>, source: &Range<usize>) -> SourceKind {
    let words = &context.words;
    let alone = source.len() == 1;
    if alone && words.is(source.start, class::FIRST_PERSON) {
        return SourceKind::Author;
    }
    if alone
        && words.is(source.start, class::PERSONAL_SOURCE | class::PRONOUN)
        && !words.is(source.start, class::VAGUE_PRONOUN)
    {
        return SourceKind::Pronoun;
    }
    let named = source.clone().any(|at| {
        let token = &words.tokens[at];
        let capital = token.shape.has(Shape::CAPITAL) && token.kind == TokenKind::Word;
        // At the start of the sentence a capital says nothing of a known word.
        capital
            && (!context.is_initial(at) || unfamiliar(context, at) || words.is(at, class::TITLE))
            && !words.is(at, class::WEEKDAY | class::MONTH | class::ARTICLE)
    });
    let of = |classes| source.clone().any(|at| words.is(at, classes));
    let definite = words.is(source.start, class::ARTICLE | class::POSSESSIVE)
        || words.is(source.start, class::INSTITUTION | class::ROLE);
    // "37 percent of voters": a poll can be looked up.
    let counted = source.len() > 1 && words.is_number(source.start) && of(class::UNIT);
    if counted {
        SourceKind::Named
    } else if of(class::VAGUE_PRONOUN) && words.is(source.start, class::VAGUE_PRONOUN) {
        SourceKind::Vague
    } else if named || (definite && of(class::INSTITUTION | class::ROLE | class::TITLE)) {
        SourceKind::Named
    } else if of(class::VAGUE_PERSON | class::VAGUE_PRONOUN) {
        SourceKind::Vague
    } else if definite || of(class::INSTITUTION | class::ROLE | class::EVIDENCE_NOUN) {
        SourceKind::Named
    } else {
        SourceKind::Vague
    }
}

/// Whether a capitalised word at the start of a sentence is likely a name:
/// one that the lexicons do not know, or know only as part of a phrase.
fn unfamiliar(context: &SentenceContext<'_>, at: usize) -> bool {
    let words = &context.words;
    let id = words.id(at);
    id == 0 || (words.vocabulary.classes(id) == 0 && !words.vocabulary.word(id).ends_with('s'))
}

/// Words between a subject and its verb: auxiliaries, negation, adverbs.
pub(super) fn skip_auxiliaries(context: &SentenceContext<'_>, verb: usize) -> usize {
    let mut start = verb;
    while let Some(before) = start.checked_sub(1).filter(|b| context.tokens().contains(b)) {
        let token = &context.words.tokens[before];
        let auxiliary = context.words.is(
            before,
            class::HAVE | class::DO | class::MODAL | class::NEGATOR | class::ADVERB_MID | class::BE,
        ) && !context.words.is(before, class::DETERMINER | class::PRONOUN);
        let adverb = token.kind == TokenKind::Word
            && !token.shape.has(Shape::CAPITAL)
            && token.span.len() > 4
            && token.text(context.words.text).ends_with("ly");
        if !auxiliary && !adverb {
            break;
        }
        start = before;
    }
    start
}

/// The noun phrase that ends before token `end`, as a subject.
pub(super) fn before(context: &SentenceContext<'_>, end: usize) -> Option<Range<usize>> {
    let first = context.sentence.tokens.start;
    if end <= first {
        return None;
    }
    let mut end = end;
    // "John Smith, a lawyer, said": the phrase goes on before the apposition.
    let mut reach = end;
    if context.words.kind(end - 1) == TokenKind::Comma {
        let comma = (first..end - 1).rev().take(MAX_TOKENS).find(|&at| {
            context.words.kind(at) == TokenKind::Comma || context.words.kind(at).is_quote()
        })?;
        if context.words.kind(comma) != TokenKind::Comma {
            return None;
        }
        end -= 1;
        reach = comma;
    }
    let start = phrase_start(context, first, reach)?;
    (start < reach).then_some(start..end)
}

/// Walks left from `end` to where the noun phrase begins.
fn phrase_start(context: &SentenceContext<'_>, first: usize, end: usize) -> Option<usize> {
    let words = &context.words;
    let mut start = end;
    while start > first && end - start < MAX_TOKENS {
        let at = start - 1;
        let kind = words.kind(at);
        let joined = kind.is_word()
            || matches!(kind, TokenKind::Hyphen | TokenKind::Symbol)
            || (kind == TokenKind::CloseSingle && !words.tokens[at].shape.has(Shape::SPACE))
            || (kind == TokenKind::Stop && at > first && end > start);
        if !joined {
            break;
        }
        let finite = class::BE | class::HAVE | class::DO | class::MODAL | class::REPORTING_VERB;
        let source_noun =
            class::VAGUE_PERSON | class::INSTITUTION | class::ROLE | class::EVIDENCE_NOUN;
        if words.is(at, finite)
            && !words.is(at, source_noun)
            && !words.is(at, class::PRONOUN)
            && !words.tokens[at].shape.has(Shape::CLITIC_S)
        {
            break;
        }
        if words.is(at, class::SUBORDINATOR) && start == end && words.is(at, class::PERSONAL_SOURCE)
        {
            return Some(at); // "who said"
        }
        if words.is(at, class::SUBORDINATOR) && !words.is(at, class::DETERMINER) {
            break;
        }
        if words.is(at, class::THAT) {
            break;
        }
        if words.is(at, class::COORDINATOR)
            && (start == end || !words.kind(at.max(1) - 1).is_word())
        {
            break;
        }
        start = at;
        if words.is(at, class::PRONOUN) && end - start == 1 && !words.is(at, class::DETERMINER) {
            break; // a pronoun stands alone
        }
    }
    // Openings that are not part of the phrase: "But", "In March", adverbs.
    while start < end {
        let opening = words.is(
            start,
            class::COORDINATOR
                | class::PREPOSITION
                | class::ADVERB_MID
                | class::MONTH
                | class::WEEKDAY,
        ) && !words.is(start, class::VAGUE_PRONOUN | class::DETERMINER);
        if !opening && words.kind(start).is_word() {
            break;
        }
        start += 1;
    }
    (start < end).then_some(start)
}

/// The noun phrase that begins at token `start`, after the verb or preposition.
pub(super) fn after(context: &SentenceContext<'_>, start: usize) -> Option<Range<usize>> {
    let words = &context.words;
    let limit = context.sentence.tokens.end.min(start + MAX_TOKENS);
    let mut end = start;
    while end < limit {
        let kind = words.kind(end);
        let initial = kind == TokenKind::Stop
            && end > start
            && words.tokens[end - 1].span.len() <= 4
            && end + 1 < limit
            && words.tokens[end + 1].shape.has(Shape::CAPITAL);
        let joined = kind.is_word()
            || matches!(kind, TokenKind::Hyphen | TokenKind::Symbol)
            || (kind == TokenKind::CloseSingle && !words.tokens[end].shape.has(Shape::SPACE))
            || initial;
        if !joined {
            break;
        }
        let inside = end > start;
        let stops = words.is(end, class::WEEKDAY | class::THAT | class::CLAUSE_BREAK)
            || (inside
                && words.is(
                    end,
                    class::BE | class::HAVE | class::DO | class::MODAL | class::SUBORDINATOR,
                )
                && !words.is(end, class::DETERMINER))
            || (inside && words.is(end, class::PRONOUN) && !words.is(end, class::DETERMINER))
            || (words.is(end, class::TIME_PREPOSITION | class::PREPOSITION)
                && !words.is(end, class::OF_FOR));
        if stops && !words.tokens[end].shape.has(Shape::CLITIC_S) {
            break;
        }
        end += 1;
    }
    while end > start
        && (words.is(end - 1, class::OF_FOR | class::COORDINATOR) || !words.kind(end - 1).is_word())
    {
        end -= 1;
    }
    (end > start).then_some(start..end)
}

/// Whether a noun phrase that could be a source begins at `at`.
pub(super) fn begins_source(context: &SentenceContext<'_>, at: usize) -> bool {
    let words = &context.words;
    if !context.tokens().contains(&at) || !words.kind(at).is_word() {
        return false;
    }
    (words.tokens[at].shape.has(Shape::CAPITAL)
        && !words.is(at, class::FIRST_PERSON | class::WEEKDAY | class::MONTH))
        || (words.is(
            at,
            class::ARTICLE
                | class::POSSESSIVE
                | class::VAGUE_PERSON
                | class::INSTITUTION
                | class::ROLE
                | class::TITLE
                | class::VAGUE_PRONOUN,
        ) && !words.is(at, class::THAT | class::OBJECT_PRONOUN))
}
