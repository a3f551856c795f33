//! Learned weights: which matches they judge, and how.

use std::ops::Range;

use super::cue_features;
use super::feature_taker::{Adder, SentenceRows};
use super::modal_readings;
use super::pending::{PendingMatch, neighbors};
use super::policy::Policy;
use super::rules;
use crate::lexicon::{CueClass, Reading, Roles, Side};
use crate::logit::{logistic, logit};
use crate::sentence_view::SentenceView;
use crate::weights::{Feature, ModalReadings};

/// Returns the probability (0–1) by which a match is decided: that of a modal verb is drawn from
/// both kinds of weights, in logits: annotators of hedges mark many a "may" that those of readings
/// call an option.
fn decisive(confidence: f64, readings: Option<ModalReadings>, share: f64) -> f64 {
    readings.map_or(confidence, |readings| {
        let (own, hedge) = (logit(readings.epistemic), logit(confidence));
        logistic(share * own + (1.0 - share) * hedge)
    })
}

/// The rows that a sentence's words have in each table of weights.
#[derive(Debug, Default)]
pub(super) struct RowsByTable {
    pub(super) readings: SentenceRows,
    sides: [SentenceRows; Side::COUNT],
}

impl RowsByTable {
    /// Begins a sentence.
    pub(super) fn clear(&mut self) {
        self.readings.clear();
        self.sides.iter_mut().for_each(SentenceRows::clear);
    }
}

/// Lets learned weights decide. A match that the rules had ruled out is taken in
/// only if no other of its side stands in the same place.
pub(super) fn apply(
    view: &SentenceView<'_>,
    policy: &Policy,
    rows: &mut RowsByTable,
    matches: &mut [PendingMatch],
) {
    // All are judged before the first is decided: features look at what rules made of the others.
    for i in 0..matches.len() {
        matches[i].judged = likeliest_side(view, policy, rows, matches, i);
    }
    for i in 0..matches.len() {
        let this = &matches[i];
        let Some((side, confidence)) = this.judged else { continue };
        let share = policy.profile.reading_share;
        let confidence = decisive(confidence, this.modal_readings, share);
        let counted = confidence >= policy.profile.counts_from;
        let own = policy.cue(this).class;
        let kept = side == this.class.side();
        let counts = kept && this.counts();
        if !counted {
            if counts || !kept {
                let reading = other_reading(policy, this);
                matches[i].decide(reading, rules::WEIGHTS_OTHER);
            }
        } else if !counts {
            let covered = |other: &PendingMatch| {
                other.class.side() == side && other.counts() && other.overlaps(this)
            };
            if neighbors(matches, i).any(covered) {
                matches[i].judged = None;
                if !kept {
                    matches[i].decide(Reading::Literal, rules::WEIGHTS_OTHER);
                }
            } else {
                matches[i].decide(side.reading(), rules::WEIGHTS_COUNTED);
            }
        }
        if !kept {
            matches[i].class = own;
        }
    }
}

/// Returns the side on which learned weights find `matches[index]` likeliest to count, with the
/// probability (0–1).
fn likeliest_side(
    view: &SentenceView<'_>,
    policy: &Policy,
    rows: &mut RowsByTable,
    matches: &[PendingMatch],
    index: usize,
) -> Option<(Side, f64)> {
    let mut likeliest: Option<(Side, f64)> = None;
    for side in judged_sides(policy, &matches[index]) {
        let Some(weights) = policy.match_weights(side) else { continue };
        let rows = &mut rows.sides[side as usize];
        let mut adder = Adder::new(view, weights.by_feature(), rows);
        cue_features::each(view, policy, matches, index, &mut adder);
        // Weights are in hundredths of a logit.
        let confidence = logistic(f64::from(adder.sums[0]) / 100.0);
        if likeliest.is_none_or(|(_, most)| confidence > most) {
            likeliest = Some((side, confidence));
        }
    }
    likeliest
}

/// Returns the reading of a match that does not count after all.
fn other_reading(policy: &Policy, pending: &PendingMatch) -> Reading {
    let roles = policy.cue(pending).roles;
    if let Some(readings) = pending.modal_readings {
        modal_readings::other(readings)
    } else if roles.contains(Roles::DYNAMIC) {
        Reading::Dynamic
    } else if roles.contains(Roles::DEONTIC) {
        Reading::Deontic
    } else {
        Reading::Literal
    }
}

/// Returns the sides on which learned weights judge a match: that of its class and that of its
/// cue's own class, if the rules have given it another; the profile must count them.
pub(super) fn judged_sides(policy: &Policy, pending: &PendingMatch) -> impl Iterator<Item = Side> {
    let (class, own) = (pending.class, policy.cue(pending).class);
    let firm = rules::is_firm(pending.rule) || policy.cue(pending).own;
    [Some(class), (own.side() != class.side()).then_some(own)]
        .into_iter()
        .flatten()
        .filter(move |class| !firm && policy.profile.class_weights[class.index()] > 0.0)
        .map(CueClass::side)
}

/// The features of a match that learned weights judge.
#[derive(Debug, Clone)]
pub(crate) struct MatchFeatures {
    /// Its index among the sentence's matches.
    pub(crate) index: usize,
    pub(crate) tokens: Range<usize>,
    pub(crate) features: Vec<Feature>,
}
