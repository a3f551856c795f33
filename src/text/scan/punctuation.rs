//! Tokens that are not words: punctuation and symbols. Straight quotation marks are classified
//! as opening or closing.

use super::Scanner;
use super::bytes::{MARKS, is_alphanumeric, is_latin};
use crate::text::token::{Shape, TokenKind};
use crate::word::WordHash;

impl Scanner<'_> {
    /// Reads the mark or symbol that begins with this ASCII byte.
    pub(super) fn punctuation(&mut self, byte: u8) {
        let next = self.peek(self.at + 1);
        match byte {
            b'.' => {
                let run = self.run_of(byte);
                self.mark(run, if run > 1 { TokenKind::Ellipsis } else { TokenKind::Stop });
            }
            b'-' => {
                let run = self.run_of(byte);
                // Alone in the text, as in patterns, it is a hyphen.
                let alone = self.at == self.start && self.at + run == self.bytes.len();
                let spaced = self.begins() && next.is_ascii_whitespace() && !alone;
                let kind = if run > 1 || spaced { TokenKind::Dash } else { TokenKind::Hyphen };
                self.mark(run, kind);
            }
            b'`' if next == b'`' => self.quote(2, true, Shape::default()),
            b'`' => self.mark(1, TokenKind::OpenSingle),
            b'\'' if next == b'\'' => self.quote(2, !self.in_quote, Shape::AMBIGUOUS),
            b'"' => {
                let (opens, ambiguous) = self.direction(1, self.in_quote);
                self.quote(1, opens, ambiguous);
            }
            b'\'' => self.apostrophe(1),
            _ if MARKS[byte as usize] != TokenKind::Symbol => self.mark(1, MARKS[byte as usize]),
            _ => self.symbol(1),
        }
    }

    /// Reads the token or white space that begins with this character beyond ASCII.
    pub(super) fn non_ascii(&mut self) {
        let Some(c) = self.char_at(self.at) else {
            // Only reached if the range was cut inside a character.
            self.at = self.bytes.len();
            return;
        };
        let len = c.len_utf8();
        let next = self.char_at(self.at + len);
        match c {
            '\u{2028}' | '\u{2029}' | '\u{85}' => {
                self.gap = self.gap.union(Shape::SPACE).union(Shape::LINE);
                self.at += len;
            }
            _ if c.is_whitespace() => {
                self.gap = self.gap.union(Shape::SPACE);
                self.at += len;
            }
            // They are neither words nor space.
            _ if is_invisible(c) => self.at += len,
            '“' | '„' | '‟' | '«' | '「' | '『' => self.quote(len, true, Shape::default()),
            '”' | '»' | '」' | '』' => self.quote(len, false, Shape::default()),
            '‘' | '‚' | '‹' => {
                self.in_single = true;
                self.mark(len, TokenKind::OpenSingle);
            }
            '›' => self.mark(len, TokenKind::CloseSingle),
            '’' => {
                let glued = self.char_before(self.at).is_some_and(|c| !c.is_whitespace());
                if glued || !next.is_some_and(char::is_alphanumeric) {
                    self.in_single = false;
                    self.mark(len, TokenKind::CloseSingle);
                } else {
                    self.apostrophe(len);
                }
            }
            '…' => self.mark(len, TokenKind::Ellipsis),
            '。' | '．' | '｡' | '।' | '۔' => self.mark(len, TokenKind::Stop),
            '？' | '؟' | '⁇' => self.mark(len, TokenKind::Question),
            '！' | '‽' | '⁈' | '⁉' | '‼' => self.mark(len, TokenKind::Exclamation),
            '，' | '、' | '،' => self.mark(len, TokenKind::Comma),
            '；' => self.mark(len, TokenKind::Semicolon),
            '：' => self.mark(len, TokenKind::Colon),
            '（' | '［' | '【' => self.mark(len, TokenKind::OpenBracket),
            '）' | '］' | '】' => self.mark(len, TokenKind::CloseBracket),
            '‐' | '‑' => self.mark(len, TokenKind::Hyphen),
            '–' => {
                let inside =
                    !self.gap.contains(Shape::SPACE) && next.is_some_and(char::is_alphanumeric);
                self.mark(len, if inside { TokenKind::Hyphen } else { TokenKind::Dash });
            }
            '—' | '―' | '‒' => self.mark(len, TokenKind::Dash),
            _ if is_latin(self.bytes[self.at], self.peek(self.at + 1)) => self.word(),
            _ if c.is_alphanumeric() => self.unicode_word(),
            _ => self.symbol(len),
        }
    }

    fn mark(&mut self, len: usize, kind: TokenKind) {
        self.push_mark(self.at + len, kind, Shape::default());
    }

    fn symbol(&mut self, len: usize) {
        let end = self.at + len;
        let hash = WordHash::of(&self.text[self.at..end]);
        self.push(end, TokenKind::Symbol, Shape::default(), hash);
    }

    fn quote(&mut self, len: usize, opens: bool, ambiguous: Shape) {
        self.in_quote = opens;
        let kind = if opens { TokenKind::OpenQuote } else { TokenKind::CloseQuote };
        self.push_mark(self.at + len, kind, ambiguous);
    }

    /// Returns how often `byte` is repeated from here on.
    fn run_of(&self, byte: u8) -> usize {
        self.bytes[self.at..].iter().take_while(|&&b| b == byte).count()
    }

    /// Whether a straight quotation mark of `len` bytes opens, judged by what stands beside it
    /// and, if that does not tell, by whether one is open already.
    fn direction(&self, len: usize, is_open: bool) -> (bool, Shape) {
        let outside = |c: Option<char>| {
            c.is_none_or(|c| is_blank(c) || matches!(c, '(' | '[' | '—' | '–' | '-' | '/'))
        };
        let before = outside(self.char_before(self.at));
        let after = self.char_at(self.at + len).is_none_or(|c| {
            is_blank(c) || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']')
        });
        match (before, after) {
            (true, false) => (true, Shape::default()),
            (false, true) => (false, Shape::default()),
            _ => (!is_open, Shape::AMBIGUOUS),
        }
    }

    /// Reads a single quotation mark or an apostrophe that is not inside a word.
    fn apostrophe(&mut self, len: usize) {
        let start = self.at + len;
        let letters = self.bytes[start..].iter().take_while(|&&b| is_alphanumeric(b)).count();
        let end = start + letters;
        // Tokenized corpora write `it 's`; the clitic is a word of its own.
        if self.words.is_clitic(&self.text[start..end]) {
            let word = &self.text[self.at..end];
            let is_possessive = self.words.is_possessive(word);
            let shape = if is_possessive { Shape::POSSESSIVE } else { Shape::default() };
            self.push(end, TokenKind::Word, shape, WordHash::of(word));
            return;
        }
        let (opens, ambiguous) = self.direction(len, self.in_single);
        self.in_single = opens;
        let kind = if opens { TokenKind::OpenSingle } else { TokenKind::CloseSingle };
        self.push_mark(start, kind, ambiguous);
    }
}

/// Whether `c` has no width or is a mark of direction.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FEFF}'
            | '\u{AD}'
    )
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

#[cfg(test)]
mod tests {
    use super::super::tests::kinds;
    use super::*;

    #[test]
    fn quotation_marks_get_a_direction() {
        use TokenKind::{CloseQuote, CloseSingle, OpenQuote, OpenSingle};
        for (text, expected) in [
            (r#"He said "yes" and "no"."#, vec![OpenQuote, CloseQuote, OpenQuote, CloseQuote]),
            ("“Yes,” she said", vec![OpenQuote, CloseQuote]),
            (r#"a " b " c"#, vec![OpenQuote, CloseQuote]),
            ("the 'so-called' plan", vec![OpenSingle, CloseSingle]),
            ("‘Go,’ he said", vec![OpenSingle, CloseSingle]),
            ("``Go,'' he said", vec![OpenQuote, CloseQuote]),
            ("the experts' view", vec![CloseSingle]),
        ] {
            let found: Vec<_> = kinds(text).into_iter().filter(|kind| kind.is_quote()).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn dashes_and_hyphens_differ() {
        use TokenKind::{Dash, Hyphen};
        for (text, expected) in [
            ("so-called", Hyphen),
            ("so‑called", Hyphen),
            ("2010–2012", Hyphen),
            ("this - that", Dash),
            ("this—that", Dash),
            ("this -- that", Dash),
            ("this – that", Dash),
        ] {
            assert_eq!(kinds(text)[1], expected, "{text}");
        }
    }
}
