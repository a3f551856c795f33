//! Readings of modal verbs by weights learned from annotated text.

use super::cue_features;
use super::feature_taker::{Adder, SentenceRows};
use super::pending::PendingMatch;
use super::policy::Policy;
use super::rules;
use crate::lexicon::{Cue, Reading, Roles, word_class as class};
use crate::sentence_view::SentenceView;
use crate::weights::{ModalReadings, ReadingWeights};

/// Gives each modal verb that no firm rule has decided its most probable reading.
pub(super) fn apply(
    view: &SentenceView<'_>,
    policy: &Policy,
    weights: &ReadingWeights,
    rows: &mut SentenceRows,
    matches: &mut [PendingMatch],
) {
    for this in matches {
        // Asking or giving leave to somebody present is rare in what was learned from.
        if this.rule == rules::MODAL_PERMISSION || !is_judged(view, policy.cue(this), this) {
            continue;
        }
        let mut adder = Adder::new(view, weights.by_feature(), rows);
        cue_features::each_of_modal(view, policy, this, &mut adder);
        let readings = ReadingWeights::of_sums(adder.sums);
        let reading = most_probable(readings);
        if rules::is_firm(this.rule) && reading != Reading::Epistemic {
            this.reading = reading; // the rule has found duty or plain future, and stays firm
        } else {
            this.decide(reading, rules::MODAL_LEARNED);
            this.modal_readings = Some(readings);
        }
    }
}

/// Tells whether weights judge the reading of a match: a modal verb by itself, not the name, month
/// or noun that a firm rule has found.
pub(super) fn is_judged(view: &SentenceView<'_>, cue: &Cue, pending: &PendingMatch) -> bool {
    // A phrase that begins with a modal was listed for its own sense.
    let ends = class::NEGATOR | class::HAVE | class::TO;
    cue.roles.contains(Roles::MODAL)
        && (pending.tokens.len() == 1 || view.is(pending.tokens.end - 1, ends))
        && !rules::is_condition(pending.rule)
        && (!rules::is_firm(pending.rule)
            || [rules::MODAL_DUTY, rules::MODAL_FUTURE].contains(&pending.rule))
}

fn most_probable(readings: ModalReadings) -> Reading {
    if readings.epistemic >= readings.deontic.max(readings.dynamic) {
        Reading::Epistemic
    } else {
        other(readings)
    }
}

/// Returns the more probable of the readings that are no hedge.
pub(super) fn other(readings: ModalReadings) -> Reading {
    if readings.deontic > readings.dynamic { Reading::Deontic } else { Reading::Dynamic }
}
