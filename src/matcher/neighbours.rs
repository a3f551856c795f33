//! Conditions on what stands directly beside a match.

use std::ops::Range;

use super::Words;
use crate::lexicon::{Cue, Neighbour};
use crate::text::{Shape, TokenKind};

/// Which of a cue's conditions forbids a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// None of `require_before` stands before it.
    RequireBefore,
    /// None of `require_after` stands after it.
    RequireAfter,
    /// One of `exclude_before` stands before it.
    ExcludeBefore,
    /// One of `exclude_after` stands after it.
    ExcludeAfter,
}

/// The first condition that forbids the match, if any.
pub(super) fn blocked(
    cue: &Cue,
    words: Words<'_>,
    tokens: Range<usize>,
    sentence: &Range<usize>,
) -> Option<Condition> {
    let quote = |at: &usize| words.kind(*at).is_quote();
    let before = || (sentence.start..tokens.start).rev().find(|at| !quote(at));
    let after = || (tokens.end..sentence.end).find(|at| !quote(at));
    if !cue.require_before.is_empty() || !cue.exclude_before.is_empty() {
        let beside = before();
        let any =
            |list: &[Neighbour]| list.iter().any(|n| fits(n, words, beside, &Neighbour::Start));
        if any(&cue.exclude_before) {
            return Some(Condition::ExcludeBefore);
        }
        if !cue.require_before.is_empty() && !any(&cue.require_before) {
            return Some(Condition::RequireBefore);
        }
    }
    if !cue.require_after.is_empty() || !cue.exclude_after.is_empty() {
        let beside = after();
        let any = |list: &[Neighbour]| list.iter().any(|n| fits(n, words, beside, &Neighbour::End));
        if any(&cue.exclude_after) {
            return Some(Condition::ExcludeAfter);
        }
        if !cue.require_after.is_empty() && !any(&cue.require_after) {
            return Some(Condition::RequireAfter);
        }
    }
    None
}

/// Whether the token beside the match (none at the sentence's edge) fits.
fn fits(neighbour: &Neighbour, words: Words<'_>, beside: Option<usize>, edge: &Neighbour) -> bool {
    let Some(at) = beside else {
        return neighbour == edge;
    };
    let token = &words.tokens[at];
    match neighbour {
        Neighbour::Word(id) => words.id(at) == *id,
        Neighbour::Class(classes) => words.is(at, *classes),
        Neighbour::Number => {
            // An amount of money is a number with its sign before it.
            words.is_number(at)
                || (token.kind == TokenKind::Symbol
                    && words.tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Number))
        }
        Neighbour::Ending(ending) => {
            token.kind == TokenKind::Word
                && token.span.len() > ending.len() + 1
                && token.text(words.text).to_lowercase().ends_with(ending.as_str())
        }
        Neighbour::Start => *edge == Neighbour::Start && only_marks(words, at),
        Neighbour::End => *edge == Neighbour::End && ends_sentence(words, at),
        Neighbour::Capital => token.shape.has(Shape::CAPITAL),
        Neighbour::Punctuation => !token.kind.is_word() && token.kind != TokenKind::Symbol,
        Neighbour::Mark(kind) => token.kind == *kind,
    }
}

/// `^` also fits right after a bracket or dash that opens the sentence.
fn only_marks(words: Words<'_>, at: usize) -> bool {
    at == 0 && matches!(words.kind(at), TokenKind::OpenBracket | TokenKind::Dash)
}

/// `$` fits before the mark that ends the sentence.
fn ends_sentence(words: Words<'_>, at: usize) -> bool {
    matches!(
        words.kind(at),
        TokenKind::Stop | TokenKind::Question | TokenKind::Exclamation | TokenKind::Ellipsis
    )
}
