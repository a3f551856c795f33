//! Occurrences in a document and what stands around them.

use std::iter::once;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use super::{Line, Marked, Query, Search, Sort};
use crate::error::Result;
use crate::tables::{CueRow, DocumentRows, SentenceRow};

/// So many characters around an occurrence are looked at to sort it.
const SORTED_BY: usize = 200;

/// So many characters of a word that was cut are kept.
const LONGEST_REST: usize = 40;

/// An occurrence.
pub(super) struct Hit<'r> {
    sentence: usize,
    /// In code points of the document's text.
    start: u64,
    end: u64,
    /// In bytes of the sentence's text.
    bytes: Range<usize>,
    cue: Option<&'r CueRow>,
}

/// Goes forward through a text, from code points to bytes.
struct Steps<'t> {
    text: &'t str,
    chars: u64,
    bytes: usize,
}

impl Steps<'_> {
    /// The byte at which a code point begins; none of them may lie before the last one.
    fn byte_of(&mut self, chars: u64) -> usize {
        let ahead = chars.saturating_sub(self.chars) as usize;
        let rest = &self.text[self.bytes..];
        self.bytes += rest.char_indices().nth(ahead).map_or(rest.len(), |(at, _)| at);
        self.chars = self.chars.max(chars);
        self.bytes
    }

    /// How many code points stand before a byte.
    fn char_of(&mut self, bytes: usize) -> u64 {
        self.chars += self.text[self.bytes..bytes].chars().count() as u64;
        self.bytes = bytes;
        self.chars
    }
}

impl<'t> Steps<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, chars: 0, bytes: 0 }
    }
}

/// Hands on every occurrence, in order.
pub(super) fn hits<'r>(
    rows: &'r DocumentRows,
    search: &Search,
    mut each: impl FnMut(Hit<'r>) -> Result<()>,
) -> Result<()> {
    if let Query::Phrase(phrase) = &search.query {
        for (number, sentence) in rows.sentences.iter().enumerate() {
            let mut steps = Steps::new(&sentence.text);
            for bytes in phrase.find(&sentence.text) {
                let start = sentence.start + steps.char_of(bytes.start);
                let end = sentence.start + steps.char_of(bytes.end);
                each(Hit { sentence: number, start, end, bytes, cue: None })?;
            }
        }
        return Ok(());
    }
    let mut steps = Steps::new("");
    let mut number = usize::MAX;
    for cue in &rows.cues {
        let Some(sentence) = rows.sentences.get(cue.sentence as usize) else { continue };
        if number != cue.sentence as usize {
            number = cue.sentence as usize;
            steps = Steps::new(&sentence.text);
        }
        let holder = search.holder.as_ref().is_none_or(|holder| *holder == cue.holder);
        if !holder || !search.readings.contain(&cue.reading) || !search.query.takes(cue) {
            continue;
        }
        let start = steps.byte_of(cue.start.saturating_sub(sentence.start));
        // A cue may lie within the one before it, so the end is found from a copy.
        let mut ahead = Steps { ..steps };
        let end = ahead.byte_of(cue.end.saturating_sub(sentence.start));
        let (from, to) = (cue.start, cue.end);
        each(Hit { sentence: number, start: from, end: to, bytes: start..end, cue: Some(cue) })?;
    }
    Ok(())
}

impl Hit<'_> {
    pub(super) fn line(&self, rows: &DocumentRows, context: usize) -> Line {
        let (left, left_rest) = self.left(&rows.sentences, context);
        let (right, right_rest) = self.right(&rows.sentences, context);
        Line {
            document_id: rows.document.id.clone(),
            sentence: self.sentence as u64,
            start: self.start,
            end: self.end,
            left,
            text: self.text(&rows.sentences).to_owned(),
            right,
            left_rest,
            right_rest,
            cue: self.cue.map(|cue| Marked {
                cue: cue.cue.clone(),
                class: cue.class,
                reading: cue.reading.clone(),
                holder: cue.holder.clone(),
                rule: cue.rule.clone(),
            }),
        }
    }

    fn text<'s>(&self, sentences: &'s [SentenceRow]) -> &'s str {
        &sentences[self.sentence].text[self.bytes.clone()]
    }

    /// What stands before, and what is missing of a word that was cut.
    fn left(&self, sentences: &[SentenceRow], context: usize) -> (String, String) {
        let own = sentences[self.sentence].text[..self.bytes.start].chars().rev();
        let before = sentences[..self.sentence].iter().rev();
        let before = before.flat_map(|sentence| once(' ').chain(sentence.text.chars().rev()));
        let (left, rest) = cut(own.chain(before), context);
        (left.into_iter().rev().collect(), rest.into_iter().rev().collect())
    }

    fn right(&self, sentences: &[SentenceRow], context: usize) -> (String, String) {
        let own = sentences[self.sentence].text[self.bytes.end..].chars();
        let after = sentences[self.sentence + 1..].iter();
        let after = after.flat_map(|sentence| once(' ').chain(sentence.text.chars()));
        let (right, rest) = cut(own.chain(after), context);
        (right.into_iter().collect(), rest.into_iter().collect())
    }

    /// What it is sorted by.
    pub(super) fn key(&self, rows: &DocumentRows, sort: Sort) -> Key {
        let left = || words(&self.left(&rows.sentences, SORTED_BY).0).rev().collect();
        let right = || words(&self.right(&rows.sentences, SORTED_BY).0).collect();
        let parts: Vec<String> = match sort {
            Sort::Position => Vec::new(),
            Sort::Left => left(),
            Sort::Right => right(),
            Sort::Match => {
                let own: Vec<String> = words(self.text(&rows.sentences)).collect();
                once(own.join(" ")).chain(right()).collect()
            }
            Sort::Document => vec![rows.document.id.clone()],
        };
        // Nothing sorts before this, so a word comes before those that begin with it.
        Key::new(parts.join("\0"))
    }
}

/// Words in lower case, the most important first. Accents tell only those apart that are
/// the same without them.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    plain: String,
    /// With accents, where there are any.
    exact: Option<String>,
}

impl Key {
    fn new(exact: String) -> Self {
        if exact.is_ascii() {
            return Self { plain: exact, exact: None };
        }
        let plain = exact.nfd().filter(|c| !is_combining_mark(*c)).collect();
        Self { plain, exact: Some(exact.nfc().collect()) }
    }
}

fn words(text: &str) -> impl DoubleEndedIterator<Item = String> {
    text.unicode_words().map(str::to_lowercase).collect::<Vec<_>>().into_iter()
}

/// The first `most` characters, with every run of white space made one space and without
/// a word that does not fit whole, unless it is the only one; what that one lacks comes second.
fn cut(mut chars: impl Iterator<Item = char>, most: usize) -> (Vec<char>, Vec<char>) {
    let mut out = Vec::new();
    let mut rest = Vec::new();
    let mut space = false;
    while let Some(c) = chars.next() {
        if c.is_whitespace() {
            space = true;
            continue;
        }
        if out.len() + usize::from(space) >= most {
            let word = out.iter().rposition(|c| *c == ' ').filter(|at| !space && *at > 0);
            out.truncate(word.unwrap_or(out.len()));
            // The only word, unless it ends here.
            if word.is_none() && !space && out.last().is_some_and(|last| *last != ' ') {
                let whole = once(c).chain(chars.take_while(|c| !c.is_whitespace()));
                rest = whole.take(LONGEST_REST).collect();
            }
            break;
        }
        if std::mem::take(&mut space) {
            out.push(' ');
        }
        out.push(c);
    }
    (out, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_tell_only_words_apart_that_are_the_same_without() {
        let mut words = ["zeal", "e\u{301}tat", "état", "etat", "etats", "earl", "église", "“x”"];
        words.sort_by_key(|word| Key::new((*word).to_owned()));
        let expected = ["earl", "église", "etat", "e\u{301}tat", "état", "etats", "zeal", "“x”"];
        assert_eq!(words, expected);
    }

    #[test]
    fn contexts_have_whole_words() {
        for (text, most, expected, rest) in [
            (" may well\n\nbe true", 20, " may well be true", ""),
            (" may well be", 9, " may well", ""),
            (" may well be", 8, " may", ""),
            (" may well be", 5, " may", ""),
            (" may well be", 4, " may", ""),
            (" may well be", 10, " may well", ""),
            ("incomprehensible", 5, "incom", "prehensible"),
            (" incomprehensible to", 5, " inco", "mprehensible"),
            (" incomprehensible", 1, "", ""),
            (", may", 0, "", ""),
            ("may \n", 9, "may", ""),
        ] {
            let (found, lacks) = cut(text.chars(), most);
            assert_eq!(found.into_iter().collect::<String>(), expected, "{text}");
            assert_eq!(lacks.into_iter().collect::<String>(), rest, "{text}");
        }
    }
}
