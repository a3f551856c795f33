//! Weights that judge cues and sentences, learned from sentences of which
//! people have said whether and by which words they are hedged.

use std::collections::HashMap;
use std::sync::Arc;

use super::logistic::{Options, TrainingExample, learn};
use crate::analyzer::Analyzer;
use crate::error::Result;
use crate::explain::Names;
use crate::lab::eval::{GoldRow, sentence_by_sentence};
use crate::logit::logistic;
use crate::weights::{Feature, NO_VALUE, Weights, hedging_template, names, write_weights};

/// The parts to learn: all, unless in experiments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layers {
    /// Judge each cue.
    pub cues: bool,
    /// Judge the sentence as a whole.
    pub sentences: bool,
    /// Let context rules speak before weights.
    pub rules: bool,
}

impl Layers {
    /// All of them.
    pub const ALL: Self = Self { cues: true, sentences: true, rules: true };
}

/// A feature that occurred fewer times than this is not learned.
const RARE: u32 = 2;

/// A weight smaller than this, in logits, is left out.
const SMALL: f64 = 0.05;

/// Parts in which training data is cut to see what cues look like to the sentence
/// layer when they were not learned from, and to choose the threshold.
const PARTS: usize = 4;

const CUES: Options = Options { rate: 0.02, l1: 0.3, l2: 1.0, epochs: 10, runs: 4 };
const SENTENCES: Options = Options { rate: 0.005, l1: 0.3, l2: 10.0, epochs: 20, runs: 4 };

/// Numbers for features, and how often each occurs.
#[derive(Default)]
struct Features {
    numbers: HashMap<Feature, u32>,
    all: Vec<(Feature, u32)>,
}

impl Features {
    fn sample(&mut self, features: &[Feature], yes: bool) -> TrainingExample {
        let features = features
            .iter()
            .map(|&feature| {
                let next = self.all.len() as u32;
                let number = *self.numbers.entry(feature).or_insert(next);
                if number == next {
                    self.all.push((feature, 0));
                }
                self.all[number as usize].1 += 1;
                (number, hedging_template(feature).freedom)
            })
            .collect();
        TrainingExample { features, yes, weight: 1.0 }
    }

    /// Learns a weight for every feature that is not rare, in logits.
    fn learn(&self, samples: &mut [TrainingExample], options: Options) -> Vec<(Feature, f64)> {
        for sample in samples.iter_mut() {
            sample.features.retain(|&(f, _)| self.all[f as usize].1 >= RARE);
        }
        let weights = learn(samples, self.all.len(), options);
        self.all
            .iter()
            .zip(weights)
            .map(|((feature, _), weight)| (*feature, weight * hedging_template(*feature).freedom))
            .filter(|(_, weight)| weight.abs() >= SMALL)
            .collect()
    }
}

/// A file of weights that was learned.
#[derive(Debug, Clone)]
pub struct LearnedWeights {
    /// The file, for the folder `weights/` of the language.
    pub file: String,
    /// Number of weights, without the threshold.
    pub weights: usize,
}

impl LearnedWeights {
    /// The weights, ready for use.
    ///
    /// # Errors
    /// None, unless training writes what cannot be read.
    pub fn weights(&self) -> Result<Arc<Weights>> {
        Weights::parse(&self.file, "learned").map(Arc::new)
    }
}

/// Learns weights for a profile from annotated sentences.
///
/// # Errors
/// An unknown profile.
pub fn hedging(profile: &str, gold: &[&GoldRow], layers: Layers) -> Result<LearnedWeights> {
    let analyzer = |weights| {
        let builder = sentence_by_sentence(profile).weights(weights);
        builder.certainty_weights(None).rules(layers.rules).build()
    };
    let bare = analyzer(None)?;
    let mut names = Names::new(&bare);
    let mut lines = Vec::new();
    let has_cues = layers.cues;
    let observed = if has_cues { observe_cues(&bare, gold, &mut names)? } else { Vec::new() };
    if has_cues {
        let all: Vec<&ObservedCue> = observed.iter().collect();
        lines.extend(learn_cues(&all));
    }
    let mut threshold = None;
    if layers.sentences {
        let mut samples = Features::default();
        let mut sentences = Vec::new();
        let parts = if has_cues { PARTS } else { 1 };
        for part in 0..parts {
            let held = |row: &GoldRow| parts == 1 || row.document % parts == part;
            let analyzer = if has_cues {
                let rest: Vec<&ObservedCue> =
                    observed.iter().filter(|cue| !held(gold[cue.row])).collect();
                let without = learned(&names, learn_cues(&rest), LOGITS, None);
                analyzer(Some(without.weights()?))?
            } else {
                bare.clone()
            };
            for row in gold.iter().filter(|row| held(row)) {
                let yes = row.hedged == Some(true);
                let sample = observe_sentence(&analyzer, row, yes, &mut samples, &mut names)?;
                sentences.push((row.document, sample));
            }
        }
        threshold = Some(best_threshold(&samples, &sentences));
        let mut all: Vec<TrainingExample> =
            sentences.into_iter().map(|(_, sample)| sample).collect();
        lines.extend(samples.learn(&mut all, SENTENCES));
    }
    Ok(learned(&names, lines, LOGITS, threshold))
}

/// A match that weights judge, and whether annotators took it for a hedge.
struct ObservedCue {
    row: usize,
    features: Vec<Feature>,
    yes: bool,
}

fn observe_cues(
    analyzer: &Analyzer,
    gold: &[&GoldRow],
    names: &mut Names,
) -> Result<Vec<ObservedCue>> {
    let mut out = Vec::new();
    for (number, row) in gold.iter().enumerate() {
        analyzer.observe(&row.text, |sentence| {
            names.note(&row.text, sentence.view.tokens);
            for found in sentence.match_features() {
                let span = sentence.matches[found.index].span;
                let yes = match &row.cues {
                    Some(cues) => cues.iter().any(|cue| cue.span.overlaps(span)),
                    // Without marked cues each counts for what its sentence is.
                    None => row.hedged == Some(true),
                };
                names.form(&sentence.view.tokens[found.tokens]);
                out.push(ObservedCue { row: number, features: found.features, yes });
            }
        })?;
    }
    Ok(out)
}

fn learn_cues(observed: &[&ObservedCue]) -> Vec<(Feature, f64)> {
    let mut features = Features::default();
    let mut samples: Vec<TrainingExample> =
        observed.iter().map(|cue| features.sample(&cue.features, cue.yes)).collect();
    features.learn(&mut samples, CUES)
}

fn observe_sentence(
    analyzer: &Analyzer,
    row: &GoldRow,
    yes: bool,
    features: &mut Features,
    names: &mut Names,
) -> Result<TrainingExample> {
    let mut sample = TrainingExample { features: Vec::new(), yes, weight: 1.0 };
    analyzer.observe(&row.text, |sentence| {
        names.note(&row.text, sentence.view.tokens);
        sample = features.sample(&sentence.sentence_features(), yes);
        let cues = Feature::new(names::S_CUES, NO_VALUE, NO_VALUE);
        let mut slope = features.sample(&[cues], yes).features;
        let logit = sentence.cues_logit();
        for (_, value) in &mut slope {
            *value *= logit;
        }
        sample.features.extend(slope);
    })?;
    Ok(sample)
}

/// The threshold with the best F1 when each part is judged by weights learned
/// from the others.
fn best_threshold(features: &Features, sentences: &[(usize, TrainingExample)]) -> f64 {
    let mut judged: Vec<(f64, bool)> = Vec::new();
    for part in 0..PARTS {
        let held = |document: &usize| document % PARTS == part;
        let mut rest: Vec<TrainingExample> = sentences
            .iter()
            .filter(|(document, _)| !held(document))
            .map(|(_, sample)| sample.clone())
            .collect();
        let weights: HashMap<Feature, f64> =
            features.learn(&mut rest, SENTENCES).into_iter().collect();
        for (_, sample) in sentences.iter().filter(|(document, _)| held(document)) {
            let sum: f64 = sample
                .features
                .iter()
                .map(|(f, value)| {
                    let feature = features.all[*f as usize].0;
                    weights.get(&feature).copied().unwrap_or_default() * value
                        / hedging_template(feature).freedom
                })
                .sum();
            judged.push((logistic(sum), sample.yes));
        }
    }
    judged.sort_by(|a, b| b.0.total_cmp(&a.0));
    let all = judged.iter().filter(|(_, yes)| *yes).count();
    let (mut hits, mut best, mut threshold) = (0, 0.0, 0.5);
    for (taken, pair) in judged.windows(2).enumerate() {
        hits += usize::from(pair[0].1);
        let f1 = 2.0 * hits as f64 / (taken + 1 + all) as f64;
        if f1 > best {
            (best, threshold) = (f1, f64::midpoint(pair[0].0, pair[1].0));
        }
    }
    (threshold * 100.0).round() / 100.0
}

/// Unit of the weights that judge hedging.
const LOGITS: &str = "logits";

/// Makes a file of the weights.
pub(super) fn learned(
    names: &Names,
    weights: Vec<(Feature, f64)>,
    unit: &str,
    threshold: Option<f64>,
) -> LearnedWeights {
    let count = weights.len();
    let named = weights.into_iter().map(|(feature, weight)| (names.of(feature), weight));
    LearnedWeights { file: write_weights(unit, threshold, named), weights: count }
}
