//! What stands around a gap between two tokens, as the splitter sees it.
//!
//! Everything here is looked up in the sentence so far and in the few tokens
//! after the gap; nothing before the sentence's first token is ever asked. That
//! is why a sentence that is split again stays whole.

use super::abbreviations::{Abbreviation, Abbreviations};
use super::token::{Shape, Token, TokenKind};

/// Names for small codes, for the weights file.
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        #[repr(u8)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }
        impl $name {
            const ALL: &[(Self, &str)] = &[$((Self::$variant, $text),)*];
            /// Its name in the weights file.
            pub fn name(self) -> &'static str { Self::ALL[self as usize].1 }
            /// The variant with this number.
            pub fn from_code(code: u32) -> Option<Self> {
                Self::ALL.get(code as usize).map(|(variant, _)| *variant)
            }
            /// The code with this name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().find(|(_, text)| *text == name).map(|(code, _)| *code)
            }
        }
    };
}

codes! {
    /// What kind of word (or other token) stands beside a gap.
    Form {
        /// Nothing: the sentence begins or ends there.
        #[default]
        None = "nothing",
        /// A word in lower case.
        Lower = "lower",
        /// A word of consonants only in lower case, as many abbreviations are.
        Consonants = "consonants",
        /// A single letter in lower case.
        Letter = "letter",
        /// A capitalised word.
        Capital = "capital",
        /// A capitalised word of consonants only.
        CapitalConsonants = "Consonants",
        /// A single capital letter.
        Initial = "initial",
        /// All capitals.
        Upper = "UPPER",
        /// Lower case with capitals or digits inside, such as names of genes.
        Mixed = "miXed",
        /// Letters of a script without case.
        Uncased = "uncased",
        /// An abbreviation with inner stops.
        Dotted = "dotted",
        /// A number.
        Number = "number",
        /// A number or letter with its stop or bracket, as before list items.
        Marker = "marker",
        /// The same, as the first thing in the sentence.
        FirstMarker = "first-marker",
        /// A label in round brackets: (a), (2), (iv).
        Label = "(label)",
        /// Numbers in square brackets.
        Citation = "[citation]",
        /// A web or mail address.
        Address = "address",
        /// A dash.
        Dash = "dash",
        /// An ellipsis.
        Ellipsis = "ellipsis",
        /// A quotation mark that may open or close.
        Quote = "quote",
        /// A bullet.
        Bullet = "bullet",
        /// An angle bracket.
        Angle = "angle",
        /// Any other mark or symbol.
        Symbol = "symbol",
    }
}

/// The marks between the last word and the gap, at most three, the nearest
/// last. Repeated marks count once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks(u32);

/// Each mark's sign in the weights file; its place is its code.
const SIGNS: &str = "∅.?!…,;:—-)(\"“’‘/*><•#§@";
const MARK_BITS: u32 = 6;
const SPACED: u32 = 1 << 5;

impl Marks {
    /// The marks with this packed code.
    pub fn from_code(code: u32) -> Self {
        Self(code & ((1 << (3 * MARK_BITS)) - 1))
    }

    /// The packed code.
    pub fn code(self) -> u32 {
        self.0
    }

    /// Only the mark nearest to the gap, its space forgotten.
    pub fn nearest(self) -> u32 {
        self.0 & (SPACED - 1)
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Adds a mark at the end; of more than three the first is dropped.
    fn append(&mut self, code: u32) {
        *self = Self::from_code(self.0 << MARK_BITS | code);
    }

    /// As in the weights file: the marks' signs, `_` before one that has white
    /// space before it; `∅` for none.
    pub fn name(self) -> String {
        if self.0 == 0 {
            return "∅".to_owned();
        }
        let mut out = String::new();
        for depth in (0..3).rev() {
            let code = self.0 >> (depth * MARK_BITS) & 63;
            if code != 0 {
                if code & SPACED != 0 {
                    out.push('_');
                }
                out.extend(SIGNS.chars().nth((code & (SPACED - 1)) as usize));
            }
        }
        out
    }

    /// The inverse of [`Marks::name`].
    pub fn from_name(name: &str) -> Option<Self> {
        let mut marks = Self::default();
        if name == "∅" {
            return Some(marks);
        }
        let mut spaced = 0;
        for c in name.chars() {
            if c == '_' {
                spaced = SPACED;
                continue;
            }
            let code = SIGNS.chars().position(|sign| sign == c).filter(|&code| code > 0)? as u32;
            marks.0 = marks.0 << MARK_BITS | code | spaced;
            spaced = 0;
        }
        (marks.0 < 1 << (3 * MARK_BITS)).then_some(marks)
    }
}

/// What stands around one gap. All codes are small; words are hashes of their
/// normal forms, 0 for none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Gap {
    /// Marks before the gap.
    pub marks: Marks,
    /// Whether there is white space in the gap.
    pub spaced: bool,
    /// The opening mark after the gap: a code of [`Marks`], 0 for none.
    pub opening: u8,
    /// The last word before the marks.
    pub left: Form,
    /// What the abbreviation list knows of it.
    pub left_flags: Abbreviation,
    /// The word before that.
    pub before: Form,
    /// The first word after the opening mark.
    pub right: Form,
    /// What the abbreviation list knows of it.
    pub right_flags: Abbreviation,
    /// The token after that.
    pub after: Form,
    /// How long the sentence is up to here, in a few steps of tokens.
    pub length: u8,
    /// Whether a double quotation mark is open.
    pub quoted: bool,
    /// Whether a bracket is open.
    pub bracketed: bool,
    /// Whether the sentence begins with a list marker or a bullet.
    pub listed: bool,
    /// Whether all longer words up to here are capitalised, as in a title.
    pub titled: bool,
    /// Hash of the left word.
    pub left_word: u32,
    /// Hash of the word before it.
    pub before_word: u32,
    /// Hash of the right word.
    pub right_word: u32,
    /// Hash of the token after it.
    pub after_word: u32,
}

impl Gap {
    /// All that is not a word, packed: gaps with equal signatures have equal
    /// weights but for their words.
    pub(super) fn signature(&self) -> u128 {
        let bytes = [
            self.marks.0 as u8,
            (self.marks.0 >> 8) as u8,
            (self.marks.0 >> 16) as u8,
            self.opening,
            self.left as u8,
            self.left_flags.bits(),
            self.before as u8,
            self.right as u8,
            self.right_flags.bits(),
            self.after as u8,
            self.length,
            u8::from(self.spaced) | u8::from(self.quoted) << 1 | u8::from(self.bracketed) << 2
                | u8::from(self.listed) << 3
                | u8::from(self.titled) << 4,
            0,
            0,
            0,
            1,
        ];
        u128::from_le_bytes(bytes)
    }
}

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

impl View<'_> {
    pub(super) fn get(&self, at: usize) -> Option<&Token> {
        if at < self.limit { self.tokens.get(at) } else { None }
    }

    pub(super) fn flags(&self, at: usize) -> Abbreviation {
        self.get(at).map_or_else(Abbreviation::default, |t| self.list.of(t, self.text))
    }

    /// Whether the gap before token `at` can be a boundary at all.
    pub(super) fn candidate(&self, at: usize) -> bool {
        let (before, next) = (&self.tokens[at - 1], &self.tokens[at]);
        let spaced = next.shape.has(Shape::SPACE);
        match next.kind {
            TokenKind::Stop
            | TokenKind::Question
            | TokenKind::Exclamation
            | TokenKind::Comma
            | TokenKind::Semicolon
            | TokenKind::Colon
            | TokenKind::Slash
            | TokenKind::CloseBracket => return false,
            TokenKind::CloseQuote | TokenKind::CloseSingle if !next.shape.has(Shape::DOUBT) => {
                return false;
            }
            _ => {}
        }
        match before.kind {
            TokenKind::Stop => spaced || self.glued(at),
            TokenKind::Question | TokenKind::Exclamation => {
                spaced || matches!(next.kind, TokenKind::Word | TokenKind::OpenQuote)
            }
            TokenKind::Ellipsis => spaced || next.kind == TokenKind::Word,
            TokenKind::Colon
            | TokenKind::Semicolon
            | TokenKind::Dash
            | TokenKind::Hyphen
            | TokenKind::CloseBracket
            | TokenKind::CloseQuote
            | TokenKind::CloseSingle
            | TokenKind::OpenQuote
            | TokenKind::Symbol => spaced,
            TokenKind::Comma => spaced && next.shape.has(Shape::CAPITAL),
            TokenKind::Word if before.shape.has(Shape::DOTTED) => spaced,
            TokenKind::Word | TokenKind::Number | TokenKind::Address => {
                spaced && self.opens_unmarked(at)
            }
            _ => false,
        }
    }

    /// Whether two words with a stop and no space between them, `end.Next`, may
    /// be two sentences: not in `B10.Q`, `HG.CAST`, `Fig.A`.
    fn glued(&self, at: usize) -> bool {
        let next = &self.tokens[at];
        at > 1
            && next.kind == TokenKind::Word
            && next.shape.has(Shape::CAPITAL)
            && self.form(at - 2) == Form::Lower
    }

    /// Whether a sentence may begin here with no mark before it.
    fn opens_unmarked(&self, at: usize) -> bool {
        let next = &self.tokens[at];
        match next.kind {
            TokenKind::Word => {
                (next.shape.has(Shape::CAPITAL)
                    && self.flags(at).is(Abbreviation::STARTER | Abbreviation::OPENER))
                    || (next.span.len() == 1 && self.marker(at))
            }
            TokenKind::Number => self.marker(at),
            TokenKind::OpenBracket => self.label(at).is_some(),
            TokenKind::Dash | TokenKind::Symbol | TokenKind::OpenQuote => true,
            _ => next.shape.has(Shape::DOUBT),
        }
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
    fn label(&self, at: usize) -> Option<usize> {
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
        let mut gap = Gap {
            spaced: self.tokens[at].shape.has(Shape::SPACE),
            quoted: open.quotes % 2 == 1,
            bracketed: open.brackets > 0,
            length: steps(at - first),
            listed: self.tokens[first].kind == TokenKind::Symbol
                || self.begins_with_marker(first).is_some_and(|word| word < at),
            titled: open.capitals > 1 && open.lower == 0,
            ..Gap::default()
        };
        self.look_left(first, at, &mut gap);
        self.look_right(at, &mut gap);
        gap
    }

    fn look_left(&self, first: usize, at: usize, gap: &mut Gap) {
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
        if left < at && self.begins_with_marker(first) == Some(word) {
            gap.left = Form::FirstMarker;
        }
        gap.left_flags = self.flags(word).of_left(self.tokens[word].shape.has(Shape::CAPITAL));
        gap.left_word = self.tokens[word].hash;
        if word > first {
            gap.before = self.form(word - 1);
            gap.before_word = self.tokens[word - 1].hash;
        }
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
        let mut groups = [(0, 0); 3];
        let mut count = 0;
        let mut left = at;
        while left > first {
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
        if self.label(at).is_some() {
            gap.right = Form::Label;
            gap.after = self.form(at + 3);
            return;
        }
        if let Some(end) = self.citation(at) {
            gap.right = Form::Citation;
            gap.after = self.form(end);
            return;
        }
        if matches!(
            token.kind,
            TokenKind::OpenQuote | TokenKind::OpenSingle | TokenKind::OpenBracket
        ) {
            gap.opening = self.mark(token) as u8;
            right += 1;
            if self.get(right).is_some_and(|t| {
                matches!(t.kind, TokenKind::OpenQuote | TokenKind::OpenSingle | TokenKind::Ellipsis)
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
        mark_code(match token.kind {
            TokenKind::Stop => '.',
            TokenKind::Question => '?',
            TokenKind::Exclamation => '!',
            TokenKind::Ellipsis => '…',
            TokenKind::Comma => ',',
            TokenKind::Semicolon => ';',
            TokenKind::Colon => ':',
            TokenKind::Dash => '—',
            TokenKind::Hyphen => '-',
            TokenKind::Slash => '/',
            TokenKind::OpenBracket => '(',
            TokenKind::CloseBracket => ')',
            TokenKind::OpenQuote if !token.shape.has(Shape::DOUBT) => '“',
            TokenKind::OpenQuote | TokenKind::CloseQuote => '"',
            TokenKind::OpenSingle if !token.shape.has(Shape::DOUBT) => '‘',
            TokenKind::OpenSingle | TokenKind::CloseSingle => '’',
            _ => match token.text(self.text) {
                "*" => '*',
                ">" => '>',
                "<" => '<',
                mark if is_bullet(mark) => '•',
                _ => '#',
            },
        })
    }

    fn form(&self, at: usize) -> Form {
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
        let word = token.text(self.text);
        let bytes = word.as_bytes();
        let capital = token.shape.has(Shape::CAPITAL);
        if token.shape.has(Shape::DOTTED) {
            Form::Dotted
        } else if bytes.len() == 1 {
            if capital { Form::Initial } else { Form::Letter }
        } else if capital && token.shape.has(Shape::UPPER) {
            Form::Upper
        } else if capital {
            if consonants(bytes) { Form::CapitalConsonants } else { Form::Capital }
        } else if bytes.iter().any(|b| b.is_ascii_uppercase() || b.is_ascii_digit()) {
            Form::Mixed
        } else if bytes[0].is_ascii() {
            if consonants(bytes) { Form::Consonants } else { Form::Lower }
        } else if word.chars().next().is_some_and(char::is_lowercase) {
            Form::Lower
        } else {
            Form::Uncased
        }
    }
}

/// What the sentence has had so far: quotation marks, brackets, capitals.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Open {
    quotes: u32,
    brackets: u32,
    capitals: u32,
    lower: u32,
}

impl Open {
    /// Takes in one more token of the sentence.
    pub(super) fn pass(&mut self, token: &Token) {
        match token.kind {
            TokenKind::Word if token.shape.has(Shape::CAPITAL) => self.capitals += 1,
            TokenKind::Word => self.lower += u32::from(token.span.len() > 4),
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

fn mark_code(sign: char) -> u32 {
    SIGNS.chars().position(|c| c == sign).unwrap_or(0) as u32
}

/// Signs that stand before list items.
pub(super) fn is_bullet(mark: &str) -> bool {
    matches!(mark, "•" | "·" | "◦" | "▪" | "‣" | "●" | "○" | "■" | "⁃" | "►")
}

fn consonants(word: &[u8]) -> bool {
    !word.iter().any(|b| matches!(b | 0x20, b'a' | b'e' | b'i' | b'o' | b'u' | b'y') || *b >= 0x80)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_codes_can_be_read_back() {
        for (form, name) in Form::ALL {
            assert_eq!(Form::from_name(name), Some(*form));
        }
        for name in ["∅", ".", ".\"", "_…", "._§", ":)", "?_\"’"] {
            assert_eq!(Marks::from_name(name).unwrap().name(), name);
        }
        for name in ["", "a", "....", "∅."] {
            assert!(Marks::from_name(name).is_none_or(|m| m.name() != name), "{name}");
        }
    }
}
