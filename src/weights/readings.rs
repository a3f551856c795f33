//! Weights for the readings of modal verbs, looked up by feature.

use rustc_hash::{FxHashMap, FxHashSet};

use super::feature::{Feature, ValueKind, split_name};
use super::file::WeightFile;
use super::templates::{HEDGING, hedging_template};
use crate::error::{Error, Result};
use crate::logit::logistic;
use crate::names::named_enum;

named_enum! {
    /// A reading that a modal verb can have.
    pub(crate) enum ModalReading {
        /// It tells what may be so.
        Epistemic = "epistemic",
        /// It tells of duty or leave.
        Deontic = "deontic",
        /// It tells of ability, will or habit.
        Dynamic = "dynamic",
    }
}

/// Probabilities (0–1) of the readings of one modal verb; they add up to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ModalReadings {
    /// That it tells what may be so.
    pub epistemic: f64,
    /// That it tells of duty or leave.
    pub deontic: f64,
    /// That it tells of ability, will or habit.
    pub dynamic: f64,
}

/// Weights by which the readings of modal verbs are told apart: for each feature and reading one,
/// in logits, learned against the other readings.
///
/// The file has the format of other weights, with the reading in front of the feature.
#[derive(Debug, Clone, Default)]
pub struct ReadingWeights {
    by_feature: FxHashMap<Feature, [i16; ModalReading::COUNT]>,
    /// The words and endings that some feature has.
    words: FxHashSet<u32>,
    file: String,
    text: String,
}

impl ReadingWeights {
    /// Reads a file of weights; `file` is the name that errors give.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Data`] with the line of the first mistake.
    pub fn parse(text: &str, file: &str) -> Result<Self> {
        let is_feature = |line: &str| !line.is_empty() && !line.starts_with('#');
        for (line, number) in text.lines().zip(1..) {
            let (name, feature) = split_name(line);
            let known = ModalReading::from_name(name).is_some() && feature.is_some();
            if is_feature(line) && !known {
                let message = format!(
                    "a weight begins with a reading: {}",
                    ModalReading::ALL.map(ModalReading::name).join(", ")
                );
                return Err(Error::data(file, number, message));
            }
        }
        let mut out = Self { file: file.to_owned(), text: text.to_owned(), ..Self::default() };
        for (place, reading) in ModalReading::ALL.iter().enumerate() {
            // Lines of other readings are left blank, so that errors name the right line.
            let own = text.lines().map(|line| match split_name(line) {
                (name, Some(feature)) if name == reading.name() => feature,
                _ if is_feature(line) => "",
                _ => line,
            });
            let own = own.collect::<Vec<_>>().join("\n");
            for (feature, weight) in WeightFile::parse(&own, file, HEDGING)?.weights {
                out.by_feature.entry(feature).or_default()[place] = weight;
                for (kind, value) in hedging_template(feature).values.iter().zip(feature.values) {
                    if matches!(kind, ValueKind::Word | ValueKind::Suffix) {
                        out.words.insert(value);
                    }
                }
            }
        }
        Ok(out)
    }

    /// Tells whether some feature has the word or ending.
    #[inline]
    pub(crate) fn has_word(&self, word: u32) -> bool {
        self.words.contains(&word)
    }

    /// Adds up the weights, in hundredths of a logit, of the features that `each` gives.
    pub(crate) fn judge(&self, each: impl FnOnce(&mut dyn FnMut(Feature))) -> ModalReadings {
        let mut sums = [0; ModalReading::COUNT];
        each(&mut |feature| {
            if let Some(weights) = self.by_feature.get(&feature) {
                sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += i32::from(*weight));
            }
        });
        let [epistemic, deontic, dynamic] = sums.map(|sum| logistic(f64::from(sum) / 100.0));
        let all = epistemic + deontic + dynamic;
        ModalReadings { epistemic: epistemic / all, deontic: deontic / all, dynamic: dynamic / all }
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
    use crate::weights::{NO_VALUE, template};
    use crate::word::hash_word;

    #[test]
    fn each_reading_has_weights_of_its_own() {
        let text = "# hedgerow weights 1\ndeontic\tcue\tmust\t+1.5\nepistemic\tcue\tmust\t-1\n\
                    dynamic\tleft1\tyou\t-2\n";
        let weights = ReadingWeights::parse(text, "r.tsv").unwrap();
        let must = Feature::new(template::CUE, hash_word("must"), NO_VALUE);
        let readings = weights.judge(|take| take(must));
        assert!(readings.deontic > readings.dynamic && readings.dynamic > readings.epistemic);
        assert!((readings.epistemic + readings.deontic + readings.dynamic - 1.0).abs() < 1e-12);
        assert!(weights.has_word(hash_word("you")) && !weights.has_word(hash_word("must")));
    }

    #[test]
    fn a_broken_line_is_an_error_with_its_number() {
        for line in ["cue\tmust\t1", "literal\tcue\tmust\t1", "deontic\tcue\tmust", "deontic"] {
            let file = format!("# hedgerow weights 1\ndynamic\tcue\tcan\t2\n{line}\n");
            let error = ReadingWeights::parse(&file, "r.tsv").unwrap_err().to_string();
            assert!(error.starts_with("r.tsv:3: "), "{line}: {error}");
        }
        assert!(ReadingWeights::parse("", "r.tsv").is_err());
    }
}
