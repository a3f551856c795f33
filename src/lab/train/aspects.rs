//! In which ways a finding is certain or uncertain: a classifier for each aspect,
//! measured by cross-validation.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::folds::check_folds;
use super::logistic::{Options, TrainingExample, learn};
use crate::error::Result;
use crate::lab::eval::{AspectFigures, GoldRow, sentence_by_sentence};
use crate::weights::Feature;

const OPTIONS: Options = Options { rate: 0.02, l1: 0.1, l2: 4.0, epochs: 12, runs: 2 };

/// Labels each finding's aspects by classifiers (logistic regression, one label
/// against the others) learned from the other folds, and says how well that goes.
///
/// # Errors
/// An unknown profile, or fewer documents than folds.
pub fn cross_validate_aspects(
    profile: &str,
    gold: &[GoldRow],
    folds: usize,
) -> Result<Vec<AspectFigures>> {
    let analyzer = sentence_by_sentence(profile).certainty_weights(None).build()?;
    check_folds(gold, folds)?;
    let mut numbers: HashMap<Feature, u32> = HashMap::new();
    let mut rows: Vec<Vec<(u32, f64)>> = Vec::new();
    for row in gold {
        let mut features = Vec::new();
        analyzer.observe(&row.text, |sentence| {
            let own = sentence.sentence_features().into_iter().map(|feature| (feature, 1.0));
            for (feature, value) in own.chain(sentence.certainty_features()) {
                let next = numbers.len() as u32;
                features.push((*numbers.entry(feature).or_insert(next), value));
            }
        })?;
        rows.push(features);
    }
    let aspects: BTreeSet<&String> = gold.iter().flat_map(|row| row.aspects.keys()).collect();
    let mut out = Vec::new();
    for aspect in aspects {
        let answers: Vec<Option<&str>> =
            gold.iter().map(|row| row.aspects.get(aspect).map(String::as_str)).collect();
        let labels: BTreeSet<&str> = answers.iter().flatten().copied().collect();
        let mut pairs = Vec::new();
        for fold in 0..folds {
            let held = |place: usize| gold[place].document % folds == fold;
            let mut counts: BTreeMap<&str, f64> = BTreeMap::new();
            for place in (0..gold.len()).filter(|&place| !held(place)) {
                *counts.entry(answers[place].unwrap_or_default()).or_default() += 1.0;
            }
            let total: f64 = counts.values().sum();
            let mut best: Vec<(f64, &str)> = vec![(f64::NEG_INFINITY, ""); gold.len()];
            for &label in &labels {
                let samples: Vec<TrainingExample> = (0..gold.len())
                    .filter(|&place| !held(place))
                    .map(|place| {
                        let answer = answers[place].unwrap_or_default();
                        // Rare labels count more, so that none is forgotten.
                        let weight = total / (labels.len() as f64 * counts[answer]);
                        TrainingExample {
                            features: rows[place].clone(),
                            yes: answer == label,
                            weight,
                        }
                    })
                    .collect();
                let weights = learn(&samples, numbers.len(), OPTIONS);
                for place in (0..gold.len()).filter(|&place| held(place)) {
                    let sum = rows[place].iter().map(|(f, v)| weights[*f as usize] * v).sum();
                    if sum > best[place].0 {
                        best[place] = (sum, label);
                    }
                }
            }
            for place in (0..gold.len()).filter(|&place| held(place)) {
                pairs.extend(answers[place].map(|answer| (answer, best[place].1)));
            }
        }
        out.push(AspectFigures::new(aspect, &labels, &pairs));
    }
    Ok(out)
}
