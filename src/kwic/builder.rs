//! Builds concordances.

use super::occurrence::{self, ConcordanceLine};
use super::query::Search;
use super::sort_key::{LineOrder, SortKey};
use crate::error::Result;
use crate::tables::DocumentRows;

/// Counts of a concordance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ConcordanceCounts {
    /// Documents searched.
    pub documents: u64,
    /// Documents with an occurrence.
    pub found_in: u64,
    /// Occurrences.
    pub occurrences: u64,
    /// Occurrences that became lines.
    pub shown: u64,
}

/// Builds a concordance document by document. In the order of the corpus lines are handed on at
/// once; in another one they are held until all are there.
#[derive(Debug)]
pub struct ConcordanceBuilder {
    search: Search,
    order: LineOrder,
    max: u64,
    held: Vec<(SortKey, ConcordanceLine)>,
    counts: ConcordanceCounts,
}

impl ConcordanceBuilder {
    /// Begins a concordance of the first `max` occurrences in corpus order, or of all.
    pub fn new(search: Search, order: LineOrder, max: Option<u64>) -> Self {
        let max = max.unwrap_or(u64::MAX);
        Self { search, order, max, held: Vec::new(), counts: ConcordanceCounts::default() }
    }

    /// Searches the next document.
    pub fn add(
        &mut self,
        rows: &DocumentRows,
        mut each: impl FnMut(ConcordanceLine) -> Result<()>,
    ) -> Result<()> {
        let Self { search, order, max, held, counts } = self;
        let before = counts.occurrences;
        counts.documents += 1;
        for found in occurrence::find(rows, search) {
            counts.occurrences += 1;
            if counts.shown == *max {
                continue;
            }
            counts.shown += 1;
            let line = found.line(search.context);
            if *order == LineOrder::Position {
                each(line)?;
            } else {
                held.push((SortKey::of(&found, *order), line));
            }
        }
        counts.found_in += u64::from(counts.occurrences > before);
        Ok(())
    }

    /// Hands on the lines that were held, and returns the counts.
    pub fn finish(
        mut self,
        mut each: impl FnMut(ConcordanceLine) -> Result<()>,
    ) -> Result<ConcordanceCounts> {
        // A stable sort: equal lines stay as in the corpus.
        self.held.sort_by(|a, b| a.0.cmp(&b.0));
        self.held.into_iter().try_for_each(|(_, line)| each(line))?;
        Ok(self.counts)
    }
}
