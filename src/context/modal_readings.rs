//! Readings of modal verbs by weights learned from annotated text.

use super::cue_features;
use super::pending::PendingMatch;
use super::policy::Policy;
use super::rules;
use crate::lexicon::{Cue, Reading, Roles, word_class as class};
use crate::sentence_view::SentenceView;
use crate::text::word_value;
use crate::weights::{Feature, ModalReadings, NO_VALUE, ReadingWeights, template};
use crate::word::hash_word;

/// Words on either side of a modal that are looked at for what the sentence is about.
const MOST_WORDS: usize = 40;

/// Features that readings are not learned from.
const UNWANTED: [u8; 16] = [
    // They differ by profile, and not all profiles were learned from.
    template::CUE_READING,
    template::CUE_CLASS,
    template::CUE_COMPANY,
    // What stands far off and pairs of words are too rare to learn from.
    template::LEFT3,
    template::RIGHT3,
    template::CUE_LEFT3,
    template::CUE_RIGHT3,
    template::LEFT_PAIR,
    template::RIGHT_PAIR,
    template::AROUND,
    // The words of the class are those of the cue; those of the whole sentence are looked at.
    template::CLASS_LEFT1,
    template::CLASS_LEFT2,
    template::CLASS_RIGHT1,
    template::CLASS_RIGHT2,
    template::NEAR_LEFT,
    template::NEAR_RIGHT,
];

/// Gives each modal verb that no firm rule has decided its most probable reading.
pub(super) fn apply(
    view: &SentenceView<'_>,
    policy: &Policy,
    weights: &ReadingWeights,
    matches: &mut [PendingMatch],
) {
    for index in 0..matches.len() {
        if !is_judged(view, policy.cue(&matches[index]), &matches[index]) {
            continue;
        }
        let usable = |word| weights.has_word(word);
        let readings = weights.judge(|take| each(view, policy, matches, index, usable, take));
        let this = &mut matches[index];
        if this.rule == rules::MODAL_PERMISSION {
            continue; // asking or giving leave to somebody present is rare in what was learned from
        }
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

/// Calls `take` with every feature that the reading of `matches[index]` is learned from. Spellings
/// and negations of a modal share the features of its family.
pub(super) fn each(
    view: &SentenceView<'_>,
    policy: &Policy,
    matches: &[PendingMatch],
    index: usize,
    usable: impl Fn(u32) -> bool,
    mut take: impl FnMut(Feature),
) {
    let pending = &matches[index];
    let key = policy.cue(pending).family.as_deref().map_or(0, hash_word);
    let by_rule = pending.rule != rules::DEFAULT && pending.rule != rules::MODAL_PROFILE;
    let wanted = |feature: &Feature| match feature.template {
        template::CUE_RULE => by_rule,
        other => !UNWANTED.contains(&other),
    };
    cue_features::each_by_key(view, policy, matches, index, key, &usable, |feature| {
        if wanted(&feature) {
            take(feature);
        }
    });
    // What the sentence is about; a long stretch without sentence ends costs no more than others.
    let from = pending.tokens.start.saturating_sub(MOST_WORDS);
    for token in &view.tokens[from..view.len().min(pending.tokens.end + MOST_WORDS)] {
        let word = word_value(Some(token));
        if usable(word) {
            take(Feature::new(template::S_WORD, word, NO_VALUE));
        }
    }
    cue_features::each_of_modal(view, policy, pending, key, take);
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
