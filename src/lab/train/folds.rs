//! Cross-validation: every sentence judged by weights that never saw its document.

use std::collections::HashSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::certainty::certainty;
use super::profiles::profile_weights;
use super::readings::{by_profile, readings};
use super::sides::Layers;
use crate::error::{Error, Result};
use crate::lab::eval::judged::{Judged, judge};
use crate::lab::eval::{GoldRow, sentence_by_sentence};
use crate::language::{Language, ProfileWeights};
use crate::weights::ReadingWeights;

/// Fails on fewer documents than parts, which would leave a part empty.
pub(super) fn check_folds(gold: &[GoldRow], folds: usize) -> Result<()> {
    let documents = gold.iter().map(|row| row.document + 1).max().unwrap_or_default();
    if documents < folds {
        return Err(Error::usage(format!(
            "{folds} folds need as many documents, but the gold has {documents} (where it names none, 25 lines count as one)"
        )));
    }
    Ok(())
}

/// Cuts the documents into `folds` parts and lets `judge_part` judge each, all at once, from the
/// rows of the other parts and those of the part itself. In the order of the parts.
fn over_folds<'g>(
    gold: &'g [GoldRow],
    folds: usize,
    judge_part: impl Fn(&[&'g GoldRow], &[&'g GoldRow]) -> Result<Vec<Judged<'g>>> + Send + Sync,
) -> Result<Vec<Judged<'g>>> {
    check_folds(gold, folds)?;
    let judged = |fold| {
        let (held, rest): (Vec<_>, Vec<_>) =
            gold.iter().partition(|row| row.document % folds == fold);
        judge_part(&rest, &held)
    };
    let parts: Vec<_> = (0..folds).into_par_iter().map(judged).collect::<Result<_>>()?;
    Ok(parts.into_iter().flatten().collect())
}

/// Cuts the documents into `folds` parts and judges each with weights learned from those sentences
/// of the others of which `learns` holds. In the order of the parts. Fails on fewer documents than
/// folds.
pub fn cross_validate<'g>(
    profile: &str,
    gold: &'g [GoldRow],
    folds: usize,
    layers: Layers,
    learns: impl Fn(&GoldRow) -> bool + Send + Sync,
) -> Result<Vec<Judged<'g>>> {
    over_folds(gold, folds, |rest, held| {
        let rest: Vec<&GoldRow> = rest.iter().copied().filter(|row| learns(row)).collect();
        let readings = Language::english().reading_weights();
        let start = ProfileWeights::default().with_readings(readings);
        let weights = profile_weights(profile, &rest, layers, &start)?.weights;
        let analyzer =
            sentence_by_sentence(profile).rules(layers.rules).weights(weights).build()?;
        judge(&analyzer, held.iter().copied())
    })
}

/// Cuts the documents into `folds` parts and rates each with weights learned from
/// the others. In the order of the parts. Fails on fewer documents than folds.
pub fn cross_validate_certainty<'g>(
    profile: &str,
    gold: &'g [GoldRow],
    labelled: &[GoldRow],
    folds: usize,
) -> Result<Vec<Judged<'g>>> {
    over_folds(gold, folds, |rest, held| {
        let hidden: HashSet<&str> = held.iter().map(|row| row.text.as_str()).collect();
        let labelled: Vec<&GoldRow> =
            labelled.iter().filter(|row| !hidden.contains(row.text.as_str())).collect();
        let weights = Language::english().profile_weights(profile);
        let learned =
            certainty(profile, std::slice::from_ref(&weights), rest, &labelled)?.weights()?;
        let weights = weights.with_certainty(Some(learned));
        judge(&sentence_by_sentence(profile).weights(weights).build()?, held.iter().copied())
    })
}

/// Judges annotated modal verbs, each row in the profile of its genre or else in `profile`: with
/// the built-in weights, or cut by document into `folds` parts, each judged with weights for
/// readings learned from the others. Fails on fewer documents than folds.
pub fn judge_readings<'g>(
    profile: &str,
    gold: &'g [GoldRow],
    marked: &[&GoldRow],
    folds: Option<usize>,
) -> Result<Vec<Judged<'g>>> {
    let judge_part = |weights: Option<Arc<ReadingWeights>>, rows: &[&'g GoldRow]| {
        let mut all = Vec::new();
        for (own, rows) in by_profile(rows, profile) {
            let analyzer = sentence_by_sentence(own)
                .weights(Language::english().profile_weights(own).with_readings(weights.clone()))
                .build()?;
            all.extend(judge(&analyzer, rows)?);
        }
        Ok(all)
    };
    let rows: Vec<&GoldRow> = gold.iter().collect();
    let Some(folds) = folds else {
        return judge_part(Language::english().reading_weights(), &rows);
    };
    over_folds(gold, folds, |rest, held| {
        let weights = ReadingWeights::parse(&readings(profile, rest, marked)?.file, "learned")?;
        judge_part(Some(Arc::new(weights)), held)
    })
}
