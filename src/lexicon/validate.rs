//! Validation across entries: what no single entry shows.

use std::collections::{BTreeMap, BTreeSet};

use super::class::Side;
use super::cue::Cue;
use super::pattern::{Conditions, Element};
use super::vocabulary::Vocabulary;
use crate::error::Diagnostic;

/// A pattern that stands for more sequences is compared by this many of them.
const MAX_SEQUENCES: usize = 4000;

/// Finds duplicates, unreachable entries and missing examples; [`crate::examples`] runs examples.
pub(super) fn check(cues: &[Cue], vocabulary: &Vocabulary) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let mut report = |cue: &Cue, message: String| {
        out.push(Diagnostic { file: cue.file.clone(), line: cue.line, message });
    };
    let mut names: BTreeMap<String, &Cue> = BTreeMap::new();
    let mut sequences: BTreeMap<(Side, Vec<Element>), Vec<&Cue>> = BTreeMap::new();
    for cue in cues {
        let Cue { name, class, .. } = cue;
        if let Some(Cue { line, .. }) = names.insert(cue.id(), cue) {
            report(cue, format!("\"{name}\" stands twice in {class}; the first is in line {line}"));
        }
        for (list, key, counts) in [
            (&cue.examples, "examples", "counts"),
            (&cue.counter_examples, "counter_examples", "does not count"),
        ] {
            if list.is_empty() {
                let wanted = format!("give at least one sentence in which it {counts}");
                report(cue, format!("\"{name}\" has no {key}; {wanted}"));
            }
        }
        let own: BTreeSet<Vec<Element>> =
            cue.compiled.iter().flat_map(|p| p.sequences(MAX_SEQUENCES)).collect();
        for sequence in own {
            sequences.entry((cue.side(), sequence)).or_default().push(cue);
        }
    }
    let mut told = BTreeSet::new();
    for ((_, sequence), cues) in &sequences {
        for (i, later) in cues.iter().enumerate() {
            // Entries are tried in order; one without conditions takes every match.
            let blocker = cues[..i].iter().find(|earlier| {
                unconditional(earlier) && covers(earlier, later) && earlier.id() != later.id()
            });
            if let Some(earlier) = blocker
                && unconditional(later)
                && told.insert((earlier.id(), later.id()))
            {
                let found = show(vocabulary, sequence);
                let Cue { name, class, .. } = later;
                let Cue { name: first, class: first_class, file, line, .. } = earlier;
                let message = format!(
                    "\"{name}\" ({class}) matches \"{found}\", but \"{first}\" ({first_class}, {file}:{line}) does too and comes first; take it out of one of them or tell them apart by require_ or exclude_ neighbours"
                );
                report(later, message);
            }
        }
    }
    out
}

fn unconditional(cue: &Cue) -> bool {
    let Conditions { require_before, require_after, exclude_before, exclude_after } =
        &cue.conditions;
    [require_before, require_after, exclude_before, exclude_after].iter().all(|c| c.is_none())
}

/// Tells whether all profiles that use a cue use another one, too.
fn covers(other: &Cue, cue: &Cue) -> bool {
    match &cue.profiles {
        None => other.profiles.is_none(),
        Some(names) => names.iter().all(|name| other.is_in(name)),
    }
}

/// A sequence as a pattern would be written.
fn show(vocabulary: &Vocabulary, sequence: &[Element]) -> String {
    let sign = |element: &Element| match element {
        Element::Word(id) => vocabulary.word(*id),
        Element::Mark(_) => "-",
        Element::Class(_) => "@class",
        Element::Number => "#",
        Element::Any => "_",
        Element::Gap => "*",
    };
    sequence.iter().map(sign).collect::<Vec<_>>().join(" ")
}
