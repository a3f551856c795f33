//! A text must not command the terminal.

/// Whether a terminal would do something else with it than show it: control characters,
/// and those that turn the direction of what follows.
fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The text with `�` for each character that would act; its lines and tabs stay.
pub(super) fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\t' => out.push(c),
            c if acts(c) => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

/// The same in one line, with every run of white space made one space.
pub(super) fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_whitespace() {
            out.push(if acts(c) { '\u{FFFD}' } else { c });
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_acts_in_the_terminal() {
        let text = "a\u{1b}[31m\r\nb\rc\u{202e}d\u{2066}\u{200f}\u{61c}\u{9b}\t\n";
        assert_eq!(printable(text), "a�[31m\nb�c�d����\t\n");
        assert_eq!(one_line(" a \u{7}\n\nb "), " a � b ");
    }
}
