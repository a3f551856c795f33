//! Where paragraphs end, and where long texts may be cut.

/// Returns the end of the paragraph that begins at `from`: behind a blank line or a form feed.
pub(super) fn paragraph_end(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(n) = memchr::memchr2(b'\n', 0x0C, &bytes[at..]) {
        let line_end = at + n;
        if bytes[line_end] == 0x0C {
            return line_end + 1;
        }
        let blank = bytes[line_end + 1..]
            .iter()
            .position(|&b| !matches!(b, b' ' | b'\t' | b'\r'))
            .map(|n| line_end + 1 + n);
        match blank {
            Some(next) if bytes[next] == b'\n' => return next + 1,
            Some(_) => at = line_end + 1,
            None => break,
        }
    }
    text.len()
}

/// Returns an offset near `from + length` to cut a paragraph at: behind white space if there is
/// any.
pub(super) fn cut(text: &str, from: usize, length: usize) -> usize {
    let bytes = text.as_bytes();
    let limit = from + length;
    let blank = bytes[from..limit].iter().rposition(u8::is_ascii_whitespace);
    match blank {
        Some(n) if n > 0 => from + n + 1,
        _ => (limit..text.len()).find(|&i| text.is_char_boundary(i)).unwrap_or(text.len()),
    }
}
