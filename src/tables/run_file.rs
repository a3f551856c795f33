//! `run.json`: what was run.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::format::Format;
use super::level::Level;
use crate::lexicon::SourceDigest;

/// Name of the file that makes a run complete.
pub(super) const RUN: &str = "run.json";

/// A run as `run.json` describes it, apart from the failures.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RunReport {
    /// Version of hedgerow.
    pub version: String,
    /// Name of the profile.
    pub profile: String,
    /// File name and SHA-256 of every lexicon file used.
    pub lexicons: Vec<SourceDigest>,
    /// The options that decide what comes out.
    pub options: serde_json::Value,
    /// The files written.
    pub tables: Vec<String>,
    /// Number of documents.
    pub documents: DocumentCounts,
    /// Number of input bytes read.
    pub bytes: u64,
}

/// The contents of `run.json`, with failures as they are read or written.
#[derive(Serialize, Deserialize)]
pub(super) struct RunFile<F> {
    #[serde(flatten)]
    pub(super) report: RunReport,
    #[serde(default = "Vec::new")]
    pub(super) failures: Vec<F>,
}

/// Documents by what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentCounts {
    /// Documents and files that were found.
    pub read: u64,
    /// Documents in the tables.
    pub scored: u64,
    /// Documents and files that could not be read; listed under `failures`.
    pub skipped: u64,
}

/// The names that tables may have.
pub(super) fn table_names() -> impl Iterator<Item = String> {
    let names = |level: Level| Format::ALL.map(|format| format.file_name(level));
    Level::ALL.into_iter().flat_map(names)
}

/// Returns the names of the tables in a folder with this `run.json`: those that it lists, also in
/// a format of another version, or all that there may be if it cannot be understood.
pub(super) fn tables_listed(run: &Path) -> Vec<String> {
    let listed = std::fs::read_to_string(run).ok().and_then(|text| {
        let mut run: serde_json::Value = serde_json::from_str(&text).ok()?;
        serde_json::from_value(run.get_mut("tables")?.take()).ok()
    });
    // What is listed there may be moved, so it must be a table and in this folder.
    let is_table = |name: &String| {
        let (stem, extension) = name.split_once('.').unwrap_or_default();
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '.';
        Level::from_name(stem).is_some() && extension.chars().all(plain)
    };
    let listed = listed.map(|names: Vec<String>| names.into_iter().filter(is_table).collect());
    listed.unwrap_or_else(|| table_names().collect())
}
