//! Bytes to text.

use encoding_rs::Encoding;

/// A decoded text.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// A warning code if the bytes were not plain UTF-8.
    pub warning: Option<String>,
}

/// How many bytes at the front are searched for the marks of a binary file.
const SNIFF: usize = 8000;

/// Decodes the bytes of a text file.
///
/// A byte-order mark decides; else `encoding` if given; else UTF-8; else, if
/// the bytes look like text at all, the encoding is guessed and a warning
/// `transcoded:<encoding>` says so. `replaced_characters` warns of bytes that
/// the encoding does not know.
///
/// # Errors
/// The reason why it is no text.
pub fn decode(bytes: Vec<u8>, encoding: Option<&'static Encoding>) -> Result<Decoded, String> {
    if let Some((found, mark)) = Encoding::for_bom(&bytes) {
        let (text, had_errors) = found.decode_without_bom_handling(&bytes[mark..]);
        return Ok(Decoded {
            text: text.into_owned(),
            warning: had_errors.then(|| "replaced_characters".to_owned()),
        });
    }
    let front = &bytes[..bytes.len().min(SNIFF)];
    if front.starts_with(&[0x1F, 0x8B]) || front.starts_with(b"PK\x03\x04") {
        return Err("the file is compressed; unpack it first".to_owned());
    }
    if front.starts_with(b"%PDF-") {
        return Err("the file is a PDF; convert it to text first".to_owned());
    }
    if front.contains(&0) && encoding.is_none() {
        return Err("the file is binary (it holds zero bytes); for UTF-16 without a byte-order mark pass --encoding utf-16le".to_owned());
    }
    if let Some(encoding) = encoding.filter(|e| *e != encoding_rs::UTF_8) {
        let (text, had_errors) = encoding.decode_without_bom_handling(&bytes);
        return Ok(Decoded {
            text: text.into_owned(),
            warning: had_errors.then(|| "replaced_characters".to_owned()),
        });
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => {
            return Ok(Decoded { text, warning: None });
        }
        Err(e) => e.into_bytes(),
    };
    let front = &bytes[..bytes.len().min(SNIFF)];
    let control = |b: &&u8| matches!(b, 1..=8 | 0x0E..=0x1F | 0x7F);
    if front.iter().filter(control).count() * 100 > front.len() {
        return Err("the file is binary (it is full of control characters)".to_owned());
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(&bytes, true);
    let guess = detector.guess(None, chardetng::Utf8Detection::Deny);
    let (text, _) = guess.decode_without_bom_handling(&bytes);
    Ok(Decoded {
        text: text.into_owned(),
        warning: Some(format!("transcoded:{}", guess.name().to_lowercase())),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_by_mark_then_utf8_then_guess() {
        let text = |bytes: &[u8]| decode(bytes.to_vec(), None).unwrap();
        assert_eq!(text("é".as_bytes()), Decoded { text: "é".into(), warning: None });
        assert_eq!(text(b"\xEF\xBB\xBFit").text, "it");
        assert_eq!(text(b"\xFF\xFEi\0t\0").text, "it");
        assert_eq!(text(b"\xFE\xFF\0i\0t").text, "it");
        let latin = text(b"Le caf\xE9 est ferm\xE9, dit-on.");
        assert_eq!(latin.text, "Le café est fermé, dit-on.");
        assert_eq!(latin.warning.as_deref(), Some("transcoded:windows-1252"));
    }

    #[test]
    fn refuses_what_is_no_text() {
        for bytes in [&b"\x7fELF\0\0"[..], b"\x1f\x8b\x08", b"%PDF-1.7", b"\x80\x01\x02\x03\x04"] {
            assert!(decode(bytes.to_vec(), None).is_err(), "{bytes:?}");
        }
    }

    #[test]
    fn a_named_encoding_is_taken_at_its_word() {
        let decoded = decode(b"caf\xE9".to_vec(), Some(encoding_rs::WINDOWS_1252)).unwrap();
        assert_eq!(decoded, Decoded { text: "café".into(), warning: None });
    }
}
