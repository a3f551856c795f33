//! A cue match while its reading, polarity and holder are being decided.

use std::ops::Range;

use crate::analysis::{Holder, RuleId};
use crate::lexicon::{Cue, CueClass, Profile, Reading, Side};
use crate::sentence_view::SentenceView;
use crate::weights::ModalReadings;

/// Distance in a sentence's list of matches from which two matches never overlap.
const NEIGHBORHOOD: usize = 12;

/// A cue match that is not judged to the end yet.
#[derive(Debug, Clone)]
pub(super) struct PendingMatch {
    pub(super) cue: usize,
    pub(super) tokens: Range<usize>,
    pub(super) class: CueClass,
    pub(super) reading: Reading,
    /// The side on which learned weights judge it, and the probability (0–1) that it counts there.
    pub(super) judged: Option<(Side, f64)>,
    /// The probabilities that learned weights give the readings of a modal verb.
    pub(super) modal_readings: Option<ModalReadings>,
    pub(super) negated: bool,
    pub(super) holder: Holder,
    pub(super) rule: RuleId,
}

impl PendingMatch {
    /// Begins with the reading that stands if nothing speaks against it.
    pub(super) fn new(cue: &Cue, index: usize, tokens: Range<usize>, rule: RuleId) -> Self {
        let reading = cue.side().reading();
        Self {
            cue: index,
            tokens,
            class: cue.class,
            reading,
            judged: None,
            modal_readings: None,
            negated: false,
            holder: Holder::Author,
            rule,
        }
    }

    pub(super) fn decide(&mut self, reading: Reading, rule: RuleId) {
        self.reading = reading;
        self.rule = rule;
    }

    /// Turns it into a hedge of a class that context has found.
    pub(super) fn convert(&mut self, class: CueClass, rule: RuleId) {
        self.class = class;
        self.decide(Reading::Epistemic, rule);
    }

    pub(super) fn counts(&self) -> bool {
        self.reading.counts()
    }

    pub(super) fn hedges(&self) -> bool {
        self.class.side() == Side::Hedge && self.counts()
    }

    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.tokens.start < other.tokens.end && other.tokens.start < self.tokens.end
    }
}

/// A match in its sentence, as rules look at it.
pub(super) struct RuleInput<'a> {
    pub(super) view: &'a SentenceView<'a>,
    pub(super) profile: &'a Profile,
    pub(super) cue: &'a Cue,
    pub(super) tokens: Range<usize>,
}

impl RuleInput<'_> {
    /// The only token of the match, if it has just one.
    pub(super) fn single(&self) -> Option<usize> {
        (self.tokens.len() == 1).then_some(self.tokens.start)
    }

    pub(super) fn last(&self) -> usize {
        self.tokens.end - 1
    }

    /// The token beside the match on its left, quotation marks skipped.
    pub(super) fn before(&self) -> Option<usize> {
        self.view.before(self.tokens.start)
    }

    /// The token beside the match on its right, quotation marks skipped.
    pub(super) fn after(&self) -> Option<usize> {
        self.view.at_or_after(self.tokens.end)
    }
}

/// Returns the other matches that may overlap `matches[index]`.
pub(super) fn neighbors(
    matches: &[PendingMatch],
    index: usize,
) -> impl Iterator<Item = &PendingMatch> {
    let near = index.saturating_sub(NEIGHBORHOOD)..matches.len().min(index + NEIGHBORHOOD);
    near.filter(move |&other| other != index).map(|other| &matches[other])
}
