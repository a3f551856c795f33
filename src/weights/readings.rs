//! Weights for the readings of modal verbs, looked up by feature.

use super::feature::split_name;
use super::file::{each_line, read_weight};
use super::table::FeatureTable;
use super::templates::HEDGING;
use crate::error::Result;
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
    by_feature: FeatureTable<{ ModalReading::COUNT }>,
    file: String,
    text: String,
}

impl ReadingWeights {
    /// Reads a file of weights; `file` is the name that errors give.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Data`] with the line of the first mistake.
    pub fn parse(text: &str, file: &str) -> Result<Self> {
        let mut by_feature = FeatureTable::with_room(text.lines().count());
        let mut last = 0;
        let names = ModalReading::ALL.map(ModalReading::name).join(", ");
        let shape = format!("a reading ({names}), a template, its values and a weight");
        each_line(text, file, &shape, |line| {
            let (reading, rest) = split_name(line);
            let reading = ModalReading::from_name(reading)?;
            let (feature, weight) = read_weight(rest?, &mut last, HEDGING)?;
            by_feature.set(feature, reading as usize, weight);
            Some(())
        })?;
        Ok(Self { by_feature, file: file.to_owned(), text: text.to_owned() })
    }

    /// The weights, by feature.
    pub(crate) fn by_feature(&self) -> &FeatureTable<{ ModalReading::COUNT }> {
        &self.by_feature
    }

    /// Returns what sums of weights, in hundredths of a logit, say of the readings.
    pub(crate) fn of_sums(sums: [i32; ModalReading::COUNT]) -> ModalReadings {
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
    use crate::weights::{Feature, NO_VALUE, template};
    use crate::word::hash_word;

    #[test]
    fn each_reading_has_weights_of_its_own() {
        let text = "# hedgerow weights 1\ndeontic\tcue\tmust\t+1.5\nepistemic\tcue\tmust\t-1\n\
                    dynamic\tleft1\tyou\t-2\n";
        let weights = ReadingWeights::parse(text, "r.tsv").unwrap();
        let must = Feature::new(template::CUE, hash_word("must"), NO_VALUE);
        let readings = ReadingWeights::of_sums(weights.by_feature().of(must).map(i32::from));
        assert!(readings.deontic > readings.dynamic && readings.dynamic > readings.epistemic);
        assert!((readings.epistemic + readings.deontic + readings.dynamic - 1.0).abs() < 1e-12);
        let table = weights.by_feature();
        assert_eq!(table.row(table.row_of(hash_word("you"))).alone(template::LEFT1), [0, 0, -200]);
        assert_eq!(table.row(table.row_of(hash_word("must"))).alone(template::LEFT1), [0; 3]);
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
