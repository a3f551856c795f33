//! Tokens around a gap: whether it can be a boundary, and its properties.
//!
//! Nothing before the sentence's first token is asked, so a sentence that is split again stays
//! whole.

use super::candidate::never_begins;
use super::features::{GapProperties, GapProperty as P};
use super::form::TokenForm;
use super::marks::{MarkSequence, SPACED, code_of, mark_code, undirected_kind};
use crate::text::token::{Shape, Token, TokenKind as K};
use crate::text::word_lists::{ListSet, WordLists};

/// The tokens of a block around its gaps, as properties for the boundary classifier.
#[derive(Clone, Copy)]
pub(in crate::text) struct BoundaryContext<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    words: &'a WordLists,
    /// Index of the first token that must not be looked at.
    pub(super) limit: usize,
}

/// Tokens that are looked at behind a gap.
pub(in crate::text) const LOOK_AHEAD: usize = 8;

/// Most tokens before a gap that may be its marks, and that a title may have: what is looked at
/// again for each gap must not grow with the sentence.
const MOST_MARKS: usize = 32;
const LONGEST_TITLE: usize = 48;

impl<'a> BoundaryContext<'a> {
    pub(in crate::text) fn new(text: &'a str, tokens: &'a [Token], words: &'a WordLists) -> Self {
        Self { text, tokens, words, limit: tokens.len() }
    }

    /// Whether the gap before token `at` can be a boundary at all, in a sentence that began with
    /// token `first`. Gaps where a boundary was hardly ever seen (about once in a hundred) are
    /// left out.
    #[inline]
    pub(in crate::text) fn is_candidate(&self, first: usize, at: usize) -> bool {
        let (before, next) = (&self.tokens[at - 1], &self.tokens[at]);
        let spaced = next.shape.contains(Shape::SPACE);
        // Most candidates without a mark are names inside a sentence.
        if before.kind == K::Word && next.kind == K::Word && !before.shape.contains(Shape::DOTTED) {
            return spaced && self.opens_unmarked(at);
        }
        let closes = matches!(undirected_kind(next), K::CloseQuote | K::CloseSingle)
            && !next.shape.contains(Shape::AMBIGUOUS);
        if closes || never_begins(next.kind) {
            return false;
        }
        let small = next.kind == K::Word && !next.shape.contains(Shape::CAPITAL);
        match undirected_kind(before) {
            K::Stop => spaced || self.glued(first, at),
            K::Question | K::Exclamation => {
                spaced || matches!(undirected_kind(next), K::Word | K::OpenQuote)
            }
            K::Ellipsis => spaced || next.kind == K::Word,
            K::Colon | K::Semicolon | K::Dash | K::OpenQuote => spaced,
            // After an emoticon anything may follow.
            K::CloseBracket => {
                spaced && !(small && at - 1 > first && self.tokens[at - 2].kind.is_word())
            }
            K::CloseQuote | K::CloseSingle | K::Hyphen => spaced && !small,
            K::Symbol => spaced && !small && next.kind != K::Number,
            K::Comma => spaced && next.shape.contains(Shape::CAPITAL),
            K::Word if before.shape.contains(Shape::DOTTED) => spaced,
            K::Word | K::Number | K::Address => spaced && self.opens_unmarked(at),
            _ => false,
        }
    }

    /// Whether two words with a stop and no space between them, `end.Next`, may be two sentences:
    /// not in `B10.Q`, `HG.CAST`, `Fig.A`.
    fn glued(&self, first: usize, at: usize) -> bool {
        let next = &self.tokens[at];
        at - 1 > first
            && next.kind == K::Word
            && next.shape.contains(Shape::CAPITAL)
            && self.form(at - 2) == TokenForm::Lower
    }

    /// Whether a sentence may begin at `at` with no mark before it.
    #[inline]
    fn opens_unmarked(&self, at: usize) -> bool {
        let next = &self.tokens[at];
        match undirected_kind(next) {
            K::Word => self.opens(at) || (next.span.len() == 1 && self.is_marker(at)),
            K::Number => self.is_marker(at),
            K::Dash => true,
            K::Symbol => !matches!(next.text(self.text), "$" | "%" | "&" | "+" | "="),
            _ => false,
        }
    }

    pub(super) fn get(&self, at: usize) -> Option<&'a Token> {
        if at < self.limit { self.tokens.get(at) } else { None }
    }

    fn word(&self, at: usize) -> u32 {
        self.get(at).map_or(0, |token| token.hash)
    }

    fn lists(&self, at: usize) -> ListSet {
        self.get(at).map_or_else(ListSet::default, |token| self.words.of(token.hash))
    }

    fn form(&self, at: usize) -> TokenForm {
        self.get(at).map_or(TokenForm::None, |token| TokenForm::of(token, self.text, self.words))
    }

    /// Whether token `at` is capitalized and a word that begins sentences.
    pub(super) fn opens(&self, at: usize) -> bool {
        self.tokens[at].shape.contains(Shape::CAPITAL) && self.lists(at).begins_sentences()
    }

    /// Whether token `at` is a short number or a letter with a stop or bracket.
    pub(super) fn is_marker(&self, at: usize) -> bool {
        let (Some(token), Some(next)) = (self.get(at), self.get(at + 1)) else { return false };
        token.span.len() <= if token.kind == K::Number { 3 } else { 1 }
            && matches!(next.kind, K::Stop | K::CloseBracket)
            && !next.shape.contains(Shape::SPACE)
    }

    /// Returns the form of a label in round or numbers in square brackets that begin at `at`, and
    /// the index behind them.
    fn group(&self, at: usize) -> Option<(TokenForm, usize)> {
        let open = self.get(at).filter(|token| token.kind == K::OpenBracket)?;
        match self.text.as_bytes()[open.span.start as usize] {
            b'(' => {
                let [inner, close] = [self.get(at + 1)?, self.get(at + 2)?];
                let is_short = inner.kind.is_word() && inner.span.len() <= 3;
                (is_short && close.kind == K::CloseBracket).then_some((TokenForm::Label, at + 3))
            }
            b'[' => {
                let inner = |t: &Token| matches!(t.kind, K::Number | K::Comma | K::Hyphen);
                let ends = |i: &usize| !self.get(*i).is_some_and(inner);
                let end = (at + 1..at + LOOK_AHEAD - 2).find(ends)?;
                let closes = end > at + 1 && self.get(end)?.kind == K::CloseBracket;
                closes.then_some((TokenForm::Citation, end + 1))
            }
            _ => None,
        }
    }

    /// Returns the first token and the code of a label or citation that ends with token `at`.
    fn group_before(&self, first: usize, at: usize) -> Option<(usize, u32)> {
        if self.tokens[at].kind != K::CloseBracket {
            return None;
        }
        let mut near = first.max(at.saturating_sub(LOOK_AHEAD - 2))..at;
        let open = near.rfind(|&i| self.tokens[i].kind == K::OpenBracket)?;
        let (form, end) = self.group(open)?;
        let is_label = form == TokenForm::Label;
        let code = if is_label { mark_code('@') } else { mark_code('§') };
        (end == at + 1).then_some((open, code))
    }

    /// Returns the properties of the gap before token `at` in a sentence that begins with `first`.
    pub(super) fn properties(&self, first: usize, at: usize, open: OpenMarks) -> GapProperties {
        let marker = self.leading_marker(first);
        let has_bullet = self.tokens[first].kind == K::Symbol;
        let mut gap = GapProperties::default();
        gap[P::Spaced] = u32::from(self.tokens[at].shape.contains(Shape::SPACE));
        gap[P::Quoted] = open.quotes % 2;
        gap[P::Bracketed] = u32::from(open.brackets > 0);
        gap[P::Length] = length_step(at - first);
        gap[P::Listed] = u32::from(has_bullet || marker.is_some_and(|word| word < at));
        self.look_left(first, at, marker, &mut gap);
        gap[P::Titled] = u32::from(gap[P::Marks] == 0 && self.is_title(first, at));
        self.look_right(at, &mut gap);
        gap
    }

    fn look_left(&self, first: usize, at: usize, marker: Option<usize>, gap: &mut GapProperties) {
        let (mut marks, left) = self.marks_before(first, at);
        if left > first && self.tokens[left - 1].kind.is_word() {
            let word = left - 1;
            let mut form = self.form(word);
            if form == TokenForm::Dotted {
                marks.append(mark_code('.'));
            }
            if left < at && marker == Some(word) {
                form = TokenForm::FirstMarker;
            }
            let is_capital = self.tokens[word].shape.contains(Shape::CAPITAL);
            gap[P::Left] = form as u32;
            gap[P::LeftLists] = self.lists(word).before_gap(is_capital);
            gap[P::LeftWord] = self.tokens[word].hash;
            if word > first {
                gap[P::Before] = self.form(word - 1) as u32;
                gap[P::BeforeWord] = self.tokens[word - 1].hash;
            }
        }
        gap[P::Marks] = marks.0;
        gap[P::Mark] = marks.nearest();
    }

    /// Whether all longer words before `at` are capitalized, and more than one.
    fn is_title(&self, first: usize, at: usize) -> bool {
        let mut words = self.tokens[first..at].iter().filter(|t| t.kind == K::Word);
        let mut capitals = 0;
        let fits = |word: &Token| {
            let is_capital = word.shape.contains(Shape::CAPITAL);
            capitals += usize::from(is_capital);
            is_capital || word.span.len() <= 4
        };
        at - first <= LONGEST_TITLE && words.all(fits) && capitals > 1
    }

    /// Returns the word of the list marker that the sentence begins with, perhaps after a bullet.
    fn leading_marker(&self, first: usize) -> Option<usize> {
        let has_bullet = self.tokens[first].kind == K::Symbol;
        let word = first + usize::from(has_bullet);
        (self.get(word)?.kind.is_word() && self.is_marker(word)).then_some(word)
    }

    /// Returns the marks before token `at`, and the index behind the word before them.
    fn marks_before(&self, first: usize, at: usize) -> (MarkSequence, usize) {
        let last = &self.tokens[at - 1];
        if last.kind.is_word() {
            return (MarkSequence::default(), at);
        }
        // Most often there is one mark, and no bracket.
        if at - 1 > first && self.tokens[at - 2].kind.is_word() && last.kind != K::CloseBracket {
            let spaced = if last.shape.contains(Shape::SPACE) { SPACED } else { 0 };
            return (MarkSequence::from_code(code_of(last, self.text) | spaced), at - 1);
        }
        self.several_marks_before(first, at)
    }

    fn several_marks_before(&self, first: usize, at: usize) -> (MarkSequence, usize) {
        let mut groups = [(0, 0); 3];
        let mut count = 0;
        let mut left = at;
        let far = first.max(at.saturating_sub(MOST_MARKS));
        while left > far {
            let token = &self.tokens[left - 1];
            let (from, mut code) = match self.group_before(first, left - 1) {
                Some(group) => group,
                None if token.kind.is_word() => break,
                None => (left - 1, code_of(token, self.text)),
            };
            let sign = code;
            if from > first && self.tokens[from].shape.contains(Shape::SPACE) {
                code |= SPACED;
            }
            let asks = |code: u32| code == mark_code('?') || code == mark_code('!');
            match groups[..count].last_mut() {
                Some((last, run)) if *last == code => *run += 1,
                Some((last, _)) if asks(*last) && asks(sign) => *last = mark_code('?'),
                _ if count == 3 => break,
                _ => {
                    groups[count] = (code, 1);
                    count += 1;
                }
            }
            left = from;
        }
        let mut marks = MarkSequence::default();
        for &(code, run) in groups[..count].iter().rev() {
            // ". . ." is an ellipsis; with a fourth stop a sentence ends after it.
            if code == mark_code('.') | SPACED && run > 1 {
                marks.append(mark_code('…') | SPACED);
                if run < 4 {
                    continue;
                }
            }
            marks.append(code);
        }
        (marks, left)
    }

    fn look_right(&self, at: usize, gap: &mut GapProperties) {
        if let Some((form, end)) = self.group(at) {
            gap[P::Right] = form as u32;
            gap[P::After] = self.form(end) as u32;
            return;
        }
        let token = &self.tokens[at];
        let mut right = at;
        if matches!(undirected_kind(token), K::OpenQuote | K::OpenSingle | K::OpenBracket) {
            gap[P::Opening] = code_of(token, self.text);
            let is_second = |token: &Token| {
                matches!(undirected_kind(token), K::OpenQuote | K::OpenSingle | K::Ellipsis)
            };
            right += 1 + usize::from(self.get(at + 1).is_some_and(is_second));
        }
        let is_marker = self.is_marker(right);
        gap[P::Right] = if is_marker { TokenForm::Marker } else { self.form(right) } as u32;
        gap[P::RightWord] = self.word(right);
        gap[P::RightLists] = self.lists(right).after_gap();
        gap[P::After] = self.form(right + 1) as u32;
        gap[P::AfterWord] = self.word(right + 1);
    }
}

/// Quotation marks and brackets since the sentence began.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct OpenMarks {
    quotes: u32,
    brackets: u32,
}

impl OpenMarks {
    pub(super) fn pass(&mut self, token: &Token) {
        match token.kind {
            K::OpenBracket => self.brackets += 1,
            K::CloseBracket => self.brackets = self.brackets.saturating_sub(1),
            K::OpenQuote | K::CloseQuote if token.shape.contains(Shape::AMBIGUOUS) => {
                self.quotes += 1;
            }
            K::OpenQuote => self.quotes = 1,
            K::CloseQuote => self.quotes = 0,
            _ => {}
        }
    }
}

/// Returns a step for each length that matters: of a list number, greeting, heading, sentence.
fn length_step(tokens: usize) -> u32 {
    match tokens {
        0..=3 => tokens as u32,
        4..=6 => 4,
        7..=12 => 5,
        13..=25 => 6,
        _ => 7,
    }
}
