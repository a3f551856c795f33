//! A concordance to read: occurrences stand below each other.

use anstyle::Style;

use super::super::columns::{keep_end, keep_start, shortened, width};
use super::super::printable::one_line;
use super::super::terminal::{RULED_OUT, style};
use crate::kwic::Line;

/// How lines are laid out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    /// Columns of a line; none where the context has been asked for.
    pub(super) width: Option<usize>,
    /// Most columns of context.
    pub(super) context: usize,
    pub(super) colour: bool,
    /// Columns of document and sentence.
    label: usize,
}

/// So much is left for an occurrence where the two contexts are of the same width.
const MATCH: usize = 10;

/// So much is kept free for longer names that may come.
const SPARE: usize = 8;

impl Layout {
    /// For lines of which these are the first ones; there may be `more`.
    pub(super) fn new(
        columns: Option<usize>,
        context: usize,
        colour: bool,
        first: &[Line],
        more: bool,
    ) -> Self {
        let most = columns.map_or(40, |columns| (columns / 4).clamp(10, 40));
        let widest = first.iter().map(|line| width(&label(line, most))).max().unwrap_or(0);
        let label = if more { most.min(widest + SPARE) } else { widest };
        let mut layout = Self { width: columns, context, colour, label };
        if let Some(columns) = columns {
            layout.context = columns.saturating_sub(layout.label + 2 + MATCH) / 2;
        }
        layout
    }

    /// A line with its end.
    pub(super) fn line(&self, line: &Line) -> String {
        let label = label(line, self.label);
        let left = whole_words_at_end(&one_line(&line.left), self.context);
        let marks = if self.colour { 0 } else { 2 };
        let room =
            self.width.map(|columns| columns.saturating_sub(self.label + 2 + self.context + marks));
        let mut found = one_line(&line.text);
        if let Some(room) = room {
            found = shortened(&found, room);
        }
        let rest = room.map_or(self.context, |room| room.saturating_sub(width(&found)));
        let right = whole_words_at_start(&one_line(&line.right), rest);
        let pad = |text: &str, columns: usize| " ".repeat(columns.saturating_sub(width(text)));
        let (label_pad, left_pad) = (pad(&label, self.label), pad(&left, self.context));
        if !self.colour {
            return format!("{label}{label_pad}  {left_pad}{left}[{found}]{right}\n");
        }
        let style = match &line.cue {
            Some(cue) if cue.counts() => style(cue.side()),
            Some(_) => RULED_OUT,
            None => Style::new().bold(),
        };
        let dim = Style::new().dimmed();
        format!("{dim}{label}{dim:#}{label_pad}  {left_pad}{left}{style}{found}{style:#}{right}\n")
    }
}

/// Document and sentence; of a long id the end, which tells files of a folder apart.
fn label(line: &Line, columns: usize) -> String {
    let id = one_line(&line.document_id);
    let number = format!(":{}", line.sentence);
    let room = columns.saturating_sub(number.len());
    if width(&id) <= room {
        return id + &number;
    }
    format!("…{}{number}", keep_end(&id, room.saturating_sub(1)))
}

fn whole_words_at_end(text: &str, columns: usize) -> String {
    let kept = keep_end(text, columns);
    let cut = kept.len() < text.len() && !kept.starts_with(' ') && !ends_in_space(text, kept);
    let word = kept.find(' ').filter(|at| cut && !kept[*at..].trim().is_empty());
    kept[word.unwrap_or(0)..].trim_start().to_owned()
}

/// Whether what was left out before `kept` ends with a space.
fn ends_in_space(text: &str, kept: &str) -> bool {
    text[..text.len() - kept.len()].ends_with(' ')
}

fn whole_words_at_start(text: &str, columns: usize) -> String {
    let kept = keep_start(text, columns);
    let cut = kept.len() < text.len() && !text[kept.len()..].starts_with(' ');
    let word = kept.rfind(' ').filter(|at| cut && !kept[..*at].trim().is_empty());
    kept[..word.unwrap_or(kept.len())].trim_end().to_owned()
}
