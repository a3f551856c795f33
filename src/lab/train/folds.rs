//! Cross-validation: every sentence judged by weights that never saw its document.

use std::collections::HashSet;

use rayon::prelude::*;

use super::certainty::certainty;
use super::profiles::profile_weights;
use super::sides::Layers;
use crate::analyzer::Analyzer;
use crate::error::{Error, Result};
use crate::lab::eval::judged::{Judged, judge};
use crate::lab::eval::{GoldRow, sentence_by_sentence};
use crate::language::{Language, ProfileWeights};

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

/// Cuts the documents into `folds` parts and judges each, all at once, with the analyzer that
/// `learn` makes from the other parts and the part itself. In the order of the parts.
fn over_folds<'g>(
    gold: &'g [GoldRow],
    folds: usize,
    learn: impl Fn(&[&'g GoldRow], &[&'g GoldRow]) -> Result<Analyzer> + Send + Sync,
) -> Result<Vec<Judged<'g>>> {
    check_folds(gold, folds)?;
    let judged = |fold| {
        let (held, rest): (Vec<_>, Vec<_>) =
            gold.iter().partition(|row| row.document % folds == fold);
        judge(&learn(&rest, &held)?, held)
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
    over_folds(gold, folds, |rest, _| {
        let rest: Vec<&GoldRow> = rest.iter().copied().filter(|row| learns(row)).collect();
        let readings = Language::english().reading_weights();
        let start = ProfileWeights::default().with_readings(readings);
        let weights = profile_weights(profile, &rest, layers, &start)?.weights;
        sentence_by_sentence(profile).rules(layers.rules).weights(weights).build()
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
        let learned = certainty(profile, &[weights.clone()], rest, &labelled)?.weights()?;
        sentence_by_sentence(profile).weights(weights.with_certainty(Some(learned))).build()
    })
}
