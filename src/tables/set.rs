//! The tables of one run, encoded in one format.

use std::ops::Range;

use super::document::AnalyzedDocument;
use super::format::Format;
use super::level::Level;
use super::row_range::RowRange;
use super::sink::{DocumentNumber, RowBatch};

/// Names the columns of kept fields: a name that the documents table has already gets `meta_`
/// in front.
pub fn kept_column_names(keep: &[String]) -> Vec<String> {
    let own = Level::Documents.columns();
    let is_taken = |name: &String| own.iter().any(|column| column.name == name);
    keep.iter()
        .map(|name| if is_taken(name) { format!("meta_{name}") } else { name.clone() })
        .collect()
}

/// The tables of one run, with the names of their columns.
#[derive(Debug, Clone)]
pub struct TableSet {
    tables: Vec<(Level, Vec<String>)>,
    format: Format,
}

impl TableSet {
    /// The given levels in the given format; `keep` names metadata to copy into the documents
    /// table.
    pub fn new(levels: &[Level], format: Format, keep: &[String]) -> Self {
        let table = |level: &Level| {
            let own = level.columns().into_iter().map(|column| column.name.to_owned());
            let kept =
                if *level == Level::Documents { kept_column_names(keep) } else { Vec::new() };
            (*level, own.chain(kept).collect())
        };
        Self { tables: levels.iter().map(table).collect(), format }
    }

    /// Returns the levels, in order.
    pub fn levels(&self) -> impl Iterator<Item = Level> + '_ {
        self.tables.iter().map(|(level, _)| *level)
    }

    /// Returns the format.
    pub fn format(&self) -> Format {
        self.format
    }

    /// Names a level's file.
    pub fn file_name(&self, level: Level) -> String {
        format!("{}.{}", level.name(), self.format.name())
    }

    /// Encodes what stands at the top of each table.
    pub fn headers(&self) -> impl Iterator<Item = Vec<u8>> {
        self.tables.iter().map(|(_, columns)| self.format.header(columns))
    }

    /// Returns an empty batch for each table.
    pub fn batches(&self) -> Vec<RowBatch> {
        vec![RowBatch::default(); self.tables.len()]
    }

    /// Appends the rows of a document's sentences to a batch for each table. The row of the
    /// document itself comes with the first sentence. `number` counts the documents in the batch
    /// before this one.
    pub fn add(
        &self,
        document: &AnalyzedDocument<'_>,
        sentences: Range<usize>,
        number: u64,
        batches: &mut [RowBatch],
    ) {
        let number = DocumentNumber(number);
        for ((level, columns), batch) in self.tables.iter().zip(batches) {
            let rows = RowRange { level: *level, document, sentences: sentences.clone(), number };
            self.format.encode(&rows, columns, batch);
        }
    }
}
