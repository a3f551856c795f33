//! Plain text in any encoding.

use encoding_rs::Encoding;

use super::DecodedText;
use crate::corpus::failure::{Failure, FailureKind};

/// Bytes at the front that are searched for the marks of a binary file.
const FRONT_BYTES: usize = 8000;

/// Beginnings of files that are no text, with what to do about them.
const NOT_TEXT: [(&[u8], &str); 3] = [
    (b"\x1F\x8B", "the file is compressed; unpack it first"),
    (b"PK\x03\x04", "the file is compressed; unpack it first"),
    (b"%PDF-", "the file is a PDF; convert it to text first"),
];

/// Decodes the bytes of a text file, or says why they are no text.
///
/// A byte-order mark decides; else `encoding` if given; else UTF-8; else, if the bytes look like
/// text at all, the encoding is guessed and a warning `transcoded:<encoding>` says so.
/// `replaced_characters` warns of bytes that the encoding does not know.
pub fn decode(bytes: Vec<u8>, encoding: Option<&'static Encoding>) -> Result<DecodedText, Failure> {
    if let Some((found, mark)) = Encoding::for_bom(&bytes) {
        return Ok(decode_as(found, &bytes[mark..]));
    }
    let front = &bytes[..bytes.len().min(FRONT_BYTES)];
    if let Some((_, reason)) = NOT_TEXT.iter().find(|(begin, _)| front.starts_with(begin)) {
        return Err(Failure::of(FailureKind::Other, *reason));
    }
    if front.contains(&0) && encoding.is_none() {
        let reason = "the file is binary (it holds zero bytes)";
        return Err(Failure::of(FailureKind::ZeroBytes, reason));
    }
    if let Some(encoding) = encoding.filter(|e| *e != encoding_rs::UTF_8) {
        return Ok(decode_as(encoding, &bytes));
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok(DecodedText { text, warning: None }),
        Err(e) => e.into_bytes(),
    };
    let front = &bytes[..bytes.len().min(FRONT_BYTES)];
    let control = |b: &&u8| matches!(b, 1..=8 | 0x0E..=0x1F | 0x7F);
    if front.iter().filter(control).count() * 100 > front.len() {
        let reason = "the file is binary (it is full of control characters)";
        return Err(Failure::of(FailureKind::Other, reason));
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(&bytes, true);
    let guess = detector.guess(None, chardetng::Utf8Detection::Deny);
    let warning = Some(format!("transcoded:{}", guess.name().to_lowercase()));
    Ok(DecodedText { warning, ..decode_as(guess, &bytes) })
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> DecodedText {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    let warning = had_errors.then(|| "replaced_characters".to_owned());
    DecodedText { text: text.into_owned(), warning }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_by_mark_then_name_then_utf8_then_guess() {
        let guessed = Some("transcoded:windows-1252");
        let named = Some(encoding_rs::WINDOWS_1252);
        for (bytes, encoding, expected) in [
            ("é".as_bytes(), None, Some(("é", None))),
            (b"\xEF\xBB\xBFit", named, Some(("it", None))),
            (b"\xFF\xFEi\0t\0", None, Some(("it", None))),
            (b"\xFE\xFF\0i\0t", None, Some(("it", None))),
            (b"Le caf\xE9 est ferm\xE9.", None, Some(("Le café est fermé.", guessed))),
            (b"caf\xE9", named, Some(("café", None))),
            (b"\x7fELF\0\0", None, None),
            (b"\x1f\x8b\x08", None, None),
            (b"%PDF-1.7", None, None),
            (b"\x80\x01\x02\x03\x04", None, None),
        ] {
            let decoded = decode(bytes.to_vec(), encoding).ok();
            let decoded = decoded.as_ref().map(|it| (it.text.as_str(), it.warning.as_deref()));
            assert_eq!(decoded, expected, "{bytes:?}");
        }
    }
}
