//! Tables: one schema, written in several formats and read again.
//!
//! `documents`, `sentences`, `cues` and `attributions` declare each column once, as a field of a
//! row struct (`row` has the macro, `schema` the types). Rows are encoded by the sink of a format (`csv`,
//! `jsonl`; `format` lists them) or collected as values (`collect`) for summaries, concordances
//! and pages. `output` writes the folder of a run, `run` reads a finished one.

mod attributions;
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
mod row_range;
mod schema;
mod sentences;
mod set;
mod sink;

#[cfg(feature = "pipeline")]
mod builder;
#[cfg(feature = "pipeline")]
mod collect;
#[cfg(feature = "pipeline")]
mod output;
#[cfg(feature = "pipeline")]
mod read;
#[cfg(feature = "pipeline")]
mod run;
#[cfg(feature = "pipeline")]
mod whole_file;

pub use attributions::AttributionRow;
pub use cues::CueRow;
pub use document::AnalyzedDocument;
pub use document_rows::DocumentRows;
pub use documents::{DocumentRow, WARNINGS, WarningCode};
pub use format::Format;
pub use level::Level;
pub use schema::{Column, ColumnType, ColumnUnit};
pub use sentences::SentenceRow;
pub use set::{TableSet, kept_column_names};
pub use sink::{DocumentNumber, RowBatch};

#[cfg(feature = "pipeline")]
pub use builder::{BatchBuilder, BatchSink};
#[cfg(feature = "pipeline")]
pub use collect::{DocumentRowsBuilder, DocumentRowsSink};
#[cfg(feature = "pipeline")]
pub use output::{DocumentCounts, Output, RunReport};
#[cfg(feature = "pipeline")]
pub use run::FinishedRun;
#[cfg(feature = "cli")]
pub(crate) use whole_file::{WholeFile, write_whole};
