//! A concordance to read: occurrences stand below each other.

use anstyle::Style;

use crate::cli::sanitize::sanitize_line;
use crate::cli::terminal::{Display, RULED_OUT, side_style};
use crate::cli::wrap::{fitting_end, fitting_start, shorten, width};
use crate::kwic::ConcordanceLine;

/// Columns of the parts of a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct LineLayout {
    /// Its width is none where the context has been asked for.
    display: Display,
    /// Most columns of context on each side.
    context: usize,
    /// Columns of document and sentence.
    label: usize,
}

/// Columns that are left for an occurrence where both contexts have the same width.
const OCCURRENCE_COLUMNS: usize = 10;

/// Columns kept free for longer labels than the first ones.
const SPARE_COLUMNS: usize = 8;

impl LineLayout {
    /// The layout for lines of which these are the first ones, or all unless `more` may come.
    pub(super) fn new(
        display: Display,
        context: usize,
        first: &[ConcordanceLine],
        more: bool,
    ) -> Self {
        let most = display.width.map_or(40, |columns| (columns / 4).clamp(10, 40));
        let widest = first.iter().map(|line| width(&label(line, most))).max().unwrap_or(0);
        let label = if more { most.min(widest + SPARE_COLUMNS) } else { widest };
        let context = display
            .width
            .map_or(context, |columns| columns.saturating_sub(label + 2 + OCCURRENCE_COLUMNS) / 2);
        Self { display, context, label }
    }

    /// Lays out a line, with its line end.
    pub(super) fn line(&self, line: &ConcordanceLine) -> String {
        let label = label(line, self.label);
        let left = whole_words_at_end(&sanitize_line(&line.left), self.context);
        let marks = if self.display.color { 0 } else { 2 };
        let taken = self.label + 2 + self.context + marks;
        let room = self.display.width.map(|columns| columns.saturating_sub(taken));
        let found = sanitize_line(&line.text);
        let found = room.map_or_else(|| found.clone(), |room| shorten(&found, room));
        let rest = room.map_or(self.context, |room| room.saturating_sub(width(&found)));
        let right = whole_words_at_start(&sanitize_line(&line.right), rest);
        let pad = |text: &str, columns: usize| " ".repeat(columns.saturating_sub(width(text)));
        let (label_pad, left_pad) = (pad(&label, self.label), pad(&left, self.context));
        let style = match &line.cue {
            Some(cue) if cue.counts() => side_style(cue.side),
            Some(_) => RULED_OUT,
            None => Style::new().bold(),
        };
        let (dim, style, [open, close]) = if self.display.color {
            (Style::new().dimmed(), style, ["", ""])
        } else {
            (Style::new(), Style::new(), ["[", "]"])
        };
        let found = format!("{style}{open}{found}{close}{style:#}");
        format!("{dim}{label}{dim:#}{label_pad}  {left_pad}{left}{found}{right}\n")
    }
}

/// Document and sentence. A long id is cut at its start, since the end tells files of a folder
/// apart.
fn label(line: &ConcordanceLine, columns: usize) -> String {
    let id = sanitize_line(&line.document_id);
    let number = format!(":{}", line.sentence);
    let room = columns.saturating_sub(number.len());
    if width(&id) <= room {
        return id + &number;
    }
    format!("…{}{number}", fitting_end(&id, room.saturating_sub(1)))
}

fn whole_words_at_end(text: &str, columns: usize) -> String {
    let kept = fitting_end(text, columns);
    let left_out = &text[..text.len() - kept.len()];
    let cuts_word = !left_out.is_empty() && !kept.starts_with(' ') && !left_out.ends_with(' ');
    let word = kept.find(' ').filter(|at| cuts_word && !kept[*at..].trim().is_empty());
    kept[word.unwrap_or(0)..].trim_start().to_owned()
}

fn whole_words_at_start(text: &str, columns: usize) -> String {
    let kept = fitting_start(text, columns);
    let cuts_word = kept.len() < text.len() && !text[kept.len()..].starts_with(' ');
    let word = kept.rfind(' ').filter(|at| cuts_word && !kept[..*at].trim().is_empty());
    kept[..word.unwrap_or(kept.len())].trim_end().to_owned()
}
