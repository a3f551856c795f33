//! Tables: one schema, written in several formats and read again.
//!
//! `documents`, `sentences`, `cues` and `attributions` declare each column once, as a field of a
//! row struct (`row` has the macro, `schema` the types). Rows are encoded by the sink of a format
//! (`csv`, `jsonl`; `format` lists them) or collected as values (`document_rows`) for summaries,
//! concordances and pages. `output` writes the folder of a run (in `staging`, out of which `exchange`
//! puts it in place), `finished_run` reads a finished one.

mod attributions;
mod builder;
mod csv;
mod cues;
mod decimal;
mod document;
mod document_rows;
mod documents;
mod format;
mod jsonl;
mod level;
mod row;
mod schema;
mod sentences;
mod set;
mod sink;

#[cfg(feature = "pipeline")]
mod exchange;
#[cfg(feature = "pipeline")]
mod finished_run;
#[cfg(feature = "pipeline")]
mod output;
#[cfg(feature = "pipeline")]
mod run_file;
#[cfg(feature = "pipeline")]
mod staging;
#[cfg(feature = "cli")]
mod whole_file;

pub use attributions::AttributionRow;
pub use builder::{BatchBuilder, BatchSink};
pub use cues::CueRow;
pub use document::AnalyzedDocument;
pub use document_rows::{DocumentRows, DocumentRowsBuilder, DocumentRowsSink};
pub use documents::{DocumentRow, WARNINGS, WarningCode};
pub use format::Format;
pub use level::Level;
pub use schema::{Column, ColumnType, ColumnUnit};
pub use sentences::SentenceRow;
pub use set::{TableSet, kept_column_names};
pub use sink::{DocumentNumber, RowBatch};

#[cfg(feature = "cli")]
pub(crate) use whole_file::WholeFile;
#[cfg(feature = "pipeline")]
pub use {
    finished_run::FinishedRun,
    output::Output,
    run_file::{DocumentCounts, RunReport},
};
