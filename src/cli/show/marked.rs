//! The text with its cues marked, and what the marks mean.

use std::io::Write;

use anstyle::Style;

use super::super::columns::{Wrapped, paragraph, width};
use super::super::printable::printable;
use super::super::terminal::{RULED_OUT, style};
use super::View;
use crate::analysis::Analysis;
use crate::analysis::CueMatch;
use crate::lexicon::Side;

/// A stretch of the text with its style.
type Stretch = (String, Style);

pub(super) fn text(
    view: View,
    text: &str,
    analysis: &Analysis,
    out: &mut impl Write,
) -> std::io::Result<()> {
    let text = text.trim_end();
    let own = || stretches(view, text, analysis, |_| false);
    let Some(columns) = view.width else {
        return as_it_is(&own(), out);
    };
    let shown: String = own().iter().map(|(text, _)| text.as_str()).collect();
    if shown.lines().all(|line| width(&line.replace('\t', "        ")) <= columns) {
        return as_it_is(&own(), out);
    }
    // Where a line ends within a sentence, the text was only laid out so.
    let sentences = &analysis.sentences;
    let inside = |at: usize| {
        let after = sentences.partition_point(|sentence| sentence.span.range().start <= at);
        after > 0 && sentences[after - 1].span.range().contains(&at)
    };
    let mut wrapped = Wrapped::new(columns, 0);
    for (text, style) in stretches(view, text, analysis, inside) {
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                wrapped.end_line();
            }
            wrapped.push(line, style);
        }
    }
    for line in wrapped.finish() {
        writeln!(out, "{line}")?;
    }
    writeln!(out)
}

fn as_it_is(stretches: &[Stretch], out: &mut impl Write) -> std::io::Result<()> {
    for (text, style) in stretches {
        // Each line for itself, so that no style goes over its end.
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

/// The text cut at its cues, safe to print. Line ends that are `soft` become spaces.
fn stretches(
    view: View,
    text: &str,
    analysis: &Analysis,
    soft: impl Fn(usize) -> bool,
) -> Vec<Stretch> {
    let part = |from: usize, to: usize| {
        let mut shown = text.as_bytes()[from..to].to_vec();
        for at in memchr::memchr_iter(b'\n', &text.as_bytes()[from..to]) {
            if soft(from + at) {
                shown[at] = b' ';
                if at > 0 && shown[at - 1] == b'\r' {
                    shown[at - 1] = b' ';
                }
            }
        }
        printable(&String::from_utf8_lossy(&shown))
    };
    let mut out = Vec::new();
    let mut at = 0;
    for cue in &analysis.cues {
        let range = cue.span.range();
        if range.start < at {
            continue; // lies inside the one before
        }
        out.push((part(at, range.start), Style::new()));
        at = range.end;
        let word = part(range.start, range.end);
        out.push(match (cue.counts(), view.colour) {
            (true, true) => (word, style(cue.side())),
            (false, true) => (word, RULED_OUT),
            (true, false) => (format!("[{word}|{}]", cue.class), Style::new()),
            (false, false) => (word, Style::new()),
        });
    }
    out.push((part(at, text.len()), Style::new()));
    out
}

/// What the marks mean, as far as there are any.
pub(super) fn legend(view: View, analysis: &Analysis, out: &mut impl Write) -> std::io::Result<()> {
    if view.colour {
        let sides = Side::ALL.map(|side| (style(side), side.name()));
        let mut wrapped = Wrapped::new(view.width.unwrap_or(usize::MAX), 0);
        for (style, name) in sides.into_iter().chain([(RULED_OUT, "ruled out")]) {
            wrapped.push(name, style);
            wrapped.push("  ", Style::new());
        }
        for line in wrapped.finish() {
            writeln!(out, "{line}")?;
        }
        return writeln!(out);
    }
    if analysis.cues.iter().any(CueMatch::counts) {
        let legend = "[word|class]: a cue that counts, with its class; --cues lists those that do not as well";
        writeln!(out, "{}", paragraph(legend, view.width, 0, 2))?;
    }
    Ok(())
}
