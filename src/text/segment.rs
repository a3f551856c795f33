//! Cuts a text into blocks, and each block into tokens and sentences.

use std::sync::LazyLock;

use super::boundary::{GapVisit, LOOK_AHEAD, SentenceSplitter};
use super::dictionary::Dictionary;
use super::model::SplitterModel;
use super::scan::{ScanBuffers, scan};
use super::token::{Sentence, Token};

/// Way in which a text is split into sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Split {
    /// By hedgerow's sentence splitter.
    #[default]
    Sentences,
    /// Each line is a sentence.
    Lines,
    /// The whole text is one sentence.
    None,
}

/// Tokens and sentences of one block, or of several in a row.
#[derive(Debug, Default)]
pub struct Block {
    /// Tokens, in order.
    pub tokens: Vec<Token>,
    /// Sentences; together they cover all tokens.
    pub sentences: Vec<Sentence>,
    buffers: ScanBuffers,
}

impl Block {
    /// Forgets the tokens and sentences, but keeps their memory.
    pub(crate) fn clear(&mut self) {
        self.tokens.clear();
        self.sentences.clear();
    }

    /// Returns the length in bytes of the text from the first to the last token.
    pub(crate) fn length(&self) -> usize {
        let ends = self.tokens.first().zip(self.tokens.last());
        ends.map_or(0, |(first, last)| (last.span.end - first.span.start) as usize)
    }

    /// Whether there are quotation marks among the tokens of the last block.
    pub(crate) fn has_quotes(&self) -> bool {
        self.buffers.has_quotes
    }
}

/// Bytes of the longest stretch that is segmented at once. A longer paragraph is taken in pieces
/// that end where sentences do, so that memory stays bounded.
const MAX_BLOCK: usize = 1 << 20;

/// Yields the blocks of a text one after the other, reusing the buffers.
#[derive(Debug)]
pub struct Segmenter<'t> {
    text: &'t str,
    split: Split,
    model: &'t SplitterModel,
    dictionary: &'t Dictionary,
    at: usize,
}

impl<'t> Segmenter<'t> {
    /// Begins at the start of `text`, which is in the language of `model`.
    pub fn new(text: &'t str, split: Split, model: &'t SplitterModel) -> Self {
        static NO_WORDS: LazyLock<Dictionary> = LazyLock::new(Dictionary::default);
        Self { text, split, model, dictionary: &NO_WORDS, at: 0 }
    }

    /// Begins at `at` instead, where a paragraph begins, or with [`Split::Lines`] a line.
    #[must_use]
    pub(crate) fn from(mut self, at: usize) -> Self {
        self.at = at;
        self
    }

    /// Looks the words up in `dictionary`.
    #[must_use]
    pub fn with_words(mut self, dictionary: &'t Dictionary) -> Self {
        self.dictionary = dictionary;
        self
    }

    /// Replaces `block` by the next block that has a token; false at the end.
    pub fn next_into(&mut self, block: &mut Block) -> bool {
        block.clear();
        self.append_to(block)
    }

    /// Appends the next block that has a token to `block`; false at the end.
    pub(crate) fn append_to(&mut self, block: &mut Block) -> bool {
        let before = block.tokens.len();
        while self.at < self.text.len() {
            match self.split {
                Split::Sentences => self.paragraph(block),
                Split::Lines => {
                    let end = memchr::memchr(b'\n', &self.text.as_bytes()[self.at..])
                        .map_or(self.text.len(), |n| self.at + n + 1);
                    self.whole(end, block);
                }
                Split::None => self.whole(self.text.len(), block),
            }
            if block.tokens.len() > before {
                return true;
            }
        }
        false
    }

    /// Reads the text up to `end` as one sentence.
    fn whole(&mut self, end: usize, block: &mut Block) {
        let first = block.tokens.len();
        self.scan(end, block);
        self.at = end;
        if block.tokens.len() > first {
            let tokens = first..block.tokens.len();
            block.sentences.push(Sentence::of_tokens(&block.tokens, tokens));
        }
    }

    fn paragraph(&mut self, block: &mut Block) {
        let end = paragraph_end(self.text, self.at);
        let piece =
            if end - self.at > MAX_BLOCK { cut(self.text, self.at, MAX_BLOCK) } else { end };
        let (first, before) = (block.tokens.len(), block.sentences.len());
        self.scan(piece, block);
        let Block { tokens, sentences, buffers } = block;
        let candidates = buffers.candidates.list();
        SentenceSplitter::new(self.text, &tokens[first..], candidates, self.model).split(sentences);
        for sentence in &mut sentences[before..] {
            sentence.tokens.start += first;
            sentence.tokens.end += first;
        }
        self.at = piece;
        // The last sentences may go on beyond the piece: the next one begins with them.
        let scanned = tokens.len();
        while piece < end && sentences.len() > before + 1 {
            let Some(open) = sentences.pop() else { break };
            let is_settled = open.tokens.start + LOOK_AHEAD < scanned;
            tokens.truncate(open.tokens.start);
            self.at = open.span.start as usize;
            if is_settled {
                break;
            }
        }
    }

    fn scan(&self, end: usize, block: &mut Block) {
        let Block { tokens, buffers, .. } = block;
        scan(self.text, self.at..end, self.model, self.dictionary, tokens, buffers);
    }

    /// Calls `visit` for every gap between two tokens of the text's paragraphs, which returns
    /// whether a sentence ends there. For training.
    pub fn visit_gaps(mut self, mut visit: impl FnMut(GapVisit<'_>) -> bool) {
        let mut block = Block::default();
        while self.at < self.text.len() {
            block.tokens.clear();
            let end = paragraph_end(self.text, self.at);
            self.scan(end, &mut block);
            let candidates = block.buffers.candidates.list();
            SentenceSplitter::new(self.text, &block.tokens, candidates, self.model)
                .visit_gaps(&mut visit);
            self.at = end;
        }
    }
}

/// Returns the end of the paragraph that begins at `from`: behind a blank line or a form feed.
fn paragraph_end(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(n) = memchr::memchr2(b'\n', 0x0C, &bytes[at..]) {
        let line_end = at + n;
        if bytes[line_end] == 0x0C {
            return line_end + 1;
        }
        at = line_end + 1;
        let blank = |b: &u8| matches!(b, b' ' | b'\t' | b'\r');
        match bytes[at..].iter().position(|b| !blank(b)) {
            Some(n) if bytes[at + n] == b'\n' => return at + n + 1,
            Some(_) => {}
            None => break,
        }
    }
    text.len()
}

/// Returns an offset near `from + length` to cut a paragraph at, behind white space if any.
fn cut(text: &str, from: usize, length: usize) -> usize {
    let bytes = text.as_bytes();
    let limit = from + length;
    match bytes[from..limit].iter().rposition(u8::is_ascii_whitespace) {
        Some(n) if n > 0 => from + n + 1,
        _ => (limit..text.len()).find(|&i| text.is_char_boundary(i)).unwrap_or(text.len()),
    }
}

/// Returns where to cut a text that is segmented in pieces: the end of a paragraph, or with
/// [`Split::Lines`] of a line, `size` bytes or more after `from`. The segments before and after
/// it are those of the whole text.
#[cfg(feature = "pipeline")]
pub(crate) fn piece_end(text: &str, from: usize, size: usize, split: Split) -> usize {
    let bytes = text.as_bytes();
    let mut at = from.saturating_add(size);
    loop {
        let Some(line) = bytes.get(at..).and_then(|rest| memchr::memchr(b'\n', rest)) else {
            return text.len();
        };
        at += line + 1;
        match split {
            Split::None => return text.len(),
            Split::Lines => return at,
            Split::Sentences => {}
        }
        // Among blank lines it cannot be told which of them ends the paragraph.
        let blank = bytes[at..].iter().find(|b| !matches!(b, b' ' | b'\t' | b'\r' | 0x0C));
        if blank.is_some_and(|&b| b != b'\n') {
            return paragraph_end(text, at);
        }
    }
}

/// Returns the sentences of a text.
pub fn sentences<'t>(text: &'t str, split: Split, model: &SplitterModel) -> Vec<&'t str> {
    let mut segmenter = Segmenter::new(text, split, model);
    let (mut block, mut out) = (Block::default(), Vec::new());
    while segmenter.next_into(&mut block) {
        out.extend(block.sentences.iter().map(|s| &text[s.span.range()]));
    }
    out
}
#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn split(text: &str, split: Split) -> Vec<&str> {
        sentences(text, split, Language::english().splitter())
    }

    #[test]
    fn splits_what_news_and_science_write() {
        // A `|` stands where a sentence ends and another begins.
        for case in [
            "It rained.| We left.",
            "Dr. Smith met Mrs. J. K. Brown.| They left.",
            "He lives in the U.S. Senate staff left.",
            "He lives in the U.S.| The rest left.",
            "It began at 5 p.m. on Monday.",
            "It began at 5 p.m.| He left.",
            "See Fig. 2 and No. 10.| Then stop.",
            "Smith et al. 2010 found it.| Others did not.",
            "It cost 3.5 m.| It was big.",
            "“It may.”| She left.",
            "“Why?” he asked.| “I don't know.”",
            "“Why?” Smith asked.",
            "(It may.)| It did.",
            "Well... maybe.| Or not",
            "Yes!| No?!| Perhaps.",
            "A fact.[3]| Another.",
            "The end.|Next one.",
            "See example.org.| Then go.",
            "A heading|\n\nA sentence.",
            "A heading|\nA sentence that is a good deal longer than it.",
            "A sentence that was wrapped\nhard at some column.| Next.",
            "The whole board met President\nObama there, and then went\nback home again.| Next.",
            "Two things:|\n• apples|\n• pears",
            "1. Introduction follows.| 2. Methods",
            "What?| “No.”",
            "Acme Inc. Chairman Lee left.| Acme Inc.| The end.",
            "これは。それは。",
        ] {
            let expected: Vec<&str> = case.split('|').map(str::trim_start).collect();
            assert_eq!(split(&case.replace('|', ""), Split::Sentences), expected);
        }
        for blank in ["", " \n\n \n"] {
            assert_eq!(split(blank, Split::Sentences), [""; 0]);
        }
    }

    #[test]
    fn other_splits_keep_lines_or_the_whole() {
        let text = "One. Two.\nThree.";
        assert_eq!(split(text, Split::Lines), ["One. Two.", "Three."]);
        assert_eq!(split(text, Split::None), [text]);
    }

    #[test]
    fn a_long_paragraph_splits_as_its_sentences_would() {
        // The second is shorter than the look-ahead, so several are handed to the next piece.
        for sentence in ["The minister may resign, Dr. Lee said. ", "It may be. "] {
            let count = 2 * MAX_BLOCK / sentence.len() + 7;
            let text = sentence.repeat(count);
            let found = split(&text, Split::Sentences);
            assert_eq!(found.len(), count);
            assert!(found.iter().all(|s| *s == sentence.trim_end()));
        }
    }

    #[test]
    fn a_paragraph_without_white_space_is_cut_all_the_same() {
        let text = "ä".repeat(MAX_BLOCK);
        assert_eq!(split(&text, Split::Sentences).concat(), text);
    }
}
