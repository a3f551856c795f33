//! Whose commitment a match expresses.

use super::attribution::PendingAttribution;
use super::pending::PendingMatch;
use crate::analysis::Holder;
use crate::sentence::SentenceView;

/// Gives each match its holder: a source if it stands inside quotation marks
/// or in what an attribution reports, else the author.
pub(super) fn assign(
    view: &SentenceView<'_>,
    matches: &mut [PendingMatch],
    attributions: &[PendingAttribution],
    reported: &mut Vec<bool>,
) {
    reported.clear();
    reported.resize(if attributions.is_empty() { 0 } else { view.len() }, false);
    for attribution in attributions.iter().filter(|attribution| !attribution.by_author) {
        if let Some(content) = &attribution.content {
            reported[content.clone()].fill(true);
        }
        // "Analysts believe": the believer holds the belief.
        if let Some(held) = attribution.held {
            matches[held].holder = Holder::Source;
        }
    }
    for pending in matches {
        let (first, last) = (pending.tokens.start, pending.tokens.end - 1);
        let inside = reported.get(first) == Some(&true) && reported.get(last) == Some(&true);
        if view.quoted[first] || inside {
            pending.holder = Holder::Source;
        }
    }
}
