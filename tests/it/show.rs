//! How `show` lays out a text.

use crate::support::hedgerow;

const TEXT: &str = "The Minister Speaks\n\nThe minister may resign, it is said, although nobody in the\nministry would have it that she is about to. In May she was quite certainly seen.\nIt could not be found.";

fn show(text: &str, args: &[&str]) -> String {
    let output = hedgerow().args(["show", "-"]).args(args).write_stdin(text).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Without escape sequences that set a style; those must be whole.
fn plain(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        let (style, rest) = part.split_once('m').unwrap();
        let inner = style.strip_prefix('[').unwrap();
        assert!(inner.chars().all(|c| c.is_ascii_digit() || c == ';'), "{style:?}");
        out.push_str(rest);
    }
    out
}

#[test]
fn a_pipe_keeps_the_lines_and_says_what_the_marks_mean() {
    let shown = show(TEXT, &[]);
    assert!(shown.contains("The minister [may|possibility] resign"), "{shown}");
    assert!(shown.contains("nobody in the\nministry"), "{shown}");
    assert!(shown.contains("\n\n[word|class]: a cue that counts"), "{shown}");
    assert!(!shown.contains('\u{1b}'), "{shown}");
    assert!(!show("Nothing.", &[]).contains("[word|class]"));
}

#[test]
fn lines_are_wrapped_at_words_and_paragraphs_stay() {
    let text = format!("{TEXT}\n\n{}", "日本語 ".repeat(40));
    for width in [30_usize, 60, 80] {
        for color in ["always", "never"] {
            let asked = width.to_string();
            let args = ["--width", &asked, "--color", color, "--cues", "--explain"];
            let shown = show(&text, &args);
            let plain = plain(&shown);
            // A wide character takes two columns.
            let columns =
                |l: &str| l.chars().map(|c| 1 + usize::from("日本語".contains(c))).sum::<usize>();
            let widest = plain.lines().max_by_key(|line| columns(line)).unwrap();
            assert!(columns(widest) <= width, "{width} {color}: {widest}");
            let head = plain.lines().position(|line| line.contains("Minister")).unwrap();
            assert_eq!(plain.lines().nth(head + 1), Some(""), "{plain}");
            assert!(plain.contains("\nIt "), "a line that ends with its sentence stays: {plain}");
            // No style goes over the end of a line.
            for line in shown.lines().filter(|line| line.contains('\u{1b}')) {
                assert!(line.matches("\u{1b}[0m").count() > 0, "{line:?}");
                let last = line.rfind('\u{1b}').unwrap();
                assert!(line[last..].starts_with("\u{1b}[0m"), "{line:?}");
            }
        }
    }
    // Within a sentence the lines of the file were only its layout.
    let shown = show(TEXT, &["--width", "70"]);
    assert!(shown.contains("in the ministry"), "{shown}");
    // Lines that fit are left alone.
    assert!(show(TEXT, &["--width", "140"]).contains("in the\nministry"));
}

#[test]
fn colours_come_when_asked_for() {
    let command = |variables: &[(&str, &str)], args: &[&str]| {
        let mut command = hedgerow();
        command.env_remove("NO_COLOR").args(["show", "-"]).args(args).write_stdin(TEXT);
        for (name, value) in variables {
            command.env(name, value);
        }
        String::from_utf8(command.output().unwrap().stdout).unwrap().contains('\u{1b}')
    };
    assert!(!command(&[], &[]), "a pipe has none");
    assert!(command(&[("CLICOLOR_FORCE", "1")], &[]));
    assert!(!command(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], &[]));
    assert!(!command(&[("CLICOLOR_FORCE", "1")], &["--color", "never"]));
    assert!(command(&[("NO_COLOR", "1")], &["--color", "always"]));
    let shown = show(TEXT, &["--color", "always"]);
    assert!(shown.contains("ruled out"), "the legend: {shown}");
    assert!(!shown.contains("|possibility]"), "{shown}");
}

#[test]
fn directions_are_not_turned() {
    let shown = show("It may\u{202e} be\u{2066} so\r\nand\u{200f} on.\r\n", &["--width", "30"]);
    assert!(!shown.contains(['\u{202e}', '\u{2066}', '\u{200f}', '\r']), "{shown:?}");
    assert!(shown.contains("It may� be� so"), "{shown}");
}

#[test]
fn the_encoding_can_be_named() {
    let text: Vec<u8> = "It may rain.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let args = ["show", "-", "--encoding", "utf-16le"];
    let output = hedgerow().args(args).write_stdin(text).output().unwrap();
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(shown.contains("It [may|possibility] rain."), "{shown}");
}
