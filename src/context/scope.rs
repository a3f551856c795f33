//! Scope: the stretch of the sentence that a cue governs.
//!
//! A heuristic after the `BioScope` guidelines (Vincze et al. 2008): from the
//! cue to the end of its clause; a match that does not count governs only itself.

use super::pending::PendingMatch;
use crate::lexicon::word_class as class;
use crate::sentence::SentenceView;
use crate::text::{ByteSpan, TokenKind};

/// Longest scope, and longest stretch that is searched for the content of an attribution, in
/// tokens: a text without sentence ends then costs no more than any other.
pub(super) const MAX_STRETCH: usize = 200;

/// Returns the scope of a match.
pub(super) fn of(view: &SentenceView<'_>, pending: &PendingMatch) -> ByteSpan {
    let own = view.span(&pending.tokens);
    if !pending.counts() {
        return own;
    }
    let limit = view.len().min(pending.tokens.start + MAX_STRETCH);
    let ends = |at: &usize| match view.kind(*at) {
        TokenKind::Comma => {
            view.is(view.at_or_after(at + 1), class::CLAUSE_BREAK | class::COORDINATOR)
        }
        kind => kind.ends_clause() || kind == TokenKind::CloseQuote,
    };
    let end = (pending.tokens.end..limit).find(ends).unwrap_or(limit.max(pending.tokens.end));
    let last = (pending.tokens.end..end).rfind(|&at| view.is_word(at));
    ByteSpan::new(own.start, last.map_or(own.end, |at| view.tokens[at].span.end))
}
