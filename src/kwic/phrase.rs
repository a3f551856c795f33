//! Phrases: words in a row, with `*` for any part of a word.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// A phrase to search for: words, and the punctuation that must stand between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// Folded; `*` stands for any part.
    words: Vec<String>,
    /// Punctuation before the first word, between each two, and after the last, without white
    /// space.
    marks: Vec<String>,
}

/// Folds a word: letters in lower case and composed (NFC), apostrophes straight.
fn folded(word: &str) -> impl Iterator<Item = char> {
    word.nfc().flat_map(char::to_lowercase).map(straight)
}

/// Yields the punctuation between words, with straight quotation marks.
fn marks(between: &str) -> impl Iterator<Item = char> {
    between.chars().filter(|c| !c.is_whitespace()).map(straight)
}

fn straight(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' => '\'',
        '\u{201C}' | '\u{201D}' => '"',
        c => c,
    }
}

/// Matches a word against a folded one, in which `*` stands for any part.
fn matches(word: &str, pattern: &str) -> bool {
    let mut parts = pattern.split('*');
    match (parts.next(), parts.next_back()) {
        (Some(first), Some(last)) => {
            let word: String = folded(word).collect();
            let rest = word.strip_prefix(first).and_then(|rest| rest.strip_suffix(last));
            // Taking each part where it first occurs leaves most for the others.
            rest.and_then(|rest| {
                parts.try_fold(rest, |rest, part| Some(&rest[rest.find(part)? + part.len()..]))
            })
            .is_some()
        }
        // Faster, and enough for most words.
        _ if word.is_ascii() => pattern.eq_ignore_ascii_case(word),
        _ => folded(word).eq(pattern.chars()),
    }
}

impl Phrase {
    /// Parses a phrase; none if there is no word in it.
    pub fn new(text: &str) -> Option<Self> {
        // A letter takes the place of each `*`, so that it belongs to a word.
        let masked = text.replace('*', "x");
        let (mut words, mut between) = (Vec::new(), Vec::new());
        let mut at = 0;
        for (start, word) in masked.unicode_word_indices() {
            between.push(marks(&text[at..start]).collect());
            at = start + word.len();
            words.push(folded(&text[start..at]).collect());
        }
        between.push(marks(&text[at..]).collect());
        (!words.is_empty()).then_some(Self { words, marks: between })
    }

    /// Finds the occurrences in a text, in bytes. They do not overlap.
    pub fn find(&self, text: &str) -> Vec<Range<usize>> {
        let words: Vec<(usize, &str)> = text.unicode_word_indices().collect();
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut first = 0;
        while first + self.words.len() <= words.len() {
            let hit = self.match_at(text, &words, first);
            let free = found.last().map_or(0, |last| last.end);
            if let Some(hit) = hit.filter(|hit| hit.start >= free) {
                found.push(hit);
                first += self.words.len();
            } else {
                first += 1;
            }
        }
        found
    }

    /// Returns the occurrence that begins with this word, if there is one.
    fn match_at(&self, text: &str, words: &[(usize, &str)], first: usize) -> Option<Range<usize>> {
        let last = first + self.words.len() - 1;
        let here = &words[first..=last];
        if !self.words.iter().zip(here).all(|(own, (_, word))| matches(word, own)) {
            return None;
        }
        let end = |at: usize| words[at].0 + words[at].1.len();
        let stand_between =
            |(at, own): (usize, &String)| marks(&text[end(at)..words[at + 1].0]).eq(own.chars());
        if !(first..last).zip(&self.marks[1..]).all(stand_between) {
            return None;
        }
        let from = if first == 0 { 0 } else { end(first - 1) };
        let to = words.get(last + 1).map_or(text.len(), |next| next.0);
        let (before, after) = (&text[from..words[first].0], &text[end(last)..to]);
        let start = before.len() - leading(before.chars().rev(), self.marks[0].chars().rev())?;
        let stop = leading(after.chars(), self.marks.last()?.chars())?;
        Some(from + start..end(last) + stop)
    }
}

/// Returns the number of bytes of `text` up to the last of these marks, if it begins with them.
fn leading(text: impl Iterator<Item = char>, wanted: impl Iterator<Item = char>) -> Option<usize> {
    let mut wanted = wanted.peekable();
    let (mut taken, mut seen) = (0, 0);
    for c in text {
        let Some(mark) = wanted.peek() else { break };
        seen += c.len_utf8();
        if straight(c) == *mark {
            taken = seen;
            wanted.next();
        } else if !c.is_whitespace() {
            return None;
        }
    }
    wanted.peek().is_none().then_some(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_match_words_in_a_row() {
        for (phrase, text, expected) in [
            ("it is * that", "It is\n likely that it is that.", vec!["It is\n likely that"]),
            (
                "suggest*",
                "They suggested suggestions, unsuggested.",
                vec!["suggested", "suggestions"],
            ),
            ("*ly", "Only ly flys is likely", vec!["Only", "ly", "likely"]),
            ("a*b*c", "abc aXbYbc ac abcd", vec!["abc", "aXbYbc"]),
            ("however it", "However, it is. However it is.", vec!["However it"]),
            ("however, it", "However, it is. However it is.", vec!["However, it"]),
            ("don't", "I don’t, you Don't.", vec!["don’t", "Don't"]),
            ("well-known", "a well-known man, well known", vec!["well-known"]),
            ("5%", "about 5% of 5 and 5 %", vec!["5%", "5 %"]),
            ("(maybe", "maybe (maybe) not", vec!["(maybe"]),
            ("no no", "no no no no no", vec!["no no", "no no"]),
            ("café", "CAFÉ cafe\u{301} cafe", vec!["CAFÉ", "cafe\u{301}"]),
            ("cafe\u{301}*", "cafés", vec!["cafés"]),
            ("*", "🦔 one, two", vec!["one", "two"]),
        ] {
            let phrase = Phrase::new(phrase).unwrap();
            let found: Vec<&str> = phrase.find(text).into_iter().map(|at| &text[at]).collect();
            assert_eq!(found, expected, "{phrase:?}");
        }
        assert_eq!(Phrase::new(" – ?"), None);
    }
}
