//! JSON lines: one object a row, its keys in the order of the columns.

use super::decimal;
use super::sink::{DocumentNumber, RowBatch, RowSink};

/// Encodes rows as JSON objects, each on a line.
pub(super) struct JsonlSink<'b> {
    batch: &'b mut RowBatch,
    columns: &'b [String],
    column: usize,
}

impl<'b> JsonlSink<'b> {
    pub(super) fn new(columns: &'b [String], batch: &'b mut RowBatch) -> Self {
        Self { batch, columns, column: 0 }
    }

    fn key(&mut self) -> &mut Vec<u8> {
        let out = &mut self.batch.bytes;
        out.push(if self.column == 0 { b'{' } else { b',' });
        // Writing to memory cannot fail, and a string is always valid JSON.
        let _ = serde_json::to_writer(&mut *out, &self.columns[self.column]);
        out.push(b':');
        self.column += 1;
        out
    }
}

/// JSON lines have no header: every row names its cells.
pub(super) fn header(_columns: &[String]) -> Vec<u8> {
    Vec::new()
}

impl RowSink for JsonlSink<'_> {
    fn text(&mut self, value: &str) {
        let _ = serde_json::to_writer(self.key(), value);
    }

    fn name(&mut self, value: &'static str) {
        self.text(value);
    }

    fn integer(&mut self, value: u64) {
        let mut digits = itoa::Buffer::new();
        self.key().extend_from_slice(digits.format(value).as_bytes());
    }

    fn number(&mut self, value: f64) {
        decimal::write(value, self.key());
    }

    fn boolean(&mut self, value: bool) {
        self.key().extend_from_slice(if value { b"true" } else { b"false" });
    }

    fn missing(&mut self) {
        self.key().extend_from_slice(b"null");
    }

    fn json(&mut self, value: &str) {
        self.key().extend_from_slice(value.as_bytes());
    }

    fn document_number(&mut self, value: DocumentNumber) {
        self.key();
        self.batch.open_number(value);
    }

    fn end_row(&mut self) {
        self.batch.bytes.extend_from_slice(b"}\n");
        self.column = 0;
    }
}

/// Reads a table again; `name` is that of the file, for errors. The keys of the first row are
/// the names of the columns.
///
/// # Errors
/// None; broken lines are errors of their records.
#[cfg(feature = "pipeline")]
#[allow(clippy::unnecessary_wraps)] // as all formats do
pub(super) fn read(
    name: &str,
    file: impl std::io::Read + 'static,
) -> crate::error::Result<super::read::TableRecords> {
    use std::io::BufRead;

    use serde_json::{Map, Value};

    use crate::error::Error;

    let mut lines = std::io::BufReader::new(file).lines().peekable();
    let first = lines.peek().and_then(|line| line.as_ref().ok());
    let names = first.map(|line| keys(line)).unwrap_or_default();
    let (name, columns) = (name.to_owned(), names.clone());
    let records = (1..).zip(lines).map(move |(number, line)| {
        let line = line.map_err(|e| Error::io(&name, e))?;
        let row: Map<String, Value> = serde_json::from_str(&line)
            .map_err(|e| Error::data(&name, number, format!("not JSON: {e}")))?;
        let cell = |name: &String| match row.get(name) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
        };
        Ok((number, columns.iter().map(cell).collect()))
    });
    Ok((names, Box::new(records)))
}

/// Returns the keys of a JSON object, in its order.
#[cfg(feature = "pipeline")]
fn keys(line: &str) -> Vec<String> {
    use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};

    struct KeysVisitor;
    impl<'de> Visitor<'de> for KeysVisitor {
        type Value = Vec<String>;
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("an object")
        }
        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let entries = std::iter::from_fn(|| map.next_entry::<String, IgnoredAny>().transpose());
            entries.map(|entry| entry.map(|(key, _)| key)).collect()
        }
    }
    serde_json::Deserializer::from_str(line).deserialize_map(KeysVisitor).unwrap_or_default()
}
