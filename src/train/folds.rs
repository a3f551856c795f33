//! Cross-validation: every sentence judged by weights that never saw its document.

use std::collections::HashSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::certainty::certainty;
use super::hedging::{Layers, hedging};
use crate::analyzer::Analyzer;
use crate::error::Result;
use crate::eval::GoldRow;
use crate::eval::judged::{Judged, judge};
use crate::model::Weights;
use crate::text::Split;

/// Cuts the documents into `folds` parts and judges each with weights learned from
/// the others, or from only a `share` (0–1) of them. In the order of the parts.
///
/// # Errors
/// An unknown profile.
pub fn cross_validate<'g>(
    profile: &str,
    gold: &'g [GoldRow],
    folds: usize,
    share: f64,
    layers: Layers,
) -> Result<Vec<Judged<'g>>> {
    let parts: Vec<Vec<Judged<'g>>> = (0..folds)
        .into_par_iter()
        .map(|fold| {
            let held = |row: &GoldRow| row.document % folds == fold;
            // A share of the documents, whichever fold they are in.
            let learned = |row: &GoldRow| {
                let place = row.document / folds;
                (place as f64 * 0.618_033_988_749).fract() < share
            };
            let rest: Vec<&GoldRow> =
                gold.iter().filter(|row| !held(row) && learned(row)).collect();
            let weights = hedging(profile, &rest, layers)?.weights()?;
            let analyzer = Analyzer::builder()
                .profile(profile)
                .split(Split::None)
                .rules(layers.rules)
                .weights(Some(weights))
                .build()?;
            judge(&analyzer, gold.iter().filter(|row| held(row)))
        })
        .collect::<Result<_>>()?;
    Ok(parts.into_iter().flatten().collect())
}

/// Cuts the sentences into `folds` parts and rates each with weights learned from
/// the others. In the order of the parts.
///
/// # Errors
/// An unknown profile.
pub fn cross_validate_certainty<'g>(
    profile: &str,
    gold: &'g [GoldRow],
    labelled: &[GoldRow],
    folds: usize,
) -> Result<Vec<Judged<'g>>> {
    let parts: Vec<Vec<Judged<'g>>> = (0..folds)
        .into_par_iter()
        .map(|fold| {
            let held = |row: &GoldRow| row.line % folds == fold;
            let rest: Vec<&GoldRow> = gold.iter().filter(|row| !held(row)).collect();
            let hidden: HashSet<&str> =
                gold.iter().filter(|row| held(row)).map(|row| row.text.as_str()).collect();
            let labelled: Vec<&GoldRow> =
                labelled.iter().filter(|row| !hidden.contains(row.text.as_str())).collect();
            let weights = Weights::parse(
                &certainty(profile, Weights::builtin(profile), &rest, &labelled)?,
                "learned",
            )?;
            let analyzer = Analyzer::builder()
                .profile(profile)
                .split(Split::None)
                .certainty_weights(Some(Arc::new(weights)))
                .build()?;
            judge(&analyzer, gold.iter().filter(|row| held(row)))
        })
        .collect::<Result<_>>()?;
    Ok(parts.into_iter().flatten().collect())
}
