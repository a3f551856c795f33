//! Learned weights: which matches they judge, and how.

use std::ops::Range;

use super::cue_features;
use super::modal_readings;
use super::pending::{PendingMatch, neighbors};
use super::policy::Policy;
use super::rules;
use crate::lexicon::{Reading, Roles, Side};
use crate::logit::{logistic, logit};
use crate::sentence_view::SentenceView;
use crate::weights::{Feature, Layer, ModalReadings, Weights};

/// Returns the probability (0–1) by which a match is decided: that of a modal verb is drawn from
/// both kinds of weights, in logits: annotators of hedges mark many a "may" that those of readings
/// call an option.
fn decisive(confidence: f64, readings: Option<ModalReadings>, share: f64) -> f64 {
    readings.map_or(confidence, |readings| {
        let (own, hedge) = (logit(readings.epistemic), logit(confidence));
        logistic(share * own + (1.0 - share) * hedge)
    })
}

/// Lets learned weights decide. A match that the rules had ruled out is taken in
/// only if no other hedge stands in the same place.
pub(super) fn apply(
    view: &SentenceView<'_>,
    policy: &Policy,
    weights: &Weights,
    matches: &mut [PendingMatch],
) {
    let usable = |word| weights.word_use(Layer::Cue, word).alone;
    for i in 0..matches.len() {
        if is_judged(policy, &matches[i]) {
            let mut sum = 0;
            cue_features::each(view, policy, matches, i, usable, |f| sum += weights.of(f));
            // Weights are in hundredths of a logit.
            matches[i].confidence = Some(logistic(f64::from(sum) / 100.0));
        }
    }
    for i in 0..matches.len() {
        let this = &matches[i];
        let Some(confidence) = this.confidence else { continue };
        let counts = this.reading_by_rules.counts();
        let confidence = decisive(confidence, this.modal_readings, policy.profile.reading_share);
        if counts && confidence < 0.5 {
            let roles = policy.cue(this).roles;
            let reading = if let Some(readings) = this.modal_readings {
                modal_readings::other(readings)
            } else if roles.contains(Roles::DYNAMIC) {
                Reading::Dynamic
            } else if roles.contains(Roles::DEONTIC) {
                Reading::Deontic
            } else {
                Reading::Literal
            };
            matches[i].decide(reading, rules::WEIGHTS_OTHER);
        } else if !counts && confidence >= 0.5 {
            if neighbors(matches, i).any(|other| other.hedges() && other.overlaps(this)) {
                matches[i].confidence = None;
            } else {
                matches[i].decide(Reading::Epistemic, rules::WEIGHTS_HEDGE);
            }
        }
    }
}

/// Tells whether learned weights judge a match: the profile must count its class.
pub(super) fn is_judged(policy: &Policy, pending: &PendingMatch) -> bool {
    pending.class.side() == Side::Hedge
        && !rules::is_firm(pending.rule)
        && policy.profile.class_weights[pending.class.index()] > 0.0
}

/// The features of a match that learned weights judge.
#[derive(Debug, Clone)]
pub(crate) struct MatchFeatures {
    /// Its index among the sentence's matches.
    pub(crate) index: usize,
    pub(crate) tokens: Range<usize>,
    pub(crate) features: Vec<Feature>,
}
