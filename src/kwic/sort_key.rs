//! Orders of lines, and the keys by which they are sorted.

use std::iter::once;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use super::occurrence::Occurrence;

/// Number of characters around an occurrence that take part in sorting.
const CONTEXT: usize = 200;

/// The order of the lines, without regard to case and, before all else, to accents. Equals
/// stay in the order of the corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LineOrder {
    /// As in the corpus.
    #[default]
    Position,
    /// By the word before, then the one before that, and so on.
    Left,
    /// By the word after, then the next, and so on.
    Right,
    /// By the occurrence itself, then by what follows.
    Match,
    /// By the document's id.
    Document,
}

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
    pub(super) fn of(occurrence: &Occurrence<'_>, order: LineOrder) -> Self {
        let left = || words(&occurrence.left(CONTEXT).0).rev().collect();
        let right = || words(&occurrence.right(CONTEXT).0).collect();
        let parts: Vec<String> = match order {
            LineOrder::Position => Vec::new(),
            LineOrder::Left => left(),
            LineOrder::Right => right(),
            LineOrder::Match => {
                let own: Vec<String> = words(occurrence.text()).collect();
                once(own.join(" ")).chain(right()).collect()
            }
            LineOrder::Document => vec![occurrence.rows.document.id.clone()],
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
