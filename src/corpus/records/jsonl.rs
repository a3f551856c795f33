//! JSON lines: one object a line, cut into chunks of whole lines.

use std::borrow::Cow;
use std::fmt;
use std::io::{BufRead, BufReader, Read};
use std::iter;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{CHUNK_BYTES, Chunk, Records, at_line, open_as_utf8};
use crate::corpus::document::{Kept, RawDocument};
use crate::corpus::failure::{Failure, FailureKind, Unreadable};
use crate::corpus::options::CorpusOptions;
use crate::corpus::unpack::Stream;

/// Opens JSON lines.
pub(crate) fn open(stream: Stream, options: &Arc<CorpusOptions>) -> Result<Records, Failure> {
    let (source, reader) = open_as_utf8(stream, options)?;
    let (mut reader, options) = (BufReader::new(reader), options.clone());
    let (mut next_line, mut ended) = (1, false);
    Ok(Box::new(iter::from_fn(move || {
        if ended {
            return None;
        }
        let limit = options.max_document_bytes;
        let mut bytes = Vec::new();
        let mut read = reader.by_ref().take(CHUNK_BYTES as u64).read_to_end(&mut bytes);
        let whole = memchr::memrchr(b'\n', &bytes).map_or(0, |end| end + 1);
        if read.is_ok() && whole < bytes.len() {
            // The rest of the last line, as far as may be.
            let rest = limit.saturating_add(1).saturating_sub(bytes.len() - whole);
            read = reader.by_ref().take(rest as u64).read_until(b'\n', &mut bytes);
        }
        let is_too_long = !bytes.ends_with(b"\n") && bytes.len() - whole > limit;
        ended = read.is_err();
        let mut skipped = 0;
        let broken = match read {
            Err(e) => Some(e.into()),
            Ok(_) if is_too_long => {
                skipped = bytes.len() - whole + reader.skip_until(b'\n').unwrap_or_default();
                Some(Unreadable::too_long(limit))
            }
            Ok(_) => None,
        };
        if broken.is_some() {
            // A line that broke off is no record.
            bytes.truncate(whole);
        } else if bytes.is_empty() {
            return None;
        }
        let first_line = next_line;
        next_line += memchr::memchr_iter(b'\n', &bytes).count() as u64;
        let broken = broken.map(|e| e.at(at_line(&source, next_line)));
        next_line += u64::from(broken.is_some());
        let (source, options) = (source.clone(), options.clone());
        Some(Chunk::new((bytes.len() + skipped) as u64, move |each| {
            let mut rest = &bytes[..];
            for number in first_line.. {
                if rest.is_empty() {
                    break;
                }
                let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
                let line = &rest[..end];
                rest = rest.get(end + 1..).unwrap_or_default();
                if !line.trim_ascii().is_empty() {
                    let source = at_line(&source, number);
                    each(parse(line, &source, &options).map_err(|e| e.at(source)));
                }
            }
            if let Some(failure) = broken {
                each(Err(failure));
            }
        }))
    })))
}

/// Parses a line, whose number is in `source`.
fn parse<'a>(
    line: &'a [u8],
    source: &str,
    options: &CorpusOptions,
) -> Result<RawDocument<'a>, Unreadable> {
    let line = std::str::from_utf8(line).map_err(|_| {
        Unreadable::new(FailureKind::NotUtf8, "the line is not UTF-8; convert the file")
    })?;
    let fields = raw_fields(line, options).map_err(|e| {
        let message = e.to_string();
        let reason = message.split(" at line ").next().unwrap_or(&message);
        let reason = format!(
            "not a JSON object: {reason} at column {}; each line must be one object",
            e.column()
        );
        Unreadable::new(FailureKind::Other, reason)
    })?;
    let is_there = |raw: &&RawValue| raw.get() != "null";
    let mut fields = fields.into_iter();
    let (id, text) = (fields.next().flatten().filter(is_there), fields.next().flatten());
    let name = &options.text_field;
    let no_text = |reason| Unreadable::new(FailureKind::NoText, reason);
    let text = text.ok_or_else(|| no_text(format!("there is no field \"{name}\"")))?;
    let text =
        string(text).ok_or_else(|| no_text(format!("the field \"{name}\" is not a string")))?;
    Ok(RawDocument {
        id: id.map_or_else(
            || Cow::Owned(source.to_owned()),
            |raw| string(raw).unwrap_or(Cow::Borrowed(raw.get())),
        ),
        source: source.to_owned(),
        text,
        kept: fields.map(|raw| raw.filter(is_there).map_or(Kept::Missing, kept)).collect(),
        warnings: Vec::new(),
    })
}

fn kept(raw: &RawValue) -> Kept {
    string(raw).map_or_else(|| Kept::Json(raw.to_owned()), |text| Kept::Text(text.into_owned()))
}

/// Returns the string that `raw` is, borrowed where nothing is escaped. In half the time that serde
/// takes.
fn string(raw: &RawValue) -> Option<Cow<'_, str>> {
    let inner = raw.get().strip_prefix('"')?.strip_suffix('"')?;
    let mut next = memchr::memchr(b'\\', inner.as_bytes());
    if next.is_none() {
        return Some(Cow::Borrowed(inner));
    }
    let (mut text, mut rest) = (String::with_capacity(inner.len()), inner);
    while let Some(at) = next {
        text.push_str(&rest[..at]);
        let (escaped, length) = match rest.as_bytes()[at + 1] {
            b'n' => (Some('\n'), 2),
            b't' => (Some('\t'), 2),
            b'r' => (Some('\r'), 2),
            same @ (b'"' | b'\\' | b'/') => (Some(char::from(same)), 2),
            b'u' => (char::from_u32(u32::from_str_radix(&rest[at + 2..at + 6], 16).ok()?), 6),
            _ => (None, 0),
        };
        let Some(escaped) = escaped else {
            // Something rare, or half a surrogate pair.
            return serde_json::from_str(raw.get()).ok().map(Cow::Owned);
        };
        text.push(escaped);
        rest = &rest[at + length..];
        next = memchr::memchr(b'\\', rest.as_bytes());
    }
    text.push_str(rest);
    Some(Cow::Owned(text))
}

/// The id, the text and the kept fields of an object, checked but not yet read.
type RawFields<'a> = Vec<Option<&'a RawValue>>;

fn raw_fields<'a>(line: &'a str, options: &CorpusOptions) -> serde_json::Result<RawFields<'a>> {
    let mut deserializer = serde_json::Deserializer::from_str(line);
    let fields = deserializer.deserialize_map(FieldsVisitor(options))?;
    deserializer.end()?;
    Ok(fields)
}

struct FieldsVisitor<'o>(&'o CorpusOptions);

/// A field's name, borrowed where nothing is escaped.
#[derive(Deserialize)]
struct FieldName<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'de> Visitor<'de> for FieldsVisitor<'_> {
    type Value = RawFields<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let CorpusOptions { id_field, text_field, keep, .. } = self.0;
        let wanted = || [id_field, text_field].into_iter().chain(keep);
        let mut fields = vec![None; 2 + keep.len()];
        while let Some(FieldName(name)) = map.next_key()? {
            if !wanted().any(|wanted| *wanted == name) {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let value = map.next_value::<&'de RawValue>()?;
            for (field, wanted) in fields.iter_mut().zip(wanted()) {
                if *wanted == name {
                    *field = Some(value);
                }
            }
        }
        Ok(fields)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn strings_are_read_as_serde_reads_them(
            parts in prop::collection::vec(
                prop_oneof![
                    any::<String>().prop_map(|text| serde_json::to_string(&text).unwrap()),
                    r#""(\\["\\/bfnrt]|\\u[0-9a-fA-F]{4}|\\u[dD][89a-fA-F][0-9]{2}|[a-z\u{80}-\u{ffff} ]){0,8}""#,
                ],
                0..4,
            ),
        ) {
            let inner = parts.iter().map(|part| &part[1..part.len() - 1]).collect::<String>();
            let json = format!("\"{inner}\"");
            let raw: &RawValue = serde_json::from_str(&json).unwrap();
            let expected = serde_json::from_str::<String>(&json).ok();
            prop_assert_eq!(string(raw).map(Cow::into_owned), expected);
        }
    }
}
