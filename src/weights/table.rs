//! Weights by feature.

use super::feature::{Feature, Kind, Layer, TEMPLATES, names};
use crate::error::{Error, Result};

/// The weights of one file: those that judge cues, sentences or certainty.
#[derive(Debug, Clone, Default)]
pub struct Weights {
    /// Open addressing: the upper half of the key (0: a free slot), the weight.
    slots: Vec<(u32, i32)>,
    /// A bit for each key, several bits' room for one: most features have no weight,
    /// and are told here without a look into the slots.
    present: Vec<u64>,
    /// By the lower bits of a word's hash, a bit for each [`Layer`] that has a
    /// weight for such a word, and for the places it takes in pairs. Most words have
    /// none and are told here.
    words: Vec<u8>,
    layers: u8,
    threshold: Option<f64>,
    file: String,
    text: String,
}

const WORD_SLOTS: usize = 1 << 14;

fn key(feature: Feature) -> u64 {
    let [a, b] = feature.values;
    let sum = u64::from(a) << 32 | u64::from(b);
    // The upper half of the product has all bits in it; the lower half gets them.
    let mixed = (sum ^ u64::from(feature.template) << 25).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ mixed >> 32
}

impl Weights {
    /// Reads a file in the format of `weights/*.tsv`: one feature
    /// and its weight a line (in logits, or for certainty in percentage points), `threshold` with a probability, and
    /// comments after `#`.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Data`] with the line of the first mistake.
    pub fn parse(text: &str, file: &str) -> Result<Self> {
        let lines = text.lines().count();
        let mut weights = Self {
            slots: vec![(0, 0); (2 * lines).next_power_of_two().max(16)],
            present: vec![0; (lines / 8).next_power_of_two().max(16)],
            words: vec![0; WORD_SLOTS],
            file: file.to_owned(),
            text: text.to_owned(),
            ..Self::default()
        };
        for (number, line) in text.lines().enumerate() {
            if line.starts_with('#') || line.is_empty() {
                continue;
            }
            let wrong = || {
                Error::data(
                    file,
                    number + 1,
                    "not a weight: a feature's name, its values and a weight like -1.25, parted by tabs",
                )
            };
            let (name, weight) = line.rsplit_once('\t').ok_or_else(wrong)?;
            let weight: f64 = weight.parse().map_err(|_| wrong())?;
            if name == "threshold" && (0.0..=1.0).contains(&weight) {
                weights.threshold = Some(weight);
                continue;
            }
            let feature = Feature::parse(name).filter(|_| weight.abs() < 1000.0);
            weights.insert(feature.ok_or_else(wrong)?, (weight * 100.0).round() as i32);
        }
        Ok(weights)
    }

    fn insert(&mut self, feature: Feature, weight: i32) {
        let template = feature.template();
        let layer = 1 << template.layer as u8;
        self.layers |= layer;
        let pair = feature.template == names::S_PAIR;
        for (place, (kind, value)) in template.values.iter().zip(feature.values).enumerate() {
            if matches!(kind, Kind::Word | Kind::Suffix) {
                let bit = if pair { PAIRS[place] } else { layer };
                self.words[word_slot(value)] |= bit;
            }
        }
        let key = key(feature);
        let (place, bit) = self.bit(key);
        self.present[place] |= bit;
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        while self.slots[at].0 != 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = ((key >> 32) as u32 | 1, weight);
    }

    /// The weight of a feature in hundredths of the file's unit; 0 for an unknown one.
    #[inline]
    pub fn of(&self, feature: Feature) -> i32 {
        self.find(feature).map_or(0, |(_, weight)| weight)
    }

    /// The weight of a feature the first time that it is met in a sentence; 0 later.
    #[inline]
    pub(crate) fn once(&self, feature: Feature, seen: &mut Seen) -> i32 {
        match self.find(feature) {
            Some((slot, weight)) if seen.first(slot) => weight,
            _ => 0,
        }
    }

    #[inline]
    fn bit(&self, key: u64) -> (usize, u64) {
        ((key >> 26) as usize & (self.present.len() - 1), 1 << (key >> 20 & 63))
    }

    #[inline]
    fn may_have(&self, key: u64) -> bool {
        let (place, bit) = self.bit(key);
        self.present[place] & bit != 0
    }

    #[inline]
    fn find(&self, feature: Feature) -> Option<(usize, i32)> {
        let key = key(feature);
        if self.may_have(key) { self.look_up(key) } else { None }
    }

    #[inline]
    fn look_up(&self, key: u64) -> Option<(usize, i32)> {
        let check = (key >> 32) as u32 | 1;
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        loop {
            match self.slots[at] {
                (0, _) => return None,
                (found, weight) if found == check => return Some((at, weight)),
                _ => at = (at + 1) & mask,
            }
        }
    }

    /// Whether a word, ending or mark can have a weight in a layer; false is sure.
    #[inline]
    pub(crate) fn knows(&self, layer: Layer, value: u32) -> bool {
        self.words[word_slot(value)] & 1 << layer as u8 != 0
    }

    /// Of what use a word can be in a layer; no use is sure.
    #[inline]
    pub(crate) fn worth(&self, layer: Layer, value: u32) -> Worth {
        let bits = self.words[word_slot(value)];
        Worth {
            alone: bits & 1 << layer as u8 != 0,
            first: bits & PAIRS[0] != 0,
            second: bits & PAIRS[1] != 0,
        }
    }

    /// Whether there are weights of a layer.
    pub fn has(&self, layer: Layer) -> bool {
        self.layers & 1 << layer as u8 != 0
    }

    /// From which probability on a sentence is hedged, if the file says so.
    pub fn threshold(&self) -> Option<f64> {
        self.threshold
    }

    /// The file they are from.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The text of the file.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// Of what use a word is to weights: alone, and as first and second of a pair.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Worth {
    pub(crate) alone: bool,
    pub(crate) first: bool,
    pub(crate) second: bool,
}

/// Bits of words that are the first and the second of a pair.
const PAIRS: [u8; 2] = [1 << 6, 1 << 7];

/// Which features a sentence has had already.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// By slot, the number of the sentence that had it last.
    last: Vec<u32>,
    now: u32,
    /// The keys of features of words that may have a weight, and how many they are.
    keys: Vec<u64>,
    count: usize,
}

impl Seen {
    /// Begins a sentence that is judged by `weights`.
    pub(crate) fn begin(&mut self, weights: &Weights) {
        if self.now == u32::MAX || self.last.len() < weights.slots.len() {
            self.now = 0;
            self.last.clear();
            self.last.resize(weights.slots.len(), 0);
        }
        self.now += 1;
    }

    /// Makes room for so many features to be noted.
    pub(crate) fn make_room(&mut self, features: usize) {
        self.count = 0;
        if self.keys.len() < features {
            self.keys.resize(features, 0);
        }
    }

    /// Notes a feature if it may have a weight and is `wanted`. No branch depends on
    /// either: among words it would be guessed wrong again and again.
    #[inline]
    pub(crate) fn note(&mut self, weights: &Weights, feature: Feature, wanted: bool) {
        let key = key(feature);
        self.keys[self.count] = key;
        self.count += usize::from(wanted & weights.may_have(key));
    }

    /// Calls `take` with the weights of the noted features, in order, of each feature
    /// once in a sentence.
    #[inline]
    pub(crate) fn noted(&mut self, weights: &Weights, mut take: impl FnMut(i32)) {
        for i in 0..self.count {
            if let Some((slot, weight)) = weights.look_up(self.keys[i])
                && self.first(slot)
            {
                take(weight);
            }
        }
    }

    #[inline]
    fn first(&mut self, slot: usize) -> bool {
        std::mem::replace(&mut self.last[slot], self.now) != self.now
    }
}

#[inline]
fn word_slot(value: u32) -> usize {
    (value ^ value >> 15) as usize & (WORD_SLOTS - 1)
}

/// Whether all places of [`TEMPLATES`] fit a feature's number.
const _: () = assert!(TEMPLATES.len() < 256 && (names::CUE_ALWAYS as usize) < TEMPLATES.len());

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word::hash_word;

    #[test]
    fn weights_are_found_again() {
        let text =
            "# words\ncue.always\t-1.25\nleft1\tthe\t+0.5\nleft1.ending\t-ing\t2\nthreshold\t0.4\n";
        let weights = Weights::parse(text, "w.tsv").unwrap();
        let the = Feature::new(names::LEFT1, hash_word("the"), 0);
        assert_eq!(weights.of(Feature::new(names::CUE_ALWAYS, 0, 0)), -125);
        assert_eq!(weights.of(the), 50);
        assert_eq!(weights.of(Feature::new(names::LEFT2, hash_word("the"), 0)), 0);
        assert_eq!(weights.threshold(), Some(0.4));
        assert!(weights.knows(Layer::Cue, hash_word("the")));
        assert!(!weights.has(Layer::Sentence));
    }

    #[test]
    fn a_broken_line_is_an_error_with_its_number() {
        for line in ["left1\tthe", "left1\t0.5", "nonsense\t1", "threshold\t2", "left1\ta\tb\t1"] {
            let error = Weights::parse(&format!("# w\n{line}\n"), "w.tsv").unwrap_err();
            assert!(error.to_string().starts_with("w.tsv:2: "), "{line}: {error}");
        }
    }
}
