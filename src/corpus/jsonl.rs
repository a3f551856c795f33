//! JSON lines: one object a line.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::{CorpusOptions, Kept};

/// The fields of one line that matter.
pub(super) struct Line<'a> {
    pub(super) id: Option<Cow<'a, str>>,
    pub(super) text: Cow<'a, str>,
    pub(super) kept: Vec<Kept>,
}

/// Reads one line.
///
/// # Errors
/// What is wrong with it, and what to do.
pub(super) fn parse<'a>(line: &'a str, options: &CorpusOptions) -> Result<Line<'a>, String> {
    let read = |at_once| {
        let mut deserializer = serde_json::Deserializer::from_str(line);
        let fields = Fields { options, at_once }.deserialize(&mut deserializer)?;
        deserializer.end().map(|()| fields)
    };
    // What is wrong with a text that another of the same name replaces is no mistake.
    let fields = read(true).or_else(|_| read(false)).map_err(|e| {
        let message = e.to_string();
        let reason = message.split(" at line ").next().unwrap_or(&message);
        format!(
            "not a JSON object: {reason} at column {}; each line must be one object",
            e.column()
        )
    })?;
    let text_field = &options.text_field;
    let text = match fields.text {
        Some(Value::Text(text)) => text,
        Some(Value::Other) => {
            return Err(format!(
                "the field \"{text_field}\" is not a string; name another with --text-field"
            ));
        }
        None => {
            return Err(format!(
                "there is no field \"{text_field}\"; name the one with the text with --text-field"
            ));
        }
    };
    let id = fields.id.and_then(|raw| match raw.get() {
        "null" => None,
        _ => string(raw).or(Some(Cow::Borrowed(raw.get()))),
    });
    Ok(Line { id, text, kept: fields.kept.into_iter().map(kept).collect() })
}

/// The string that `raw` is, borrowed where nothing is escaped.
fn string(raw: &RawValue) -> Option<Cow<'_, str>> {
    let json = raw.get();
    let inner = json.strip_prefix('"')?.strip_suffix('"')?;
    if memchr::memchr(b'\\', inner.as_bytes()).is_none() {
        return Some(Cow::Borrowed(inner));
    }
    serde_json::from_str::<String>(json).ok().map(Cow::Owned)
}

fn kept(raw: Option<&RawValue>) -> Kept {
    match raw {
        None => Kept::Missing,
        Some(raw) if raw.get() == "null" => Kept::Missing,
        Some(raw) => string(raw)
            .map_or_else(|| Kept::Json(raw.to_owned()), |text| Kept::Text(text.into_owned())),
    }
}

struct Fields<'o> {
    options: &'o CorpusOptions,
    /// Whether the text is read while it is passed.
    at_once: bool,
}

struct RawFields<'a> {
    id: Option<&'a RawValue>,
    text: Option<Value<'a>>,
    kept: Vec<Option<&'a RawValue>>,
}

impl<'de> DeserializeSeed<'de> for Fields<'_> {
    type Value = RawFields<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Fields<'_> {
    type Value = RawFields<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let options = self.options;
        let mut fields = RawFields { id: None, text: None, kept: vec![None; options.keep.len()] };
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            let keep = options.keep.iter().position(|k| *k == key);
            let is_id = key == options.id_field;
            let is_text = key == options.text_field;
            if keep.is_none() && !is_id && !is_text {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            if self.at_once && is_text && keep.is_none() && !is_id {
                fields.text = Some(map.next_value()?);
                continue;
            }
            let value = map.next_value::<&'de RawValue>()?;
            if is_id {
                fields.id = Some(value);
            }
            if is_text {
                fields.text = Some(string(value).map_or(Value::Other, Value::Text));
            }
            if let Some(keep) = keep {
                fields.kept[keep] = Some(value);
            }
        }
        Ok(fields)
    }
}

/// A field's value, if it is a string: read in one go, and borrowed where nothing is
/// escaped.
enum Value<'a> {
    Text(Cow<'a, str>),
    Other,
}

impl<'de> Deserialize<'de> for Value<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Value::Other)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Value::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(Value::Other)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(Value::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Value::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut all: A) -> Result<Self::Value, A::Error> {
        while all.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut all: A) -> Result<Self::Value, A::Error> {
        while all.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Value::Other)
    }
}
