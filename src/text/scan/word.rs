//! Tokens that are words, numbers and addresses.
//!
//! A word takes one of three ways. Between spaces, one of up to sixteen ASCII letters and digits
//! costs one look at their bits and one multiplication (`plain_words`). Other words of ASCII and
//! Latin letters are read byte by byte (`word`). With any other character in it, `unicode-segmentation`
//! (UAX #29) finds the end of a word.

use unicode_segmentation::UnicodeSegmentation;

use super::Scanner;
use super::bytes::{
    AFTER_WORD, AfterWord, MARKS, is_alphanumeric, is_latin, is_letter, kind_and_shape,
};
use crate::text::span::ByteSpan;
use crate::text::token::{Shape, Token, TokenKind};
use crate::word::WordHash;

/// Most stops, commas and colons inside a word. If a letter beyond Latin follows, the word is
/// read again from behind each of them, so there must not be many.
const LONGEST_CHAIN: usize = 128;

impl<'a> Scanner<'a> {
    /// Reads a word of ASCII letters and digits with a space or a mark after it, or else any word.
    #[inline]
    pub(super) fn short_word(&mut self) {
        let length = self.buffers.letters.run(self.at);
        let end = self.at + length;
        let next = self.peek(end);
        let after = AFTER_WORD[next as usize];
        if after != AfterWord::End {
            let then = self.peek(end + 1);
            if after == AfterWord::Unclear || is_alphanumeric(then) || then == b'/' || then == next
            {
                return self.word();
            }
        }
        let Some(chunk) = self.chunk(self.at, length) else {
            return self.word();
        };
        let (kind, shape) = kind_and_shape(chunk[0]);
        self.push(end, kind, shape, WordHash::of_short(chunk, length));
        if next == b' ' {
            self.gap = Shape::SPACE;
            self.at = end + 1;
            self.plain_words();
        } else if after == AfterWord::Mark {
            self.push_mark(end + 1, MARKS[next as usize], Shape::default());
        }
    }

    /// Returns the bytes from `at` on, if a word of this length fits in. Bytes behind the end of
    /// the stretch may be among them; hashing masks them.
    #[inline]
    fn chunk(&self, at: usize, length: usize) -> Option<&'a [u8; 16]> {
        if length.wrapping_sub(1) < 16 { self.text.as_bytes()[at..].first_chunk() } else { None }
    }

    /// Reads words with a space before and behind them, the most common case by far.
    #[inline]
    fn plain_words(&mut self) {
        let mut at = self.at;
        loop {
            let length = self.buffers.letters.run(at);
            let end = at + length;
            if self.peek(end) != b' ' {
                break;
            }
            let Some(chunk) = self.chunk(at, length) else { break };
            let (kind, shape) = kind_and_shape(chunk[0]);
            let hash = WordHash::of_short(chunk, length);
            let token = Token {
                span: ByteSpan::new(at as u32, end as u32),
                hash: hash.short(),
                word: 0,
                kind,
                shape: shape.union(Shape::SPACE),
            };
            self.buffers.hashes.push(hash);
            self.buffers.candidates.note_after_word(
                self.tokens.len() - self.first,
                &token,
                self.words,
            );
            self.tokens.push(token);
            at = end + 1;
        }
        self.at = at;
    }

    /// Reads a word that begins with an ASCII or Latin letter or with a digit.
    pub(super) fn word(&mut self) {
        let from = self.at;
        let mut at = from;
        let (mut dotted, mut clitic, mut ascii, mut joins) = (false, false, true, 0);
        loop {
            at = self.buffers.letters.run_end(at);
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
                    } else if next.is_ascii_lowercase() && is_alphanumeric(self.bytes[at - 1]) {
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
        let word = &self.text[from..at];
        let (kind, mut shape) = kind_and_shape(self.bytes[from]);
        let mut stem = at;
        if dotted && word.ends_with('.') {
            shape = shape.union(Shape::DOTTED);
            stem -= 1;
        }
        if clitic && self.words.is_possessive(word) {
            shape = shape.union(Shape::POSSESSIVE);
        }
        self.push(at, kind, shape, WordHash::of_ascii(self.bytes, from..stem));
    }

    /// Whether the full stop at `at` joins the parts of a dotted abbreviation.
    fn dot_joins(&self, from: usize, at: usize, dotted: bool) -> bool {
        let next = self.peek(at + 1);
        if !is_letter(next) {
            return false;
        }
        let after = self.peek(at + 2);
        if is_alphanumeric(after) || after == b'\'' {
            return false;
        }
        let part = at - from;
        let single = dotted || (part == 1 && is_letter(self.bytes[from]));
        let title = part == 2 && self.bytes[from].is_ascii_uppercase() && next.is_ascii_uppercase();
        single || (title && after == b'.')
    }

    /// Reads a web or mail address, up to white space, without closing punctuation.
    fn address(&mut self) {
        let rest = &self.text[self.at..self.bytes.len()];
        let ends = |c: char| {
            c.is_whitespace() || matches!(c, '<' | '>' | '"' | '|' | '“' | '”' | '—' | '…')
        };
        let whole = &rest[..rest.find(ends).unwrap_or(rest.len())];
        let whole = whole.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '/');
        let capital = whole.as_bytes()[0].is_ascii_uppercase();
        let shape = if capital { Shape::CAPITAL } else { Shape::default() };
        // No lexicon lists addresses.
        let hash = WordHash::of(whole).short();
        self.push_token(self.at + whole.len(), TokenKind::Address, shape, hash, WordHash::NONE);
    }

    /// Reads a word with a non-ASCII letter or mark in it, as UAX #29 delimits it.
    pub(super) fn unicode_word(&mut self) {
        let rest = &self.text[self.at..self.bytes.len()];
        // The segmenter reads up to the end of a word, which dots do not stop. It is given a
        // part, of twice the size as long as the word fills it.
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

    /// Adds the word up to `end`, which is not all ASCII.
    fn other_word(&mut self, end: usize) {
        let word = &self.text[self.at..end];
        let mut shape = Shape::default();
        if word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase) {
            shape = shape.union(Shape::CAPITAL);
        }
        if self.words.is_possessive(word) {
            shape = shape.union(Shape::POSSESSIVE);
        }
        if word.ends_with('.') {
            shape = shape.union(Shape::DOTTED);
        }
        let number = word.chars().next().is_some_and(char::is_numeric);
        let kind = if number { TokenKind::Number } else { TokenKind::Word };
        self.push(end, kind, shape, WordHash::of(word));
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '’' | 'ʼ' | '＇')
}

/// Whether `c` after ASCII letters means that UAX #29 has to find the end.
fn continues_word(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '\u{AD}' | '\u{200C}' | '\u{200D}' | '·' | '\u{2060}')
        || matches!(c, '\u{300}'..='\u{36F}')
}

#[cfg(test)]
mod tests {
    use super::super::tests::{tokens, words};
    use super::*;

    #[test]
    fn finds_words_and_numbers() {
        for (text, expected) in [
            ("It can't be.", vec!["It", "can't", "be"]),
            ("It can’t be.", vec!["It", "can’t", "be"]),
            ("a well-known fact", vec!["a", "well", "known", "fact"]),
            ("1,000.5 tons at 10:30", vec!["1,000.5", "tons", "at", "10:30"]),
            ("the U.S. Senate, e.g. this", vec!["the", "U.S.", "Senate", "e.g.", "this"]),
            ("a Ph.D. student", vec!["a", "Ph.D.", "student"]),
            ("the end.Next one", vec!["the", "end", "Next", "one"]),
            // Found by a property test: no address without a letter or digit.
            ("write _@_ and a@b.org.", vec!["write", "_", "_", "and", "a@b.org"]),
            ("see example.org/a. Then", vec!["see", "example.org/a", "Then"]),
            ("mail a.b@c.org, now", vec!["mail", "a.b@c.org", "now"]),
            ("at http://x.org/?q=1).", vec!["at", "http://x.org/?q=1"]),
            ("naïve Zoë’s café", vec!["naïve", "Zoë’s", "café"]),
            ("could n't it 's", vec!["could", "n't", "it", "'s"]),
            ("J. K. Rowling", vec!["J", "K", "Rowling"]),
            ("日本語", vec!["日", "本", "語"]),
            ("", vec![]),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn a_long_chain_is_cut_so_that_it_is_not_read_from_each_of_its_parts() {
        assert_eq!(words(&format!("{}9 x", "9:".repeat(20))).len(), 2);
        let cut: Vec<usize> = words(&"9:".repeat(300)).iter().map(|word| word.len()).collect();
        let whole = 2 * LONGEST_CHAIN + 1;
        assert_eq!(cut, [whole, whole, 597 - 2 * whole]);
        // Read from each part anew these take time with the square of their length.
        assert!(words(&format!("{}9λ", "9:".repeat(100_000))).len() > 700);
        assert_eq!(words(&format!("{}aλ", "a.".repeat(100_000))).len(), 1);
    }

    #[test]
    fn equal_words_have_equal_hashes_whatever_their_case_and_apostrophe() {
        for pair in
            ["MAY may", "can’t Can't", "ÉTÉ été", "U.S. u.s.", "U.S. U.S", "co\u{AD}op coop"]
        {
            let tokens = tokens(pair);
            assert_eq!(tokens.len(), 2, "{pair}");
            assert_eq!(tokens[0].hash, tokens[1].hash, "{pair}");
        }
    }

    /// Found by a property test: a word at the end of a text of 63 bytes.
    #[test]
    fn texts_of_any_length_may_end_in_a_word() {
        for word in ["a", "may", "reportedly", "unconstitutionalities", "été"] {
            let long = format!("{word} ").repeat(400);
            for length in 1..400 {
                let text: String = long.chars().take(length).collect();
                assert_eq!(words(&text), text.split_whitespace().collect::<Vec<_>>(), "{text:?}");
            }
        }
    }

    #[test]
    fn words_beyond_ascii_may_have_any_length() {
        for length in 1..400 {
            for letter in ["я", "é", "ж\u{301}", "a\u{AD}"] {
                let word = letter.repeat(length);
                assert_eq!(words(&format!("a {word}. {word}, b")), ["a", &word, &word, "b"]);
            }
        }
    }
}
