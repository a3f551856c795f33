//! Statement adverbs, which certainty sets aside: those of the word classes
//! `statement_hedge` ("possibly") and `statement_booster` ("certainly").

use crate::lexicon::{Side, word_class as class};
use crate::sentence_view::SentenceView;
use crate::text::TokenKind;

/// Returns the side to which a word pulls certainty, if it is a statement adverb.
fn side(view: &SentenceView<'_>, at: usize) -> Option<Side> {
    if view.is(at, class::STATEMENT_HEDGE) {
        Some(Side::Hedge)
    } else if view.is(at, class::STATEMENT_BOOSTER) {
        Some(Side::Booster)
    } else {
        None
    }
}

pub(crate) fn is_statement_adverb(view: &SentenceView<'_>, at: usize) -> bool {
    side(view, at).is_some()
}

/// Returns the statement adverbs that pull, each with its side: a booster after a negator
/// does not ("not certainly"), whatever other adverbs stand between.
pub(super) fn pulling_adverbs<'v>(
    view: &'v SentenceView<'_>,
) -> impl Iterator<Item = (usize, Side)> + 'v {
    let mut negated = false;
    (0..view.len()).filter_map(move |at| {
        let Some(side) = side(view, at) else {
            negated = view.is(at, class::NEGATOR);
            return None;
        };
        (side == Side::Hedge || !negated).then_some((at, side))
    })
}

/// Returns the tokens of a sentence's *base*: all but the statement adverbs
/// and the commas that set some of them off on both sides (or up to the start or
/// end of the sentence).
pub(crate) fn base_tokens(view: &SentenceView<'_>) -> Vec<usize> {
    let end = view.len();
    let comma = |at: usize| view.is_kind(at, TokenKind::Comma);
    let mut kept = Vec::with_capacity(end);
    let mut at = 0;
    while at < end {
        if side(view, at).is_none() {
            kept.push(at);
            at += 1;
            continue;
        }
        let opens = kept.last().is_none_or(|&last| last + 1 == at && comma(last));
        while at < end && is_statement_adverb(view, at) {
            at += 1;
        }
        let closed = at < end && comma(at);
        let last = (at..end).all(|at| !view.is_word(at) && !comma(at));
        if opens && (closed || last) {
            kept.pop();
            at += usize::from(closed);
        }
    }
    kept
}
