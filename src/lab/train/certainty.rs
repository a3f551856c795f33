//! Weights for certainty, learned from ratings: ridge regression (Hoerl & Kennard
//! 1970) by coordinate descent, with the sign of some weights given.

use std::collections::{BTreeMap, HashMap};

use super::logistic::{Features, SMALL};
use super::sides::{LearnedWeights, learned};
use crate::analyzer::Analyzer;
use crate::error::Result;
use crate::explain::Names;
use crate::lab::eval::{GoldRow, sentence_by_sentence};
use crate::language::ProfileWeights;
use crate::lexicon::{CueClass, Side};
use crate::weights::{Feature, hedging_template, template};
use crate::word::hash_word;

/// A feature that occurred in fewer sentences than this is not learned.
const RARE: usize = 2;

/// Penalty on the square of a weight.
const PENALTY: f64 = 6.0;

/// Number of passes over all weights.
const SWEEPS: usize = 60;

struct DesignColumn {
    feature: Feature,
    /// Sentences that have the feature, and its value there.
    rows: Vec<(usize, f64)>,
    /// Sign that its weight may have; 0 for both.
    sign: f64,
}

/// Weight of a sentence whose rating is inferred from its labels.
const SECOND_HAND: f64 = 0.25;

/// Learns the weights for certainty of a profile from sentences with ratings, and
/// from sentences with aspect labels, whose ratings are made up from what the same
/// labels go with where a sentence has both. Cues are judged by the weights of `judges`: those
/// of a document by the one at its number, counted in circles.
pub fn certainty(
    profile: &str,
    judges: &[ProfileWeights],
    gold: &[&GoldRow],
    labelled: &[&GoldRow],
) -> Result<LearnedWeights> {
    let analyzer = |judge: &ProfileWeights| {
        sentence_by_sentence(profile).weights(judge.clone().with_certainty(None)).build()
    };
    let bare = analyzer(&ProfileWeights::default())?;
    let analyzers: Vec<Analyzer> = judges.iter().map(analyzer).collect::<Result<_>>()?;
    let mut names = Names::new(&bare);
    let mut features = Features::default();
    let mut columns: Vec<DesignColumn> = Vec::new();
    let signs = signs(bare.lexicon().cues().iter().map(|cue| (cue.key, cue.side())));
    let mut ratings = Vec::new();
    let rated = gold.iter().filter_map(|row| Some((*row, row.certainty?, 1.0)));
    let second = second_hand(gold, labelled);
    for (row, rating, share) in rated.chain(second) {
        let place = ratings.len();
        ratings.push(rating * share);
        let judge = analyzers.get(row.document % analyzers.len().max(1)).unwrap_or(&bare);
        judge.observe(&row.text, |sentence| {
            names.note(&row.text, sentence.view.tokens);
            for (feature, value) in sentence.certainty_features() {
                let at = features.count(feature) as usize;
                if at == columns.len() {
                    let sign = sign(feature, &signs);
                    columns.push(DesignColumn { feature, rows: Vec::new(), sign });
                }
                let value = value * hedging_template(feature).freedom * share;
                let rows = &mut columns[at].rows;
                if rows.last().is_none_or(|last| last.0 != place) {
                    rows.push((place, value));
                }
            }
        })?;
    }
    columns.retain(|column| column.rows.len() >= RARE);
    let weights = ridge(&columns, &ratings);
    let line = |(column, weight): (&DesignColumn, f64)| {
        (column.feature, 100.0 * weight * hedging_template(column.feature).freedom)
    };
    let lines = columns.iter().zip(weights).map(line);
    let lines = lines.filter(|(_, weight)| weight.abs() >= SMALL).collect();
    Ok(learned(&names, lines, "percentage points", None))
}

/// Sentences that have labels but no rating, with the rating that their labels go
/// with, and its share.
fn second_hand<'g>(gold: &[&GoldRow], labelled: &[&'g GoldRow]) -> Vec<(&'g GoldRow, f64, f64)> {
    let ratings: HashMap<&str, f64> =
        gold.iter().filter_map(|row| Some((row.text.as_str(), row.certainty?))).collect();
    let mut labels: BTreeMap<(&str, &str), Vec<(usize, f64)>> = BTreeMap::new();
    let mut known = Vec::new();
    let (both, rest): (Vec<&GoldRow>, Vec<&GoldRow>) =
        labelled.iter().partition(|row| ratings.contains_key(row.text.as_str()));
    for row in both {
        for (aspect, label) in row.aspects.iter().flatten() {
            labels.entry((aspect, label)).or_default().push((known.len(), 1.0));
        }
        known.push(ratings[row.text.as_str()]);
    }
    let mean = known.iter().sum::<f64>() / known.len().max(1) as f64;
    for rating in &mut known {
        *rating -= mean;
    }
    let any = Feature::new(template::C_CLASS, 0, 0);
    let column = |rows: &Vec<_>| DesignColumn { feature: any, rows: rows.clone(), sign: 0.0 };
    let columns: Vec<DesignColumn> = labels.values().map(column).collect();
    let weights = ridge(&columns, &known);
    let weights: HashMap<_, f64> = labels.into_keys().zip(weights).collect();
    let inferred = rest.into_iter().filter(|_| !known.is_empty()).map(|row| {
        let labels = row.aspects.iter().flatten();
        let pulls = labels.filter_map(|(a, l)| weights.get(&(a.as_str(), l.as_str())));
        (row, (mean + pulls.sum::<f64>()).clamp(0.0, 1.0), SECOND_HAND.sqrt())
    });
    inferred.collect()
}

/// Hedges may only lower certainty and boosters only raise it.
fn signs(cues: impl Iterator<Item = (u32, Side)>) -> HashMap<u32, f64> {
    let classes = CueClass::ALL.iter().map(|class| (hash_word(class.name()), class.side()));
    let sides = Side::ALL.iter().map(|side| (hash_word(side.name()), *side));
    let sign = |side| match side {
        Side::Hedge => -1.0,
        Side::Booster => 1.0,
        Side::Evidence => 0.0,
    };
    cues.chain(classes).chain(sides).map(|(name, side)| (name, sign(side))).collect()
}

fn sign(feature: Feature, signs: &HashMap<u32, f64>) -> f64 {
    match feature.template {
        template::C_CUE
        | template::C_CLASS
        | template::C_SIDE
        | template::C_STATEMENT
        | template::C_ADVERB => signs.get(&feature.values[0]).copied().unwrap_or_default(),
        _ => 0.0,
    }
}

fn ridge(columns: &[DesignColumn], ratings: &[f64]) -> Vec<f64> {
    let mut weights = vec![0.0; columns.len()];
    let mut rest = ratings.to_vec();
    for _ in 0..SWEEPS {
        for (column, weight) in columns.iter().zip(&mut weights) {
            let squares: f64 = column.rows.iter().map(|(_, x)| x * x).sum();
            let penalty = if column.feature.template == template::C_ALWAYS { 0.0 } else { PENALTY };
            let pull: f64 = column.rows.iter().map(|(row, x)| x * rest[*row]).sum();
            let mut next = (pull + squares * *weight) / (squares + penalty);
            if column.sign * next < 0.0 {
                next = 0.0;
            }
            let step: f64 = next - *weight;
            if step != 0.0 {
                column.rows.iter().for_each(|(row, x)| rest[*row] -= step * x);
                *weight = next;
            }
        }
    }
    weights
}
