//! Texts, names and figures as a page shows them.

use std::fmt;

use askama::filters::{Escaper, Html};

use crate::lexicon::{CueClass, Side};

/// Escapes for HTML whatever a template puts into a page, and replaces control and
/// bidirectional-override characters by U+FFFD.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PageEscaper;

impl Escaper for PageEscaper {
    fn write_escaped_str<W: fmt::Write>(&self, out: W, text: &str) -> fmt::Result {
        let acts = |c: char| {
            (c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
                || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        };
        Html.write_escaped_str(out, &text.replace(acts, "\u{FFFD}"))
    }
}

/// Returns a class in words.
pub(super) fn class_name(class: &CueClass) -> String {
    class.name().replace('_', " ")
}

/// Returns the title of a side's figures.
pub(super) fn side_title(side: &Side) -> &'static str {
    match side {
        Side::Hedge => "Hedges",
        Side::Booster => "Boosters",
        Side::Evidence => "Evidence",
    }
}

/// A figure that may be missing, which a page shows as `–`.
pub(super) trait ShownFigure: Copy {
    /// Returns the figure, if there is one.
    fn value(self) -> Option<f64>;

    /// Formats the figure with a number of decimals.
    fn figure(self, decimals: usize) -> String {
        let shown = |value| format!("{value:.decimals$}").replace('-', "−");
        self.value().map_or_else(|| "–".to_owned(), shown)
    }

    /// Formats a share as a percentage, without a place to break the line.
    fn percent(self) -> String {
        let shown = |share| format!("{:.0}\u{a0}%", 100.0 * share);
        self.value().map_or_else(|| "–".to_owned(), shown)
    }
}

impl ShownFigure for f64 {
    fn value(self) -> Option<f64> {
        Some(self)
    }
}

impl ShownFigure for Option<f64> {
    fn value(self) -> Option<f64> {
        self
    }
}

/// Formats both ends of an interval, times a factor, with a number of decimals.
pub(super) fn range(interval: Option<(f64, f64)>, factor: f64, decimals: usize) -> String {
    let end = |end: f64| (factor * end).figure(decimals);
    interval.map_or_else(|| "–".to_owned(), |(low, high)| format!("{}–{}", end(low), end(high)))
}

/// Formats a count, with commas between thousands.
pub(super) fn count(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Formats a count with its noun, which takes an "s" for the plural.
#[cfg(feature = "pipeline")]
pub(super) fn counted(value: u64, noun: &str) -> String {
    format!("{} {noun}{}", count(value), if value == 1 { "" } else { "s" })
}

/// Puts a certainty on one of five steps, 0 the least certain.
pub(super) fn step(certainty: &f64) -> u8 {
    (certainty.clamp(0.0, 1.0) * 5.0).floor().min(4.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_acts_on_the_page() {
        for (text, escaped) in [
            ("a\u{202E}b\0c\u{1b}[1m\n<d>", "a\u{FFFD}b\u{FFFD}c\u{FFFD}[1m\n&#60;d&#62;"),
            ("שלום 🎉 e\u{301}", "שלום 🎉 e\u{301}"),
        ] {
            let mut out = String::new();
            PageEscaper.write_escaped_str(&mut out, text).unwrap();
            assert_eq!(out, escaped);
        }
    }

    #[test]
    fn figures_read_well() {
        assert_eq!(count(1_234_567), "1,234,567");
        assert_eq!(count(123), "123");
        assert_eq!((-0.5).figure(2), "−0.50");
        assert_eq!(None::<f64>.percent(), "–");
        assert_eq!((step(&0.0), step(&0.2), step(&0.99), step(&1.0)), (0, 1, 4, 4));
    }
}
