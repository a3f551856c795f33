//! Weights for the readings of modal verbs: logistic regression, one reading against the others.

use std::collections::BTreeMap;

use super::logistic::{Features, Options, SMALL, TrainingExample};
use super::sides::LearnedWeights;
use crate::error::Result;
use crate::explain::Names;
use crate::lab::eval::{GoldRow, sentence_by_sentence};
use crate::language::{Language, ProfileWeights};
use crate::lexicon::{Reading, Side};
use crate::weights::{Feature, hedging_template, template, write_weights};

const OPTIONS: Options = Options { rate: 0.05, l1: 1.0, l2: 12.0, epochs: 12, runs: 4, rare: 4 };

/// Readings that are told apart.
const READINGS: [Reading; 3] = [Reading::Epistemic, Reading::Deontic, Reading::Dynamic];

/// Returns the rows by the profile in which each is judged: that of its genre, if there is one of
/// this name, or else `other`.
pub(super) fn by_profile<'p, 'g: 'p>(
    rows: &[&'g GoldRow],
    other: &'p str,
) -> BTreeMap<&'p str, Vec<&'g GoldRow>> {
    let mut by_profile: BTreeMap<&str, Vec<&GoldRow>> = BTreeMap::new();
    for &row in rows {
        let genre = row.genre.as_deref().filter(|genre| Language::english().has_profile(genre));
        by_profile.entry(genre.unwrap_or(other)).or_default().push(row);
    }
    by_profile
}

/// A modal verb with its features and reading.
struct ObservedModal {
    features: Vec<Feature>,
    reading: Reading,
}

/// Learns the weights for the readings of modal verbs from sentences in which they are annotated.
/// Each is read in the profile of its genre, or else in `profile`. From the sentences of `marked`,
/// whose cues have classes, is learned whether a modal is epistemic: it is if it was marked as a
/// hedge.
pub fn readings(profile: &str, gold: &[&GoldRow], marked: &[&GoldRow]) -> Result<LearnedWeights> {
    let mut names: Option<Names> = None;
    let mut observed = Vec::new();
    for (own, rows) in by_profile(gold, profile) {
        let analyzer = sentence_by_sentence(own).weights(ProfileWeights::default()).build()?;
        let names = names.get_or_insert_with(|| Names::new(&analyzer));
        for row in rows {
            // Only of a genre that is a profile's does the profile tell anything.
            let of_genre = row.genre.as_deref() == Some(own);
            analyzer.observe(&row.text, |sentence| {
                names.note(&row.text, sentence.view.tokens);
                for mut found in sentence.modal_features() {
                    let span = sentence.matches[found.index].span;
                    let modal = row.modals.iter().find(|modal| modal.span.overlaps(span));
                    let Some(reading) = modal.and_then(|modal| modal.reading) else { continue };
                    names.form(&sentence.view.tokens[found.tokens]);
                    found.features.retain(|f| of_genre || f.template != template::CUE_PROFILE);
                    observed.push(ObservedModal { features: found.features, reading });
                }
            })?;
        }
    }
    let judged = observed.len();
    let analyzer = sentence_by_sentence(profile).weights(ProfileWeights::default()).build()?;
    let names = names.get_or_insert_with(|| Names::new(&analyzer));
    for row in marked {
        let Some(cues) = row.cues_of(Side::Hedge, analyzer.profile()) else { continue };
        analyzer.observe(&row.text, |sentence| {
            names.note(&row.text, sentence.view.tokens);
            for mut found in sentence.modal_features() {
                let span = sentence.matches[found.index].span;
                let is_hedge = cues.iter().any(|cue| cue.overlaps(span));
                names.form(&sentence.view.tokens[found.tokens]);
                found.features.retain(|feature| feature.template != template::CUE_PROFILE);
                // Of the others only that they are not epistemic is known.
                let reading = if is_hedge { Reading::Epistemic } else { Reading::Literal };
                observed.push(ObservedModal { features: found.features, reading });
            }
        })?;
    }
    let mut features = Features::default();
    let mut samples = Vec::new();
    for modal in &observed {
        let value =
            |&feature: &Feature| (features.count(feature), hedging_template(feature).freedom);
        let features = modal.features.iter().map(value).collect();
        samples.push(TrainingExample { features, yes: false, weight: 1.0 });
    }
    let mut lines = Vec::new();
    for reading in READINGS {
        let known = if reading == Reading::Epistemic { observed.len() } else { judged };
        let mut samples = samples[..known].to_vec();
        for (sample, modal) in samples.iter_mut().zip(&observed) {
            sample.yes = modal.reading == reading;
        }
        let weights = features.learn(&mut samples, OPTIONS);
        for ((feature, _), weight) in features.all().iter().zip(weights) {
            let weight = weight * hedging_template(*feature).freedom;
            if weight.abs() >= SMALL {
                lines.push((format!("{reading}\t{}", names.of(*feature)), weight));
            }
        }
    }
    let weights = lines.len();
    Ok(LearnedWeights { file: write_weights("logits", None, lines), weights })
}
