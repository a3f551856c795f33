//! CSV rows, as RFC 4180 has them with `\n` at the end of a row.

use super::{RowSink, write_float};

/// Writes rows as CSV into memory. Numbers and names need no quotation marks and are
/// not looked at for it.
pub(super) struct CsvSink<'o> {
    out: &'o mut Vec<u8>,
}

impl<'o> CsvSink<'o> {
    pub(super) fn new(out: &'o mut Vec<u8>) -> Self {
        Self { out }
    }

    /// Every cell ends in a comma, until the row ends.
    fn end(&mut self) {
        self.out.push(b',');
    }
}

/// Whether a cell with this byte has to stand in quotation marks.
fn is_special(byte: u8) -> bool {
    matches!(byte, b'"' | b',' | b'\n' | b'\r')
}

impl RowSink for CsvSink<'_> {
    fn text(&mut self, value: &str) {
        let value = value.as_bytes();
        if value.iter().fold(false, |any, &byte| any | is_special(byte)) {
            self.out.push(b'"');
            for (i, piece) in value.split(|&byte| byte == b'"').enumerate() {
                if i > 0 {
                    self.out.extend(b"\"\"");
                }
                self.out.extend(piece);
            }
            self.out.push(b'"');
        } else {
            self.out.extend(value);
        }
        self.end();
    }

    fn name(&mut self, value: &'static str) {
        self.out.extend(value.as_bytes());
        self.end();
    }

    fn uint(&mut self, value: u64) {
        let mut buffer = itoa::Buffer::new();
        self.out.extend(buffer.format(value).as_bytes());
        self.end();
    }

    fn float(&mut self, value: Option<f64>) {
        if let Some(value) = value {
            write_float(value, self.out);
        }
        self.end();
    }

    fn boolean(&mut self, value: bool) {
        self.name(if value { "true" } else { "false" });
    }

    fn missing(&mut self) {
        self.end();
    }

    fn json(&mut self, value: &str) {
        self.text(value);
    }

    fn end_row(&mut self) {
        self.out.pop();
        self.out.push(b'\n');
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn texts_are_written_as_the_csv_crate_writes_them(
            rows in prop::collection::vec(prop::collection::vec("[a,\"\r\n é#]{0,6}", 2..5), 0..5),
        ) {
            let (mut ours, mut theirs) = (Vec::new(), csv::WriterBuilder::new().flexible(true).from_writer(Vec::new()));
            for row in rows {
                let mut sink = CsvSink::new(&mut ours);
                for cell in &row {
                    sink.text(cell);
                }
                sink.end_row();
                theirs.write_record(&row).expect("memory");
            }
            prop_assert_eq!(ours, theirs.into_inner().expect("memory"));
        }
    }
}
