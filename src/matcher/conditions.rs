//! Conditions on what stands directly beside a match.

use std::ops::Range;

use crate::lexicon::{Conditions, NeighborSet};
use crate::sentence_view::SentenceView;
use crate::text::{Shape, Token, TokenKind};

/// A condition of a cue that forbids a match.
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

/// Returns the first condition that forbids the match, if any.
#[inline]
pub(super) fn blocked(
    conditions: &Conditions,
    view: &SentenceView<'_>,
    tokens: &Range<usize>,
) -> Option<Condition> {
    if conditions.exclude_before.is_some() || conditions.require_before.is_some() {
        let beside = view.before(tokens.start);
        // `^` also fits right after a bracket or dash that opens the sentence.
        let opens = beside.is_none_or(|at| {
            at == 0 && matches!(view.kind(at), TokenKind::OpenBracket | TokenKind::Dash)
        });
        let fits = |set: &NeighborSet| contains(set, view, beside, opens);
        if conditions.exclude_before.as_deref().is_some_and(fits) {
            return Some(Condition::ExcludeBefore);
        }
        if !conditions.require_before.as_deref().is_none_or(fits) {
            return Some(Condition::RequireBefore);
        }
    }
    if conditions.exclude_after.is_some() || conditions.require_after.is_some() {
        let beside = view.at_or_after(tokens.end);
        // `$` fits before the mark that ends the sentence.
        let ends = beside.is_none_or(|at| {
            use TokenKind as K;
            matches!(view.kind(at), K::Stop | K::Question | K::Exclamation | K::Ellipsis)
        });
        let fits = |set: &NeighborSet| contains(set, view, beside, ends);
        if conditions.exclude_after.as_deref().is_some_and(fits) {
            return Some(Condition::ExcludeAfter);
        }
        if !conditions.require_after.as_deref().is_none_or(fits) {
            return Some(Condition::RequireAfter);
        }
    }
    None
}

/// Tells whether the token beside the match (none at the sentence's edge) is in the set; `edge` says
/// whether that token counts as the edge.
#[inline]
fn contains(set: &NeighborSet, view: &SentenceView<'_>, beside: Option<usize>, edge: bool) -> bool {
    if edge && set.edge {
        return true;
    }
    let Some(at) = beside else { return false };
    let token = &view.tokens[at];
    set.kinds >> token.kind as u8 & 1 != 0
        || view.is(at, set.classes)
        || (set.capital && token.shape.contains(Shape::CAPITAL))
        || (set.word_bits & NeighborSet::word_bit(token.word) != 0
            && set.words.contains(&token.word))
        || (set.number && is_amount(view, at))
        || (!set.endings.is_empty() && has_ending(view, token, &set.endings))
}

fn has_ending(view: &SentenceView<'_>, token: &Token, endings: &[String]) -> bool {
    token.kind == TokenKind::Word
        && endings.iter().any(|ending| {
            token.span.len() > ending.len() + 1
                && token.text(view.text).to_lowercase().ends_with(ending.as_str())
        })
}

/// A number, or the sign of an amount of money before its number.
fn is_amount(view: &SentenceView<'_>, at: usize) -> bool {
    view.is_number(at)
        || (view.kind(at) == TokenKind::Symbol
            && view.tokens.get(at + 1).is_some_and(|token| token.kind == TokenKind::Number))
}
