//! JSON-lines rows.

use super::{RowSink, write_float};

/// Writes rows as JSON objects, one a line, into memory.
pub(super) struct JsonlSink<'o, 'c> {
    out: &'o mut Vec<u8>,
    columns: &'c [String],
    column: usize,
}

impl<'o, 'c> JsonlSink<'o, 'c> {
    pub(super) fn new(out: &'o mut Vec<u8>, columns: &'c [String]) -> Self {
        Self { out, columns, column: 0 }
    }

    fn key(&mut self) {
        self.out.push(if self.column == 0 { b'{' } else { b',' });
        // Writing to memory cannot fail, and a string is always valid JSON.
        let _ = serde_json::to_writer(&mut *self.out, &self.columns[self.column]);
        self.out.push(b':');
        self.column += 1;
    }
}

impl RowSink for JsonlSink<'_, '_> {
    fn text(&mut self, value: &str) {
        self.key();
        let _ = serde_json::to_writer(&mut *self.out, value);
    }

    fn uint(&mut self, value: u64) {
        self.key();
        let mut buffer = itoa::Buffer::new();
        self.out.extend_from_slice(buffer.format(value).as_bytes());
    }

    fn float(&mut self, value: Option<f64>) {
        self.key();
        match value {
            Some(value) => write_float(value, self.out),
            None => self.out.extend_from_slice(b"null"),
        }
    }

    fn boolean(&mut self, value: bool) {
        self.key();
        self.out.extend_from_slice(if value { b"true" } else { b"false" });
    }

    fn missing(&mut self) {
        self.key();
        self.out.extend_from_slice(b"null");
    }

    fn json(&mut self, value: &str) {
        self.key();
        self.out.extend_from_slice(value.as_bytes());
    }

    fn end_row(&mut self) {
        self.out.extend_from_slice(b"}\n");
        self.column = 0;
    }
}
