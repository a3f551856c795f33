//! Figures by the value of a metadata column.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::figures::{Figures, FiguresOf, RatesOf};
use crate::stats::Estimate;
use crate::tables::DocumentRow;

/// So many groups are kept apart.
pub const MAX_GROUPS: usize = 200;

/// Further values are told apart only up to this many.
pub const MAX_MERGED: u64 = 10_000;

/// The documents with one value in a metadata column.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The value without white space around it; "(none)" where it is empty, "(other)" for
    /// values that are not kept apart.
    pub name: String,
    /// Their figures.
    pub figures: Figures,
    /// Counted matches per 1,000 words by side, in the order of
    /// [`Side::ALL`](crate::lexicon::Side::ALL), pooled; none without words.
    pub per_1000_words: [Option<Estimate>; 3],
}

/// The groups of a corpus.
#[derive(Debug, Clone, PartialEq)]
pub struct Groups {
    /// Highest hedged share first, those without one last; equals by name. The first
    /// [`MAX_GROUPS`] values of the corpus are kept apart.
    pub apart: Vec<Group>,
    /// The documents with further values.
    pub other: Option<Group>,
    /// How many values `other` has; [`MAX_MERGED`] stands for that many or more.
    pub merged: u64,
}

/// A group in the making.
#[derive(Debug)]
struct GroupOf {
    figures: FiguresOf,
    rates: RatesOf<3>,
}

impl GroupOf {
    fn new() -> Self {
        Self { figures: FiguresOf::default(), rates: RatesOf::new() }
    }

    fn add(&mut self, row: &DocumentRow) {
        self.figures.add(row);
        self.rates.add(&row.sides, row.words);
    }

    fn finish(&self, name: &str) -> Group {
        let name = if name.is_empty() { "(none)" } else { name }.to_owned();
        Group { name, figures: self.figures.finish(), per_1000_words: self.rates.finish() }
    }
}

/// [`Groups`] in the making.
#[derive(Debug)]
pub(super) struct GroupsOf {
    column: usize,
    apart: BTreeMap<String, GroupOf>,
    other: Option<GroupOf>,
    /// Hashes of further values; the values themselves may be long.
    merged: BTreeSet<u64>,
}

impl GroupsOf {
    pub(super) fn new(column: usize) -> Self {
        Self { column, apart: BTreeMap::new(), other: None, merged: BTreeSet::new() }
    }

    pub(super) fn add(&mut self, row: &DocumentRow) {
        let value = row.kept.get(self.column).map_or("", |value| value.trim());
        if let Some(group) = self.apart.get_mut(value) {
            group.add(row);
        } else if self.apart.len() < MAX_GROUPS {
            self.apart.entry(value.to_owned()).or_insert_with(GroupOf::new).add(row);
        } else {
            self.other.get_or_insert_with(GroupOf::new).add(row);
            if (self.merged.len() as u64) < MAX_MERGED {
                let mut hasher = DefaultHasher::new();
                value.hash(&mut hasher);
                self.merged.insert(hasher.finish());
            }
        }
    }

    pub(super) fn finish(&self) -> Groups {
        let mut apart: Vec<Group> =
            self.apart.iter().map(|(name, group)| group.finish(name)).collect();
        let share = |group: &Group| group.figures.hedged_share.map_or(-1.0, |share| share.value);
        // Stable, and they come by name.
        apart.sort_by(|one, other| share(other).total_cmp(&share(one)));
        let other = self.other.as_ref().map(|group| group.finish("(other)"));
        Groups { apart, other, merged: self.merged.len() as u64 }
    }
}
