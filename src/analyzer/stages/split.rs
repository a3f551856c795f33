//! First stage: text to paragraphs, sentences and tokens.

use crate::analyzer::portion::Paragraphs;
use crate::context::QuoteState;
use crate::text::Segmenter;

/// Length of text in bytes from which on a portion is full. A paragraph is never divided, so a
/// portion may be as long as the longest paragraph more.
const PORTION_LENGTH: usize = 12 << 10;

/// Replaces the paragraphs by the next ones of the text; false at its end.
pub(crate) fn split_next(
    segmenter: &mut Segmenter<'_>,
    quotes: &mut QuoteState,
    paragraphs: &mut Paragraphs,
) -> bool {
    let Paragraphs { block, quoted } = paragraphs;
    block.clear();
    quoted.clear();
    while block.length() < PORTION_LENGTH {
        let before = block.tokens.len();
        if !segmenter.append_to(block) {
            break;
        }
        quotes.mark(&block.tokens[before..], block.has_quotes(), quoted);
    }
    !block.sentences.is_empty()
}
