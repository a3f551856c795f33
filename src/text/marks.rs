//! Tokens that are not words: marks, with quotation marks given a direction.

use super::normal::{Hasher, WordHash, hash_word_slow};
use super::scan::{Scanner, is_alnum, is_latin};
use super::token::{Shape, TokenKind};

/// The kind of mark that a byte is by itself; of others, symbols.
pub(super) const MARK: [TokenKind; 256] = {
    let mut table = [TokenKind::Symbol; 256];
    let mut b = 0;
    while b < 256 {
        table[b] = match b as u8 {
            b'.' => TokenKind::Stop,
            b',' => TokenKind::Comma,
            b':' => TokenKind::Colon,
            b';' => TokenKind::Semicolon,
            b'?' => TokenKind::Question,
            b'!' => TokenKind::Exclamation,
            b'/' => TokenKind::Slash,
            b'(' | b'[' | b'{' => TokenKind::OpenBracket,
            b')' | b']' | b'}' => TokenKind::CloseBracket,
            _ => TokenKind::Symbol,
        };
        b += 1;
    }
    table
};

impl Scanner<'_, '_> {
    pub(super) fn mark(&mut self, len: usize, kind: TokenKind) {
        self.push_as(self.at + len, kind, Shape::default(), 0, WordHash::NONE);
    }

    pub(super) fn punctuation(&mut self, byte: u8) {
        let next = self.peek(self.at + 1);
        match byte {
            b'.' => {
                let run = self.bytes[self.at..].iter().take_while(|&&b| b == b'.').count();
                self.mark(run, if run > 1 { TokenKind::Ellipsis } else { TokenKind::Stop });
            }
            b'-' => {
                let run = self.bytes[self.at..].iter().take_while(|&&b| b == b'-').count();
                // By itself, as in patterns, it is a hyphen.
                let spaced = self.begins() && next.is_ascii_whitespace() && !self.alone(run);
                let kind = if run > 1 || spaced { TokenKind::Dash } else { TokenKind::Hyphen };
                self.mark(run, kind);
            }
            b'`' if next == b'`' => self.quote(2, true, Shape::default()),
            b'`' => self.mark(1, TokenKind::OpenSingle),
            b'\'' if next == b'\'' => self.quote(2, !self.in_quote, Shape::DOUBT),
            b'"' => {
                let (opens, doubt) = self.opens(1, self.in_quote);
                self.quote(1, opens, doubt);
            }
            b'\'' => self.apostrophe(1),
            _ if MARK[byte as usize] != TokenKind::Symbol => self.mark(1, MARK[byte as usize]),
            _ => {
                let mut hash = Hasher::new();
                hash.push(byte);
                self.push(self.at + 1, TokenKind::Symbol, Shape::default(), hash.finish());
            }
        }
    }

    fn quote(&mut self, len: usize, opens: bool, doubt: Shape) {
        self.in_quote = opens;
        let kind = if opens { TokenKind::OpenQuote } else { TokenKind::CloseQuote };
        self.push_as(self.at + len, kind, doubt, 0, WordHash::NONE);
    }

    /// Whether an undirected quotation mark of `len` bytes opens, judged by
    /// what stands beside it and, in doubt, by whether one is open already.
    fn opens(&self, len: usize, open: bool) -> (bool, Shape) {
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
            _ => (!open, Shape::DOUBT),
        }
    }

    /// A single quotation mark or an apostrophe that is not inside a word.
    fn apostrophe(&mut self, len: usize) {
        let rest = &self.bytes[self.at + len..];
        let letters = rest.iter().take_while(|&&b| is_alnum(b)).count();
        let clitic = matches!(&rest[..letters], b"s" | b"re" | b"ve" | b"ll" | b"d" | b"m" | b"S");
        if clitic {
            // Tokenised corpora write `it 's`; the clitic is a word of its own.
            let mut hash = Hasher::new();
            hash.push(b'\'');
            for &b in &rest[..letters] {
                hash.push(b.to_ascii_lowercase());
            }
            let shape = if letters == 1 && matches!(rest[0], b's' | b'S') {
                Shape::CLITIC_S
            } else {
                Shape::default()
            };
            self.push(self.at + len + letters, TokenKind::Word, shape, hash.finish());
            return;
        }
        let (opens, doubt) = self.opens(len, self.in_single);
        self.in_single = opens;
        let kind = if opens { TokenKind::OpenSingle } else { TokenKind::CloseSingle };
        self.push_as(self.at + len, kind, doubt, 0, WordHash::NONE);
    }

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
                self.gap = self.gap.with(Shape::SPACE).with(Shape::LINE);
                self.at += len;
            }
            _ if c.is_whitespace() => {
                self.gap = self.gap.with(Shape::SPACE);
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
                let inside = !self.gap.has(Shape::SPACE) && next.is_some_and(char::is_alphanumeric);
                self.mark(len, if inside { TokenKind::Hyphen } else { TokenKind::Dash });
            }
            '—' | '―' | '‒' => self.mark(len, TokenKind::Dash),
            _ if is_latin(self.bytes[self.at], self.peek(self.at + 1)) => self.word(),
            _ if c.is_alphanumeric() => self.unicode_word(),
            _ => {
                let symbol = &self.text[self.at..self.at + len];
                let hash = hash_word_slow(symbol);
                self.push(self.at + len, TokenKind::Symbol, Shape::default(), hash);
            }
        }
    }
}

/// Zero-width characters and marks of direction.
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
