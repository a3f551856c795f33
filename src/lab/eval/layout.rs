//! The same text laid out in other ways.

use crate::names::named_enum;

named_enum! {
    /// Layout of the gold texts before they are split.
    #[derive(Default)]
    pub enum Layout {
        /// As they are in the file.
        #[default]
        Original = "original",
        /// Every run of white space is one space: paragraphs run together.
        Flat = "flat",
        /// Paragraphs stay; their lines are broken hard at 80 columns.
        Wrapped = "wrapped",
    }
}

const COLUMNS: usize = 80;

impl Layout {
    /// The text in this layout. Only white space differs.
    pub fn apply(self, text: &str) -> String {
        match self {
            Self::Original => text.to_owned(),
            Self::Flat => text.split_whitespace().collect::<Vec<_>>().join(" "),
            Self::Wrapped => wrapped(text),
        }
    }
}

fn wrapped(text: &str) -> String {
    let mut out = String::new();
    let mut column = 0;
    let mut rest = text;
    while !rest.is_empty() {
        let (word, tail) = rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()));
        rest = tail.trim_start();
        let gap = &tail[..tail.len() - rest.len()];
        column += word.chars().count();
        let next = rest.split(char::is_whitespace).next().unwrap_or_default().chars().count();
        let (gap, width) = if gap.matches('\n').count() > 1 || rest.is_empty() {
            (gap, 0)
        } else if column + 1 + next > COLUMNS {
            ("\n", 0)
        } else {
            (" ", column + 1)
        };
        out += word;
        out += gap;
        column = width;
    }
    out
}

/// Numbers of non-blank code points before the end of each paragraph that
/// closes without punctuation: headings, names, the lines of an address. Where
/// paragraphs run together nobody can see them end.
pub(super) fn headings(text: &str) -> Vec<u32> {
    let mut out = Vec::new();
    let (mut filled, mut breaks) = (0_u32, 0);
    let mut last = ' ';
    for c in text.chars() {
        if c.is_whitespace() {
            breaks += u32::from(c == '\n');
            continue;
        }
        if breaks > 1 && !closes(last) {
            out.push(filled);
        }
        breaks = 0;
        filled += 1;
        last = c;
    }
    out
}

/// Tells whether a sentence may close with `c`: a terminator, or a mark after one.
fn closes(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | '…' | ':' | ';' | '"' | '”' | '’' | '\'' | ')' | ']' | '»')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_white_space_differs() {
        let text = format!("A heading\n\n{}end. And so on.\n", "word after word ".repeat(20));
        let bare = |t: &str| t.split_whitespace().collect::<String>();
        for layout in [Layout::Original, Layout::Flat, Layout::Wrapped] {
            assert_eq!(bare(&layout.apply(&text)), bare(&text));
        }
        assert!(!Layout::Flat.apply(&text).contains('\n'));
        let wrapped = Layout::Wrapped.apply(&text);
        assert!(wrapped.starts_with("A heading\n\nword"));
        assert!(wrapped.lines().count() > 5 && wrapped.lines().all(|l| l.len() <= COLUMNS));
    }

    #[test]
    fn headings_are_paragraphs_without_a_stop() {
        assert_eq!(headings("Title\n\nIt is. It was.\n\nBy me\n\nEnd"), [5, 20]);
    }
}
