//! Text measured in columns of the terminal: cut to a width, wrapped at words.

use anstyle::Style;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns that a text of one line takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// Returns the longest start of the text that fits.
pub(super) fn fitting_start(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let beyond = text.grapheme_indices(true).find(|(_, grapheme)| {
        used += width(grapheme);
        used > columns
    });
    &text[..beyond.map_or(text.len(), |(at, _)| at)]
}

/// Returns the longest end of the text that fits.
pub(super) fn fitting_end(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let beyond = text.grapheme_indices(true).rev().find(|(_, grapheme)| {
        used += width(grapheme);
        used > columns
    });
    &text[beyond.map_or(0, |(at, grapheme)| at + grapheme.len())..]
}

/// Cuts a text to a width, with `…` for what is left out.
pub(super) fn shorten(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    format!("{}…", fitting_start(text, columns.saturating_sub(1)))
}

/// Tells whether a line may end at the character. At a non-breaking space it may not.
fn is_break(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{2007}' | '\u{202F}')
}

/// A stretch of text in one style.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct StyledText {
    pub(super) text: String,
    pub(super) style: Style,
}

impl StyledText {
    pub(super) fn new(text: impl Into<String>, style: Style) -> Self {
        Self { text: text.into(), style }
    }

    /// The text with its style switched on before and off after it.
    fn rendered(&self) -> String {
        let style = self.style;
        format!("{style}{}{style:#}", self.text)
    }
}

/// Wraps text that is added piece by piece. A style never reaches over the end of a line, nor is
/// a line broken inside an escape sequence.
pub(super) struct Wrapper {
    columns: usize,
    /// Indent of all lines but the first.
    indent: usize,
    lines: Vec<String>,
    line: Vec<StyledText>,
    /// Columns of `line`.
    used: usize,
    /// Set when `line` has a word, not only its indent.
    has_word: bool,
    word: Vec<StyledText>,
    /// Style of the space before `word`, if there is one.
    space: Option<Style>,
}

impl Wrapper {
    pub(super) fn new(columns: usize, indent: usize) -> Self {
        Self {
            columns,
            indent,
            lines: Vec::new(),
            line: Vec::new(),
            used: 0,
            has_word: false,
            word: Vec::new(),
            space: None,
        }
    }

    /// Adds text. A line may end at any white space in it.
    pub(super) fn push(&mut self, text: &str, style: Style) {
        for part in text.split_inclusive(is_break) {
            let word = part.trim_end_matches(is_break);
            if !word.is_empty() {
                append(&mut self.word, word, style);
            }
            if word.len() < part.len() {
                self.end_word();
                self.space = Some(style);
            }
        }
    }

    /// Ends the line.
    pub(super) fn end_line(&mut self) {
        self.end_word();
        self.break_line();
        self.used = 0;
        self.line.clear();
    }

    /// Returns the lines.
    pub(super) fn finish(mut self) -> Vec<String> {
        self.end_word();
        if self.has_word {
            self.break_line();
        }
        self.lines
    }

    fn end_word(&mut self) {
        let word = std::mem::take(&mut self.word);
        if word.is_empty() {
            return;
        }
        let text: String = word.iter().map(|part| part.text.as_str()).collect();
        let space = self.space.take();
        if self.has_word && self.used + usize::from(space.is_some()) + width(&text) > self.columns {
            self.break_line();
        } else if let Some(style) = space.filter(|_| self.has_word) {
            // A space between two words of a cue has the cue's style.
            let style = if word[0].style == style { style } else { Style::new() };
            append(&mut self.line, " ", style);
            self.used += 1;
        }
        for part in word {
            for grapheme in part.text.graphemes(true) {
                let columns = width(grapheme);
                // A word longer than a line is broken where the line ends.
                if self.has_word && self.used + columns > self.columns {
                    self.break_line();
                }
                append(&mut self.line, grapheme, part.style);
                self.used += columns;
                self.has_word = true;
            }
        }
    }

    fn break_line(&mut self) {
        self.lines.push(self.line.drain(..).map(|part| part.rendered()).collect());
        let indent = self.indent.min(self.columns / 2);
        if indent > 0 {
            append(&mut self.line, &" ".repeat(indent), Style::new());
        }
        self.used = indent;
        self.has_word = false;
        self.space = None;
    }
}

fn append(parts: &mut Vec<StyledText>, text: &str, style: Style) {
    match parts.last_mut().filter(|last| last.style == style) {
        Some(last) => last.text.push_str(text),
        None => parts.push(StyledText::new(text, style)),
    }
}

/// Wraps a paragraph whose first line is indented by `first` columns and the others by `rest`;
/// without a width it is one line.
pub(super) fn paragraph(text: &str, columns: Option<usize>, first: usize, rest: usize) -> String {
    let start = " ".repeat(first);
    let Some(columns) = columns.filter(|_| !text.is_empty()) else {
        return format!("{start}{text}\n");
    };
    let mut wrapper = Wrapper::new(columns.saturating_sub(first), rest.saturating_sub(first));
    wrapper.push(text, Style::new());
    wrapper.finish().iter().flat_map(|line| [&start, line.as_str(), "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use anstyle::AnsiColor;

    use super::*;

    fn wrapped(columns: usize, indent: usize, parts: &[(&str, Style)]) -> Vec<String> {
        let mut wrapper = Wrapper::new(columns, indent);
        for (text, style) in parts {
            wrapper.push(text, *style);
        }
        wrapper.finish()
    }

    #[test]
    fn lines_end_at_words_and_no_style_goes_over_an_end() {
        let plain = Style::new();
        let red = Style::new().fg_color(Some(AnsiColor::Red.into()));
        let on = red.render().to_string();
        let off = red.render_reset().to_string();
        let parts = [("It is ", plain), ("quite possible", red), (", he said.", plain)];
        assert_eq!(
            wrapped(12, 0, &parts),
            [format!("It is {on}quite{off}"), format!("{on}possible{off}, he"), "said.".to_owned()]
        );
        let all = wrapped(80, 0, &parts);
        assert_eq!(all, [format!("It is {on}quite possible{off}, he said.")]);
        let neighbours = [("a", red), (" ", plain), ("b", red)];
        assert_eq!(wrapped(9, 0, &neighbours), [format!("{on}a{off} {on}b{off}")]);
    }

    #[test]
    fn columns_are_counted_not_bytes() {
        let plain = Style::new();
        let text = "日本語 日本 e\u{301}e\u{301}e\u{301}";
        assert_eq!(wrapped(6, 0, &[(text, plain)]), ["日本語", "日本", "e\u{301}e\u{301}e\u{301}"]);
        assert_eq!(wrapped(5, 0, &[("日本語", plain)]), ["日本", "語"]);
        assert_eq!(wrapped(4, 0, &[("a 5\u{a0}m", plain)]), ["a", "5\u{a0}m"]);
        assert_eq!(wrapped(4, 1, &[("abcdefghi", plain)]), ["abcd", " efg", " hi"]);
        assert_eq!(fitting_start("日本語", 5), "日本");
        assert_eq!(fitting_end("日本語", 5), "本語");
        assert_eq!(shorten("abcdef", 4), "abc…");
        assert_eq!(paragraph("one two three", Some(9), 2, 4), "  one two\n    three\n");
        assert_eq!(paragraph("one two three", None, 2, 4), "  one two three\n");
    }
}
