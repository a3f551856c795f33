//! Cross-validation: every sentence judged by weights that never saw its document.

use std::collections::HashSet;

use rayon::prelude::*;

use super::certainty::certainty;
use super::hedging::{Layers, hedging};
use crate::error::{Error, Result};
use crate::lab::eval::judged::{Judged, judge};
use crate::lab::eval::{GoldRow, sentence_by_sentence};
use crate::language::Language;

/// Makes sure that no part is empty.
///
/// # Errors
/// Fewer documents than parts.
pub(super) fn check_folds(gold: &[GoldRow], folds: usize) -> Result<()> {
    let documents = gold.iter().map(|row| row.document + 1).max().unwrap_or_default();
    if documents < folds {
        return Err(Error::usage(format!(
            "{folds} folds need as many documents, but the gold has {documents} (where it names none, 25 lines count as one)"
        )));
    }
    Ok(())
}

/// Judges each of `folds` parts, all at once, and puts them together in their order.
fn over_folds<'g>(
    gold: &[GoldRow],
    folds: usize,
    judged: impl Fn(usize) -> Result<Vec<Judged<'g>>> + Send + Sync,
) -> Result<Vec<Judged<'g>>> {
    check_folds(gold, folds)?;
    let parts: Vec<_> = (0..folds).into_par_iter().map(judged).collect::<Result<_>>()?;
    Ok(parts.into_iter().flatten().collect())
}

/// Cuts the documents into `folds` parts and judges each with weights learned from
/// the others, or from only a `share` (0–1) of them. In the order of the parts.
///
/// # Errors
/// An unknown profile, or fewer documents than folds.
pub fn cross_validate<'g>(
    profile: &str,
    gold: &'g [GoldRow],
    folds: usize,
    share: f64,
    layers: Layers,
) -> Result<Vec<Judged<'g>>> {
    over_folds(gold, folds, |fold| {
        let held = |row: &GoldRow| row.document % folds == fold;
        // A share of the documents, whichever fold they are in.
        let learned = |row: &GoldRow| {
            let place = row.document / folds;
            (place as f64 * 0.618_033_988_749).fract() < share
        };
        let rest: Vec<&GoldRow> = gold.iter().filter(|row| !held(row) && learned(row)).collect();
        let weights = hedging(profile, &rest, layers)?.weights()?;
        let analyzer =
            sentence_by_sentence(profile).rules(layers.rules).weights(Some(weights)).build()?;
        judge(&analyzer, gold.iter().filter(|row| held(row)))
    })
}

/// Cuts the documents into `folds` parts and rates each with weights learned from
/// the others. In the order of the parts.
///
/// # Errors
/// An unknown profile, or fewer documents than folds.
pub fn cross_validate_certainty<'g>(
    profile: &str,
    gold: &'g [GoldRow],
    labelled: &[GoldRow],
    folds: usize,
) -> Result<Vec<Judged<'g>>> {
    over_folds(gold, folds, |fold| {
        let held = |row: &GoldRow| row.document % folds == fold;
        let rest: Vec<&GoldRow> = gold.iter().filter(|row| !held(row)).collect();
        let hidden: HashSet<&str> =
            gold.iter().filter(|row| held(row)).map(|row| row.text.as_str()).collect();
        let labelled: Vec<&GoldRow> =
            labelled.iter().filter(|row| !hidden.contains(row.text.as_str())).collect();
        let weights = certainty(profile, Language::english().weights(profile), &rest, &labelled)?
            .weights()?;
        let analyzer = sentence_by_sentence(profile).certainty_weights(Some(weights)).build()?;
        judge(&analyzer, gold.iter().filter(|row| held(row)))
    })
}
