//! Scope: the stretch of the sentence that a cue governs.
//!
//! A heuristic after the BioScope guidelines (Vincze et al. 2008): from the
//! cue to the end of its clause; what does not count governs only itself.

use super::{Draft, MAX_STRETCH, SentenceContext};
use crate::lexicon::word_class as class;
use crate::text::{ByteSpan, TokenKind};

pub(super) fn of(context: &SentenceContext<'_>, draft: &Draft) -> ByteSpan {
    let own = context.span(&draft.tokens);
    if !draft.reading.counts() {
        return own;
    }
    let mut end = draft.tokens.end;
    while end < context.sentence.tokens.end && end - draft.tokens.start < MAX_STRETCH {
        let kind = context.words.kind(end);
        let comma_ends = kind == TokenKind::Comma
            && context.is(context.at_or_after(end + 1), class::CLAUSE_BREAK | class::COORDINATOR);
        let ends = comma_ends
            || (kind.ends_clause() && kind != TokenKind::Comma)
            || matches!(kind, TokenKind::CloseQuote);
        if ends {
            break;
        }
        end += 1;
    }
    while end > draft.tokens.end && !context.words.kind(end - 1).is_word() {
        end -= 1;
    }
    ByteSpan::new(own.start, context.words.tokens[end - 1].span.end.max(own.end))
}
