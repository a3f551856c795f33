//! CSV as in RFC 4180, with a header and `\n` at the end of a row.

use super::decimal;
use super::sink::{Cell, RowBatch, RowSink};

/// Encodes rows as CSV. Numbers and names need no quotation marks and are not searched for
/// characters that do.
pub(super) struct CsvSink<'b>(&'b mut RowBatch);

impl<'b> CsvSink<'b> {
    pub(super) fn new(_columns: &[String], batch: &'b mut RowBatch) -> Self {
        Self(batch)
    }
}

/// Encodes the header.
pub(super) fn header(columns: &[String]) -> Vec<u8> {
    let mut batch = RowBatch::default();
    let mut sink = CsvSink(&mut batch);
    for column in columns {
        sink.cell(Cell::Text(column));
    }
    sink.end_row();
    batch.bytes
}

fn write_text(value: &[u8], out: &mut Vec<u8>) {
    let is_special = |byte| matches!(byte, b'"' | b',' | b'\n' | b'\r');
    if !value.iter().fold(false, |any, &byte| any | is_special(byte)) {
        return out.extend(value);
    }
    out.push(b'"');
    for (i, piece) in value.split(|&byte| byte == b'"').enumerate() {
        if i > 0 {
            out.extend(b"\"\"");
        }
        out.extend(piece);
    }
    out.push(b'"');
}

impl RowSink for CsvSink<'_> {
    #[allow(clippy::inline_always)]
    #[inline(always)] // so that nothing is left of the match where the kind of cell is known
    fn cell(&mut self, cell: Cell<'_>) {
        let out = &mut self.0.bytes;
        match cell {
            Cell::Text(value) | Cell::Json(value) => write_text(value.as_bytes(), out),
            Cell::Name(value) => out.extend(value.as_bytes()),
            Cell::Integer(value) => decimal::write_integer(value, out),
            Cell::Number(value) => decimal::write(value, out),
            Cell::Boolean(value) => out.extend(if value { &b"true"[..] } else { b"false" }),
            Cell::Missing => {}
            Cell::Document(number) => self.0.open_number(number),
        }
        // The last of a row is taken away again.
        self.0.bytes.push(b',');
    }

    fn end_row(&mut self) {
        self.0.bytes.pop();
        self.0.bytes.push(b'\n');
    }
}

/// Reads a table again; `name` is that of the file, for errors.
#[cfg(feature = "pipeline")]
pub(super) fn read(
    name: &str,
    file: impl std::io::Read + 'static,
) -> crate::error::Result<super::schema::TableRecords> {
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
                    sink.cell(Cell::Text(cell));
                }
                sink.end_row();
                theirs.write_record(&row).expect("memory");
            }
            prop_assert_eq!(own.bytes, theirs.into_inner().expect("memory"));
        }
    }
}
