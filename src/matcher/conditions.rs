//! Conditions on what stands directly beside a match.

use std::ops::Range;

use crate::lexicon::{Cue, Neighbour, WordClasses, WordId};
use crate::sentence::SentenceView;
use crate::text::{Shape, TokenKind};

/// A condition of a cue that forbids a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// None of `require_before` stands before it.
    RequireBefore,
    /// None of `require_after` stands after it.
    RequireAfter,
    /// One of `exclude_before` stands before it.
    ExcludeBefore,
    /// One of `exclude_after` stands after it.
    ExcludeAfter,
}

/// The conditions of one cue. The lists are boxed: most cues have one or none, and the conditions
/// of all cues should lie close together.
#[derive(Debug)]
pub(super) struct Conditions {
    exclude_before: Option<Box<Neighbours>>,
    require_before: Option<Box<Neighbours>>,
    exclude_after: Option<Box<Neighbours>>,
    require_after: Option<Box<Neighbours>>,
}

impl Conditions {
    pub(super) fn new(cue: &Cue) -> Self {
        Self {
            exclude_before: Neighbours::new(&cue.exclude_before, &Neighbour::Start),
            require_before: Neighbours::new(&cue.require_before, &Neighbour::Start),
            exclude_after: Neighbours::new(&cue.exclude_after, &Neighbour::End),
            require_after: Neighbours::new(&cue.require_after, &Neighbour::End),
        }
    }

    /// Returns the first condition that forbids the match, if any.
    #[inline]
    pub(super) fn blocked(
        &self,
        view: &SentenceView<'_>,
        tokens: &Range<usize>,
    ) -> Option<Condition> {
        let quote = |at: &usize| view.kind(*at).is_quote();
        if self.exclude_before.is_some() || self.require_before.is_some() {
            let beside = (0..tokens.start).rev().find(|at| !quote(at));
            let opens = beside.is_none_or(|at| opens_sentence(view, at));
            let fits = |list: &Neighbours| list.contain(view, beside, opens);
            if self.exclude_before.as_deref().is_some_and(fits) {
                return Some(Condition::ExcludeBefore);
            }
            if !self.require_before.as_deref().is_none_or(fits) {
                return Some(Condition::RequireBefore);
            }
        }
        if self.exclude_after.is_some() || self.require_after.is_some() {
            let beside = (tokens.end..view.len()).find(|at| !quote(at));
            let ends = beside.is_none_or(|at| ends_sentence(view, at));
            let fits = |list: &Neighbours| list.contain(view, beside, ends);
            if self.exclude_after.as_deref().is_some_and(fits) {
                return Some(Condition::ExcludeAfter);
            }
            if !self.require_after.as_deref().is_none_or(fits) {
                return Some(Condition::RequireAfter);
            }
        }
        None
    }
}

/// A list of neighbours, grouped by kind so that a long list costs no more than a short one.
#[derive(Debug, Default)]
struct Neighbours {
    words: Vec<WordId>,
    /// A bit for each of the words, by [`word_bit`].
    word_bits: u64,
    classes: WordClasses,
    /// A bit for each kind of token.
    kinds: u32,
    number: bool,
    capital: bool,
    /// The sentence's edge.
    edge: bool,
    endings: Vec<String>,
}

impl Neighbours {
    fn new(list: &[Neighbour], edge: &Neighbour) -> Option<Box<Self>> {
        let mut all = Self::default();
        for neighbour in list {
            match neighbour {
                Neighbour::Word(id) => {
                    all.words.push(*id);
                    all.word_bits |= word_bit(*id);
                }
                Neighbour::Class(classes) => all.classes |= classes,
                Neighbour::Number => all.number = true,
                Neighbour::Ending(ending) => all.endings.push(ending.clone()),
                Neighbour::Start | Neighbour::End => all.edge |= neighbour == edge,
                Neighbour::Capital => all.capital = true,
                Neighbour::Punctuation => {
                    let marks = TokenKind::ALL.into_iter();
                    let marks = marks.filter(|kind| !kind.is_word() && *kind != TokenKind::Symbol);
                    all.kinds |= marks.fold(0, |bits, kind| bits | 1 << kind as u8);
                }
                Neighbour::Mark(kind) => all.kinds |= 1 << *kind as u8,
            }
        }
        (!list.is_empty()).then(|| Box::new(all))
    }

    /// Tells whether one of them is the token beside the match (none at the sentence's edge);
    /// `edge` says whether that token counts as the edge.
    #[inline]
    fn contain(&self, view: &SentenceView<'_>, beside: Option<usize>, edge: bool) -> bool {
        if edge && self.edge {
            return true;
        }
        let Some(at) = beside else { return false };
        let token = &view.tokens[at];
        self.kinds >> token.kind as u8 & 1 != 0
            || view.is(at, self.classes)
            || (self.capital && token.shape.has(Shape::CAPITAL))
            || (self.word_bits & word_bit(token.word) != 0 && self.words.contains(&token.word))
            || (self.number && is_amount(view, at))
            || (!self.endings.is_empty() && self.has_ending(view, at))
    }

    fn has_ending(&self, view: &SentenceView<'_>, at: usize) -> bool {
        let token = &view.tokens[at];
        token.kind == TokenKind::Word
            && self.endings.iter().any(|ending| {
                token.span.len() > ending.len() + 1
                    && token.text(view.text).to_lowercase().ends_with(ending.as_str())
            })
    }
}

fn word_bit(word: WordId) -> u64 {
    1 << (word % 64)
}

/// A number, or the sign of an amount of money before its number.
fn is_amount(view: &SentenceView<'_>, at: usize) -> bool {
    view.is_number(at)
        || (view.kind(at) == TokenKind::Symbol
            && view.tokens.get(at + 1).is_some_and(|token| token.kind == TokenKind::Number))
}

/// `^` also fits right after a bracket or dash that opens the sentence.
fn opens_sentence(view: &SentenceView<'_>, at: usize) -> bool {
    at == 0 && matches!(view.kind(at), TokenKind::OpenBracket | TokenKind::Dash)
}

/// `$` fits before the mark that ends the sentence.
fn ends_sentence(view: &SentenceView<'_>, at: usize) -> bool {
    matches!(
        view.kind(at),
        TokenKind::Stop | TokenKind::Question | TokenKind::Exclamation | TokenKind::Ellipsis
    )
}
