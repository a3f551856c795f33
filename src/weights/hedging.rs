//! Weights for hedging and certainty, looked up by feature.

use super::feature::{Feature, Layer};
use super::file::WeightFile;
use super::table::{FeatureTable, SeenFeatures, TemplateSet};
use super::templates::{HEDGING, hedging_template};
use crate::error::Result;

/// Weights of one file, by which cues, sentences or certainty are judged.
#[derive(Debug, Clone, Default)]
pub struct Weights {
    by_feature: FeatureTable<1>,
    /// A bit for each layer that has a weight.
    layers: u8,
    threshold: Option<f64>,
    file: String,
    text: String,
}

impl Weights {
    /// Reads a file of weights, in logits or for certainty in percentage points; `file` is the
    /// name that errors give.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Data`] with the line of the first mistake.
    pub fn parse(text: &str, file: &str) -> Result<Self> {
        let WeightFile { threshold, weights } = WeightFile::parse(text, file, HEDGING)?;
        let mut by_feature = FeatureTable::with_room(weights.len());
        let mut layers = 0;
        for (feature, weight) in weights {
            layers |= 1 << hedging_template(feature).layer as u8;
            by_feature.set(feature, 0, weight);
        }
        let (file, text) = (file.to_owned(), text.to_owned());
        Ok(Self { by_feature, layers, threshold, file, text })
    }

    /// Returns the weight of a feature in hundredths of the file's unit; 0 for an unknown one.
    #[inline]
    pub(crate) fn of(&self, feature: Feature) -> i32 {
        i32::from(self.by_feature.of(feature)[0])
    }

    /// Returns the weight of a feature the first time that a sentence has it; 0 later.
    #[inline]
    pub(crate) fn once(&self, feature: Feature, seen: &mut SeenFeatures) -> i32 {
        match self.by_feature.get(feature) {
            Some((index, [weight])) if seen.is_new(index) => i32::from(weight),
            _ => 0,
        }
    }

    /// The weights, by feature.
    pub(crate) fn by_feature(&self) -> &FeatureTable<1> {
        &self.by_feature
    }

    /// Begins a sentence whose features count once.
    pub(crate) fn begin(&self, seen: &mut SeenFeatures) {
        seen.begin(&self.by_feature);
    }

    /// Notes a feature if it may have a weight and is `wanted`.
    #[inline]
    pub(crate) fn note(&self, feature: Feature, wanted: bool, seen: &mut SeenFeatures) {
        seen.note(&self.by_feature, feature, wanted);
    }

    /// Calls `take` with the weights of the noted features, in order, of each feature once in a
    /// sentence.
    #[inline]
    pub(crate) fn take_noted(&self, seen: &mut SeenFeatures, mut take: impl FnMut(i32)) {
        seen.take_noted(&self.by_feature, |[weight]| take(i32::from(weight)));
    }

    /// Returns the templates that have a weight for a word.
    #[inline]
    pub(crate) fn templates_of(&self, word: u32) -> TemplateSet {
        self.by_feature.templates_of(word)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weights::template;
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
        let templates = weights.templates_of(hash_word("the"));
        assert!(templates.has(template::LEFT1) && !templates.has(template::LEFT2));
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
