//! CSV as in RFC 4180, with a header and `\n` at the end of a row.

use super::decimal;
use super::sink::{DocumentNumber, RowBatch, RowSink};

/// Encodes rows as CSV. Numbers and names need no quotation marks and are not searched for
/// characters that do.
pub(super) struct CsvSink<'b> {
    batch: &'b mut RowBatch,
}

impl<'b> CsvSink<'b> {
    pub(super) fn new(_columns: &[String], batch: &'b mut RowBatch) -> Self {
        Self { batch }
    }

    /// Ends a cell in a comma; the last of a row is taken away again.
    fn end_cell(&mut self) {
        self.batch.bytes.push(b',');
    }
}

/// Encodes the header.
pub(super) fn header(columns: &[String]) -> Vec<u8> {
    let mut batch = RowBatch::default();
    let mut sink = CsvSink::new(columns, &mut batch);
    for column in columns {
        sink.text(column);
    }
    sink.end_row();
    batch.bytes
}

/// True if a cell with this byte has to stand in quotation marks.
fn is_special(byte: u8) -> bool {
    matches!(byte, b'"' | b',' | b'\n' | b'\r')
}

impl RowSink for CsvSink<'_> {
    fn text(&mut self, value: &str) {
        let (value, out) = (value.as_bytes(), &mut self.batch.bytes);
        if value.iter().fold(false, |any, &byte| any | is_special(byte)) {
            out.push(b'"');
            for (i, piece) in value.split(|&byte| byte == b'"').enumerate() {
                if i > 0 {
                    out.extend(b"\"\"");
                }
                out.extend(piece);
            }
            out.push(b'"');
        } else {
            out.extend(value);
        }
        self.end_cell();
    }

    fn name(&mut self, value: &'static str) {
        self.batch.bytes.extend(value.as_bytes());
        self.end_cell();
    }

    fn integer(&mut self, value: u64) {
        let mut digits = itoa::Buffer::new();
        self.batch.bytes.extend(digits.format(value).as_bytes());
        self.end_cell();
    }

    fn number(&mut self, value: f64) {
        decimal::write(value, &mut self.batch.bytes);
        self.end_cell();
    }

    fn boolean(&mut self, value: bool) {
        self.name(if value { "true" } else { "false" });
    }

    fn missing(&mut self) {
        self.end_cell();
    }

    fn json(&mut self, value: &str) {
        self.text(value);
    }

    fn document_number(&mut self, value: DocumentNumber) {
        self.batch.open_number(value);
        self.end_cell();
    }

    fn end_row(&mut self) {
        self.batch.bytes.pop();
        self.batch.bytes.push(b'\n');
    }
}

/// Reads a table again; `name` is that of the file, for errors.
///
/// # Errors
/// If the header cannot be read.
#[cfg(feature = "pipeline")]
pub(super) fn read(
    name: &str,
    file: impl std::io::Read + 'static,
) -> crate::error::Result<super::read::TableRecords> {
    let mut reader = csv::Reader::from_reader(file);
    let name = name.to_owned();
    let malformed = move |e: &csv::Error| {
        let line = e.position().map_or(0, csv::Position::line) as usize;
        crate::error::Error::data(&name, line, format!("not a hedgerow table: {e}"))
    };
    let names = reader.headers().map_err(|e| malformed(&e))?.iter().map(str::to_owned).collect();
    let records = reader.into_records().map(move |record| {
        let record = record.map_err(|e| malformed(&e))?;
        Ok((record.position().map_or(0, csv::Position::line) as usize, record))
    });
    Ok((names, Box::new(records)))
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
            let (mut own, mut theirs) = (RowBatch::default(), csv::WriterBuilder::new().flexible(true).from_writer(Vec::new()));
            for row in rows {
                let mut sink = CsvSink::new(&[], &mut own);
                for cell in &row {
                    sink.text(cell);
                }
                sink.end_row();
                theirs.write_record(&row).expect("memory");
            }
            prop_assert_eq!(own.bytes, theirs.into_inner().expect("memory"));
        }
    }
}
