//! Figures by the value of a metadata column.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::figures::{PooledFigures, PooledFiguresBuilder};
use crate::tables::DocumentRow;

/// Most groups that are kept apart.
pub const MAX_GROUPS: usize = 200;

/// Most further values that are counted.
pub const MAX_MERGED: u64 = 10_000;

/// The documents with one value in a metadata column.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupFigures {
    /// The value without white space around it; "(none)" where it is empty, "(other)" for
    /// values that are not kept apart.
    pub name: String,
    /// Their figures.
    pub figures: PooledFigures,
}

/// The groups of a corpus.
#[derive(Debug, Clone, PartialEq)]
pub struct Groups {
    /// Highest hedged share first, those without one last; equals by name. The first
    /// [`MAX_GROUPS`] values of the corpus are kept apart.
    pub apart: Vec<GroupFigures>,
    /// The documents with further values.
    pub other: Option<GroupFigures>,
    /// Number of values in `other`; [`MAX_MERGED`] stands for that many or more.
    pub merged: u64,
}

#[derive(Debug, Default)]
pub(super) struct GroupsBuilder {
    column: usize,
    apart: BTreeMap<String, PooledFiguresBuilder>,
    other: Option<PooledFiguresBuilder>,
    /// Hashes of further values; the values themselves may be long.
    merged: BTreeSet<u64>,
}

impl GroupsBuilder {
    pub(super) fn new(column: usize) -> Self {
        Self { column, ..Self::default() }
    }

    pub(super) fn add(&mut self, row: &DocumentRow) {
        let value = row.kept.get(self.column).map_or("", |value| value.trim());
        if let Some(group) = self.apart.get_mut(value) {
            group.add(row);
        } else if self.apart.len() < MAX_GROUPS {
            self.apart.entry(value.to_owned()).or_default().add(row);
        } else {
            self.other.get_or_insert_default().add(row);
            if (self.merged.len() as u64) < MAX_MERGED {
                let mut hasher = DefaultHasher::new();
                value.hash(&mut hasher);
                self.merged.insert(hasher.finish());
            }
        }
    }

    pub(super) fn finish(&self) -> Groups {
        let group = |name: &str, figures: &PooledFiguresBuilder| {
            let name = if name.is_empty() { "(none)" } else { name }.to_owned();
            GroupFigures { name, figures: figures.finish() }
        };
        let mut apart: Vec<_> = self.apart.iter().map(|(name, of)| group(name, of)).collect();
        let share =
            |group: &GroupFigures| group.figures.hedged_share.map_or(-1.0, |share| share.value);
        // Stable, and they come by name.
        apart.sort_by(|one, other| share(other).total_cmp(&share(one)));
        let other = self.other.as_ref().map(|of| group("(other)", of));
        Groups { apart, other, merged: self.merged.len() as u64 }
    }
}
