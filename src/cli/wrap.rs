//! Text measured in columns of the terminal: cut to a width, wrapped at words.

use std::mem::take;

use anstyle::Style;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns that a text of one line takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// Returns the length in bytes of the first graphemes, as many as fit.
fn fitting<'t>(graphemes: impl Iterator<Item = &'t str>, columns: usize) -> usize {
    let mut used = 0;
    let fits = |grapheme: &&str| {
        used += width(grapheme);
        used <= columns
    };
    graphemes.take_while(fits).map(str::len).sum()
}

/// Returns the longest start of the text that fits.
pub(super) fn fitting_start(text: &str, columns: usize) -> &str {
    &text[..fitting(text.graphemes(true), columns)]
}

/// Returns the longest end of the text that fits.
pub(super) fn fitting_end(text: &str, columns: usize) -> &str {
    &text[text.len() - fitting(text.graphemes(true).rev(), columns)..]
}

/// Cuts a text to a width, with `…` for what is left out.
pub(super) fn shorten(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    format!("{}…", fitting_start(text, columns.saturating_sub(1)))
}

/// Tells whether a line may end at a grapheme. At a non-breaking space it may not.
fn is_space(grapheme: &str) -> bool {
    let is_break = |c: char| c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{2007}' | '\u{202F}');
    grapheme.chars().all(is_break)
}

/// A stretch of text in one style.
pub(super) type StyledText = (String, Style);

/// Renders a line. No style reaches over its end.
fn render(line: &[(&str, Style)]) -> String {
    let stretch = |parts: &[(&str, Style)]| {
        let text: String = parts.iter().map(|(text, _)| *text).collect();
        let style = parts[0].1;
        format!("{style}{text}{style:#}")
    };
    line.chunk_by(|a, b| a.1 == b.1).map(stretch).collect()
}

/// Renders the lines of a text. Where there is a width they are wrapped at white space.
pub(super) fn lines(text: &[StyledText], columns: Option<usize>) -> Vec<String> {
    let mut lines = vec![Vec::new()];
    for (part, style) in text {
        for (number, piece) in part.split('\n').enumerate() {
            if number > 0 {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut().filter(|_| !piece.is_empty()) {
                line.push((piece, *style));
            }
        }
    }
    match columns {
        Some(columns) => lines.iter().flat_map(|line| wrap(line, columns, 0)).collect(),
        None => lines.iter().map(|line| render(line)).collect(),
    }
}

/// Wraps a line at white space; all lines but the first are indented. A word longer than a line
/// is broken where the line ends.
fn wrap(text: &[(&str, Style)], columns: usize, indent: usize) -> Vec<String> {
    let indent = indent.min(columns / 2);
    let graphemes = text.iter().flat_map(|(part, style)| part.graphemes(true).map(|g| (g, *style)));
    let graphemes: Vec<(&str, Style)> = graphemes.collect();
    let (mut lines, mut line, mut used) = (Vec::new(), Vec::new(), 0);
    let mut space = None;
    for word in graphemes.chunk_by(|a, b| is_space(a.0) == is_space(b.0)) {
        let (first, style) = word[0];
        if is_space(first) {
            space = word.last().map(|(_, style)| *style).filter(|_| !line.is_empty());
            continue;
        }
        let text: String = word.iter().map(|(grapheme, _)| *grapheme).collect();
        let space = space.take();
        if !line.is_empty() && used + usize::from(space.is_some()) + width(&text) > columns {
            lines.push(take(&mut line));
            used = indent;
        } else if let Some(space) = space {
            // A space between two words of a cue has the cue's style.
            line.push((" ", if space == style { style } else { Style::new() }));
            used += 1;
        }
        for (grapheme, style) in word {
            let more = width(grapheme);
            if !line.is_empty() && used + more > columns {
                lines.push(take(&mut line));
                used = indent;
            }
            line.push((*grapheme, *style));
            used += more;
        }
    }
    lines.push(line);
    let indents = std::iter::once(0).chain(std::iter::repeat(indent));
    lines.iter().zip(indents).map(|(line, indent)| " ".repeat(indent) + &render(line)).collect()
}

/// Wraps a paragraph whose first line is indented by `first` columns and the others by `rest`;
/// without a width it is one line.
pub(super) fn paragraph(text: &str, columns: Option<usize>, first: usize, rest: usize) -> String {
    let start = " ".repeat(first);
    let Some(columns) = columns.filter(|_| !text.is_empty()) else {
        return format!("{start}{text}\n");
    };
    let (columns, rest) = (columns.saturating_sub(first), rest.saturating_sub(first));
    let lines = wrap(&[(text, Style::new())], columns, rest);
    lines.iter().flat_map(|line| [&start, line.as_str(), "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use anstyle::AnsiColor;

    use super::*;

    #[test]
    fn lines_end_at_words_and_no_style_goes_over_an_end() {
        let plain = Style::new();
        let red = Style::new().fg_color(Some(AnsiColor::Red.into()));
        let shown = |columns: usize, parts: &[(&str, Style)]| {
            let parts: Vec<StyledText> =
                parts.iter().map(|(text, style)| ((*text).to_owned(), *style)).collect();
            let lines = lines(&parts, Some(columns)).join("\n");
            lines.replace(&red.render().to_string(), "<").replace("\u{1b}[0m", ">")
        };
        let parts = [("It is ", plain), ("quite possible", red), (", he said.", plain)];
        assert_eq!(shown(12, &parts), "It is <quite>\n<possible>, he\nsaid.");
        assert_eq!(shown(80, &parts), "It is <quite possible>, he said.");
        assert_eq!(shown(9, &[("a", red), (" ", plain), ("b", red)]), "<a> <b>");
        assert_eq!(shown(9, &[("a \n\n b", red), ("\nc", plain)]), "<a>\n\n<b>\nc");
    }

    #[test]
    fn columns_are_counted_not_bytes() {
        for (columns, indent, text, lines) in [
            (
                6,
                0,
                "日本語 日本 e\u{301}e\u{301}e\u{301}",
                "日本語\n日本\ne\u{301}e\u{301}e\u{301}",
            ),
            (5, 0, "日本語", "日本\n語"),
            (4, 0, "a 5\u{a0}m", "a\n5\u{a0}m"),
            (4, 1, "abcdefghi", "abcd\n efg\n hi"),
        ] {
            assert_eq!(wrap(&[(text, Style::new())], columns, indent).join("\n"), lines);
        }
        assert_eq!(fitting_start("日本語", 5), "日本");
        assert_eq!(fitting_end("日本語", 5), "本語");
        assert_eq!(shorten("abcdef", 4), "abc…");
        assert_eq!(paragraph("one two three", Some(9), 2, 4), "  one two\n    three\n");
        assert_eq!(paragraph("one two three", None, 2, 4), "  one two three\n");
    }
}
