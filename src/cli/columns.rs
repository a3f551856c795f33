//! Text measured in columns of the terminal: cut to a width, wrapped at words.

use anstyle::Style;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns that a text without line ends takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// As much of the start as fits.
pub(super) fn keep_start(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let fits = text.grapheme_indices(true).find(|(_, grapheme)| {
        used += width(grapheme);
        used > columns
    });
    &text[..fits.map_or(text.len(), |(at, _)| at)]
}

/// As much of the end as fits.
pub(super) fn keep_end(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let fits = text.grapheme_indices(true).rev().find(|(_, grapheme)| {
        used += width(grapheme);
        used > columns
    });
    &text[fits.map_or(0, |(at, grapheme)| at + grapheme.len())..]
}

/// A text that fits, with `…` where something was left out at its end.
pub(super) fn shortened(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    format!("{}…", keep_start(text, columns.saturating_sub(1)))
}

/// Whether a line may end there; a space may be there to keep it from that.
fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{2007}' | '\u{202F}')
}

/// A stretch of text in one style.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) style: Style,
}

impl Piece {
    /// The text with its style switched on before and off after it.
    fn painted(&self) -> String {
        let style = self.style;
        format!("{style}{}{style:#}", self.text)
    }
}

/// Text that grows a word at a time, with lines no longer than a width. A style never
/// reaches over the end of a line, nor is a line broken inside an escape sequence.
pub(super) struct Wrapped {
    columns: usize,
    /// Of the second and further lines.
    indent: usize,
    lines: Vec<String>,
    line: Vec<Piece>,
    used: usize,
    /// Whether the line has a word.
    begun: bool,
    word: Vec<Piece>,
    /// The style of the space before the word, if there is one.
    space: Option<Style>,
}

impl Wrapped {
    pub(super) fn new(columns: usize, indent: usize) -> Self {
        Self {
            columns,
            indent,
            lines: Vec::new(),
            line: Vec::new(),
            used: 0,
            begun: false,
            word: Vec::new(),
            space: None,
        }
    }

    /// Adds text. Any white space in it is where a line may end.
    pub(super) fn push(&mut self, text: &str, style: Style) {
        for part in text.split_inclusive(is_space) {
            let word = part.trim_end_matches(is_space);
            if !word.is_empty() {
                add(&mut self.word, word, style);
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

    /// All of it.
    pub(super) fn finish(mut self) -> Vec<String> {
        self.end_word();
        if self.begun {
            self.break_line();
        }
        self.lines
    }

    fn end_word(&mut self) {
        let word = std::mem::take(&mut self.word);
        if word.is_empty() {
            return;
        }
        let text: String = word.iter().map(|piece| piece.text.as_str()).collect();
        let space = self.space.take();
        if self.begun && self.used + usize::from(space.is_some()) + width(&text) > self.columns {
            self.break_line();
        } else if let Some(style) = space.filter(|_| self.begun) {
            // A space between two words of a cue has the cue's style.
            let style = if word[0].style == style { style } else { Style::new() };
            add(&mut self.line, " ", style);
            self.used += 1;
        }
        for piece in word {
            for grapheme in piece.text.graphemes(true) {
                let columns = width(grapheme);
                // A word longer than a line is broken where the line ends.
                if self.begun && self.used + columns > self.columns {
                    self.break_line();
                }
                add(&mut self.line, grapheme, piece.style);
                self.used += columns;
                self.begun = true;
            }
        }
    }

    fn break_line(&mut self) {
        self.lines.push(self.line.drain(..).map(|piece| piece.painted()).collect());
        let indent = self.indent.min(self.columns / 2);
        if indent > 0 {
            add(&mut self.line, &" ".repeat(indent), Style::new());
        }
        self.used = indent;
        self.begun = false;
        self.space = None;
    }
}

fn add(pieces: &mut Vec<Piece>, text: &str, style: Style) {
    match pieces.last_mut().filter(|last| last.style == style) {
        Some(last) => last.text.push_str(text),
        None => pieces.push(Piece { text: text.to_owned(), style }),
    }
}

/// A paragraph that begins with so many spaces and goes on with so many, or with no width
/// given in one line.
pub(super) fn paragraph(text: &str, columns: Option<usize>, first: usize, rest: usize) -> String {
    let start = " ".repeat(first);
    let Some(columns) = columns.filter(|_| !text.is_empty()) else {
        return format!("{start}{text}\n");
    };
    let mut wrapped = Wrapped::new(columns.saturating_sub(first), rest.saturating_sub(first));
    wrapped.push(text, Style::new());
    wrapped.finish().iter().flat_map(|line| [&start, line.as_str(), "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use anstyle::AnsiColor;

    use super::*;

    fn wrapped(columns: usize, indent: usize, parts: &[(&str, Style)]) -> Vec<String> {
        let mut wrapped = Wrapped::new(columns, indent);
        for (text, style) in parts {
            wrapped.push(text, *style);
        }
        wrapped.finish()
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
        assert_eq!(keep_start("日本語", 5), "日本");
        assert_eq!(keep_end("日本語", 5), "本語");
        assert_eq!(shortened("abcdef", 4), "abc…");
        assert_eq!(paragraph("one two three", Some(9), 2, 4), "  one two\n    three\n");
        assert_eq!(paragraph("one two three", None, 2, 4), "  one two three\n");
    }
}
