//! A query with its filters.

use super::query::Query;
use crate::analysis::Holder;
use crate::lexicon::Reading;

/// Selects cue matches by their reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReadingFilter {
    /// Readings that count in scores.
    #[default]
    Counted,
    /// All readings.
    All,
    /// One reading.
    Only(Reading),
}

impl ReadingFilter {
    /// Finds the filter called `counted`, `all` or by the name of a reading.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "counted" => Some(Self::Counted),
            "all" => Some(Self::All),
            _ => Reading::from_name(name).map(Self::Only),
        }
    }

    pub(super) fn selects(self, reading: Reading) -> bool {
        match self {
            Self::Counted => reading.counts(),
            Self::All => true,
            Self::Only(wanted) => reading == wanted,
        }
    }
}

/// A query with its filters and the length of the context.
#[derive(Debug, Clone)]
pub struct Search {
    /// The query.
    pub query: Query,
    /// Readings to list; without effect on a phrase.
    pub readings: ReadingFilter,
    /// Holder to list; without effect on a phrase.
    pub holder: Option<Holder>,
    /// Most characters of context on each side. A word that does not fit is left out.
    pub context: usize,
}
