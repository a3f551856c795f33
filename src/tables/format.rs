//! The formats of tables.

use std::ops::Range;

use super::document::AnalyzedDocument;
use super::level::Level;
#[cfg(feature = "pipeline")]
use super::schema::TableRecords;
use super::sink::{DocumentNumber, RowBatch};
use super::{csv, jsonl};
use crate::names::named_enum;

/// Registers the formats of tables: each is a module with a sink, and functions `header` and
/// `read`. The name is the file's extension.
macro_rules! formats {
    ($($(#[doc = $about:literal])+ $Format:ident in $module:ident with $Sink:ident as $name:literal;)+) => {
        named_enum! {
            /// The formats a table can be written in; the name is also the file extension.
            pub enum Format {
                $($(#[doc = $about])+ $Format = $name,)+
            }
        }

        impl Format {
            /// Describes the format in a few words.
            pub fn description(self) -> &'static str {
                match self { $(Self::$Format => concat!($($about),+).trim().trim_end_matches('.'),)+ }
            }

            /// Names a table's file.
            pub(super) fn file_name(self, level: Level) -> String {
                format!("{}.{}", level.name(), self.name())
            }

            /// Encodes what stands at the top of a table.
            pub(super) fn header(self, columns: &[String]) -> Vec<u8> {
                match self { $(Self::$Format => $module::header(columns),)+ }
            }

            /// Encodes the rows of a table that belong to a range of a document's sentences.
            pub(super) fn encode(
                self,
                (level, columns): &(Level, Vec<String>),
                document: &AnalyzedDocument<'_>,
                number: DocumentNumber,
                sentences: Range<usize>,
                batch: &mut RowBatch,
            ) {
                match self { $(
                    Self::$Format => {
                        let mut sink = $module::$Sink::new(columns, batch);
                        level.write(document, number, sentences, &mut sink);
                    }
                )+ }
            }

            /// Reads a table again; `name` is that of the file, for errors.
            #[cfg(feature = "pipeline")]
            pub(super) fn read(
                self,
                name: &str,
                file: impl std::io::Read + 'static,
            ) -> crate::error::Result<TableRecords> {
                match self { $(Self::$Format => $module::read(name, file),)+ }
            }
        }
    };
}

formats! {
    /// Comma-separated values.
    Csv in csv with CsvSink as "csv";
    /// One JSON object per line.
    Jsonl in jsonl with JsonlSink as "jsonl";
}
