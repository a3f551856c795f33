//! The stages that a text passes, and what they share.
//!
//! A text passes the stages portion by portion, each portion one stage after the other:
//! `split` → `match_cues` → `judge` → `score` → `tally`, one file each. The code of a stage
//! then stays in the processor's instruction cache for several paragraphs at a time.

mod judge;
mod kind;
mod match_cues;
mod score;
mod split;
mod tally;
mod without_adverbs;

pub(crate) use split::split_next;
pub(crate) use without_adverbs::has_adverb;

use super::portion::Paragraphs;
use crate::context::{Detail, DocumentState, Policy, QuoteState};
use crate::matcher::Matcher;
use crate::sentence_view::SentenceView;
use crate::text::{Sentence, Split};

/// All that the stages read while one text passes them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stages<'a> {
    /// The whole text.
    pub(crate) text: &'a str,
    pub(crate) split: Split,
    pub(crate) policy: &'a Policy,
    pub(crate) matcher: &'a Matcher,
    pub(crate) detail: Detail,
}

/// Knowledge that passes from one paragraph to the next.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Flow {
    pub(crate) quotes: QuoteState,
    pub(crate) document: DocumentState,
}

#[cfg(feature = "pipeline")]
impl Flow {
    /// The state that most paragraphs leave behind.
    pub(crate) const USUAL: Self =
        Self { quotes: QuoteState::USUAL, document: DocumentState::USUAL };
}

impl Stages<'_> {
    /// The view of one sentence of some paragraphs.
    pub(crate) fn view<'p>(
        &'p self,
        paragraphs: &'p Paragraphs,
        of: &Sentence,
    ) -> SentenceView<'p> {
        let tokens = of.tokens.clone();
        SentenceView::new(
            self.text,
            &paragraphs.block.tokens[tokens.clone()],
            &paragraphs.quoted[tokens],
            self.policy.lexicon().vocabulary(),
            of.question,
        )
    }
}
