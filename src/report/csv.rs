//! CSV rows.

use super::{RowSink, write_float};

/// Writes rows as CSV into memory.
pub(super) struct CsvSink<'o> {
    writer: csv::Writer<&'o mut Vec<u8>>,
    number: Vec<u8>,
}

impl<'o> CsvSink<'o> {
    pub(super) fn new(out: &'o mut Vec<u8>) -> Self {
        let writer = csv::WriterBuilder::new().flexible(true).from_writer(out);
        Self { writer, number: Vec::new() }
    }

    fn cell(&mut self, bytes: &[u8]) {
        // Writing to memory cannot fail.
        let _ = self.writer.write_field(bytes);
    }
}

impl RowSink for CsvSink<'_> {
    fn text(&mut self, value: &str) {
        self.cell(value.as_bytes());
    }

    fn uint(&mut self, value: u64) {
        let mut buffer = itoa::Buffer::new();
        self.cell(buffer.format(value).as_bytes());
    }

    fn float(&mut self, value: Option<f64>) {
        let mut number = std::mem::take(&mut self.number);
        number.clear();
        if let Some(value) = value {
            write_float(value, &mut number);
        }
        self.cell(&number);
        self.number = number;
    }

    fn boolean(&mut self, value: bool) {
        self.cell(if value { b"true" } else { b"false" });
    }

    fn missing(&mut self) {
        self.cell(b"");
    }

    fn json(&mut self, value: &str) {
        self.cell(value.as_bytes());
    }

    fn end_row(&mut self) {
        let _ = self.writer.write_record(None::<&[u8]>);
    }
}
