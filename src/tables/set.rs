//! The tables of one run, encoded in one format.

use std::ops::Range;

use super::builder::BatchBuilder;
use super::document::AnalyzedDocument;
use super::format::Format;
use super::level::Level;
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
            let keep = if *level == Level::Documents { keep } else { &[] };
            (*level, own.chain(kept_column_names(keep)).collect())
        };
        Self { tables: levels.iter().map(table).collect(), format }
    }

    /// Returns the levels, in order.
    pub fn levels(&self) -> impl Iterator<Item = Level> + '_ {
        self.tables.iter().map(|(level, _)| *level)
    }

    /// Names a level's file.
    pub fn file_name(&self, level: Level) -> String {
        self.format.file_name(level)
    }

    /// Encodes what stands at the top of each table.
    pub fn headers(&self) -> impl Iterator<Item = Vec<u8>> {
        self.tables.iter().map(|(_, columns)| self.format.header(columns))
    }
}

impl BatchBuilder for TableSet {
    /// The rows of each table.
    type Batch = Vec<RowBatch>;

    const SENTENCES_PER_BATCH: usize = 1 << 12;

    fn has_sentences(&self) -> bool {
        self.levels().any(|level| level == Level::Sentences)
    }

    fn has_matches(&self) -> bool {
        self.levels().any(|level| matches!(level, Level::Cues | Level::Attributions))
    }

    fn batch(&self) -> Vec<RowBatch> {
        vec![RowBatch::default(); self.tables.len()]
    }

    fn add(
        &self,
        document: &AnalyzedDocument<'_>,
        sentences: Range<usize>,
        number: u64,
        batches: &mut Vec<RowBatch>,
    ) {
        let number = DocumentNumber(number);
        for (table, batch) in self.tables.iter().zip(batches) {
            self.format.encode(table, document, number, sentences.clone(), batch);
        }
    }
}
