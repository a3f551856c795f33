//! JSON objects whose fields are checked, but not read before they are needed.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::document::Kept;

/// The fields of an object in their order, as they were written.
pub(crate) struct JsonObject<'a>(Vec<(FieldName<'a>, &'a RawValue)>);

/// A field's name, borrowed where nothing is escaped.
#[derive(serde::Deserialize)]
struct FieldName<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'a> JsonObject<'a> {
    /// Returns the names of the fields.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(FieldName(name), _)| &**name)
    }

    /// Returns a field; the last one of several of that name.
    pub(crate) fn get(&self, name: &str) -> Option<&'a RawValue> {
        self.0.iter().rev().find(|(FieldName(own), _)| own == name).map(|(_, value)| *value)
    }

    /// Returns a field to be kept.
    pub(crate) fn kept(&self, name: &str) -> Kept {
        match self.get(name).filter(|raw| raw.get() != "null") {
            None => Kept::Missing,
            Some(raw) => string(raw)
                .map_or_else(|| Kept::Json(raw.to_owned()), |text| Kept::Text(text.into_owned())),
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for JsonObject<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ObjectVisitor;
        impl<'de> Visitor<'de> for ObjectVisitor {
            type Value = JsonObject<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let fields = std::iter::from_fn(|| map.next_entry().transpose());
                fields.collect::<Result<_, _>>().map(JsonObject)
            }
        }
        deserializer.deserialize_map(ObjectVisitor)
    }
}

/// Returns the string that `raw` is, borrowed where nothing is escaped. In half the time that serde
/// takes.
pub(super) fn string(raw: &RawValue) -> Option<Cow<'_, str>> {
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
