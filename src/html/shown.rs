//! How texts, names and figures are put on a page.

use crate::lexicon::CueClass;

/// A text as it may be shown: control characters, and those that turn the direction of what
/// follows, are `�`. Escaping for HTML is the templates' work.
pub(crate) fn shown(text: &str) -> String {
    let acts = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|c| if acts(c) { '\u{FFFD}' } else { c }).collect()
}

/// A class in words.
pub(crate) fn class_name(class: CueClass) -> String {
    class.name().replace('_', " ")
}

/// A share as a percentage, which no line end parts.
pub(crate) fn percent(share: f64) -> String {
    format!("{:.0}\u{a0}%", 100.0 * share)
}

/// A share that may be one of nothing.
pub(crate) fn percent_or_dash(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), percent)
}

/// A figure with so many decimals, that may be missing.
pub(crate) fn figure(value: Option<f64>, decimals: usize) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.decimals$}").replace('-', "−"))
}

/// A count with its thousands apart.
pub(crate) fn count(value: u64) -> String {
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

/// A count with its noun.
pub(crate) fn counted(value: u64, one: &str, many: &str) -> String {
    format!("{} {}", count(value), if value == 1 { one } else { many })
}

/// Certainty in five steps, 0 the least certain.
pub(crate) fn step(certainty: f64) -> u8 {
    (certainty.clamp(0.0, 1.0) * 5.0).floor().min(4.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_shown_acts_on_the_page() {
        assert_eq!(shown("a\u{202E}b\0c\u{1b}[1m\nd"), "a\u{FFFD}b\u{FFFD}c\u{FFFD}[1m\nd");
        assert_eq!(shown("שלום 🎉 e\u{301}"), "שלום 🎉 e\u{301}");
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
