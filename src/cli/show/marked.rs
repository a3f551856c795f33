//! The text with its cues marked, and a legend of the marks.

use std::io::{Result, Write};

use anstyle::Style;

use crate::analysis::{Analysis, CueMatch};
use crate::cli::sanitize::sanitize;
use crate::cli::terminal::{Display, RULED_OUT, side_style};
use crate::cli::wrap::{StyledText, Wrapper, paragraph, width};
use crate::lexicon::Side;

/// Writes the text. Where it does not fit the width it is wrapped.
pub(super) fn write_text(
    display: Display,
    text: &str,
    analysis: &Analysis,
    out: &mut impl Write,
) -> Result<()> {
    let text = text.trim_end();
    let as_it_is = styled_parts(display, text, analysis, |_| false);
    let Some(columns) = display.width else {
        return write_lines(&as_it_is, out);
    };
    let visible: String = as_it_is.iter().map(|part| part.text.as_str()).collect();
    if visible.lines().all(|line| width(&line.replace('\t', "        ")) <= columns) {
        return write_lines(&as_it_is, out);
    }
    // A line that ends within a sentence ends there for the layout only.
    let sentences = &analysis.sentences;
    let is_within_sentence = |at: usize| {
        let after = sentences.partition_point(|sentence| sentence.span.range().start <= at);
        after > 0 && sentences[after - 1].span.range().contains(&at)
    };
    let mut wrapper = Wrapper::new(columns, 0);
    for part in styled_parts(display, text, analysis, is_within_sentence) {
        for (number, line) in part.text.split('\n').enumerate() {
            if number > 0 {
                wrapper.end_line();
            }
            wrapper.push(line, part.style);
        }
    }
    wrapper.finish().iter().try_for_each(|line| writeln!(out, "{line}"))?;
    writeln!(out)
}

fn write_lines(parts: &[StyledText], out: &mut impl Write) -> Result<()> {
    for StyledText { text, style } in parts {
        // Styled line by line, so that no style reaches over the end of a line.
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                writeln!(out)?;
            }
            if !line.is_empty() {
                write!(out, "{style}{line}{style:#}")?;
            }
        }
    }
    writeln!(out, "\n")
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
        let mut bytes = text.as_bytes()[from..to].to_vec();
        for at in memchr::memchr_iter(b'\n', &text.as_bytes()[from..to]) {
            if is_space(from + at) {
                bytes[at] = b' ';
                if at > 0 && bytes[at - 1] == b'\r' {
                    bytes[at - 1] = b' ';
                }
            }
        }
        sanitize(&String::from_utf8_lossy(&bytes))
    };
    let mut out = Vec::new();
    let mut at = 0;
    for cue in &analysis.cues {
        let range = cue.span.range();
        if range.start < at {
            continue; // lies inside the one before
        }
        out.push(StyledText::new(printable(at, range.start), Style::new()));
        at = range.end;
        let word = printable(range.start, range.end);
        out.push(match (cue.counts(), display.color) {
            (true, true) => StyledText::new(word, side_style(cue.side())),
            (false, true) => StyledText::new(word, RULED_OUT),
            (true, false) => StyledText::new(format!("[{word}|{}]", cue.class), Style::new()),
            (false, false) => StyledText::new(word, Style::new()),
        });
    }
    out.push(StyledText::new(printable(at, text.len()), Style::new()));
    out
}

/// Writes what the marks mean, if there are any.
pub(super) fn write_legend(
    display: Display,
    analysis: &Analysis,
    out: &mut impl Write,
) -> Result<()> {
    if display.color {
        let sides = Side::ALL.map(|side| (side_style(side), side.name()));
        let mut wrapper = Wrapper::new(display.width.unwrap_or(usize::MAX), 0);
        for (style, name) in sides.into_iter().chain([(RULED_OUT, "ruled out")]) {
            wrapper.push(name, style);
            wrapper.push("  ", Style::new());
        }
        wrapper.finish().iter().try_for_each(|line| writeln!(out, "{line}"))?;
        return writeln!(out);
    }
    if analysis.cues.iter().any(CueMatch::counts) {
        let legend = "[word|class]: a cue that counts, with its class; --cues lists those that do not as well";
        writeln!(out, "{}", paragraph(legend, display.width, 0, 2))?;
    }
    Ok(())
}
