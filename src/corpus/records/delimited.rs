//! Tables with a header: comma- and tab-separated values.

use std::borrow::Cow;
use std::iter;
use std::sync::Arc;

use csv::{ByteRecord, StringRecord};

use super::{CHUNK_BYTES, Chunk, Records, at_line, open_as_utf8};
use crate::corpus::document::{Kept, RawDocument};
use crate::corpus::failure::{Failure, FailureKind};
use crate::corpus::options::CorpusOptions;
use crate::corpus::unpack::Stream;

/// Opens delimiter-separated values.
pub(crate) fn open(
    stream: Stream,
    options: &CorpusOptions,
    delimiter: u8,
) -> Result<Records, Failure> {
    let (source, reader) = open_as_utf8(stream, options)?;
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).delimiter(delimiter).from_reader(reader);
    let header = reader.headers().map_err(|e| Failure::new(at_line(&source, 1), e))?;
    if header.is_empty() {
        let reason = "the file is empty; a header with column names is needed";
        return Err(Failure::new(&*source, reason));
    }
    let columns = InputColumns::find(header, options).map_err(|e| e.at(at_line(&source, 1)))?;
    let (columns, mut ended) = (Arc::new(columns), false);
    Ok(Box::new(iter::from_fn(move || {
        let (mut rows, mut bytes) = (Vec::new(), 0);
        while bytes < CHUNK_BYTES && !ended {
            let mut row = ByteRecord::new();
            match reader.read_byte_record(&mut row) {
                Ok(false) => ended = true,
                Ok(true) => {
                    bytes += row.as_slice().len() + row.len();
                    rows.push(Ok(row));
                }
                Err(e) => {
                    ended = true;
                    rows.push(Err(Failure::new(at_line(&source, reader.position().line()), e)));
                }
            }
        }
        let (source, columns) = (source.clone(), columns.clone());
        (!rows.is_empty()).then(|| {
            Chunk::new(bytes as u64, move |each| {
                for row in rows {
                    match &row {
                        Ok(row) => each(columns.document(row, &source)),
                        Err(failure) => each(Err(failure.clone())),
                    }
                }
            })
        })
    })))
}

/// Positions of the columns that a document is made of.
struct InputColumns {
    id: Option<usize>,
    text: usize,
    kept: Vec<Option<usize>>,
    /// Number of columns in the header.
    width: usize,
}

impl InputColumns {
    fn find(header: &StringRecord, options: &CorpusOptions) -> Result<Self, Failure> {
        let position = |name: &str| header.iter().position(|column| column.trim() == name);
        let text = position(&options.text_field).ok_or_else(|| {
            let names: Vec<&str> = header.iter().collect();
            let reason = format!(
                "there is no column \"{}\"; the columns are {}",
                options.text_field,
                names.join(", ")
            );
            Failure::of(FailureKind::NoText, reason)
        })?;
        Ok(Self {
            id: position(&options.id_field),
            text,
            kept: options.keep.iter().map(|name| position(name)).collect(),
            width: header.len(),
        })
    }

    fn document<'a>(&self, row: &'a ByteRecord, source: &str) -> Result<RawDocument<'a>, Failure> {
        let source = at_line(source, row.position().map_or(0, csv::Position::line));
        let fault = |kind, reason| Failure::of(kind, reason).at(&*source);
        let cell = |column: usize| {
            let cell = row.get(column).map(std::str::from_utf8).transpose();
            cell.map_err(|_| {
                fault(FailureKind::NotUtf8, "the row is not UTF-8; convert the file".to_owned())
            })
        };
        let text = cell(self.text)?.ok_or_else(|| {
            let reason = format!(
                "the row has {} cells, too few to hold the text; the header has {}",
                row.len(),
                self.width
            );
            fault(FailureKind::Other, reason)
        })?;
        let id = self.id.map(cell).transpose()?.flatten().filter(|id| !id.is_empty());
        let kept = |column: &Option<usize>| {
            let value = column.map(cell).transpose()?.flatten();
            Ok(value.map_or(Kept::Missing, |value| Kept::Text(value.to_owned())))
        };
        let kept = self.kept.iter().map(kept).collect::<Result<_, Failure>>()?;
        let ragged = (row.len() != self.width).then(|| "ragged_row".to_owned());
        Ok(RawDocument {
            id: id.map_or_else(|| Cow::Owned(source.clone()), Cow::Borrowed),
            source,
            text: Cow::Borrowed(text),
            kept,
            warnings: ragged.into_iter().collect(),
        })
    }
}
