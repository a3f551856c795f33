//! The formats of tables.

use serde::Serialize;

#[cfg(feature = "pipeline")]
use super::read::TableRecords;
use super::row_range::RowRange;
use super::sink::RowBatch;
use super::{csv, jsonl};

/// Registers the formats of tables: each is a module with a sink, and functions `header` and
/// `read`. The name is the file's extension.
macro_rules! formats {
    ($($(#[doc = $about:literal])+ $Format:ident in $module:ident with $Sink:ident as $name:literal;)+) => {
        /// The formats a table can be written in.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
        #[serde(rename_all = "lowercase")]
        pub enum Format {
            $($(#[doc = $about])+ $Format,)+
        }

        impl Format {
            /// All formats.
            pub const ALL: &[Self] = &[$(Self::$Format),+];

            /// Returns the name, which is also the file extension.
            pub fn name(self) -> &'static str {
                match self { $(Self::$Format => $name,)+ }
            }

            /// Describes the format in a few words.
            pub fn description(self) -> &'static str {
                match self { $(Self::$Format => concat!($($about),+).trim().trim_end_matches('.'),)+ }
            }

            /// Encodes what stands at the top of a table.
            pub(super) fn header(self, columns: &[String]) -> Vec<u8> {
                match self { $(Self::$Format => $module::header(columns),)+ }
            }

            /// Encodes rows of a document.
            pub(super) fn encode(self, rows: &RowRange<'_, '_>, columns: &[String], batch: &mut RowBatch) {
                match self { $(Self::$Format => rows.write(&mut $module::$Sink::new(columns, batch)),)+ }
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
