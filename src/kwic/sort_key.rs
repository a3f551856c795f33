//! Keys by which lines are sorted.

use std::iter::once;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use super::line::LineOrder;
use super::occurrence::Occurrence;
use crate::tables::DocumentRows;

/// Number of characters around an occurrence that take part in sorting.
const CONTEXT: usize = 200;

/// Words in lower case, the most important first. Accents part only words that are the same
/// without them.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SortKey {
    plain: String,
    /// The same with accents, where there are any.
    exact: Option<String>,
}

impl SortKey {
    /// Makes the key of an occurrence.
    pub(super) fn of(occurrence: &Occurrence<'_>, rows: &DocumentRows, order: LineOrder) -> Self {
        let sentences = &rows.sentences;
        let left = || words(&occurrence.left(sentences, CONTEXT).0).rev().collect();
        let right = || words(&occurrence.right(sentences, CONTEXT).0).collect();
        let parts: Vec<String> = match order {
            LineOrder::Position => Vec::new(),
            LineOrder::Left => left(),
            LineOrder::Right => right(),
            LineOrder::Match => {
                let own: Vec<String> = words(occurrence.text(sentences)).collect();
                once(own.join(" ")).chain(right()).collect()
            }
            LineOrder::Document => vec![rows.document.id.clone()],
        };
        // No character sorts before this one, so a word comes before those that begin with it.
        Self::new(parts.join("\0"))
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_tell_only_words_apart_that_are_the_same_without() {
        let mut words = ["zeal", "e\u{301}tat", "état", "etat", "etats", "earl", "église", "“x”"];
        words.sort_by_key(|word| SortKey::new((*word).to_owned()));
        let expected = ["earl", "église", "etat", "e\u{301}tat", "état", "etats", "zeal", "“x”"];
        assert_eq!(words, expected);
    }
}
