//! Sentence ends against gold.
//!
//! An end counts by what stands before it, white space aside. The last end of
//! a document is left out, since everybody finds it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::layout::headings;
use super::{Confusion, GoldDocument, Layout};
use crate::language::Language;
use crate::text::{Block, Segmenter, Split};

/// One wrong decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Mistake {
    pub(crate) document: String,
    /// Where in the laid-out text, in code points.
    pub(crate) offset: u32,
    /// True if a real end was missed, false if one was found that is none.
    pub(crate) missed: bool,
    /// Description of what stands before and after; mistakes of one kind are counted
    /// together.
    #[serde(skip)]
    pub(crate) kind: String,
    pub(crate) before: String,
    pub(crate) after: String,
}

/// Sentence ends of documents against the gold.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// Number of documents.
    pub documents: u64,
    /// Number of documents without mistakes.
    pub exact: u64,
    /// Hits and errors over all ends.
    pub counts: Confusion,
    /// In order.
    mistakes: Vec<Mistake>,
}

impl Summary {
    /// Adds further documents.
    pub fn add(&mut self, other: &Self) {
        self.documents += other.documents;
        self.exact += other.exact;
        self.counts.add(other.counts);
        self.mistakes.extend_from_slice(&other.mistakes);
    }

    /// The mistakes by kind, in order, the commonest kind first.
    pub(crate) fn kinds(&self) -> Vec<(&str, Vec<&Mistake>)> {
        let mut kinds: BTreeMap<&str, Vec<&Mistake>> = BTreeMap::new();
        for mistake in &self.mistakes {
            kinds.entry(&mistake.kind).or_default().push(mistake);
        }
        let mut kinds: Vec<_> = kinds.into_iter().collect();
        kinds.sort_by_key(|(_, mistakes)| std::cmp::Reverse(mistakes.len()));
        kinds
    }
}

/// Splits a text with hedgerow's splitter; ends as in [`GoldDocument::ends`].
pub fn split(text: &str) -> Vec<u32> {
    let mut segmenter = Segmenter::new(text, Split::Sentences, Language::english().splitter());
    let mut block = Block::default();
    let mut out = Vec::new();
    let (mut at, mut filled) = (0, 0);
    while segmenter.next_into(&mut block) {
        for sentence in &block.sentences {
            let end = sentence.span.end as usize;
            filled += text[at..end].chars().filter(|c| !c.is_whitespace()).count() as u32;
            at = end;
            out.push(filled);
        }
    }
    out
}

/// Compares the ends found in a document with the gold. In the flat layout the
/// ends of headings, which nothing shows there, are left out.
pub fn compare(gold: &GoldDocument, layout: Layout, found: &[u32]) -> Summary {
    let mut left_out = if layout == Layout::Flat { headings(&gold.text) } else { Vec::new() };
    left_out.push(gold.text.chars().filter(|c| !c.is_whitespace()).count() as u32);
    let counted = |ends: &[u32]| -> BTreeSet<u32> {
        ends.iter().copied().filter(|end| left_out.binary_search(end).is_err()).collect()
    };
    let (expected, found) = (counted(&gold.ends), counted(found));
    let mut counts = Confusion::default();
    let mut wrong = Vec::new();
    for end in &expected | &found {
        let missed = !found.contains(&end);
        counts.count(!missed, expected.contains(&end));
        if missed || !expected.contains(&end) {
            wrong.push((end, missed));
        }
    }
    let mistakes = describe(&gold.name, &layout.apply(&gold.text), &wrong);
    Summary { documents: 1, exact: u64::from(wrong.is_empty()), counts, mistakes }
}

/// Characters of context on each side of a mistake.
const CONTEXT: usize = 50;

fn describe(document: &str, text: &str, wrong: &[(u32, bool)]) -> Vec<Mistake> {
    let shown = text.char_indices().enumerate().filter(|(_, (_, c))| !c.is_whitespace());
    let mut wrong = wrong.iter().peekable();
    let mut out = Vec::new();
    for (filled, (offset, (byte, c))) in (1..).zip(shown) {
        let Some(&(_, missed)) = wrong.next_if(|(end, _)| *end == filled) else { continue };
        let (before, after) = text.split_at(byte + c.len_utf8());
        let from = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
        out.push(Mistake {
            document: document.to_owned(),
            offset: offset as u32 + 1,
            missed,
            kind: kind(before, after, missed),
            before: before[from..].to_owned(),
            after: after.chars().take(CONTEXT).collect(),
        });
    }
    out
}

/// Describes both sides of a mistake: the last mark and the word before
/// it if it is short, and what kind of word comes next.
fn kind(before: &str, after: &str, missed: bool) -> String {
    let verdict = if missed { "missed" } else { "false" };
    let (word, marks) =
        before.split_at(before.trim_end_matches(|c: char| !c.is_alphanumeric()).len());
    let marks = marks.split_whitespace().next_back().unwrap_or("");
    let word = word.rsplit(char::is_whitespace).next().unwrap_or("");
    let word = match word.chars().next() {
        _ if word.chars().count() <= 4 && marks.starts_with('.') => word,
        Some(c) if c.is_numeric() => "number",
        Some(c) if c.is_uppercase() => "Word",
        Some(_) => "word",
        None => "",
    };
    let next = after.trim_start();
    let gap = &after[..after.len() - next.len()];
    let gap = match gap.matches('\n').count() {
        0 if gap.is_empty() => "",
        0 => " ",
        1 => " ⏎ ",
        _ => " ¶ ",
    };
    let next = match next.chars().next() {
        Some(c) if c.is_numeric() => "number",
        Some(c) if c.is_uppercase() => "Word",
        Some(c) if c.is_alphabetic() => "word",
        Some(c) => &next[..c.len_utf8()],
        None => "end",
    };
    format!("{verdict}: {word}{marks}|{gap}{next}")
}

#[cfg(test)]
mod tests {
    use super::super::read_sentences;
    use super::*;

    fn gold(text: &str, ends: &[u32]) -> GoldDocument {
        let line = format!("{{\"text\":{},\"ends\":{ends:?}}}", serde_json::json!(text));
        read_sentences("g", &line).unwrap().remove(0)
    }

    #[test]
    fn ends_count_but_for_the_last_and_for_headings_that_cannot_be_seen() {
        let title = gold("Title\n\nIt is. It was.", &[5, 13, 21]);
        for (gold, layout, found, counts) in [
            (&gold("One. Two. Three.", &[4, 9, 16]), Layout::Original, [4, 14], [1, 0, 1]),
            (&title, Layout::Flat, [10, 16], [1, 0, 0]),
            (&title, Layout::Original, [10, 16], [1, 0, 1]),
        ] {
            let Summary { counts: found, .. } = compare(gold, layout, &found);
            let found = [found.true_positives, found.false_positives, found.false_negatives];
            assert_eq!(found, counts, "{gold:?} {layout}");
        }
    }

    #[test]
    fn a_mistake_is_shown_where_it_is() {
        let missed = compare(&gold("One. Two. Three.", &[4, 9, 16]), Layout::Original, &[4, 14]);
        let Mistake { document, offset, missed, kind, before, after } = &missed.mistakes[0];
        assert_eq!((document.as_str(), *offset, *missed), ("1", 9, true));
        assert_eq!([kind, before, after], ["missed: Two.| Word", "One. Two.", " Three."]);
        let too_many =
            compare(&gold("Dr. Ng left. He did.", &[12, 20]), Layout::Original, &[3, 10, 16]);
        assert_eq!(too_many.mistakes[0].kind, "false: Dr.| Word");
        assert_eq!(too_many.counts.f1(), Some(2.0 / 3.0));
    }

    #[test]
    fn kinds_are_sorted_by_frequency() {
        let gold = gold("A b. C d. e f. G h.", &[4, 14, 19]);
        let mut summary = Summary::default();
        summary.add(&compare(&gold, Layout::Original, &[3, 6, 12]));
        summary.add(&compare(&gold, Layout::Original, &[6, 12]));
        let kinds = summary.kinds();
        assert_eq!((summary.documents, summary.exact), (2, 0));
        assert_eq!((kinds[0].0, kinds[0].1.len()), ("false: d.| word", 2));
    }
}
