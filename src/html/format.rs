//! Texts, names and figures as a page shows them.

use crate::lexicon::{CueClass, Side};

/// Replaces control and bidirectional-override characters by U+FFFD. Escaping for HTML is left to
/// the templates.
pub(super) fn sanitize(text: &str) -> String {
    let acts = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|c| if acts(c) { '\u{FFFD}' } else { c }).collect()
}

/// Returns a class in words.
pub(super) fn class_name(class: CueClass) -> String {
    class.name().replace('_', " ")
}

/// Returns the title of a side's figures.
pub(super) fn side_title(side: Side) -> &'static str {
    match side {
        Side::Hedge => "Hedges",
        Side::Booster => "Boosters",
        Side::Evidence => "Evidence",
    }
}

/// Formats a share as a percentage, without a place to break the line.
pub(super) fn percent(share: f64) -> String {
    format!("{:.0}\u{a0}%", 100.0 * share)
}

/// Formats a share that may be missing.
pub(super) fn percent_or_dash(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), percent)
}

/// Formats a figure that may be missing with a number of decimals.
pub(super) fn figure(value: Option<f64>, decimals: usize) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.decimals$}").replace('-', "−"))
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

/// Formats a count with its noun.
#[cfg(feature = "pipeline")]
pub(super) fn counted(value: u64, one: &str, many: &str) -> String {
    format!("{} {}", count(value), if value == 1 { one } else { many })
}

/// Puts a certainty on one of five steps, 0 the least certain.
pub(super) fn step(certainty: f64) -> u8 {
    (certainty.clamp(0.0, 1.0) * 5.0).floor().min(4.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_acts_on_the_page() {
        assert_eq!(sanitize("a\u{202E}b\0c\u{1b}[1m\nd"), "a\u{FFFD}b\u{FFFD}c\u{FFFD}[1m\nd");
        assert_eq!(sanitize("שלום 🎉 e\u{301}"), "שלום 🎉 e\u{301}");
    }

    #[test]
    fn figures_read_well() {
        assert_eq!(count(1_234_567), "1,234,567");
        assert_eq!(count(123), "123");
        assert_eq!(figure(Some(-0.5), 2), "−0.50");
        assert_eq!(percent_or_dash(None), "–");
        assert_eq!((step(0.0), step(0.2), step(0.99), step(1.0)), (0, 1, 4, 4));
    }
}
