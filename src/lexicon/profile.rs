//! Profiles: which cue classes count, with which weights and threshold, for one kind of text.

use std::collections::{BTreeMap, HashSet};

use serde::Deserialize;

use super::card::ProfileCard;
use super::class::{CueClass, Reading};
use super::cue::Cue;
use super::digest::SourceDigest;
use super::family::{Families, Roles};
use crate::data_file::{self, DataFormat};
use crate::error::{Error, Result};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProfileFile {
    #[serde(rename = "format")]
    _format: DataFormat,
    name: String,
    description: String,
    threshold: f64,
    plain_certainty: f64,
    hedge_pull: f64,
    support_pull: f64,
    #[serde(default)]
    plain_without_cues: bool,
    classes: BTreeMap<String, f64>,
    reading_share: Option<f64>,
    counts_from: Option<f64>,
    readings: Option<BTreeMap<String, String>>,
    cues: Option<BTreeMap<String, f64>>,
    card: Option<ProfileCard>,
}

/// A kind of text: the cue classes that count in it, with their weights and the threshold.
#[derive(Debug, Clone)]
pub struct Profile {
    /// Its name.
    pub name: String,
    /// One line on what it is for.
    pub description: String,
    /// A sentence is hedged if its hedge probability reaches this (0–1).
    pub threshold: f64,
    /// Certainty (0–1) of a sentence without any cue.
    pub plain_certainty: f64,
    /// Strength (0–1) with which hedges pull certainty down.
    pub hedge_pull: f64,
    /// Strength (0–1) with which boosters and evidence pull certainty up.
    pub support_pull: f64,
    /// Learned weights judge only sentences in which a cue of the side counts; all others are plain.
    pub plain_without_cues: bool,
    /// Weight (0–1) of each class, by [`CueClass::index`].
    pub class_weights: [f64; CueClass::COUNT],
    /// Weights (0–1) of single cues, by `class/name`, in place of class weight × strength.
    pub cue_weights: BTreeMap<String, f64>,
    /// Weight (0–1) of matches to which context has given the class, by [`CueClass::index`].
    pub converted_weights: [Option<f64>; CueClass::COUNT],
    /// Share (0–1) that the weights for readings have in the decision on a modal verb; the rest is
    /// that of the profile's weights for hedges.
    pub reading_share: f64,
    /// The probability (0–1) from which on a match that learned weights judge counts.
    pub counts_from: f64,
    /// By name of a family of modal verbs, its reading where no rule decides.
    pub readings: BTreeMap<String, Reading>,
    /// Ability counts as a hedge: that is the reading of a family with that role.
    pub ability_counts: bool,
    /// What a user should know of it before trusting its figures.
    pub card: Option<ProfileCard>,
    /// Name and digest of its file.
    pub source: SourceDigest,
}

impl Profile {
    /// Reads the profile `name`, which may name some of `cues`.
    pub(crate) fn parse(
        text: &str,
        file: &str,
        name: &str,
        families: &Families,
        cues: &[Cue],
    ) -> Result<Self> {
        let data: ProfileFile = data_file::read(text, file)?;
        let wrong = |message: String| Error::data(file, 0, message);
        let own = &data.name;
        if own != name {
            return Err(wrong(format!("its name is \"{own}\"; name it \"{name}\" as the file")));
        }
        let unit = |key: &str, value: f64| {
            let fits = (0.0..=1.0).contains(&value).then_some(value);
            fits.ok_or_else(|| wrong(format!("{key} must lie between 0 and 1")))
        };
        let mut class_weights = [0.0; CueClass::COUNT];
        for class in CueClass::ALL {
            let missing = || wrong(format!("the weight of class {class} is missing in [classes]"));
            let weight = data.classes.get(class.name()).ok_or_else(missing)?;
            class_weights[class.index()] = unit(class.name(), *weight)?;
        }
        if let Some(name) = data.classes.keys().find(|n| CueClass::from_name(n).is_none()) {
            return Err(wrong(format!("there is no class \"{name}\"")));
        }
        let mut readings = BTreeMap::new();
        let mut ability_counts = false;
        for (family, reading) in data.readings.unwrap_or_default() {
            let unknown =
                || wrong(format!("\"{family} = {reading}\" is not a family and a reading"));
            let known = families.get(&family).zip(Reading::from_name(&reading));
            let (known, reading) = known.ok_or_else(unknown)?;
            ability_counts |= known.contains(Roles::ABILITY) && reading == Reading::Epistemic;
            readings.insert(family, reading);
        }
        let mut converted_weights = [None; CueClass::COUNT];
        let mut cue_weights = data.cues.unwrap_or_default();
        for (cue, weight) in &cue_weights {
            unit(cue, *weight)?;
            if let Some(class) = cue.strip_suffix("/*").and_then(CueClass::from_name) {
                converted_weights[class.index()] = Some(*weight);
            }
        }
        cue_weights.retain(|cue, _| !cue.ends_with("/*"));
        let known: HashSet<String> = cues.iter().map(Cue::id).collect();
        if let Some(id) = cue_weights.keys().find(|id| !known.contains(*id)) {
            return Err(wrong(format!("there is no cue \"{id}\"")));
        }
        if let Some(mistake) = data.card.as_ref().and_then(ProfileCard::mistake) {
            return Err(wrong(mistake));
        }
        Ok(Self {
            source: SourceDigest::of(file, text),
            name: data.name,
            description: data.description,
            threshold: unit("threshold", data.threshold)?,
            plain_certainty: unit("plain_certainty", data.plain_certainty)?,
            hedge_pull: unit("hedge_pull", data.hedge_pull)?,
            support_pull: unit("support_pull", data.support_pull)?,
            plain_without_cues: data.plain_without_cues,
            counts_from: unit("counts_from", data.counts_from.unwrap_or(0.5))?,
            reading_share: unit("reading_share", data.reading_share.unwrap_or(1.0))?,
            class_weights,
            cue_weights,
            converted_weights,
            readings,
            ability_counts,
            card: data.card,
        })
    }

    /// Tells whether a cue is used in this profile.
    pub fn uses(&self, cue: &Cue) -> bool {
        cue.is_in(&self.name)
    }

    /// Returns the weight (0–1) of a match to which context has given another class.
    pub fn converted_weight(&self, class: CueClass, strength: f64) -> f64 {
        let own = self.converted_weights[class.index()];
        own.unwrap_or_else(|| self.class_weights[class.index()] * strength)
    }

    /// Returns the weight (0–1) of a cue: how much one match makes its sentence hedged.
    pub fn weight(&self, id: &str, class: CueClass, strength: f64) -> f64 {
        let own = self.cue_weights.get(id).copied();
        own.unwrap_or_else(|| self.class_weights[class.index()] * strength)
    }
}
