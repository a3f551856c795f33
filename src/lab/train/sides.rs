//! Weights of a side, which judge cues and sentences, learned from sentences of which annotators
//! have said whether and by which words they are hedged, boosted or based on evidence.

use std::sync::Arc;

use super::logistic::{Features, Options, SMALL, TrainingExample};
use crate::analyzer::Analyzer;
use crate::error::Result;
use crate::explain::Names;
use crate::lab::eval::{GoldRow, sentence_by_sentence};
use crate::language::ProfileWeights;
use crate::lexicon::Side;
use crate::logit::{logistic, logit};
use crate::score::LARGEST_LOGIT;
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
pub(super) const PARTS: usize = 4;

/// Farthest that a threshold may carry the share of sentences found from the annotators' (0–1).
const SHARE: f64 = 0.005;

const CUES: Options = Options { rate: 0.03, l1: 0.5, l2: 1.0, epochs: 10, runs: 4, rare: 2 };
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

/// Learns the weights of a side for a profile from annotated sentences; `start` has the weights that
/// are there already.
pub fn side_weights(
    profile: &str,
    side: Side,
    gold: &[&GoldRow],
    layers: Layers,
    start: &ProfileWeights,
) -> Result<LearnedWeights> {
    let analyzer = |weights| {
        let weights = start.clone().with(side, weights);
        sentence_by_sentence(profile).weights(weights).rules(layers.rules).build()
    };
    let bare = analyzer(None)?;
    let mut names = Names::new(&bare);
    let observed =
        if layers.cues { observe_cues(&bare, side, gold, &mut names)? } else { Vec::new() };
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
                let example = observe_sentence(&analyzer, side, row, &mut features, &mut names)?;
                let yes = row.says(side) == Some(true);
                sentences.push(ObservedSentenceRow { row, yes, example });
            }
        }
        let best = best_threshold(&features, &sentences);
        let mut all: Vec<_> = sentences.into_iter().filter_map(|one| one.example).collect();
        let mut sentence_weights = in_logits(&features, learn(&features, &mut all, SENTENCES));
        if side == Side::Hedge {
            threshold = Some(best);
        } else {
            shift(&mut sentence_weights, -logit(best));
        }
        weights.extend(sentence_weights);
    }
    Ok(learned(&names, weights, LOGITS, threshold))
}

/// Adds to what speaks for any sentence. So the probability that is the best threshold becomes one
/// half.
fn shift(weights: &mut FeatureWeights, by: f64) {
    let always = Feature::new(template::S_ALWAYS, NO_VALUE, NO_VALUE);
    match weights.iter_mut().find(|(feature, _)| *feature == always) {
        Some((_, weight)) => *weight += by,
        None => weights.push((always, by)),
    }
}

/// A match that weights judge, and whether annotators say that it counts.
struct ObservedCue {
    row: usize,
    features: Vec<Feature>,
    yes: bool,
}

fn observe_cues(
    analyzer: &Analyzer,
    side: Side,
    gold: &[&GoldRow],
    names: &mut Names,
) -> Result<Vec<ObservedCue>> {
    let mut out = Vec::new();
    for (number, row) in gold.iter().enumerate() {
        let cues = row.cues_of(side, analyzer.profile());
        analyzer.observe(&row.text, |sentence| {
            names.note(&row.text, sentence.view.tokens);
            for found in sentence.match_features(side) {
                let span = sentence.matches[found.index].span;
                let yes = match &cues {
                    Some(cues) => cues.iter().any(|cue| cue.overlaps(span)),
                    // Without marked cues each counts for what its sentence is.
                    None => row.says(side) == Some(true),
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

/// An annotated sentence as weights judge it; no example where they do not.
struct ObservedSentenceRow<'g> {
    row: &'g GoldRow,
    yes: bool,
    example: Option<TrainingExample>,
}

fn observe_sentence(
    analyzer: &Analyzer,
    side: Side,
    row: &GoldRow,
    features: &mut Features,
    names: &mut Names,
) -> Result<Option<TrainingExample>> {
    let yes = row.says(side) == Some(true);
    let mut example = None;
    analyzer.observe(&row.text, |sentence| {
        names.note(&row.text, sentence.view.tokens);
        if sentence.is_plain(side) {
            return;
        }
        let logit = sentence.cues_logit(side);
        let own = sentence.sentence_features().into_iter().map(|feature| (feature, 1.0));
        let cues = Feature::new(template::S_CUES, NO_VALUE, NO_VALUE);
        let logit = logit.unwrap_or(-LARGEST_LOGIT);
        let features = values(features, own.chain([(cues, logit)]));
        example = Some(TrainingExample { features, yes, weight: 1.0 });
    })?;
    Ok(example)
}

/// The threshold with the best F1 when each part is judged by weights learned from the others; where
/// the gold says which passages were drawn evenly, of those with which the share of sentences found
/// is within [`SHARE`] of the annotators'.
fn best_threshold(features: &Features, sentences: &[ObservedSentenceRow<'_>]) -> f64 {
    let mut judged: Vec<(f64, bool)> = Vec::new();
    for part in 0..PARTS {
        let (held, rest): (Vec<_>, Vec<_>) =
            sentences.iter().partition(|one| one.row.document % PARTS == part);
        let mut rest: Vec<_> = rest.into_iter().filter_map(|one| one.example.clone()).collect();
        let weights = learn(features, &mut rest, SENTENCES);
        let examples = held.into_iter().filter(|one| one.row.is_drawn_evenly());
        judged.extend(examples.filter_map(|one| one.example.as_ref()).map(|example| {
            let values = example.features.iter();
            let sum = values.map(|(f, value)| weights[*f as usize] * value).sum();
            (logistic(sum), example.yes)
        }));
    }
    judged.sort_by(|a, b| b.0.total_cmp(&a.0));
    let even = || sentences.iter().filter(|one| one.row.is_drawn_evenly());
    let all = even().filter(|one| one.yes).count();
    let by_share = sentences.iter().any(|one| one.row.has_draw());
    let most_off = if by_share { SHARE * even().count() as f64 } else { f64::INFINITY };
    let (mut hits, mut best, mut threshold) = (0, 0.0, 0.5);
    for (taken, pair) in judged.windows(2).enumerate() {
        hits += usize::from(pair[0].1);
        let found = taken + 1;
        let f1 = 2.0 * hits as f64 / (found + all) as f64;
        if f1 > best && found.abs_diff(all) as f64 <= most_off {
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
