//! Sentences: which of the gaps between tokens are boundaries.
//!
//! How a decision is made, gap by gap, from left to right:
//!
//! 1. Most gaps are none: between two words in lower case, before a comma, a
//!    closing mark, inside a token. [`View::candidate`] knows the rest: gaps
//!    after a terminator, a colon, a dash, a closing mark, an abbreviation with
//!    inner stops, or before a word that often begins a sentence, a list marker,
//!    a label, a bullet.
//! 2. [`View::gap`] names what stands around a candidate: the marks, the forms
//!    of the words on both sides, what the abbreviation list knows of them, how
//!    long the sentence is by now, whether quotation marks or brackets are open.
//! 3. [`Weights`] has a weight for each of these and for some of their
//!    combinations and words. If they add up to more than nothing, the sentence
//!    ends here.
//! 4. A line break ends a sentence where the line was broken on purpose and a
//!    list item or a capitalised opening word follows ([`Splitter::line_break`]).
//!
//! To add an abbreviation or an opening word, put it on its list in
//! `abbreviations.toml`: the weights are those of the list. To add
//! something new to look at, add it to [`super::gap::Gap`], give it a template
//! in `features.rs` and train the weights again.
//!
//! The gaps of step 1 are listed while the tokens are found
//! ([`super::candidate::Places`]); the rest is done only for those.
//!
//! [`View::candidate`]: super::view::View::candidate
//! [`View::gap`]: super::view::View::gap

use std::ops::Range;

use super::gap::Gap;
use super::model::SentenceModel;
use super::normal::normalise;
use super::span::ByteSpan;
use super::token::{Shape, Token, TokenKind};
use super::view::{LOOK_AHEAD, Open, View, is_bullet};
use super::weights::{Memo, Weights};

/// One sentence of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// From the first to the last token, without surrounding white space.
    pub span: ByteSpan,
    /// Its tokens, as indices into the block's tokens.
    pub tokens: Range<usize>,
    /// Whether it ends in a question mark (quotation marks and brackets after
    /// it aside).
    pub question: bool,
}

/// A sentence made of the given tokens.
pub(super) fn sentence(tokens: &[Token], range: Range<usize>) -> Sentence {
    let span = ByteSpan::new(tokens[range.start].span.start, tokens[range.end - 1].span.end);
    let question = tokens[range.clone()]
        .iter()
        .rev()
        .take_while(|t| !t.kind.is_word())
        .any(|t| t.kind == TokenKind::Question);
    Sentence { span, tokens: range, question }
}

/// Splits blocks of tokens.
pub(super) struct Splitter<'a> {
    view: View<'a>,
    /// The gaps worth a look, by the token after them.
    places: &'a [u32],
    weights: &'a Weights,
    /// What they came to before.
    memo: &'a mut Memo,
    /// Bytes of the longest line if the block has several lines, else 0.
    wrap: usize,
}

impl<'a> Splitter<'a> {
    pub(super) fn new(
        text: &'a str,
        tokens: &'a [Token],
        places: &'a [u32],
        model: &'a SentenceModel,
        memo: &'a mut Memo,
    ) -> Self {
        let view = View { text, tokens, list: &model.abbreviations, limit: tokens.len() };
        Self { view, places, weights: &model.weights, memo, wrap: wrap_width(text, tokens) }
    }

    /// Appends the sentences of the block to `out`.
    pub(super) fn split(&mut self, out: &mut Vec<Sentence>) {
        let tokens = self.view.tokens;
        let mut first = 0;
        let mut open = Open::default();
        let mut place = 0;
        while let Some(&at) = self.places.get(place) {
            place += 1;
            let at = at as usize;
            if at <= first {
                continue;
            }
            open.pass(&tokens[at - 1]);
            if self.view.candidate(first, at) && self.ends(first, at, open)
                || tokens[at].shape.has(Shape::LINE) && self.line_break(first, at)
            {
                let end = self.settle(first, place - 1);
                place = end + 1;
                let end = self.places[end] as usize;
                out.push(sentence(tokens, first..end));
                first = end;
                open = Open::default();
            }
        }
        if first < tokens.len() {
            out.push(sentence(tokens, first..tokens.len()));
        }
    }

    /// Whether the weights end the sentence before token `at`.
    fn ends(&mut self, first: usize, at: usize, open: Open) -> bool {
        let gap = self.view.gap(first, at, open);
        self.weights.sum(&gap, self.memo) > 0
    }

    /// The place where the sentence that begins at `first` ends, and would end at
    /// `place`: an earlier one if that is what the sentence would show by itself,
    /// without the words that follow it.
    fn settle(&mut self, first: usize, mut place: usize) -> usize {
        let whole = self.view.limit;
        loop {
            let end = self.places[place] as usize;
            let from = first.max(end.saturating_sub(LOOK_AHEAD + 1));
            let near = self.places[..place].iter().rev().take_while(|&&at| at as usize > from);
            let near = place - near.count();
            self.view.limit = end;
            let earlier = (near..place).find(|&earlier| {
                let at = self.places[earlier] as usize;
                self.view.candidate(first, at) && {
                    let mut open = Open::default();
                    self.view.tokens[first..at].iter().for_each(|token| open.pass(token));
                    self.ends(first, at, open)
                }
            });
            self.view.limit = whole;
            match earlier {
                Some(earlier) => place = earlier,
                None => return place,
            }
        }
    }

    /// Calls `visit` for each gap, which says whether a sentence ends there.
    pub(super) fn walk(&mut self, visit: &mut impl FnMut(Visit<'_>) -> bool) {
        let tokens = self.view.tokens;
        let mut first = 0;
        let mut open = Open::default();
        for at in 1..tokens.len() {
            open.pass(&tokens[at - 1]);
            let gap = self.view.candidate(first, at).then(|| self.view.gap(first, at, open));
            let near =
                &tokens[at.saturating_sub(LOOK_AHEAD * 2)..tokens.len().min(at + LOOK_AHEAD)];
            let end = tokens[at - 1].span.end;
            if visit(Visit { end, gap, near, text: self.view.text }) {
                first = at;
                open = Open::default();
            }
        }
    }

    /// Whether a line break on purpose ends the sentence before token `at`.
    fn line_break(&self, first: usize, at: usize) -> bool {
        let tokens = self.view.tokens;
        if matches!(tokens[at - 1].kind, TokenKind::Comma | TokenKind::Hyphen) {
            return false;
        }
        if self.list_item(at) {
            return true;
        }
        if !self.view.opens(at) {
            return false;
        }
        // On purpose: the next word would have fitted in.
        let line = (first..at).rev().find(|&i| tokens[i].shape.has(Shape::LINE)).unwrap_or(first);
        let length = (tokens[at - 1].span.end - tokens[line].span.start) as usize;
        length + 1 + tokens[at].span.len() < self.wrap
    }

    /// Whether a list item begins at `at`: "•", "-", "1.", "a)".
    fn list_item(&self, at: usize) -> bool {
        let (Some(mark), Some(next)) = (self.view.get(at), self.view.get(at + 1)) else {
            return false;
        };
        let spaced = next.shape.has(Shape::SPACE);
        match mark.kind {
            TokenKind::Symbol => {
                let mark = mark.text(self.view.text);
                (is_bullet(mark) || mark == "*") && spaced
            }
            TokenKind::Dash | TokenKind::Hyphen => spaced,
            TokenKind::Number | TokenKind::Word => self.view.marker(at),
            _ => false,
        }
    }
}

/// A gap that [`Segmenter::walk`](super::Segmenter::walk) comes by.
#[derive(Debug)]
pub struct Visit<'a> {
    /// Where the token before it ends, in bytes.
    pub end: u32,
    /// What stands around it; none if it cannot be a boundary.
    pub gap: Option<Gap>,
    near: &'a [Token],
    text: &'a str,
}

impl Visit<'_> {
    /// The normal form of the word with this hash beside the gap.
    pub fn word(&self, hash: u32) -> String {
        self.near
            .iter()
            .find(|token| token.hash == hash)
            .map_or_else(String::new, |token| normalise(token.text(self.text)))
    }
}

/// The width of the longest line if the block has several lines.
fn wrap_width(text: &str, tokens: &[Token]) -> usize {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
        return 0;
    };
    let block = &text[first.span.start as usize..last.span.end as usize];
    if memchr::memchr(b'\n', block.as_bytes()).is_none() {
        return 0;
    }
    block.lines().map(|line| line.trim_end().len()).max().unwrap_or(0)
}
