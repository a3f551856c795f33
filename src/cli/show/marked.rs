//! The text with its cues marked, and a legend of the marks.

use anstyle::Style;

use crate::analysis::{Analysis, CueMatch};
use crate::cli::sanitize::sanitize;
use crate::cli::terminal::{Display, RULED_OUT, side_style};
use crate::cli::wrap::{StyledText, lines, paragraph, width};
use crate::lexicon::Side;

/// Marks the cues. Where the text does not fit the width it is wrapped.
pub(super) fn marked(display: Display, text: &str, analysis: &Analysis) -> String {
    let text = text.trim_end();
    let as_it_is = styled_parts(display, text, analysis, |_| false);
    let visible: String = as_it_is.iter().map(|(part, _)| part.as_str()).collect();
    let fits = |columns: usize| {
        visible.lines().all(|line| width(&line.replace('\t', "        ")) <= columns)
    };
    // A line that ends within a sentence ends there for the layout only.
    let is_within_sentence = |at: usize| {
        let sentences = &analysis.sentences;
        let after = sentences.partition_point(|sentence| sentence.span.range().start <= at);
        after > 0 && sentences[after - 1].span.range().contains(&at)
    };
    let lines = match display.width.filter(|columns| !fits(*columns)) {
        None => lines(&as_it_is, None),
        columns => lines(&styled_parts(display, text, analysis, is_within_sentence), columns),
    };
    lines.iter().map(|line| format!("{line}\n")).chain(["\n".to_owned()]).collect()
}

/// Cuts the text at its cues and makes it safe to print. Line ends for which `is_space` holds
/// become spaces.
fn styled_parts(
    display: Display,
    text: &str,
    analysis: &Analysis,
    is_space: impl Fn(usize) -> bool,
) -> Vec<StyledText> {
    let printable = |from: usize, to: usize| {
        let shown = text[from..to].char_indices().map(|(at, c)| match c {
            '\n' if is_space(from + at) => ' ',
            '\r' if text[from + at..].starts_with("\r\n") && is_space(from + at + 1) => ' ',
            c => c,
        });
        sanitize(&shown.collect::<String>())
    };
    let mut out = Vec::new();
    let mut at = 0;
    for cue in &analysis.cues {
        let range = cue.span.range();
        if range.start < at {
            continue; // lies inside the one before
        }
        out.push((printable(at, range.start), Style::new()));
        at = range.end;
        let word = printable(range.start, range.end);
        out.push(match (cue.counts(), display.color) {
            (true, true) => (word, side_style(cue.side())),
            (false, true) => (word, RULED_OUT),
            (true, false) => (format!("[{word}|{}]", cue.class), Style::new()),
            (false, false) => (word, Style::new()),
        });
    }
    out.push((printable(at, text.len()), Style::new()));
    out
}

/// Says what the marks mean, if there are any.
pub(super) fn legend(display: Display, analysis: &Analysis) -> String {
    if display.color {
        let sides = Side::ALL.map(|side| (side.name().to_owned(), side_style(side)));
        let marks = sides.into_iter().chain([("ruled out".to_owned(), RULED_OUT)]);
        let marks: Vec<StyledText> =
            marks.flat_map(|mark| [mark, ("  ".to_owned(), Style::new())]).collect();
        return lines(&marks, display.width.or(Some(usize::MAX))).join("\n") + "\n\n";
    }
    if !analysis.cues.iter().any(CueMatch::counts) {
        return String::new();
    }
    let legend =
        "[word|class]: a cue that counts, with its class; --cues lists those that do not as well";
    paragraph(legend, display.width, 0, 2) + "\n"
}
