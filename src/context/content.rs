//! The content of an attribution: the stretch that a source is said to say or think.

use std::ops::Range;

use super::detail::MAX_STRETCH;
use super::source;
use crate::lexicon::word_class as class;
use crate::sentence::SentenceView;
use crate::text::TokenKind;

/// Distance after the verb, in tokens, at which "that" or a quotation is looked for.
const MARKER_REACH: usize = 8;

/// Returns the content that the cue reports.
pub(super) fn of(
    view: &SentenceView<'_>,
    cue: &Range<usize>,
    source: Option<&Range<usize>>,
) -> Option<Range<usize>> {
    let head_end = source.map_or(cue.start, |source| source.start.min(cue.start));
    let next = source.map_or(cue.end, |source| source.end.max(cue.end));
    let end = view.len().min(next + MAX_STRETCH);
    let earlier = trimmed(view, head_end.saturating_sub(MAX_STRETCH)..head_end);
    let later = trimmed(view, next..end);
    let inverted = source.is_some_and(|source| source.start >= cue.end);
    if inverted && source::is_preposition(view, cue) {
        return earlier.map_or(later, |earlier| clause_before(view, earlier));
    }
    let quote_before = earlier.as_ref().is_some_and(|earlier| view.quoted[earlier.end - 1]);
    let before = earlier.and_then(|earlier| clause_before(view, earlier));
    if inverted {
        return before.or(later);
    }
    // What follows the verb: "that …", a quotation, or a bare clause.
    if next >= end || matches!(view.kind(next), TokenKind::Stop | TokenKind::Semicolon) {
        return before;
    }
    let marker = (next..end.min(next + MARKER_REACH))
        .find(|&at| view.is(at, class::THAT) || view.is_kind(at, TokenKind::OpenQuote));
    if view.is_kind(next, TokenKind::Comma) {
        // “…,” Smith said, “…”: the quotation before is the content.
        return match marker {
            Some(at) if !quote_before => trimmed(view, at..end),
            _ => before.or(later),
        };
    }
    trimmed(view, marker.unwrap_or(next)..end)
}

/// Returns what stands before the source, without the comma that sets it off.
fn clause_before(view: &SentenceView<'_>, earlier: Range<usize>) -> Option<Range<usize>> {
    let sets_off = |at: &usize| {
        matches!(view.kind(*at), TokenKind::Comma | TokenKind::Dash | TokenKind::Colon)
    };
    let last = earlier.clone().rfind(|at| !sets_off(at))?;
    Some(earlier.start..last + 1)
}

/// Returns a stretch without the marks at its ends; none if no word is left.
fn trimmed(view: &SentenceView<'_>, stretch: Range<usize>) -> Option<Range<usize>> {
    let inner = |at: &usize| {
        !matches!(
            view.kind(*at),
            TokenKind::Comma
                | TokenKind::Stop
                | TokenKind::Colon
                | TokenKind::Semicolon
                | TokenKind::Dash
        )
    };
    let first = stretch.clone().find(inner)?;
    let end = stretch.clone().rfind(inner)? + 1;
    (first..end).any(|at| view.is_word(at)).then_some(first..end)
}
