//! Text from outside made safe to print: it cannot control the terminal.

/// Tells whether a terminal acts on the character instead of showing it: control characters, and
/// those that change the direction of what follows.
fn controls_terminal(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Replaces characters that control the terminal by `�`; lines and tabs stay.
pub(super) fn sanitize(text: &str) -> String {
    let controls = |c: char| controls_terminal(c) && !matches!(c, '\n' | '\t');
    text.replace("\r\n", "\n").replace(controls, "\u{FFFD}")
}

/// Does the same and replaces every run of white space by one space.
pub(super) fn sanitize_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_whitespace() {
            out.push(if controls_terminal(c) { '\u{FFFD}' } else { c });
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
    fn nothing_controls_the_terminal() {
        let text = "a\u{1b}[31m\r\nb\rc\u{202e}d\u{2066}\u{200f}\u{61c}\u{9b}\t\n";
        assert_eq!(sanitize(text), "a�[31m\nb�c�d����\t\n");
        assert_eq!(sanitize_line(" a \u{7}\n\nb "), " a � b ");
    }
}
