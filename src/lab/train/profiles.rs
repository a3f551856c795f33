//! All weights that annotated files give, learned profile by profile.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::certainty::certainty;
use super::readings::readings;
use super::sides::{Layers, LearnedWeights, PARTS, side_weights};
use crate::error::{Error, Result};
use crate::lab::eval::{Gold, GoldRow, Task};
use crate::language::{Language, ProfileWeights};
use crate::lexicon::Side;
use crate::weights::ReadingWeights;

/// Weights learned for a profile: as the files `<name>.tsv`, and ready for use.
#[derive(Debug, Default)]
pub struct LearnedProfile {
    /// The files, each with its name.
    pub files: Vec<(String, LearnedWeights)>,
    /// What the files hold.
    pub weights: ProfileWeights,
}

/// Learns the weights of each profile from the files given with it: `<profile>-<side>` from
/// sentences annotated for a side, `<profile>-certainty` from ratings; and `readings` from annotated
/// modal verbs. Fails if there is nothing to learn.
pub fn weights_by_profile(files: &[(String, Gold)]) -> Result<Vec<(String, LearnedWeights)>> {
    let mut by_profile: BTreeMap<&str, Vec<&Gold>> = BTreeMap::new();
    for (profile, gold) in files {
        by_profile.entry(profile).or_default().push(gold);
    }
    let mut learned = Vec::new();
    // The readings of modal verbs serve the whole language, and the other weights look at them.
    let of_modals = files.iter().filter(|(_, gold)| gold.task == Task::Readings);
    let modals: Vec<&GoldRow> = of_modals.flat_map(|(_, gold)| &gold.rows).collect();
    let mut reading_weights = Language::english().reading_weights();
    if !modals.is_empty() {
        let profile = Language::english().default_profile();
        let file = readings(profile, &modals, &marked_rows(profile, files))?;
        reading_weights = Some(Arc::new(ReadingWeights::parse(&file.file, "learned")?));
        learned.push(("readings".to_owned(), file));
    }
    let start = ProfileWeights::default().with_readings(reading_weights);
    for (profile, gold) in by_profile {
        let of = |task: Task| -> Vec<&GoldRow> {
            gold.iter().filter(|gold| gold.task == task).flat_map(|gold| &gold.rows).collect()
        };
        let LearnedProfile { files, weights } =
            profile_weights(profile, &of(Task::Hedging), Layers::ALL, &start)?;
        learned.extend(files);
        let rated = of(Task::Certainty);
        if !rated.is_empty() {
            // Sides that these files do not annotate are judged by the weights that are built in.
            let built_in = Language::english().profile_weights(profile);
            let judge = Side::ALL.into_iter().fold(weights, |weights, side| {
                let own = weights.of(side).is_some();
                if own { weights } else { weights.with(side, built_in.shared(side)) }
            });
            let file = certainty(profile, &[judge], &rated, &of(Task::Aspects))?;
            learned.push((format!("{profile}-certainty"), file));
        }
    }
    if learned.is_empty() {
        return Err(Error::usage(
            "nothing to learn: aspects go with ratings, and factuality is only measured; give a file with \"hedged\" or \"certainty\" too",
        ));
    }
    Ok(learned)
}

/// Returns the sentences given with a profile whose cues have classes.
pub(crate) fn marked_rows<'g>(profile: &str, files: &'g [(String, Gold)]) -> Vec<&'g GoldRow> {
    let own = files.iter().filter(|(name, gold)| name == profile && gold.task == Task::Hedging);
    let has_classes = |row: &&GoldRow| {
        row.cues.as_ref().is_some_and(|cues| cues.iter().all(|c| c.class.is_some()))
    };
    own.flat_map(|(_, gold)| &gold.rows).filter(has_classes).collect()
}

/// Learns the weights of a profile from annotated sentences: those of each side that they annotate,
/// and those for certainty if they are rated. `start` has what is not learned here: the readings of
/// modal verbs.
pub fn profile_weights(
    profile: &str,
    gold: &[&GoldRow],
    layers: Layers,
    start: &ProfileWeights,
) -> Result<LearnedProfile> {
    let mut out = LearnedProfile { weights: start.clone(), files: Vec::new() };
    for side in annotated_sides(gold) {
        let file = side_weights(profile, side, gold, layers, start)?;
        out.weights = out.weights.with(side, Some(file.weights()?));
        out.files.push((format!("{profile}-{side}"), file));
    }
    if gold.iter().any(|row| row.certainty.is_some()) {
        // Certainty is learned on matches judged by weights that had not seen them.
        let judges: Vec<ProfileWeights> = (0..PARTS)
            .map(|part| {
                let rest: Vec<&GoldRow> =
                    gold.iter().copied().filter(|row| row.document % PARTS != part).collect();
                cue_weights(profile, &rest, layers, start)
            })
            .collect::<Result<_>>()?;
        let file = certainty(profile, &judges, gold, &[])?;
        out.weights = out.weights.with_certainty(Some(file.weights()?));
        out.files.push((format!("{profile}-certainty"), file));
    }
    Ok(out)
}

fn annotated_sides(gold: &[&GoldRow]) -> impl Iterator<Item = Side> {
    let annotated = |side: &Side| gold.iter().any(|row| row.says(*side).is_some());
    Side::ALL.into_iter().filter(annotated)
}

/// The weights that judge cues alone.
fn cue_weights(
    profile: &str,
    gold: &[&GoldRow],
    layers: Layers,
    start: &ProfileWeights,
) -> Result<ProfileWeights> {
    let layers = Layers { sentences: false, ..layers };
    annotated_sides(gold).try_fold(start.clone(), |weights, side| {
        let learned = side_weights(profile, side, gold, layers, start)?.weights()?;
        Ok(weights.with(side, Some(learned)))
    })
}
