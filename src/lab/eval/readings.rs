//! Readings of modal verbs against annotation.
//!
//! Only modals to which annotators gave one reading are counted; those they call mixed, rhetorical
//! or unknown are left out.

use std::collections::BTreeSet;

use super::confusion::share;
use super::figure::MeasuredFigure;
use super::judged::{Judged, interval};
use super::{AnnotatedModal, Confusion};
use crate::lexicon::Reading;

/// Readings that annotators tell apart.
const READINGS: [Reading; 3] = [Reading::Epistemic, Reading::Deontic, Reading::Dynamic];

/// What was found and what annotators say, for the modals of which `keep` holds.
fn pairs<'j>(
    judged: &'j [&Judged<'_>],
    keep: impl Fn(&Judged<'_>, &AnnotatedModal) -> bool + 'j,
) -> impl Iterator<Item = (Reading, Reading)> + 'j {
    judged.iter().flat_map(move |one| {
        let modals = one.readings.iter().zip(&one.gold.modals).filter(|(_, m)| keep(one, m));
        modals.filter_map(|(found, modal)| Some((*found, modal.reading?))).collect::<Vec<_>>()
    })
}

fn right(pairs: impl Iterator<Item = (Reading, Reading)>) -> Option<f64> {
    let (mut right, mut all) = (0, 0);
    for (found, gold) in pairs {
        right += u64::from(found == gold);
        all += 1;
    }
    share(right, all)
}

/// Returns the share (0–1) of modals that were given the annotators' reading.
pub fn accuracy(judged: &[&Judged<'_>]) -> Option<f64> {
    right(pairs(judged, |_, _| true))
}

/// Compares the modals of one reading.
pub fn reading(judged: &[&Judged<'_>], reading: Reading) -> Confusion {
    counts(pairs(judged, |_, _| true), reading)
}

fn counts(pairs: impl Iterator<Item = (Reading, Reading)>, reading: Reading) -> Confusion {
    let mut counts = Confusion::default();
    for (found, gold) in pairs {
        counts.count(found == reading, gold == reading);
    }
    counts
}

/// Returns all figures: of all modals, by source, by modal.
pub(super) fn figures(judged: &[&Judged<'_>]) -> Vec<MeasuredFigure> {
    let sources: BTreeSet<&str> =
        judged.iter().filter_map(|one| one.gold.source.as_deref()).collect();
    let mut figures = of(judged, "");
    if sources.len() > 1 {
        for source in sources {
            let own: Vec<&Judged<'_>> = judged
                .iter()
                .copied()
                .filter(|j| j.gold.source.as_deref() == Some(source))
                .collect();
            figures.extend(of(&own, &format!("{source}: ")));
        }
    }
    let modals: BTreeSet<&str> =
        judged.iter().flat_map(|one| &one.gold.modals).map(|modal| modal.modal.as_str()).collect();
    figures.extend(modals.into_iter().map(|modal| {
        let own = right(pairs(judged, |_, annotated| annotated.modal == modal));
        MeasuredFigure::new(&format!("{modal}: accuracy"), own)
    }));
    figures
}

fn of(judged: &[&Judged<'_>], name: &str) -> Vec<MeasuredFigure> {
    let with_interval = |what: &str, figure: &dyn Fn(&[&Judged<'_>]) -> Option<f64>| {
        let (low, high) = interval(judged, figure).unzip();
        MeasuredFigure {
            low,
            high,
            ..MeasuredFigure::new(&format!("{name}{what}"), figure(judged))
        }
    };
    let mut figures = vec![with_interval("accuracy", &accuracy)];
    figures.extend(
        READINGS.map(|own| {
            with_interval(&format!("{own} F1"), &move |judged| reading(judged, own).f1())
        }),
    );
    // Of a modal that annotators call mixed, "epistemic" alone is wrong.
    let strict = |judged: &[&Judged<'_>]| {
        let mut counts = Confusion::default();
        for one in judged {
            for (found, modal) in one.readings.iter().zip(&one.gold.modals) {
                let gold = modal.reading == Some(Reading::Epistemic);
                counts.count(*found == Reading::Epistemic, gold);
            }
        }
        counts.f1()
    };
    figures.push(with_interval("epistemic F1, undecided modals counted as others", &strict));
    figures
}
