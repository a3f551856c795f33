//! Weights by feature, and what most features without one are told by.

use rustc_hash::FxHashMap;

use super::feature::{Feature, Layer};
use super::templates::{HEDGING, hedging_template, template};

/// Weights by feature: `N` of each, such as one for each reading.
#[derive(Debug, Clone)]
pub(crate) struct FeatureTable<const N: usize> {
    /// Index and weights of each feature, by its key.
    by_key: FxHashMap<u64, (u32, [i16; N])>,
    /// A bit for some bits of each key: most features have no weight and are told by them.
    present: Vec<u64>,
    /// Values with the numbers of their rows, each in the first free slot from [`Self::slot`] on;
    /// row 0 marks a free one.
    slots: Vec<(u32, u32)>,
    /// The first is that of what has no weights.
    rows: Vec<ValueRow<N>>,
}

/// What a table has for a word, a cue or another value, so that it is looked up once for all
/// templates.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ValueRow<const N: usize> {
    /// Weights of the features that have this value alone, by [`PLACES`].
    alone: [[i16; N]; ALONE],
    /// Templates that have a weight for it.
    templates: TemplateSet,
}

/// For each template its place among those of one value, out of range for others; and their number.
const PLACES: ([u8; HEDGING.len()], usize) = {
    let mut places = [u8::MAX; HEDGING.len()];
    let (mut index, mut count) = (0, 0);
    while index < places.len() {
        let template = &HEDGING[index];
        let of_cue = matches!(template.layer, Layer::Cue) || index == template::S_WORD as usize;
        if template.values.len() == 1 && of_cue {
            places[index] = count as u8;
            count += 1;
        }
        index += 1;
    }
    (places, count)
};

/// Number of templates of one value, of those that matches are judged by.
const ALONE: usize = PLACES.1;

impl<const N: usize> ValueRow<N> {
    const EMPTY: Self = Self { alone: [[0; N]; ALONE], templates: TemplateSet(0) };

    /// Returns the weights of the feature that has this value alone.
    #[inline]
    pub(crate) fn alone(&self, template: u8) -> [i16; N] {
        self.alone[usize::from(PLACES.0[usize::from(template)])]
    }

    /// Tells whether a template has a weight for the value.
    #[inline]
    pub(crate) fn has(&self, template: u8) -> bool {
        self.templates.has(template)
    }
}

/// Templates by their index.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct TemplateSet(u64);

const _: () = assert!(HEDGING.len() <= u64::BITS as usize, "a set has a bit for each template");

impl TemplateSet {
    #[inline]
    pub(crate) fn has(self, template: u8) -> bool {
        self.0 >> template & 1 != 0
    }
}

/// Returns the key of a feature of at most two values.
#[inline]
fn key(feature: Feature) -> u64 {
    let [first, second, _] = feature.values;
    let values = u64::from(first) << 32 | u64::from(second);
    // The upper half of the product depends on all bits; the lower half gets them, too.
    let mixed = (values ^ u64::from(feature.template) << 25).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ mixed >> 32
}

impl<const N: usize> FeatureTable<N> {
    /// Makes a table with room for this many features.
    pub(super) fn with_room(features: usize) -> Self {
        let mut by_key = FxHashMap::default();
        by_key.reserve(features);
        Self {
            by_key,
            present: vec![0; (features / 8).next_power_of_two().max(16)],
            slots: vec![(0, 0); 16],
            rows: vec![ValueRow::EMPTY],
        }
    }

    /// Sets one of the weights of a feature.
    pub(super) fn set(&mut self, feature: Feature, which: usize, weight: i16) {
        let kinds = hedging_template(feature).values;
        for &value in &feature.values[..kinds.len()] {
            let row = self.row_mut(value);
            row.templates.0 |= 1 << feature.template;
            let place = usize::from(PLACES.0[usize::from(feature.template)]);
            if let Some(weights) = row.alone.get_mut(place) {
                weights[which] = weight;
            }
        }
        let key = key(feature);
        let (place, bit) = self.present_bit(key);
        self.present[place] |= bit;
        let index = self.by_key.len() as u32;
        self.by_key.entry(key).or_insert((index, [0; N])).1[which] = weight;
    }

    fn row_mut(&mut self, value: u32) -> &mut ValueRow<N> {
        let mut slot = self.slot(value);
        if self.slots[slot].1 == 0 {
            if self.rows.len() * 3 > self.slots.len() {
                // Most slots stay free, so that few values are looked for in more than one.
                let old = std::mem::take(&mut self.slots);
                self.slots.resize(old.len() * 2, (0, 0));
                for entry in old.into_iter().filter(|entry| entry.1 != 0) {
                    let slot = self.slot(entry.0);
                    self.slots[slot] = entry;
                }
                slot = self.slot(value);
            }
            self.slots[slot] = (value, self.rows.len() as u32);
            self.rows.push(ValueRow::EMPTY);
        }
        let row = self.slots[slot].1;
        &mut self.rows[row as usize]
    }

    /// Returns the slot that has a value, or the free one where it would be.
    #[inline]
    fn slot(&self, value: u32) -> usize {
        let last = self.slots.len() - 1;
        let mut slot = (value ^ value >> 15) as usize & last;
        while self.slots[slot].1 != 0 && self.slots[slot].0 != value {
            slot = (slot + 1) & last;
        }
        slot
    }

    #[inline]
    fn present_bit(&self, key: u64) -> (usize, u64) {
        ((key >> 26) as usize & (self.present.len() - 1), 1 << (key >> 20 & 63))
    }

    #[inline]
    fn may_have(&self, key: u64) -> bool {
        let (place, bit) = self.present_bit(key);
        self.present[place] & bit != 0
    }

    /// Returns the index and weights of a feature.
    #[inline]
    pub(super) fn get(&self, feature: Feature) -> Option<(u32, [i16; N])> {
        let key = key(feature);
        if self.may_have(key) { self.by_key.get(&key).copied() } else { None }
    }

    /// Returns the weights of a feature; 0 for an unknown one.
    #[inline]
    pub(crate) fn of(&self, feature: Feature) -> [i16; N] {
        self.get(feature).map_or([0; N], |(_, weights)| weights)
    }

    /// Returns the number of the row of a value.
    #[inline]
    pub(crate) fn row_of(&self, value: u32) -> u32 {
        self.slots[self.slot(value)].1
    }

    /// Returns a row by its number.
    #[inline]
    pub(crate) fn row(&self, number: u32) -> &ValueRow<N> {
        &self.rows[number as usize]
    }

    /// Returns the templates that have a weight for a value.
    #[inline]
    pub(super) fn templates_of(&self, value: u32) -> TemplateSet {
        self.row(self.row_of(value)).templates
    }

    /// Number of features.
    pub(super) fn len(&self) -> usize {
        self.by_key.len()
    }
}

impl<const N: usize> Default for FeatureTable<N> {
    fn default() -> Self {
        Self::with_room(0)
    }
}

/// Features that a sentence has had already.
#[derive(Debug, Default)]
pub(crate) struct SeenFeatures {
    /// Number of the last sentence that had each feature.
    last: Vec<u32>,
    sentence: u32,
    /// Keys of noted features, of which the first `count` count.
    keys: Vec<u64>,
    count: usize,
}

impl SeenFeatures {
    /// Begins a sentence that is judged by a table.
    pub(super) fn begin<const N: usize>(&mut self, table: &FeatureTable<N>) {
        if self.sentence == u32::MAX || self.last.len() < table.len() {
            self.sentence = 0;
            self.last.clear();
            self.last.resize(table.len(), 0);
        }
        self.sentence += 1;
    }

    /// Makes room for this many features to be noted.
    pub(crate) fn make_room(&mut self, features: usize) {
        self.count = 0;
        if self.keys.len() < features {
            self.keys.resize(features, 0);
        }
    }

    /// Notes a feature if it may be in the table and is `wanted`.
    #[inline]
    pub(super) fn note<const N: usize>(
        &mut self,
        table: &FeatureTable<N>,
        feature: Feature,
        wanted: bool,
    ) {
        let key = key(feature);
        self.keys[self.count] = key;
        // Without a branch, which among words would often be predicted wrong.
        self.count += usize::from(wanted & table.may_have(key));
    }

    /// Calls `take` with the weights of the noted features, in order, of each feature once in a
    /// sentence.
    #[inline]
    pub(super) fn take_noted<const N: usize>(
        &mut self,
        table: &FeatureTable<N>,
        mut take: impl FnMut([i16; N]),
    ) {
        for i in 0..self.count {
            if let Some(&(index, weights)) = table.by_key.get(&self.keys[i])
                && self.is_new(index)
            {
                take(weights);
            }
        }
    }

    /// Tells whether the sentence has the feature of this index for the first time.
    #[inline]
    pub(super) fn is_new(&mut self, index: u32) -> bool {
        std::mem::replace(&mut self.last[index as usize], self.sentence) != self.sentence
    }
}
