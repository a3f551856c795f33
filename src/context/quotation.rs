//! Quotations: which tokens stand inside quotation marks, across sentences and paragraphs.

use crate::text::{Token, TokenKind};

/// A stretch of fewer words in single quotation marks is a scare quote or a title.
const SPEECH_WORDS: usize = 3;

/// Remembers from one paragraph to the next whether a quotation is open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct QuoteState {
    open: bool,
}

impl QuoteState {
    /// The state after most paragraphs.
    #[cfg(feature = "pipeline")]
    pub(crate) const USUAL: Self = Self { open: false };

    /// Appends to `quoted`, for each token of a paragraph, whether it stands inside quotation
    /// marks, the marks themselves included.
    ///
    /// A quotation left open at the end of a paragraph goes on in the next
    /// one if that begins with an opening mark, as printers have it; else it
    /// is taken to be closed. `any` may be false only if there are no such marks.
    pub(crate) fn mark(&mut self, tokens: &[Token], any: bool, quoted: &mut Vec<bool>) {
        let before = quoted.len();
        if !any {
            quoted.resize(before + tokens.len(), false);
            self.open = false;
            return;
        }
        let opens = |t: &Token| matches!(t.kind, TokenKind::OpenQuote | TokenKind::OpenSingle);
        let mut inside = self.open && tokens.first().is_some_and(opens);
        quoted.extend(tokens.iter().map(|token| {
            // A closing mark that closes nothing still ends the stretch.
            inside |= token.kind == TokenKind::OpenQuote;
            let quoted = inside;
            inside &= token.kind != TokenKind::CloseQuote;
            quoted
        }));
        self.open = inside;
        mark_single(tokens, &mut quoted[before..]);
    }
}

/// Marks speech between single quotation marks, where both ends are found.
fn mark_single(tokens: &[Token], quoted: &mut [bool]) {
    let single =
        |token: &Token| matches!(token.kind, TokenKind::OpenSingle | TokenKind::CloseSingle);
    // Most paragraphs have none, which is seen without branches.
    if !tokens.iter().fold(false, |any, token| any | single(token)) {
        return;
    }
    let mut open = None;
    for (at, token) in tokens.iter().enumerate() {
        match (token.kind, open) {
            (TokenKind::OpenSingle, _) => open = Some(at),
            (TokenKind::CloseSingle, Some(start)) => {
                let words = tokens[start..at].iter().filter(|t| t.kind.is_word()).count();
                if words >= SPEECH_WORDS {
                    quoted[start..=at].fill(true);
                }
                open = None;
            }
            _ => {}
        }
    }
}
