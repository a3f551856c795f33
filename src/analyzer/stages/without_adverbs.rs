//! The *base* of a sentence: the sentence judged again without its statement adverbs
//! ("certainly", "perhaps"), which certainty weighs by themselves.

use super::Stages;
use crate::analyzer::portion::{BaseScratch, Buffers};
use crate::context::{self, Detail, DocumentState};
use crate::matcher::Candidate;
use crate::score::{self, Base};
use crate::sentence_view::SentenceView;
use crate::text::{Shape, TokenKind};

impl Stages<'_> {
    /// Judges a sentence again without its statement adverbs; `state` is what was known
    /// before it.
    pub(crate) fn without_adverbs<'s>(
        &'s self,
        view: &SentenceView<'s>,
        mut state: DocumentState,
        buffers: &'s mut Buffers,
    ) -> Base<'s> {
        let Buffers { matching, context, base } = buffers;
        let BaseScratch { tokens, quoted, candidates, judged } = base;
        let kept = score::base_tokens(view);
        tokens.clear();
        tokens.extend(kept.iter().map(|&at| view.tokens[at]));
        quoted.clear();
        quoted.extend(kept.iter().map(|&at| view.quoted[at]));
        // "Certainly, adolescents …" is "Adolescents …" without the adverb.
        if kept.first().is_some_and(|&first| first > 0) && view.has_shape(0, Shape::CAPITAL) {
            tokens[0].shape = tokens[0].shape.union(Shape::CAPITAL);
        }
        let mut marks = tokens.iter().rev().take_while(|token| !token.kind.is_word());
        let question = marks.any(|token| token.kind == TokenKind::Question);
        let base = SentenceView::new(view.text, tokens, quoted, view.vocabulary, question);
        candidates.clear();
        self.matcher.begin(base.tokens, matching);
        self.matcher.find(self.policy.cues(), &base, 0, matching, candidates);
        judged.clear();
        if !candidates.is_empty() {
            let (policy, detail) = (self.policy, Detail::Figures);
            context::judge(&base, policy, detail, candidates, &mut state, context, judged);
        }
        Base { view: base, matches: &judged.cues }
    }
}

/// Tells whether a sentence has statement adverbs. All of them are cues, so it is enough to
/// look at the candidates.
pub(crate) fn has_adverb(view: &SentenceView<'_>, candidates: &[Candidate]) -> bool {
    let mut tokens = candidates.iter().flat_map(|candidate| candidate.tokens.clone());
    tokens.any(|at| score::is_statement_adverb(view, at))
}
