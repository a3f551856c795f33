//! All weights that annotated files give, learned profile by profile.

use std::collections::BTreeMap;

use super::certainty::certainty;
use super::hedging::{Layers, LearnedWeights, hedging};
use super::readings::readings;
use crate::error::{Error, Result};
use crate::lab::eval::{Gold, GoldRow, Task};
use crate::language::Language;

/// File name of the weights for the readings of modal verbs.
const READINGS: &str = "readings.tsv";

/// File name of the weights for certainty.
const CERTAINTY: &str = "certainty.tsv";

/// Learns the weights of each profile from the files given with it: `PROFILE.tsv` from annotated
/// hedging, `certainty.tsv` from ratings; `readings.tsv` from annotated modal verbs of all profiles. Returns file names with the weights. Fails if there is
/// nothing to learn, or ratings for more than one profile.
pub fn weights_by_profile(files: &[(String, Gold)]) -> Result<Vec<(String, LearnedWeights)>> {
    let mut by_profile: BTreeMap<&str, Vec<&Gold>> = BTreeMap::new();
    for (profile, gold) in files {
        by_profile.entry(profile).or_default().push(gold);
    }
    let mut learned = Vec::new();
    // Readings are learned for the whole language; the profile is that of rows without one.
    let annotated: Vec<&GoldRow> = files
        .iter()
        .filter(|(_, gold)| gold.task == Task::Readings)
        .flat_map(|(_, gold)| &gold.rows)
        .collect();
    if !annotated.is_empty() {
        let profile = Language::english().default_profile();
        learned.push((READINGS.to_owned(), readings(profile, &annotated)?));
    }
    for (profile, gold) in by_profile {
        let of = |task: Task| -> Vec<&GoldRow> {
            gold.iter().filter(|gold| gold.task == task).flat_map(|gold| &gold.rows).collect()
        };
        let hedged = of(Task::Hedging);
        let mut weights = Language::english().weights(profile);
        if !hedged.is_empty() {
            let file = hedging(profile, &hedged, Layers::ALL)?;
            weights = Some(file.weights()?);
            learned.push((format!("{profile}.tsv"), file));
        }
        let rated = of(Task::Certainty);
        if !rated.is_empty() {
            let file = certainty(profile, weights, &rated, &of(Task::Aspects))?;
            learned.push((CERTAINTY.to_owned(), file));
        }
    }
    if learned.is_empty() {
        return Err(Error::usage(
            "nothing to learn: aspects go with ratings; give a file with \"certainty\" too",
        ));
    }
    if learned.iter().filter(|(name, _)| name == CERTAINTY).count() > 1 {
        return Err(Error::usage("ratings for more than one profile; give them one profile"));
    }
    Ok(learned)
}
