//! Quotations: which tokens stand inside quotation marks, across sentences
//! and paragraphs, and whose words the matches therefore are.

use super::attribution::Found;
use super::{Draft, SentenceContext};
use crate::analysis::Holder;
use crate::text::{Token, TokenKind};

/// A single-quoted stretch of fewer words is a scare quote or a title.
const SPEECH_WORDS: usize = 3;

/// Whether the last block ended inside a quotation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct QuoteState {
    open: bool,
}

impl QuoteState {
    /// As it is after most paragraphs.
    #[cfg(feature = "pipeline")]
    pub(crate) const USUAL: Self = Self { open: false };
}

impl QuoteState {
    /// Marks the tokens of a block that stand inside quotation marks, the
    /// marks themselves included.
    ///
    /// A quotation left open at the end of a paragraph goes on in the next
    /// one if that begins with an opening mark, as printers have it; else it
    /// is taken to be closed. `any` says whether there may be such marks.
    pub fn mark(&mut self, tokens: &[Token], any: bool, quoted: &mut Vec<bool>) {
        quoted.clear();
        if !any {
            quoted.resize(tokens.len(), false);
            self.open = false;
            return;
        }
        let begins = tokens
            .first()
            .is_some_and(|t| matches!(t.kind, TokenKind::OpenQuote | TokenKind::OpenSingle));
        let mut inside = self.open && begins;
        quoted.extend(tokens.iter().map(|token| {
            // A closing mark that closes nothing still ends the stretch.
            inside |= token.kind == TokenKind::OpenQuote;
            let quoted = inside;
            inside &= token.kind != TokenKind::CloseQuote;
            quoted
        }));
        self.open = inside;
        mark_single(tokens, quoted);
    }
}

/// Single quotation marks, where both ends are found and speech is between.
fn mark_single(tokens: &[Token], quoted: &mut [bool]) {
    let single =
        |token: &Token| matches!(token.kind, TokenKind::OpenSingle | TokenKind::CloseSingle);
    // Most blocks have none; to see that takes no branches.
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

/// Gives each match its holder: a source if it stands inside quotation marks
/// or in what an attribution reports, else the author.
pub(super) fn assign_holders(
    context: &SentenceContext<'_>,
    drafts: &mut [Draft],
    found: &[Found],
    reported: &mut Vec<bool>,
) {
    let sentence = context.tokens();
    reported.clear();
    reported.resize(if found.is_empty() { 0 } else { sentence.len() }, false);
    for f in found.iter().filter(|f| !f.by_author) {
        if let Some(content) = &f.content {
            reported[content.start - sentence.start..content.end - sentence.start].fill(true);
        }
        // "Analysts believe": the believer holds the belief.
        if let Some(held) = f.held {
            drafts[held].holder = Holder::Source;
        }
    }
    for draft in drafts.iter_mut() {
        let at = draft.tokens.start;
        let inside = reported.get(at - sentence.start) == Some(&true)
            && reported.get(draft.tokens.end - 1 - sentence.start) == Some(&true);
        if context.quoted[at] || inside {
            draft.holder = Holder::Source;
        }
    }
}
