//! JSON lines: one object a line.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::Records;
use super::lines::{self, LineFields};
use crate::corpus::document::Kept;
use crate::corpus::failure::{Failure, FailureKind, Unreadable};
use crate::corpus::options::CorpusOptions;
use crate::corpus::unpack::Stream;

/// Opens JSON lines.
pub(crate) fn open(
    stream: Stream,
    options: &Arc<CorpusOptions>,
) -> Result<Box<dyn Records>, Failure> {
    lines::open(stream, options, parse)
}

fn parse<'a>(line: &'a str, options: &CorpusOptions) -> Result<LineFields<'a>, Unreadable> {
    let fields = raw_fields(line, options).map_err(|e| {
        let message = e.to_string();
        let reason = message.split(" at line ").next().unwrap_or(&message);
        let reason = format!(
            "not a JSON object: {reason} at column {}; each line must be one object",
            e.column()
        );
        Unreadable::new(FailureKind::Other, reason)
    })?;
    let name = &options.text_field;
    let no_text = |reason| Unreadable::new(FailureKind::NoText, reason);
    let text = fields.text.ok_or_else(|| no_text(format!("there is no field \"{name}\"")))?;
    let text =
        string(text).ok_or_else(|| no_text(format!("the field \"{name}\" is not a string")))?;
    let id = fields.id.filter(|raw| raw.get() != "null");
    Ok(LineFields {
        id: id.map(|raw| string(raw).unwrap_or(Cow::Borrowed(raw.get()))),
        text,
        kept: fields.kept.into_iter().map(kept).collect(),
    })
}

fn kept(raw: Option<&RawValue>) -> Kept {
    match raw.filter(|raw| raw.get() != "null") {
        None => Kept::Missing,
        Some(raw) => string(raw)
            .map_or_else(|| Kept::Json(raw.to_owned()), |text| Kept::Text(text.into_owned())),
    }
}

/// Returns the string that `raw` is, borrowed where nothing is escaped.
fn string(raw: &RawValue) -> Option<Cow<'_, str>> {
    let inner = raw.get().strip_prefix('"')?.strip_suffix('"')?;
    let Some(first) = memchr::memchr(b'\\', inner.as_bytes()) else {
        return Some(Cow::Borrowed(inner));
    };
    let mut text = String::with_capacity(inner.len());
    let (mut rest, mut next) = (inner, Some(first));
    while let Some(at) = next {
        text.push_str(&rest[..at]);
        let (escaped, length) = match rest.as_bytes()[at + 1] {
            b'n' => ('\n', 2),
            b't' => ('\t', 2),
            b'r' => ('\r', 2),
            same @ (b'"' | b'\\' | b'/') => (char::from(same), 2),
            b'u' => {
                let code = u32::from_str_radix(&rest[at + 2..at + 6], 16).ok()?;
                match char::from_u32(code) {
                    Some(escaped) => (escaped, 6),
                    // Half a surrogate pair.
                    None => return serde_json::from_str(raw.get()).ok().map(Cow::Owned),
                }
            }
            _ => return serde_json::from_str(raw.get()).ok().map(Cow::Owned),
        };
        text.push(escaped);
        rest = &rest[at + length..];
        next = memchr::memchr(b'\\', rest.as_bytes());
    }
    text.push_str(rest);
    Some(Cow::Owned(text))
}

/// The fields of an object that matter, checked but not yet read.
struct JsonFields<'a> {
    id: Option<&'a RawValue>,
    text: Option<&'a RawValue>,
    kept: Vec<Option<&'a RawValue>>,
}

fn raw_fields<'a>(line: &'a str, options: &CorpusOptions) -> serde_json::Result<JsonFields<'a>> {
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
    type Value = JsonFields<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let options = self.0;
        let mut fields = JsonFields { id: None, text: None, kept: vec![None; options.keep.len()] };
        while let Some(FieldName(name)) = map.next_key()? {
            let keep = options.keep.iter().position(|keep| *keep == name);
            let (is_id, is_text) = (name == options.id_field, name == options.text_field);
            if keep.is_none() && !is_id && !is_text {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let value = Some(map.next_value::<&'de RawValue>()?);
            if is_id {
                fields.id = value;
            }
            if is_text {
                fields.text = value;
            }
            if let Some(keep) = keep {
                fields.kept[keep] = value;
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
