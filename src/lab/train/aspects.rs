//! In which ways a finding is certain or uncertain: a classifier for each aspect,
//! measured by cross-validation.

use std::collections::{BTreeMap, BTreeSet};

use super::folds::check_folds;
use super::logistic::{Features, Options, TrainingExample};
use crate::error::Result;
use crate::lab::eval::{Confusion, GoldRow, sentence_by_sentence};
use crate::language::Language;

const OPTIONS: Options = Options { rate: 0.02, l1: 0.1, l2: 4.0, epochs: 12, runs: 2, rare: 0 };

/// Figures for one aspect.
#[derive(Debug, Clone, PartialEq)]
pub struct AspectFigures {
    /// Its name.
    pub aspect: String,
    /// F1 of each label.
    pub labels: Vec<(String, f64)>,
    /// Their mean, every label counting the same (0–1).
    pub macro_f1: f64,
}

/// Labels each finding's aspects by classifiers (logistic regression, one label against the
/// others) learned from the other folds, and says how well that goes. Fails on fewer documents
/// than folds.
pub fn cross_validate_aspects(
    profile: &str,
    gold: &[GoldRow],
    folds: usize,
) -> Result<Vec<AspectFigures>> {
    let analyzer = sentence_by_sentence(profile)
        .weights(Language::english().profile_weights(profile).with_certainty(None))
        .build()?;
    check_folds(gold, folds)?;
    let mut numbers = Features::default();
    let mut rows: Vec<Vec<(u32, f64)>> = Vec::new();
    for row in gold {
        let mut features = Vec::new();
        analyzer.observe(&row.text, |sentence| {
            let own = sentence.sentence_features().into_iter().map(|feature| (feature, 1.0));
            let all = own.chain(sentence.certainty_features());
            features.extend(all.map(|(feature, value)| (numbers.count(feature), value)));
        })?;
        rows.push(features);
    }
    let aspects: BTreeSet<&String> =
        gold.iter().flat_map(|row| row.aspects.iter()).flat_map(BTreeMap::keys).collect();
    let figures = aspects.into_iter().map(|aspect| {
        let answer = |place: usize| gold[place].aspects.as_ref()?.get(aspect).map(String::as_str);
        let labels: BTreeSet<&str> = (0..gold.len()).filter_map(answer).collect();
        let mut pairs = Vec::new();
        for fold in 0..folds {
            let (held, rest): (Vec<usize>, Vec<usize>) =
                (0..gold.len()).partition(|&place| gold[place].document % folds == fold);
            let mut counts: BTreeMap<Option<&str>, f64> = BTreeMap::new();
            for &place in &rest {
                *counts.entry(answer(place)).or_default() += 1.0;
            }
            let classifier = |label: &str| {
                let sample = |&place: &usize| {
                    let answer = answer(place);
                    // Rare labels count more, so that none is forgotten.
                    let weight = rest.len() as f64 / (labels.len() as f64 * counts[&answer]);
                    let yes = answer == Some(label);
                    TrainingExample { features: rows[place].clone(), yes, weight }
                };
                numbers.learn(&mut rest.iter().map(sample).collect::<Vec<_>>(), OPTIONS)
            };
            let classifiers: Vec<(&str, Vec<f64>)> =
                labels.iter().map(|&label| (label, classifier(label))).collect();
            for place in held {
                let Some(answer) = answer(place) else { continue };
                let mut best = (f64::NEG_INFINITY, "");
                for (label, weights) in &classifiers {
                    let sum = rows[place].iter().map(|(f, v)| weights[*f as usize] * v).sum();
                    if sum > best.0 {
                        best = (sum, label);
                    }
                }
                pairs.push((answer, best.1));
            }
        }
        let f1 = |label: &str| {
            let mut counts = Confusion::default();
            for (gold, found) in &pairs {
                counts.count(*found == label, *gold == label);
            }
            counts.f1().unwrap_or_default()
        };
        let labels: Vec<_> = labels.iter().map(|&label| (label.to_owned(), f1(label))).collect();
        let macro_f1 = labels.iter().map(|(_, f1)| f1).sum::<f64>() / labels.len().max(1) as f64;
        AspectFigures { aspect: aspect.clone(), labels, macro_f1 }
    });
    Ok(figures.collect())
}
