//! Occurrences in a document and the text around them.

use std::iter::once;
use std::ops::Range;

use super::query::{Query, Search};
use crate::tables::{CueRow, DocumentRows};

/// Most characters that are kept of a word that was cut.
const LONGEST_REST: usize = 40;

/// An occurrence with its context.
#[derive(Debug, Clone, PartialEq)]
pub struct ConcordanceLine {
    /// Id of the document.
    pub document_id: String,
    /// Number of the sentence in the tables, from 0.
    pub sentence: u64,
    /// Where the occurrence begins, in code points of the document's text.
    pub start: u64,
    /// Where it ends, exclusive.
    pub end: u64,
    /// The text before, over the borders of sentences, every run of white space made one space.
    /// `left`, `text` and `right` join without a gap.
    pub left: String,
    /// The occurrence as it stands in the text.
    pub text: String,
    /// The text after, as `left`.
    pub right: String,
    /// Beginning of the first word of `left`, where the length cut it.
    pub left_rest: String,
    /// End of the last word of `right`, where the length cut it.
    pub right_rest: String,
    /// Row of the cue match; none for an occurrence of a phrase.
    pub cue: Option<CueRow>,
}

/// An occurrence in a document.
pub(super) struct Occurrence<'r> {
    pub(super) rows: &'r DocumentRows,
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

/// Finds every occurrence, in order.
pub(super) fn find<'r>(
    rows: &'r DocumentRows,
    search: &'r Search,
) -> Box<dyn Iterator<Item = Occurrence<'r>> + 'r> {
    if let Query::Phrase(phrase) = &search.query {
        return Box::new(rows.sentences.iter().enumerate().flat_map(move |(number, sentence)| {
            let mut cursor = OffsetCursor::new(&sentence.text);
            phrase.find(&sentence.text).into_iter().map(move |bytes| {
                let start = sentence.start + cursor.char_of(bytes.start);
                let end = sentence.start + cursor.char_of(bytes.end);
                Occurrence { rows, sentence: number, start, end, bytes, cue: None }
            })
        }));
    }
    let mut cursor = OffsetCursor::new("");
    let mut number = usize::MAX;
    Box::new(rows.cues.iter().filter(|cue| search.selects(cue)).filter_map(move |cue| {
        let sentence = rows.sentences.get(cue.sentence as usize)?;
        if number != cue.sentence as usize {
            number = cue.sentence as usize;
            cursor = OffsetCursor::new(&sentence.text);
        }
        let from = cursor.byte_of(cue.start.saturating_sub(sentence.start));
        // A cue may lie within the one before it, so the end is found from a copy.
        let to = { cursor }.byte_of(cue.end.saturating_sub(sentence.start));
        let CueRow { start, end, .. } = *cue;
        Some(Occurrence { rows, sentence: number, start, end, bytes: from..to, cue: Some(cue) })
    }))
}

impl Occurrence<'_> {
    /// Makes the line, with at most `context` characters on each side.
    pub(super) fn line(&self, context: usize) -> ConcordanceLine {
        let (left, left_rest) = self.left(context);
        let (right, right_rest) = self.right(context);
        ConcordanceLine {
            document_id: self.rows.document.id.clone(),
            sentence: self.sentence as u64,
            start: self.start,
            end: self.end,
            left,
            text: self.text().to_owned(),
            right,
            left_rest,
            right_rest,
            cue: self.cue.cloned(),
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.rows.sentences[self.sentence].text[self.bytes.clone()]
    }

    /// Returns the text before, and what is missing of a word that was cut.
    pub(super) fn left(&self, context: usize) -> (String, String) {
        let (before, own) = self.rows.sentences.split_at(self.sentence);
        let own = own[0].text[..self.bytes.start].chars().rev();
        let before = before.iter().rev().flat_map(|it| once(' ').chain(it.text.chars().rev()));
        let (left, rest) = cut(own.chain(before), context);
        (left.into_iter().rev().collect(), rest.into_iter().rev().collect())
    }

    /// Returns the text after, and what is missing of a word that was cut.
    pub(super) fn right(&self, context: usize) -> (String, String) {
        let sentences = &self.rows.sentences[self.sentence..];
        let own = sentences[0].text[self.bytes.end..].chars();
        let after = sentences[1..].iter().flat_map(|it| once(' ').chain(it.text.chars()));
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
