//! Occurrences in a document and the text around them.

use std::iter::once;
use std::ops::Range;

use super::line::ConcordanceLine;
use super::query::Query;
use super::search::Search;
use crate::error::Result;
use crate::tables::{CueRow, DocumentRows, SentenceRow};

/// Most characters that are kept of a word that was cut.
const LONGEST_REST: usize = 40;

/// An occurrence in a document.
pub(super) struct Occurrence<'r> {
    sentence: usize,
    /// In code points of the document's text.
    start: u64,
    end: u64,
    /// In bytes of the sentence's text.
    bytes: Range<usize>,
    cue: Option<&'r CueRow>,
}

/// Converts between code points and bytes while going forward through a text.
#[derive(Clone, Copy)]
struct OffsetCursor<'t> {
    text: &'t str,
    chars: u64,
    bytes: usize,
}

impl<'t> OffsetCursor<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, chars: 0, bytes: 0 }
    }

    /// Returns the byte at which a code point begins, which must not lie before the last one.
    fn byte_of(&mut self, chars: u64) -> usize {
        let ahead = chars.saturating_sub(self.chars) as usize;
        let rest = &self.text[self.bytes..];
        self.bytes += rest.char_indices().nth(ahead).map_or(rest.len(), |(at, _)| at);
        self.chars = self.chars.max(chars);
        self.bytes
    }

    /// Returns the number of code points before a byte.
    fn char_of(&mut self, bytes: usize) -> u64 {
        self.chars += self.text[self.bytes..bytes].chars().count() as u64;
        self.bytes = bytes;
        self.chars
    }
}

/// Hands on every occurrence, in order.
pub(super) fn find<'r>(
    rows: &'r DocumentRows,
    search: &Search,
    mut each: impl FnMut(Occurrence<'r>) -> Result<()>,
) -> Result<()> {
    if let Query::Phrase(phrase) = &search.query {
        for (number, sentence) in rows.sentences.iter().enumerate() {
            let mut cursor = OffsetCursor::new(&sentence.text);
            for bytes in phrase.find(&sentence.text) {
                let start = sentence.start + cursor.char_of(bytes.start);
                let end = sentence.start + cursor.char_of(bytes.end);
                each(Occurrence { sentence: number, start, end, bytes, cue: None })?;
            }
        }
        return Ok(());
    }
    let mut cursor = OffsetCursor::new("");
    let mut number = usize::MAX;
    for cue in &rows.cues {
        let Some(sentence) = rows.sentences.get(cue.sentence as usize) else { continue };
        if number != cue.sentence as usize {
            number = cue.sentence as usize;
            cursor = OffsetCursor::new(&sentence.text);
        }
        let is_wanted = search.holder.is_none_or(|holder| holder == cue.holder)
            && search.readings.selects(cue.reading)
            && search.query.selects(cue);
        if !is_wanted {
            continue;
        }
        let from = cursor.byte_of(cue.start.saturating_sub(sentence.start));
        // A cue may lie within the one before it, so the end is found from a copy.
        let to = { cursor }.byte_of(cue.end.saturating_sub(sentence.start));
        let (start, end) = (cue.start, cue.end);
        each(Occurrence { sentence: number, start, end, bytes: from..to, cue: Some(cue) })?;
    }
    Ok(())
}

impl Occurrence<'_> {
    /// Makes the line, with at most `context` characters on each side.
    pub(super) fn line(&self, rows: &DocumentRows, context: usize) -> ConcordanceLine {
        let (left, left_rest) = self.left(&rows.sentences, context);
        let (right, right_rest) = self.right(&rows.sentences, context);
        ConcordanceLine {
            document_id: rows.document.id.clone(),
            sentence: self.sentence as u64,
            start: self.start,
            end: self.end,
            left,
            text: self.text(&rows.sentences).to_owned(),
            right,
            left_rest,
            right_rest,
            cue: self.cue.cloned(),
        }
    }

    pub(super) fn text<'s>(&self, sentences: &'s [SentenceRow]) -> &'s str {
        &sentences[self.sentence].text[self.bytes.clone()]
    }

    /// Returns the text before, and what is missing of a word that was cut.
    pub(super) fn left(&self, sentences: &[SentenceRow], context: usize) -> (String, String) {
        let own = sentences[self.sentence].text[..self.bytes.start].chars().rev();
        let before = sentences[..self.sentence].iter().rev();
        let before = before.flat_map(|sentence| once(' ').chain(sentence.text.chars().rev()));
        let (left, rest) = cut(own.chain(before), context);
        (left.into_iter().rev().collect(), rest.into_iter().rev().collect())
    }

    /// Returns the text after, and what is missing of a word that was cut.
    pub(super) fn right(&self, sentences: &[SentenceRow], context: usize) -> (String, String) {
        let own = sentences[self.sentence].text[self.bytes.end..].chars();
        let after = sentences[self.sentence + 1..].iter();
        let after = after.flat_map(|sentence| once(' ').chain(sentence.text.chars()));
        let (right, rest) = cut(own.chain(after), context);
        (right.into_iter().collect(), rest.into_iter().collect())
    }
}

/// Takes the first `most` characters, every run of white space made one space, without a word
/// that does not fit whole, unless it is the only one. What that one lacks comes second.
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
            // It is the only word, unless it ends here.
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
