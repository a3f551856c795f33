//! Weights for hedging and certainty, looked up by feature.

use rustc_hash::FxHashMap;

use super::feature::{Feature, Layer, ValueKind};
use super::file::WeightFile;
use super::templates::{HEDGING, hedging_template, template};
use crate::error::Result;

/// Weights of one file, by which cues, sentences or certainty are judged.
#[derive(Debug, Clone, Default)]
pub struct Weights {
    /// Index and weight of each feature, by its key.
    by_key: FxHashMap<u64, (u32, i16)>,
    /// A bit for some bits of each key: most features have no weight and are told by them.
    present: Vec<u64>,
    /// Uses of words by the low bits of their hash: a bit for each [`Layer`] that has a weight for
    /// such a word, and for the places it takes in pairs.
    word_uses: Vec<u8>,
    /// A bit for each layer that has a weight.
    layers: u8,
    threshold: Option<f64>,
    file: String,
    text: String,
}

const WORD_SLOTS: usize = 1 << 14;

/// Bits of words that are the first and the second of a pair.
const PAIRS: [u8; 2] = [1 << 6, 1 << 7];

/// Uses that features can have for a word. False positives are possible, false negatives not.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WordUse {
    pub(crate) alone: bool,
    pub(crate) first_of_pair: bool,
    pub(crate) second_of_pair: bool,
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

#[inline]
fn word_slot(word: u32) -> usize {
    (word ^ word >> 15) as usize & (WORD_SLOTS - 1)
}

impl Weights {
    /// Reads a file of weights, in logits or for certainty in percentage points; `file` is the
    /// name that errors give.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Data`] with the line of the first mistake.
    pub fn parse(text: &str, file: &str) -> Result<Self> {
        let WeightFile { threshold, weights } = WeightFile::parse(text, file, HEDGING)?;
        let mut out = Self {
            present: vec![0; (weights.len() / 8).next_power_of_two().max(16)],
            word_uses: vec![0; WORD_SLOTS],
            threshold,
            file: file.to_owned(),
            text: text.to_owned(),
            ..Self::default()
        };
        out.by_key.reserve(weights.len());
        for (feature, weight) in weights {
            out.insert(feature, weight);
        }
        Ok(out)
    }

    fn insert(&mut self, feature: Feature, weight: i16) {
        let template = hedging_template(feature);
        let layer = 1 << template.layer as u8;
        self.layers |= layer;
        let is_pair = feature.template == template::S_PAIR;
        for (place, (kind, value)) in template.values.iter().zip(feature.values).enumerate() {
            if matches!(kind, ValueKind::Word | ValueKind::Suffix) {
                self.word_uses[word_slot(value)] |= if is_pair { PAIRS[place] } else { layer };
            }
        }
        let key = key(feature);
        let (place, bit) = self.present_bit(key);
        self.present[place] |= bit;
        let index = self.by_key.len() as u32;
        self.by_key.insert(key, (index, weight));
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

    #[inline]
    fn get(&self, feature: Feature) -> Option<(u32, i16)> {
        let key = key(feature);
        if self.may_have(key) { self.by_key.get(&key).copied() } else { None }
    }

    /// Returns the weight of a feature in hundredths of the file's unit; 0 for an unknown one.
    #[inline]
    pub(crate) fn of(&self, feature: Feature) -> i32 {
        self.get(feature).map_or(0, |(_, weight)| i32::from(weight))
    }

    /// Returns the weight of a feature the first time that a sentence has it; 0 later.
    #[inline]
    pub(crate) fn once(&self, feature: Feature, seen: &mut SeenFeatures) -> i32 {
        match self.get(feature) {
            Some((index, weight)) if seen.is_new(index) => i32::from(weight),
            _ => 0,
        }
    }

    /// Returns which features of a layer may mention a word.
    #[inline]
    pub(crate) fn word_use(&self, layer: Layer, word: u32) -> WordUse {
        let bits = self.word_uses[word_slot(word)];
        WordUse {
            alone: bits & 1 << layer as u8 != 0,
            first_of_pair: bits & PAIRS[0] != 0,
            second_of_pair: bits & PAIRS[1] != 0,
        }
    }

    /// Whether there are weights of a layer.
    pub(crate) fn has(&self, layer: Layer) -> bool {
        self.layers & 1 << layer as u8 != 0
    }

    /// Returns the probability from which on a sentence is hedged, if the file has it.
    pub fn threshold(&self) -> Option<f64> {
        self.threshold
    }

    /// Returns the name of the file.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Returns the text of the file.
    pub fn text(&self) -> &str {
        &self.text
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
    /// Begins a sentence that is judged by `weights`.
    pub(crate) fn begin(&mut self, weights: &Weights) {
        if self.sentence == u32::MAX || self.last.len() < weights.by_key.len() {
            self.sentence = 0;
            self.last.clear();
            self.last.resize(weights.by_key.len(), 0);
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

    /// Notes a feature if it may have a weight and is `wanted`.
    #[inline]
    pub(crate) fn note(&mut self, weights: &Weights, feature: Feature, wanted: bool) {
        let key = key(feature);
        self.keys[self.count] = key;
        // Without a branch, which among words would often be predicted wrong.
        self.count += usize::from(wanted & weights.may_have(key));
    }

    /// Calls `take` with the weights of the noted features, in order, of each feature once in a
    /// sentence.
    #[inline]
    pub(crate) fn take_noted(&mut self, weights: &Weights, mut take: impl FnMut(i32)) {
        for i in 0..self.count {
            if let Some(&(index, weight)) = weights.by_key.get(&self.keys[i])
                && self.is_new(index)
            {
                take(i32::from(weight));
            }
        }
    }

    #[inline]
    fn is_new(&mut self, index: u32) -> bool {
        std::mem::replace(&mut self.last[index as usize], self.sentence) != self.sentence
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word::hash_word;

    #[test]
    fn weights_are_found_again() {
        let text = "# hedgerow weights 1\ncue.always\t-1.25\nleft1\tthe\t+0.5\n\
                    left1.ending\t-ing\t2\nthreshold\t0.4\n";
        let weights = Weights::parse(text, "w.tsv").unwrap();
        let the = Feature::new(template::LEFT1, hash_word("the"), 0);
        assert_eq!(weights.of(Feature::new(template::CUE_ALWAYS, 0, 0)), -125);
        assert_eq!(weights.of(the), 50);
        assert_eq!(weights.of(Feature::new(template::LEFT2, hash_word("the"), 0)), 0);
        assert_eq!(weights.threshold(), Some(0.4));
        assert!(weights.word_use(Layer::Cue, hash_word("the")).alone);
        assert!(!weights.has(Layer::Sentence));
    }

    #[test]
    fn a_broken_line_is_an_error_with_its_number() {
        for line in [
            "left1\tthe",
            "left1\t0.5",
            "nonsense\t1",
            "threshold\t2",
            "left1\ta\tb\t1",
            "cue.always\tNaN",
        ] {
            let file = format!("# hedgerow weights 1\n{line}\n");
            let error = Weights::parse(&file, "w.tsv").unwrap_err().to_string();
            assert!(error.starts_with("w.tsv:2: "), "{line}: {error}");
        }
        for file in ["", "# hedgerow weights 2\n", "cue.always\t-1.25\n"] {
            let error = Weights::parse(file, "w.tsv").unwrap_err().to_string();
            assert!(error.starts_with("w.tsv:1: the first line must be"), "{error}");
        }
    }
}
