//! Weights that judge cues and sentences, learned from sentences of which
//! people have said whether and by which words they are hedged.

use std::sync::Arc;

use super::logistic::{Features, Options, SMALL, TrainingExample};
use crate::analyzer::Analyzer;
use crate::error::Result;
use crate::explain::Names;
use crate::lab::eval::{GoldRow, sentence_by_sentence};
use crate::logit::logistic;
use crate::weights::{Feature, NO_VALUE, Weights, hedging_template, template, write_weights};

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

/// Parts in which training data is cut to see what cues look like to the sentence
/// layer when they were not learned from, and to choose the threshold.
const PARTS: usize = 4;

const CUES: Options = Options { rate: 0.02, l1: 0.3, l2: 1.0, epochs: 10, runs: 4, rare: 2 };
const SENTENCES: Options = Options { rate: 0.005, l1: 0.3, l2: 10.0, epochs: 20, runs: 4, rare: 2 };

/// Weights of features, in the unit of their file.
type FeatureWeights = Vec<(Feature, f64)>;

/// The values of features, by number: those given, times the freedom of each.
fn values(
    features: &mut Features,
    given: impl IntoIterator<Item = (Feature, f64)>,
) -> Vec<(u32, f64)> {
    let value =
        |(feature, value)| (features.count(feature), hedging_template(feature).freedom * value);
    given.into_iter().map(value).collect()
}

/// Learns a weight for every feature, by number, to go with [`values`]; 0 for what would be small
/// in a file.
fn learn(features: &Features, samples: &mut [TrainingExample], options: Options) -> Vec<f64> {
    let mut weights = features.learn(samples, options);
    for (weight, (feature, _)) in weights.iter_mut().zip(features.all()) {
        if (*weight * hedging_template(*feature).freedom).abs() < SMALL {
            *weight = 0.0;
        }
    }
    weights
}

/// The weights, in logits, that are not 0.
fn in_logits(features: &Features, weights: Vec<f64>) -> FeatureWeights {
    let all = features.all().iter().zip(weights).filter(|(_, weight)| *weight != 0.0);
    all.map(|((f, _), weight)| (*f, weight * hedging_template(*f).freedom)).collect()
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
    pub fn weights(&self) -> Result<Arc<Weights>> {
        Weights::parse(&self.file, "learned").map(Arc::new)
    }
}

/// Learns weights for a profile from annotated sentences.
pub fn hedging(profile: &str, gold: &[&GoldRow], layers: Layers) -> Result<LearnedWeights> {
    let analyzer = |weights| {
        let builder = sentence_by_sentence(profile).weights(weights);
        builder.certainty_weights(None).rules(layers.rules).build()
    };
    let bare = analyzer(None)?;
    let mut names = Names::new(&bare);
    let observed = if layers.cues { observe_cues(&bare, gold, &mut names)? } else { Vec::new() };
    let mut weights = learn_cues(observed.iter());
    let mut threshold = None;
    if layers.sentences {
        let mut features = Features::default();
        let mut sentences = Vec::new();
        let parts = if layers.cues { PARTS } else { 1 };
        for part in 0..parts {
            let held = |row: &GoldRow| row.document % parts == part;
            let analyzer = if layers.cues {
                let rest = observed.iter().filter(|cue| !held(gold[cue.row]));
                let without = learned(&names, learn_cues(rest), LOGITS, None);
                analyzer(Some(without.weights()?))?
            } else {
                bare.clone()
            };
            for row in gold.iter().filter(|row| held(row)) {
                let sample = observe_sentence(&analyzer, row, &mut features, &mut names)?;
                sentences.push((row.document, sample));
            }
        }
        threshold = Some(best_threshold(&features, &sentences));
        let mut all: Vec<_> = sentences.into_iter().map(|(_, sample)| sample).collect();
        weights.extend(in_logits(&features, learn(&features, &mut all, SENTENCES)));
    }
    Ok(learned(&names, weights, LOGITS, threshold))
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
                    Some(cues) => cues.iter().any(|cue| cue.overlaps(span)),
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

fn learn_cues<'o>(observed: impl Iterator<Item = &'o ObservedCue>) -> FeatureWeights {
    let mut features = Features::default();
    let sample = |cue: &ObservedCue| {
        let given = cue.features.iter().map(|feature| (*feature, 1.0));
        TrainingExample { features: values(&mut features, given), yes: cue.yes, weight: 1.0 }
    };
    let mut samples: Vec<TrainingExample> = observed.map(sample).collect();
    let weights = learn(&features, &mut samples, CUES);
    in_logits(&features, weights)
}

fn observe_sentence(
    analyzer: &Analyzer,
    row: &GoldRow,
    features: &mut Features,
    names: &mut Names,
) -> Result<TrainingExample> {
    let yes = row.hedged == Some(true);
    let mut sample = TrainingExample { features: Vec::new(), yes, weight: 1.0 };
    analyzer.observe(&row.text, |sentence| {
        names.note(&row.text, sentence.view.tokens);
        let own = sentence.sentence_features().into_iter().map(|feature| (feature, 1.0));
        let cues = Feature::new(template::S_CUES, NO_VALUE, NO_VALUE);
        sample.features = values(features, own.chain([(cues, sentence.cues_logit())]));
    })?;
    Ok(sample)
}

/// The threshold with the best F1 when each part is judged by weights learned
/// from the others.
fn best_threshold(features: &Features, sentences: &[(usize, TrainingExample)]) -> f64 {
    let mut judged: Vec<(f64, bool)> = Vec::new();
    for part in 0..PARTS {
        let (mut held, mut rest) = (Vec::new(), Vec::new());
        for (document, sample) in sentences {
            if document % PARTS == part { held.push(sample) } else { rest.push(sample.clone()) }
        }
        let weights = learn(features, &mut rest, SENTENCES);
        judged.extend(held.into_iter().map(|sample| {
            let sum = sample.features.iter().map(|(f, value)| weights[*f as usize] * value).sum();
            (logistic(sum), sample.yes)
        }));
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

const LOGITS: &str = "logits";

pub(super) fn learned(
    names: &Names,
    weights: FeatureWeights,
    unit: &str,
    threshold: Option<f64>,
) -> LearnedWeights {
    let count = weights.len();
    let named = weights.into_iter().map(|(feature, weight)| (names.of(feature), weight));
    LearnedWeights { file: write_weights(unit, threshold, named), weights: count }
}
