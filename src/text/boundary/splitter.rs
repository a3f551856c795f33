//! Sentences: which of the candidate gaps are boundaries.

use super::context::{BoundaryContext, LOOK_AHEAD, OpenMarks};
use super::features::GapProperties;
use super::marks::is_bullet;
use super::weights::BoundaryWeights;
use crate::text::model::SplitterModel;
use crate::text::token::{Sentence, Shape, Token, TokenKind};
use crate::word::normalize;

pub(in crate::text) struct SentenceSplitter<'a> {
    context: BoundaryContext<'a>,
    /// Gaps that may be boundaries, by the token after them.
    candidates: &'a [u32],
    weights: &'a BoundaryWeights,
    /// Bytes of the longest line if the block has several lines, else 0.
    wrap: usize,
}

impl<'a> SentenceSplitter<'a> {
    pub(in crate::text) fn new(
        text: &'a str,
        tokens: &'a [Token],
        candidates: &'a [u32],
        model: &'a SplitterModel,
    ) -> Self {
        let context = BoundaryContext::new(text, tokens, &model.words);
        Self { context, candidates, weights: &model.weights, wrap: wrap_width(text, tokens) }
    }

    pub(in crate::text) fn split(&mut self, out: &mut Vec<Sentence>) {
        let tokens = self.context.tokens;
        let mut first = 0;
        let mut open = OpenMarks::default();
        let mut next = 0;
        while let Some(&at) = self.candidates.get(next) {
            next += 1;
            let at = at as usize;
            if at <= first {
                continue;
            }
            open.pass(&tokens[at - 1]);
            if self.context.is_candidate(first, at) && self.ends(first, at, open)
                || tokens[at].shape.contains(Shape::LINE) && self.breaks_line(first, at)
            {
                let candidate = self.first_end(first, next - 1);
                next = candidate + 1;
                let end = self.candidates[candidate] as usize;
                out.push(Sentence::of_tokens(tokens, first..end));
                first = end;
                open = OpenMarks::default();
            }
        }
        if first < tokens.len() {
            out.push(Sentence::of_tokens(tokens, first..tokens.len()));
        }
    }

    /// Whether the weights end the sentence before token `at`.
    fn ends(&self, first: usize, at: usize, open: OpenMarks) -> bool {
        self.weights.sum(&self.context.properties(first, at, open)) > 0
    }

    /// Returns where a sentence that ends at `candidate` ends when it stands alone: at an earlier
    /// candidate, if it would be split there without the words that follow.
    fn first_end(&mut self, first: usize, mut candidate: usize) -> usize {
        let limit = self.context.limit;
        loop {
            let end = self.candidates[candidate] as usize;
            let from = first.max(end.saturating_sub(LOOK_AHEAD + 1));
            let near =
                self.candidates[..candidate].iter().rev().take_while(|&&at| at as usize > from);
            let near = candidate - near.count();
            self.context.limit = end;
            let earlier = (near..candidate).find(|&earlier| {
                let at = self.candidates[earlier] as usize;
                self.context.is_candidate(first, at) && {
                    let mut open = OpenMarks::default();
                    self.context.tokens[first..at].iter().for_each(|token| open.pass(token));
                    self.ends(first, at, open)
                }
            });
            self.context.limit = limit;
            match earlier {
                Some(earlier) => candidate = earlier,
                None => return candidate,
            }
        }
    }

    /// Calls `visit` for each gap between tokens, which returns whether a sentence ends there.
    pub(in crate::text) fn visit_gaps(&self, visit: &mut impl FnMut(GapVisit<'_>) -> bool) {
        let tokens = self.context.tokens;
        let mut first = 0;
        let mut open = OpenMarks::default();
        for at in 1..tokens.len() {
            open.pass(&tokens[at - 1]);
            let is_candidate = self.context.is_candidate(first, at);
            let gap = is_candidate.then(|| self.context.properties(first, at, open));
            let near =
                &tokens[at.saturating_sub(LOOK_AHEAD * 2)..tokens.len().min(at + LOOK_AHEAD)];
            let end = tokens[at - 1].span.end;
            if visit(GapVisit { end, gap, near, text: self.context.text }) {
                first = at;
                open = OpenMarks::default();
            }
        }
    }

    /// Whether a line was broken on purpose before token `at`, and the sentence ends with it.
    fn breaks_line(&self, first: usize, at: usize) -> bool {
        let tokens = self.context.tokens;
        let goes_on = matches!(tokens[at - 1].kind, TokenKind::Comma | TokenKind::Hyphen);
        // On purpose: the next word would have fitted in.
        let is_short = || {
            let begins = |i: &usize| tokens[*i].shape.contains(Shape::LINE);
            let line = (first..at).rev().find(begins).unwrap_or(first);
            let length = (tokens[at - 1].span.end - tokens[line].span.start) as usize;
            length + 1 + tokens[at].span.len() < self.wrap
        };
        !goes_on && (self.begins_list_item(at) || self.context.opens(at) && is_short())
    }

    /// Whether a list item begins at `at`: "•", "-", "1.", "a)".
    fn begins_list_item(&self, at: usize) -> bool {
        let Some(mark) = self.context.get(at) else { return false };
        let is_apart =
            self.context.get(at + 1).is_some_and(|next| next.shape.contains(Shape::SPACE));
        match mark.kind {
            TokenKind::Symbol => is_apart && is_bullet(mark.text(self.context.text)),
            TokenKind::Dash | TokenKind::Hyphen => is_apart,
            TokenKind::Number | TokenKind::Word => self.context.is_marker(at),
            _ => false,
        }
    }
}

/// A gap that [`Segmenter::visit_gaps`](crate::text::Segmenter::visit_gaps) comes by.
#[derive(Debug)]
pub struct GapVisit<'a> {
    /// End of the token before it, in bytes.
    pub end: u32,
    /// Its properties; none if it cannot be a boundary.
    pub gap: Option<GapProperties>,
    near: &'a [Token],
    text: &'a str,
}

impl GapVisit<'_> {
    /// Returns the normal form of the word with this hash beside the gap.
    pub fn word(&self, hash: u32) -> String {
        let token = self.near.iter().find(|token| token.hash == hash);
        token.map_or_else(String::new, |token| normalize(token.text(self.text)))
    }
}

/// Returns the width of the longest line if the block has several lines, else 0.
fn wrap_width(text: &str, tokens: &[Token]) -> usize {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return 0 };
    let block = &text[first.span.start as usize..last.span.end as usize];
    if memchr::memchr(b'\n', block.as_bytes()).is_none() {
        return 0;
    }
    block.lines().map(|line| line.trim_end().len()).max().unwrap_or(0)
}
