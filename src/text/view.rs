//! Looking around a gap: what [`Gap`] says of it.

use super::abbreviations::{Abbreviation, Abbreviations};
use super::gap::{Form, Gap, Marks, SPACED, mark_code};
use super::normal::{VOWELS, all_small, has_vowel};
use super::token::{Shape, Token, TokenKind};

/// The tokens of a block, and what of them may be looked at.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) list: &'a Abbreviations,
    /// Tokens from here on are out of sight.
    pub(super) limit: usize,
}

/// How far behind a gap is looked, in tokens.
pub(super) const LOOK_AHEAD: usize = 8;

/// How many tokens before a gap may be its marks, and how many a title may have:
/// what is looked at again for each gap must not grow with the sentence.
const MARKS_IN_SIGHT: usize = 32;
const LONGEST_TITLE: usize = 48;

/// A token's kind. Which way a mark in doubt goes was told from what stands
/// before it in the paragraph, so it is not asked.
#[inline]
pub(super) fn kind(token: &Token) -> TokenKind {
    match token.kind {
        TokenKind::OpenQuote if token.shape.has(Shape::DOUBT) => TokenKind::CloseQuote,
        TokenKind::OpenSingle if token.shape.has(Shape::DOUBT) => TokenKind::CloseSingle,
        kind => kind,
    }
}

impl View<'_> {
    pub(super) fn get(&self, at: usize) -> Option<&Token> {
        if at < self.limit { self.tokens.get(at) } else { None }
    }

    pub(super) fn flags(&self, at: usize) -> Abbreviation {
        self.get(at).map_or_else(Abbreviation::default, |t| self.list.of(t.hash))
    }

    /// Whether token `at` is capitalised and a word that begins sentences.
    pub(super) fn opens(&self, at: usize) -> bool {
        self.tokens[at].shape.has(Shape::CAPITAL) && self.flags(at).is(Abbreviation::BEGINS)
    }

    /// Whether token `at` is a short number or a letter with a stop or bracket.
    pub(super) fn marker(&self, at: usize) -> bool {
        let (Some(token), Some(next)) = (self.get(at), self.get(at + 1)) else {
            return false;
        };
        token.span.len() <= if token.kind == TokenKind::Number { 3 } else { 1 }
            && matches!(next.kind, TokenKind::Stop | TokenKind::CloseBracket)
            && !next.shape.has(Shape::SPACE)
    }

    /// If a label in round brackets begins at `at`, the token after it.
    pub(super) fn label(&self, at: usize) -> Option<usize> {
        let [open, inner, close] = [self.get(at)?, self.get(at + 1)?, self.get(at + 2)?];
        (open.kind == TokenKind::OpenBracket
            && self.text.as_bytes()[open.span.start as usize] == b'('
            && inner.kind.is_word()
            && inner.span.len() <= 3
            && close.kind == TokenKind::CloseBracket)
            .then_some(at + 3)
    }

    /// If numbers in square brackets begin at `at`, the token after them.
    fn citation(&self, at: usize) -> Option<usize> {
        let open = self.get(at)?;
        if open.kind != TokenKind::OpenBracket
            || self.text.as_bytes()[open.span.start as usize] != b'['
        {
            return None;
        }
        let end = (at + 1..at + LOOK_AHEAD - 2).find(|&i| {
            !self.get(i).is_some_and(|t| {
                matches!(t.kind, TokenKind::Number | TokenKind::Comma | TokenKind::Hyphen)
            })
        })?;
        (end > at + 1 && self.get(end)?.kind == TokenKind::CloseBracket).then_some(end + 1)
    }

    /// If a label or citation ends with token `at`, its first token and sign.
    fn group_before(&self, first: usize, at: usize) -> Option<(usize, u32)> {
        if self.tokens[at].kind != TokenKind::CloseBracket {
            return None;
        }
        let open = (first.max(at.saturating_sub(LOOK_AHEAD - 2))..at)
            .rev()
            .find(|&i| self.tokens[i].kind == TokenKind::OpenBracket)?;
        if self.citation(open) == Some(at + 1) {
            return Some((open, mark_code('§')));
        }
        (self.label(open) == Some(at + 1)).then(|| (open, mark_code('@')))
    }

    /// What stands around the gap before token `at`, in a sentence that began
    /// with token `first`.
    pub(super) fn gap(&self, first: usize, at: usize, open: Open) -> Gap {
        let marker = self.begins_with_marker(first);
        let mut gap = Gap {
            spaced: self.tokens[at].shape.has(Shape::SPACE),
            quoted: open.quotes % 2 == 1,
            bracketed: open.brackets > 0,
            length: steps(at - first),
            listed: self.tokens[first].kind == TokenKind::Symbol
                || marker.is_some_and(|word| word < at),
            ..Gap::default()
        };
        self.look_left(first, at, marker, &mut gap);
        gap.titled = gap.marks.is_empty() && self.titled(first, at);
        self.look_right(at, &mut gap);
        gap
    }

    fn look_left(&self, first: usize, at: usize, marker: Option<usize>, gap: &mut Gap) {
        let (marks, left) = self.marks_before(first, at);
        gap.marks = marks;
        if left == first || !self.tokens[left - 1].kind.is_word() {
            return;
        }
        let word = left - 1;
        gap.left = self.form(word);
        if gap.left == Form::Dotted {
            gap.marks.append(mark_code('.'));
        }
        if left < at && marker == Some(word) {
            gap.left = Form::FirstMarker;
        }
        gap.left_flags = self.flags(word).of_left(self.tokens[word].shape.has(Shape::CAPITAL));
        gap.left_word = self.tokens[word].hash;
        if word > first {
            gap.before = self.form(word - 1);
            gap.before_word = self.tokens[word - 1].hash;
        }
    }

    /// Whether of the tokens before `at`, not too many, all longer words are
    /// capitalised, and more than one.
    fn titled(&self, first: usize, at: usize) -> bool {
        if at - first > LONGEST_TITLE {
            return false;
        }
        let words = self.tokens[first..at].iter().filter(|t| t.kind == TokenKind::Word);
        let mut capitals = 0;
        for word in words {
            if word.shape.has(Shape::CAPITAL) {
                capitals += 1;
            } else if word.span.len() > 4 {
                return false;
            }
        }
        capitals > 1
    }

    /// If the sentence begins with a list marker, perhaps after a bullet, the
    /// marker's word.
    fn begins_with_marker(&self, first: usize) -> Option<usize> {
        let bullet = self.tokens[first].kind == TokenKind::Symbol;
        let word = first + usize::from(bullet);
        (self.get(word)?.kind.is_word() && self.marker(word)).then_some(word)
    }

    /// The marks before token `at`, and the token behind the word before them.
    fn marks_before(&self, first: usize, at: usize) -> (Marks, usize) {
        let last = &self.tokens[at - 1];
        if last.kind.is_word() {
            return (Marks::default(), at);
        }
        // Most often there is one mark, and no bracket.
        if at - 1 > first
            && self.tokens[at - 2].kind.is_word()
            && last.kind != TokenKind::CloseBracket
        {
            let spaced = if last.shape.has(Shape::SPACE) { SPACED } else { 0 };
            return (Marks::from_code(self.mark(last) | spaced), at - 1);
        }
        self.several_marks_before(first, at)
    }

    fn several_marks_before(&self, first: usize, at: usize) -> (Marks, usize) {
        let mut groups = [(0, 0); 3];
        let mut count = 0;
        let mut left = at;
        let far = first.max(at.saturating_sub(MARKS_IN_SIGHT));
        while left > far {
            let token = &self.tokens[left - 1];
            let (from, mut code) = match self.group_before(first, left - 1) {
                Some(group) => group,
                None if token.kind.is_word() => break,
                None => (left - 1, self.mark(token)),
            };
            let sign = code;
            if from > first && self.tokens[from].shape.has(Shape::SPACE) {
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
        let mut marks = Marks::default();
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

    fn look_right(&self, at: usize, gap: &mut Gap) {
        let mut right = at;
        let token = &self.tokens[at];
        if token.kind == TokenKind::OpenBracket {
            let group = self.label(at).map(|end| (Form::Label, end));
            let group = group.or_else(|| self.citation(at).map(|end| (Form::Citation, end)));
            if let Some((form, end)) = group {
                gap.right = form;
                gap.after = self.form(end);
                return;
            }
        }
        if matches!(
            kind(token),
            TokenKind::OpenQuote | TokenKind::OpenSingle | TokenKind::OpenBracket
        ) {
            gap.opening = self.mark(token) as u8;
            right += 1;
            if self.get(right).is_some_and(|t| {
                matches!(
                    kind(t),
                    TokenKind::OpenQuote | TokenKind::OpenSingle | TokenKind::Ellipsis
                )
            }) {
                right += 1;
            }
        }
        gap.right = if self.marker(right) { Form::Marker } else { self.form(right) };
        if let Some(token) = self.get(right) {
            gap.right_word = token.hash;
            gap.right_flags = self.flags(right).only(Abbreviation::OF_RIGHT);
        }
        gap.after = self.form(right + 1);
        gap.after_word = self.get(right + 1).map_or(0, |t| t.hash);
    }

    fn mark(&self, token: &Token) -> u32 {
        if token.kind == TokenKind::Symbol {
            return match token.text(self.text) {
                "*" => const { mark_code('*') },
                ">" => const { mark_code('>') },
                "<" => const { mark_code('<') },
                mark if is_bullet(mark) => const { mark_code('•') },
                _ => const { mark_code('#') },
            };
        }
        MARKS[kind(token) as usize]
    }

    pub(super) fn form(&self, at: usize) -> Form {
        let Some(token) = self.get(at) else {
            return Form::None;
        };
        match token.kind {
            TokenKind::Word => self.word_form(token),
            TokenKind::Number => Form::Number,
            TokenKind::Address => Form::Address,
            TokenKind::Dash | TokenKind::Hyphen => Form::Dash,
            TokenKind::Ellipsis => Form::Ellipsis,
            _ if token.shape.has(Shape::DOUBT) => Form::Quote,
            TokenKind::Symbol => match token.text(self.text) {
                "<" | ">" => Form::Angle,
                mark if is_bullet(mark) || mark == "*" => Form::Bullet,
                _ => Form::Symbol,
            },
            _ => Form::Symbol,
        }
    }

    fn word_form(&self, token: &Token) -> Form {
        let capital = token.shape.has(Shape::CAPITAL);
        let length = token.span.len();
        if length == 1 {
            return if capital { Form::Initial } else { Form::Letter };
        }
        let bytes = &self.text.as_bytes()[token.span.start as usize..];
        let Some(chunk) = bytes.first_chunk().filter(|chunk| all_small(chunk, length)) else {
            return self.other_form(token);
        };
        // Abbreviations without vowels are short.
        match (capital, length > 5 || has_vowel(chunk, length)) {
            (true, true) => Form::Capital,
            (true, false) => Form::CapitalConsonants,
            (false, true) => Form::Lower,
            (false, false) => Form::Consonants,
        }
    }

    /// The form of a word that has other signs than small letters after the first.
    fn other_form(&self, token: &Token) -> Form {
        let word = token.text(self.text);
        let vowel = |b: u8| VOWELS.contains(&(b | 0x20));
        let consonants = word.len() < 6 && word.is_ascii() && !word.bytes().any(vowel);
        if token.shape.has(Shape::DOTTED) {
            Form::Dotted
        } else if token.is_upper(self.text) {
            Form::Upper
        } else if token.shape.has(Shape::CAPITAL) {
            if consonants { Form::CapitalConsonants } else { Form::Capital }
        } else if word.bytes().any(|b| b.is_ascii_uppercase() || b.is_ascii_digit()) {
            Form::Mixed
        } else if consonants {
            Form::Consonants
        } else if word.chars().next().is_some_and(|c| c.is_lowercase() || c.is_ascii()) {
            Form::Lower
        } else {
            Form::Uncased
        }
    }
}

/// The code of each kind of mark.
const MARKS: [u32; TokenKind::COUNT] = {
    let mut codes = [0; TokenKind::COUNT];
    let mut i = 0;
    while i < codes.len() {
        codes[i] = match TokenKind::ALL[i] {
            TokenKind::Stop => mark_code('.'),
            TokenKind::Question => mark_code('?'),
            TokenKind::Exclamation => mark_code('!'),
            TokenKind::Ellipsis => mark_code('…'),
            TokenKind::Comma => mark_code(','),
            TokenKind::Semicolon => mark_code(';'),
            TokenKind::Colon => mark_code(':'),
            TokenKind::Dash => mark_code('—'),
            TokenKind::Hyphen => mark_code('-'),
            TokenKind::Slash => mark_code('/'),
            TokenKind::OpenBracket => mark_code('('),
            TokenKind::CloseBracket => mark_code(')'),
            TokenKind::OpenQuote => mark_code('“'),
            TokenKind::CloseQuote => mark_code('"'),
            TokenKind::OpenSingle => mark_code('‘'),
            TokenKind::CloseSingle => mark_code('’'),
            _ => mark_code('#'),
        };
        i += 1;
    }
    codes
};

/// Quotation marks and brackets since the sentence began.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Open {
    quotes: u32,
    brackets: u32,
}

impl Open {
    /// Takes in one more token of the sentence.
    pub(super) fn pass(&mut self, token: &Token) {
        match token.kind {
            TokenKind::OpenBracket => self.brackets += 1,
            TokenKind::CloseBracket => self.brackets = self.brackets.saturating_sub(1),
            TokenKind::OpenQuote | TokenKind::CloseQuote if token.shape.has(Shape::DOUBT) => {
                self.quotes += 1;
            }
            TokenKind::OpenQuote => self.quotes = 1,
            TokenKind::CloseQuote => self.quotes = 0,
            _ => {}
        }
    }
}

/// Signs that stand before list items.
pub(super) fn is_bullet(mark: &str) -> bool {
    matches!(mark, "•" | "·" | "◦" | "▪" | "‣" | "●" | "○" | "■" | "⁃" | "►")
}

/// Lengths that matter: a list number, a greeting, a heading, a full sentence.
fn steps(tokens: usize) -> u8 {
    match tokens {
        0..=3 => tokens as u8,
        4..=6 => 4,
        7..=12 => 5,
        13..=25 => 6,
        _ => 7,
    }
}
