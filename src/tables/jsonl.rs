//! JSON lines: one object a row, its keys in the order of the columns.

use super::decimal;
use super::sink::{Cell, RowBatch, RowSink};

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
}

/// Nothing: every row names its cells.
pub(super) fn header(_columns: &[String]) -> Vec<u8> {
    Vec::new()
}

fn write_text(value: &str, out: &mut Vec<u8>) {
    // Writing to memory cannot fail, and a string is always valid JSON.
    let _ = serde_json::to_writer(out, value);
}

impl RowSink for JsonlSink<'_> {
    #[allow(clippy::inline_always)]
    #[inline(always)] // so that nothing is left of the match where the kind of cell is known
    fn cell(&mut self, cell: Cell<'_>) {
        let out = &mut self.batch.bytes;
        out.push(if self.column == 0 { b'{' } else { b',' });
        write_text(&self.columns[self.column], out);
        out.push(b':');
        self.column += 1;
        match cell {
            Cell::Text(value) | Cell::Name(value) => write_text(value, out),
            Cell::Integer(value) => decimal::write_integer(value, out),
            Cell::Number(value) => decimal::write(value, out),
            Cell::Boolean(value) => out.extend(if value { &b"true"[..] } else { b"false" }),
            Cell::Missing => out.extend(b"null"),
            Cell::Json(value) => out.extend(value.as_bytes()),
            Cell::Document(number) => self.batch.open_number(number),
        }
    }

    fn end_row(&mut self) {
        self.batch.bytes.extend(b"}\n");
        self.column = 0;
    }
}

/// Reads a table again; `name` is that of the file, for errors. The keys of the first row are
/// the names of the columns; broken lines are errors of their records.
#[cfg(feature = "pipeline")]
#[allow(clippy::unnecessary_wraps)] // as all formats do
pub(super) fn read(
    name: &str,
    file: impl std::io::Read + 'static,
) -> crate::error::Result<super::schema::TableRecords> {
    use std::io::BufRead;

    use crate::corpus::JsonObject;
    use crate::error::Error;

    let mut lines = std::io::BufReader::new(file).lines().peekable();
    let first = lines.peek().and_then(|line| serde_json::from_str(line.as_ref().ok()?).ok());
    let names = first.iter().flat_map(JsonObject::names).map(str::to_owned);
    let names: Vec<String> = names.collect();
    let (name, columns) = (name.to_owned(), names.clone());
    let records = (1..).zip(lines).map(move |(number, line)| {
        let line = line.map_err(|e| Error::io(&name, e))?;
        let row: JsonObject = serde_json::from_str(&line)
            .map_err(|e| Error::data(&name, number, format!("not JSON: {e}")))?;
        Ok((number, columns.iter().map(|name| row.kept(name).text().to_owned()).collect()))
    });
    Ok((names, Box::new(records)))
}
