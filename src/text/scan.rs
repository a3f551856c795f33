//! Tokens: words, numbers and punctuation with spans into the original.
//!
//! One pass over the bytes, on three ways. Which bytes are ASCII letters and digits
//! is known sixty-four at a time ([`Letters`]), so that a word of up to sixteen of
//! them between spaces costs one mask and one multiplication (`plain_words`). Other
//! words of ASCII and Latin letters are looked at byte by byte (`word`). With any
//! other character in it, a word's extent is decided by `unicode-segmentation`
//! (UAX #29). The gaps where a sentence may end are listed on the way ([`Places`]).
//! Departures from UAX #29, all made for news and science text:
//!
//! * dotted abbreviations keep their last full stop (`U.S.`, `a.m.`, `Ph.D.`);
//! * `end.Next` is two words, `example.org/a` and `a@b.org` are one address;
//! * times such as `10:30` are one number;
//! * punctuation gets a kind, and straight quotation marks get a direction.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::abbreviations::Abbreviations;
use super::candidate::Places;
use super::dictionary::Dictionary;
use super::letters::Letters;
use super::marks::MARK;
use super::model::SentenceModel;
use super::normal::{WordHash, hash_ascii, hash_short, hash_word_slow};
use super::span::ByteSpan;
use super::token::{Shape, Token, TokenKind};

const LOWER: u8 = 1;
const UPPER: u8 = 2;
const DIGIT: u8 = 3;
const SPACE: u8 = 4;
const NEWLINE: u8 = 5;
const HIGH: u8 = 6;
const OTHER: u8 = 0;

const CLASS: [u8; 256] = {
    let mut table = [OTHER; 256];
    let mut b = 0;
    while b < 256 {
        let byte = b as u8;
        table[b] = match byte {
            b'a'..=b'z' | b'_' => LOWER,
            b'A'..=b'Z' => UPPER,
            b'0'..=b'9' => DIGIT,
            b'\n' | b'\r' | 0x0C | 0x0B => NEWLINE,
            b' ' | b'\t' | 0..=0x1F | 0x7F => SPACE,
            0x80..=0xFF => HIGH,
            _ => OTHER,
        };
        b += 1;
    }
    table
};

/// What a byte after an ASCII word may be: a mark, if its kind is given, unless a
/// letter, a digit, a slash or the same byte follows; anything else that ends the
/// word; or a byte with which the word may go on.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum After {
    Perhaps,
    End,
    Mark,
}

const AFTER: [After; 256] = {
    let mut table = [After::Perhaps; 256];
    let mut b = 0;
    while b < 256 {
        table[b] = match b as u8 {
            b' ' | b'\n' | b'\r' | b'\t' | b'!' | b'"' | b'#' | b'$' | b'%' | b'&' | b'('
            | b')' | b'*' | b'+' | b'-' | b'/' | b'<' | b'=' | b'>' | b'[' | b']' | b'{' | b'|'
            | b'}' | b'~' => After::End,
            b'.' | b',' | b':' | b';' | b'?' => After::Mark,
            _ => After::Perhaps,
        };
        b += 1;
    }
    table
};

/// A word has at most so many stops, commas and colons inside: if a letter beyond Latin
/// follows, it is read again from behind each of them.
const LONGEST_CHAIN: usize = 128;

/// Kind and shape of a word by its first byte, a letter or digit.
const FIRST: [(TokenKind, Shape); 256] = {
    let mut table = [(TokenKind::Word, Shape::NONE); 256];
    let mut b = 0;
    while b < 256 {
        table[b] = match b as u8 {
            b'0'..=b'9' => (TokenKind::Number, Shape::NONE),
            b'A'..=b'Z' => (TokenKind::Word, Shape::CAPITAL),
            _ => (TokenKind::Word, Shape::NONE),
        };
        b += 1;
    }
    table
};

pub(super) fn is_alnum(byte: u8) -> bool {
    matches!(CLASS[byte as usize], LOWER | UPPER | DIGIT)
}

fn is_letter(byte: u8) -> bool {
    matches!(CLASS[byte as usize], LOWER | UPPER)
}

/// Appends the tokens of `text[range]` to `out`.
///
/// The direction of straight quotation marks is decided within the range, so
/// call it with whole paragraphs.
pub fn tokenize(text: &str, range: Range<usize>, model: &SentenceModel, out: &mut Vec<Token>) {
    scan(text, range, &Dictionary::default(), model, out, &mut Scratch::default());
}

/// What is found beside the tokens of a block; kept for the next one.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    /// The gaps where a sentence may end.
    pub(super) places: Places,
    /// Whether there are quotation marks.
    pub(super) quotes: bool,
    letters: Letters,
    /// Of each token of the block, its word's hash.
    hashes: Vec<WordHash>,
}

/// [`tokenize`], with the words' numbers in `dictionary` and a list of the gaps
/// where sentences may end.
pub(super) fn scan(
    text: &str,
    range: Range<usize>,
    dictionary: &Dictionary,
    model: &SentenceModel,
    out: &mut Vec<Token>,
    scratch: &mut Scratch,
) {
    let Scratch { places, quotes, letters, hashes } = scratch;
    places.clear();
    hashes.clear();
    let first = out.len();
    let Range { start, end } = range;
    *quotes = false;
    letters.fill(&text.as_bytes()[..end], start);
    Scanner {
        text,
        bytes: &text.as_bytes()[..end],
        at: start,
        start,
        gap: Shape::default(),
        in_quote: false,
        in_single: false,
        first,
        out,
        places,
        quotes,
        letters,
        hashes,
        list: &model.abbreviations,
    }
    .run();
    // In a loop of their own many are looked up at a time.
    for (token, &hash) in out[first..].iter_mut().zip(&*hashes) {
        token.word = dictionary.number(hash);
    }
}

/// Where the pass over the bytes is and what it has found.
pub(super) struct Scanner<'t, 'o> {
    pub(super) text: &'t str,
    pub(super) bytes: &'t [u8],
    pub(super) at: usize,
    start: usize,
    /// White space seen since the last token.
    pub(super) gap: Shape,
    pub(super) in_quote: bool,
    pub(super) in_single: bool,
    out: &'o mut Vec<Token>,
    /// How many tokens were there before.
    first: usize,
    places: &'o mut Places,
    quotes: &'o mut bool,
    letters: &'o Letters,
    hashes: &'o mut Vec<WordHash>,
    list: &'o Abbreviations,
}

impl<'t> Scanner<'t, '_> {
    fn run(mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            if byte == b' ' {
                self.gap = self.gap.with(Shape::SPACE);
                self.at += 1;
                continue;
            }
            if is_alnum(byte) {
                self.short_word();
                continue;
            }
            match CLASS[byte as usize] {
                SPACE => {
                    self.gap = self.gap.with(Shape::SPACE);
                    self.at += 1;
                }
                NEWLINE => {
                    self.gap = self.gap.with(Shape::SPACE).with(Shape::LINE);
                    self.at += 1;
                }
                LOWER | UPPER | DIGIT => self.word(),
                HIGH => self.non_ascii(),
                _ => self.punctuation(byte),
            }
        }
    }

    /// A word or symbol.
    #[inline]
    pub(super) fn push(&mut self, end: usize, kind: TokenKind, shape: Shape, hash: WordHash) {
        self.push_as(end, kind, shape, hash.short(), hash);
    }

    #[inline]
    pub(super) fn push_as(
        &mut self,
        end: usize,
        kind: TokenKind,
        shape: Shape,
        short: u32,
        hash: WordHash,
    ) {
        let token = Token {
            span: ByteSpan::new(self.at as u32, end as u32),
            hash: short,
            word: 0,
            kind,
            shape: shape.with(self.gap),
        };
        self.hashes.push(hash);
        self.places.note(self.out.len() - self.first, &token, self.list);
        *self.quotes |= kind.is_quote();
        self.out.push(token);
        self.gap = Shape::default();
        self.at = end;
    }

    /// Whether white space or nothing precedes.
    pub(super) fn begins(&self) -> bool {
        self.gap.has(Shape::SPACE) || self.out.len() == self.first
    }

    /// Whether the next so many bytes are all there is.
    pub(super) fn alone(&self, length: usize) -> bool {
        self.at == self.start && self.at + length == self.bytes.len()
    }

    pub(super) fn peek(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(b' ')
    }

    pub(super) fn char_at(&self, at: usize) -> Option<char> {
        self.text[..self.bytes.len()].get(at..).and_then(|rest| rest.chars().next())
    }

    pub(super) fn char_before(&self, at: usize) -> Option<char> {
        self.text[self.start..at].chars().next_back()
    }

    /// A word of ASCII letters and digits with a space or a mark after it, or else
    /// any word.
    #[inline]
    fn short_word(&mut self) {
        let length = self.letters.run(self.at);
        let end = self.at + length;
        let next = self.peek(end);
        let after = AFTER[next as usize];
        if after != After::End {
            let then = self.peek(end + 1);
            if after == After::Perhaps || is_alnum(then) || then == b'/' || then == next {
                return self.word();
            }
        }
        let Some(chunk) = self.chunk(self.at, length) else {
            return self.word();
        };
        let (kind, shape) = FIRST[chunk[0] as usize];
        self.push(end, kind, shape, hash_short(chunk, length));
        if next == b' ' {
            self.gap = Shape::SPACE;
            self.at = end + 1;
            self.plain_words();
        } else if after == After::Mark {
            self.mark(1, MARK[next as usize]);
        }
    }

    /// The bytes from `at` on in which a short word of this length stands. Those
    /// behind the block's end may be read; they are masked.
    #[inline]
    fn chunk(&self, at: usize, length: usize) -> Option<&'t [u8; 16]> {
        if length.wrapping_sub(1) < 16 { self.text.as_bytes()[at..].first_chunk() } else { None }
    }

    /// The commonest case by far: words, each with a space before and behind it,
    /// after such a word.
    #[inline]
    fn plain_words(&mut self) {
        let mut at = self.at;
        loop {
            let length = self.letters.run(at);
            let end = at + length;
            if self.peek(end) != b' ' {
                break;
            }
            let Some(chunk) = self.chunk(at, length) else { break };
            let (kind, shape) = FIRST[chunk[0] as usize];
            let hash = hash_short(chunk, length);
            let token = Token {
                span: ByteSpan::new(at as u32, end as u32),
                hash: hash.short(),
                word: 0,
                kind,
                shape: shape.with(Shape::SPACE),
            };
            self.hashes.push(hash);
            self.places.note_after_word(self.out.len() - self.first, &token, self.list);
            self.out.push(token);
            at = end + 1;
        }
        self.at = at;
    }

    /// A word that begins with an ASCII or Latin letter or with a digit.
    pub(super) fn word(&mut self) {
        let from = self.at;
        let mut at = from;
        let (mut dotted, mut clitic, mut ascii, mut joins) = (false, false, true, 0);
        loop {
            at = self.letters.end(at);
            let byte = self.peek(at);
            if byte == b' ' {
                break;
            }
            let next = self.peek(at + 1);
            match byte {
                b'_' => {}
                b'\'' if is_letter(next) => clitic = true,
                b'.' | b',' | b':'
                    if next.is_ascii_digit()
                        && at > from
                        && self.bytes[at - 1].is_ascii_digit()
                        && joins < LONGEST_CHAIN =>
                {
                    joins += 1;
                }
                b'.' if dotted || is_letter(next) => {
                    if joins < LONGEST_CHAIN && self.dot_joins(from, at, dotted) {
                        dotted = true;
                        joins += 1;
                    } else if dotted && !next.is_ascii_lowercase() {
                        at += 1; // the abbreviation's own full stop
                        break;
                    } else if next.is_ascii_lowercase() && is_alnum(self.bytes[at - 1]) {
                        return self.address();
                    } else {
                        break;
                    }
                }
                b':' if next == b'/' && self.peek(at + 2) == b'/' => return self.address(),
                b'@' if next.is_ascii_alphanumeric() => return self.address(),
                _ if is_latin(byte, next) => {
                    ascii = false;
                    at += 1;
                }
                0x80.. => {
                    let Some(c) = self.char_at(at) else { break };
                    let next = self.peek(at + c.len_utf8());
                    if is_apostrophe(c) && is_letter(next) {
                        ascii = false;
                        clitic = true;
                        at += c.len_utf8() - 1;
                    } else if continues_word(c) {
                        return self.unicode_word();
                    } else {
                        break;
                    }
                }
                _ => break,
            }
            at += 1;
        }
        if !ascii {
            return self.other_word(at);
        }
        let word = &self.bytes[from..at];
        let (kind, mut shape) = FIRST[word[0] as usize];
        let mut stem = at;
        if dotted && word.ends_with(b".") {
            shape = shape.with(Shape::DOTTED);
            stem -= 1;
        }
        if clitic && ends_in_clitic_s(word) {
            shape = shape.with(Shape::CLITIC_S);
        }
        let hash = hash_ascii(self.bytes, from, stem);
        self.push(at, kind, shape, hash);
    }

    /// Whether the full stop at `at` joins the parts of a dotted abbreviation.
    fn dot_joins(&self, from: usize, at: usize, dotted: bool) -> bool {
        let next = self.peek(at + 1);
        if !is_letter(next) {
            return false;
        }
        let after = self.peek(at + 2);
        if is_alnum(after) || after == b'\'' {
            return false;
        }
        let part = at - from;
        let single = dotted || (part == 1 && is_letter(self.bytes[from]));
        let title = part == 2 && self.bytes[from].is_ascii_uppercase() && next.is_ascii_uppercase();
        single || (title && after == b'.')
    }

    /// A web or mail address, up to white space, closing punctuation left out.
    fn address(&mut self) {
        let rest = &self.text[self.at..self.bytes.len()];
        let ends = |c: char| {
            c.is_whitespace() || matches!(c, '<' | '>' | '"' | '|' | '“' | '”' | '—' | '…')
        };
        let whole = &rest[..rest.find(ends).unwrap_or(rest.len())];
        let whole = whole.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '/');
        let shape = if whole.as_bytes()[0].is_ascii_uppercase() {
            Shape::CAPITAL
        } else {
            Shape::default()
        };
        // No lexicon lists addresses.
        let hash = WordHash::of(whole).short();
        self.push_as(self.at + whole.len(), TokenKind::Address, shape, hash, WordHash::NONE);
    }

    /// A word with a non-ASCII letter or mark in it, as UAX #29 delimits it.
    pub(super) fn unicode_word(&mut self) {
        let rest = &self.text[self.at..self.bytes.len()];
        // A word is found by reading up to its end, which dots do not stop: so
        // only a part is read, twice as much as long as the word fills it.
        let mut size = 64;
        let word = loop {
            let end = (size..rest.len()).find(|&end| rest.is_char_boundary(end));
            let part = &rest[..end.unwrap_or(rest.len())];
            let stop = part.char_indices().skip(1).find(|&(_, c)| matches!(c, '.' | ':'));
            let part = stop.map_or(part, |(stop, _)| &part[..stop]);
            let word = part.split_word_bounds().next().unwrap_or(part);
            if word.len() + 16 < part.len() || stop.is_some() || part.len() == rest.len() {
                break word;
            }
            size *= 2;
        };
        self.other_word(self.at + word.len());
    }

    /// The word up to `end`, not all of it ASCII.
    fn other_word(&mut self, end: usize) {
        let word = &self.text[self.at..end];
        let mut shape = Shape::default();
        if word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase) {
            shape = shape.with(Shape::CAPITAL);
        }
        if ends_in_clitic_s(word.as_bytes()) {
            shape = shape.with(Shape::CLITIC_S);
        }
        let number = word.chars().next().is_some_and(char::is_numeric);
        let kind = if number { TokenKind::Number } else { TokenKind::Word };
        if word.ends_with('.') {
            shape = shape.with(Shape::DOTTED);
        }
        let hash = hash_word_slow(word);
        self.push(end, kind, shape, hash);
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '’' | 'ʼ' | '＇')
}

/// Whether two bytes are one of the letters from À to ȿ, which are letters of
/// words for UAX #29 whatever stands around them.
#[inline]
pub(super) fn is_latin(lead: u8, next: u8) -> bool {
    matches!(lead, 0xC3..=0xC8) && !(lead == 0xC3 && matches!(next, 0x97 | 0xB7))
}

/// Whether `c` after ASCII letters means that UAX #29 has to find the end.
fn continues_word(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '\u{AD}' | '\u{200C}' | '\u{200D}' | '·' | '\u{2060}')
        || matches!(c, '\u{300}'..='\u{36F}')
}

fn ends_in_clitic_s(word: &[u8]) -> bool {
    let Some(stem) = word.strip_suffix(b"s").or_else(|| word.strip_suffix(b"S")) else {
        return false;
    };
    stem.ends_with(b"'") || stem.ends_with("’".as_bytes())
}

#[cfg(test)]
#[path = "scan_tests.rs"]
mod tests;
