//! Sentences: which of the candidate boundaries in a block of tokens are real.
//!
//! A candidate is a stop, question or exclamation mark, an ellipsis, an
//! abbreviation with its own stop, or a line break. What stands around it
//! decides: the word before (abbreviation, initial, list number), what closes
//! after it (quotation marks, brackets), and what comes next (lower case,
//! a word that commonly begins a sentence, a verb of speech). Unicode's UAX #29
//! would split "Dr. | Smith" and "Fig. | 2"; the abbreviation list in
//! `lexicons/en/abbreviations.toml` prevents that.

use std::ops::Range;

use super::abbreviations::{Abbreviation, Abbreviations};
use super::span::ByteSpan;
use super::token::{Shape, Token, TokenKind};

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

/// Appends the sentences of one block (a paragraph, as tokens) to `out`.
pub(super) fn split(
    text: &str,
    tokens: &[Token],
    abbreviations: &Abbreviations,
    out: &mut Vec<Sentence>,
) {
    let splitter = Splitter { text, tokens, abbreviations, wrap: wrap_width(text, tokens) };
    let mut first = 0;
    let mut at = 0;
    while at < tokens.len() {
        if let Some(end) = splitter.boundary(first, at) {
            out.push(sentence(tokens, first..end));
            first = end;
            at = end;
        } else {
            at += 1;
        }
    }
    if first < tokens.len() {
        out.push(sentence(tokens, first..tokens.len()));
    }
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

/// The width of the longest line if the block has several lines.
fn wrap_width(text: &str, tokens: &[Token]) -> usize {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
        return 0;
    };
    text[first.span.start as usize..last.span.end as usize]
        .lines()
        .map(|line| line.trim_end().len())
        .max()
        .unwrap_or(0)
}

struct Splitter<'a> {
    text: &'a str,
    tokens: &'a [Token],
    abbreviations: &'a Abbreviations,
    /// See [`wrap_width`].
    wrap: usize,
}

impl Splitter<'_> {
    /// If a sentence that began at token `first` ends with the candidate at
    /// `at`, the index of the token after it.
    fn boundary(&self, first: usize, at: usize) -> Option<usize> {
        let token = self.tokens[at];
        let end = match token.kind {
            TokenKind::Stop
            | TokenKind::Question
            | TokenKind::Exclamation
            | TokenKind::Ellipsis => self.terminator(first, at),
            TokenKind::Word if token.shape.has(Shape::DOTTED) => self.dotted(at),
            _ => None,
        };
        end.or_else(|| self.line_break(first, at))
    }

    fn get(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    fn known(&self, at: usize, flags: Abbreviation) -> bool {
        self.get(at).is_some_and(|t| self.abbreviations.of(t, self.text).is(flags))
    }

    /// Past further terminators and whatever closes with them.
    fn closers(&self, mut at: usize) -> usize {
        while let Some(token) = self.get(at) {
            let spaced = token.shape.has(Shape::SPACE);
            let closes = match token.kind {
                TokenKind::Stop
                | TokenKind::Question
                | TokenKind::Exclamation
                | TokenKind::Ellipsis
                | TokenKind::CloseSingle
                | TokenKind::CloseBracket => !spaced,
                TokenKind::CloseQuote => !token.shape.has(Shape::LINE),
                _ => false,
            };
            if closes {
                at += 1;
            } else if let Some(after) = self.citation(at) {
                at = after;
            } else {
                break;
            }
        }
        at
    }

    /// Past a citation glued to the stop: `end.[3] Next`.
    fn citation(&self, at: usize) -> Option<usize> {
        let open = self.get(at)?;
        if open.kind != TokenKind::OpenBracket || open.shape.has(Shape::SPACE) {
            return None;
        }
        let inner = (at + 1..at + 12).find(|&i| {
            !self.get(i).is_some_and(|t| {
                matches!(t.kind, TokenKind::Number | TokenKind::Comma | TokenKind::Hyphen)
            })
        })?;
        (inner > at + 1 && self.get(inner)?.kind == TokenKind::CloseBracket).then_some(inner + 1)
    }

    fn terminator(&self, first: usize, at: usize) -> Option<usize> {
        let stop = self.tokens[at];
        let end = self.closers(at + 1);
        let Some(next) = self.get(end) else {
            return Some(end);
        };
        let closed = end > at + 1
            && self.tokens[at + 1..end]
                .iter()
                .any(|t| matches!(t.kind, TokenKind::CloseQuote | TokenKind::CloseSingle));
        if !next.shape.has(Shape::SPACE) {
            return (self.missing_space(at, end) && stop.kind != TokenKind::Ellipsis)
                .then_some(end);
        }
        if stop.kind == TokenKind::Stop && end == at + 1 && self.abbreviated(first, at) {
            return None;
        }
        let begin = self.opening(end);
        if self.goes_on(begin) {
            return None;
        }
        if stop.kind == TokenKind::Ellipsis && !self.capital(begin) {
            return None;
        }
        if closed && self.speech_follows(begin) {
            return None;
        }
        Some(end)
    }

    /// Whether the full stop at `at` belongs to the word before it.
    fn abbreviated(&self, first: usize, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|&b| b >= first) else {
            return false;
        };
        let word = self.tokens[before];
        if self.tokens[at].shape.has(Shape::SPACE) {
            return false;
        }
        let next = at + 1;
        let begin = self.opening(next);
        let number_next = self.get(next).is_some_and(|t| t.kind == TokenKind::Number);
        let flags = self.abbreviations.of(&word, self.text);
        let plain = flags.is(Abbreviation::PLAIN) && !word.shape.has(Shape::CAPITAL);
        match word.kind {
            // "1. Introduction": the number of a list item or heading.
            TokenKind::Number => before == first && word.span.len() <= 3,
            TokenKind::Word => {
                if flags.is(Abbreviation::NEVER) {
                    return true;
                }
                if flags.is(Abbreviation::BEFORE_NUMBER) && (number_next || self.label(next)) {
                    return true;
                }
                if flags.is(Abbreviation::TITLE)
                    && word.shape.has(Shape::CAPITAL)
                    && self.capital(next)
                {
                    return true;
                }
                if flags.is(Abbreviation::MAY_END) && !plain {
                    return number_next || !self.known(begin, Abbreviation::STARTER);
                }
                // An initial: "J. K. Rowling", but not "Plan B. It".
                word.span.len() == 1
                    && word.shape.has(Shape::CAPITAL)
                    && (before == first || !self.known(begin, Abbreviation::STARTER))
                    && (self.text.as_bytes()[word.span.start as usize] != b'I' || before == first)
            }
            _ => false,
        }
    }

    /// A single capital letter, as in "Fig. A".
    fn label(&self, at: usize) -> bool {
        self.get(at).is_some_and(|t| {
            t.kind == TokenKind::Word && t.span.len() <= 2 && t.shape.has(Shape::CAPITAL)
        })
    }

    /// An abbreviation that has its stop inside the token, such as "U.S.".
    fn dotted(&self, at: usize) -> Option<usize> {
        let end = self.closers(at + 1);
        let Some(next) = self.get(end) else {
            return Some(end);
        };
        if end > at + 1 && self.tokens[at + 1..end].iter().any(|t| t.kind == TokenKind::Question) {
            return Some(end);
        }
        if !next.shape.has(Shape::SPACE) || self.known(at, Abbreviation::NEVER) {
            return None;
        }
        let begin = self.opening(end);
        let starts = self.capital(begin) && self.known(begin, Abbreviation::STARTER);
        (starts || (begin > end && self.capital(begin))).then_some(end)
    }

    /// Past opening quotation marks, brackets and dashes.
    fn opening(&self, mut at: usize) -> usize {
        while self.get(at).is_some_and(|t| {
            matches!(
                t.kind,
                TokenKind::OpenQuote
                    | TokenKind::OpenSingle
                    | TokenKind::OpenBracket
                    | TokenKind::Dash
                    | TokenKind::CloseSingle
            )
        }) {
            at += 1;
        }
        at
    }

    fn capital(&self, at: usize) -> bool {
        self.get(at).is_some_and(|t| t.shape.has(Shape::CAPITAL))
    }

    /// Whether what follows the terminator shows that the sentence goes on.
    fn goes_on(&self, at: usize) -> bool {
        let Some(next) = self.get(at) else {
            return false;
        };
        match next.kind {
            TokenKind::Word => next.text(self.text).chars().next().is_some_and(char::is_lowercase),
            TokenKind::Comma | TokenKind::Semicolon | TokenKind::Colon => true,
            _ => false,
        }
    }

    /// `end.Next` without a space between two sentences.
    fn missing_space(&self, at: usize, end: usize) -> bool {
        let (Some(before), Some(next)) = (at.checked_sub(1), self.get(end)) else {
            return false;
        };
        let word = self.tokens[before];
        next.kind == TokenKind::Word
            && next.shape.has(Shape::CAPITAL)
            && !next.shape.has(Shape::UPPER)
            && word.kind == TokenKind::Word
            && word.span.len() > 1
            && !word.shape.has(Shape::CAPITAL)
            && next.span.len() > 1
    }

    /// After quoted speech: "Smith asked", "the old man said".
    fn speech_follows(&self, at: usize) -> bool {
        (at..at + 4).any(|i| {
            self.known(i, Abbreviation::SPEECH)
                && self.tokens[at..i].iter().all(|t| t.kind == TokenKind::Word)
        })
    }

    /// Whether the sentence ends with token `at` because the line does.
    fn line_break(&self, first: usize, at: usize) -> Option<usize> {
        let next = self.get(at + 1)?;
        if !next.shape.has(Shape::LINE) {
            return None;
        }
        let listed = self.list_item(at + 1);
        let start = self.opening(at + 1);
        let heads =
            self.capital(start) || self.get(start).is_some_and(|t| t.kind == TokenKind::Number);
        if !listed && !heads {
            return None;
        }
        // A break that was made on purpose: the next word would have fitted.
        let line_start =
            (first..=at).rev().find(|&i| self.tokens[i].shape.has(Shape::LINE)).unwrap_or(first);
        let line = (self.tokens[at].span.end - self.tokens[line_start].span.start) as usize;
        let on_purpose = line + 1 + next.span.len() < self.wrap;
        let ended = matches!(self.tokens[at].kind, TokenKind::Comma | TokenKind::Hyphen);
        ((listed || on_purpose) && !ended).then_some(at + 1)
    }

    /// Whether a list item begins at `at`: "•", "-", "1.", "a)".
    fn list_item(&self, at: usize) -> bool {
        let (Some(mark), Some(next)) = (self.get(at), self.get(at + 1)) else {
            return false;
        };
        let glued = !next.shape.has(Shape::SPACE);
        match mark.kind {
            TokenKind::Symbol => {
                matches!(mark.text(self.text), "•" | "*" | "·" | "◦" | "▪" | "‣" | "●" | "○" | "■")
                    && !glued
            }
            TokenKind::Dash | TokenKind::Hyphen => !glued,
            TokenKind::Number | TokenKind::Word => {
                mark.span.len() <= 2
                    && glued
                    && matches!(next.kind, TokenKind::Stop | TokenKind::CloseBracket)
            }
            _ => false,
        }
    }
}
