//! Figures by the value of a metadata column.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::figures::{PooledFigures, PooledFiguresBuilder, PooledRatesBuilder};
use crate::stats::Estimate;
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
    /// Counted matches per 1,000 words by side, in the order of
    /// [`Side::ALL`](crate::lexicon::Side::ALL), pooled; none without words.
    pub per_1000_words: [Option<Estimate>; 3],
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

/// Builds [`GroupFigures`].
#[derive(Debug)]
struct GroupBuilder {
    figures: PooledFiguresBuilder,
    rates: PooledRatesBuilder<3>,
}

impl GroupBuilder {
    fn new() -> Self {
        Self { figures: PooledFiguresBuilder::default(), rates: PooledRatesBuilder::new() }
    }

    fn add(&mut self, row: &DocumentRow) {
        self.figures.add(row);
        self.rates.add(&row.sides(), row.words);
    }

    fn finish(&self, name: &str) -> GroupFigures {
        let name = if name.is_empty() { "(none)" } else { name }.to_owned();
        GroupFigures { name, figures: self.figures.finish(), per_1000_words: self.rates.finish() }
    }
}

/// Builds [`Groups`].
#[derive(Debug)]
pub(super) struct GroupsBuilder {
    column: usize,
    apart: BTreeMap<String, GroupBuilder>,
    other: Option<GroupBuilder>,
    /// Hashes of further values; the values themselves may be long.
    merged: BTreeSet<u64>,
}

impl GroupsBuilder {
    pub(super) fn new(column: usize) -> Self {
        Self { column, apart: BTreeMap::new(), other: None, merged: BTreeSet::new() }
    }

    pub(super) fn add(&mut self, row: &DocumentRow) {
        let value = row.kept.get(self.column).map_or("", |value| value.trim());
        if let Some(group) = self.apart.get_mut(value) {
            group.add(row);
        } else if self.apart.len() < MAX_GROUPS {
            self.apart.entry(value.to_owned()).or_insert_with(GroupBuilder::new).add(row);
        } else {
            self.other.get_or_insert_with(GroupBuilder::new).add(row);
            if (self.merged.len() as u64) < MAX_MERGED {
                let mut hasher = DefaultHasher::new();
                value.hash(&mut hasher);
                self.merged.insert(hasher.finish());
            }
        }
    }

    pub(super) fn finish(&self) -> Groups {
        let mut apart: Vec<GroupFigures> =
            self.apart.iter().map(|(name, group)| group.finish(name)).collect();
        let share =
            |group: &GroupFigures| group.figures.hedged_share.map_or(-1.0, |share| share.value);
        // Stable, and they come by name.
        apart.sort_by(|one, other| share(other).total_cmp(&share(one)));
        let other = self.other.as_ref().map(|group| group.finish("(other)"));
        Groups { apart, other, merged: self.merged.len() as u64 }
    }
}
