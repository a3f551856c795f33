//! The model card of each profile, for documents.

use std::io::{Result, Write};

use super::hedging::{cells, method};
use crate::lab::eval::measure::EvalReport;
use crate::lexicon::{CueClass, LearningSource, Profile, ProfileCard, Side};

const HEAD: &str = "\
# Profiles

A card for each profile: what it is for, what counts in it, what it was learned from, how well it agrees with
annotators, and where not to use it. Made by `hedgerow eval … --folds N --format cards`; CONTRIBUTING.md has the whole
command, [accuracy.md](accuracy.md) all figures and what they mean.
";

/// Writes the card of each profile, with the figures of the reports.
pub(super) fn write_markdown(
    out: &mut impl Write,
    profiles: &[Profile],
    reports: &[EvalReport],
) -> Result<()> {
    out.write_all(HEAD.as_bytes())?;
    for profile in profiles {
        let Profile { name, description, card, .. } = profile;
        writeln!(out, "\n## {name}\n\n{description}")?;
        if let Some(card) = card {
            writeln!(out, "\n**For.** {}", card.purpose)?;
        }
        writeln!(out, "\n**What counts.** {}", what_counts(profile))?;
        if let Some(card) = card {
            write_sources(out, card)?;
        }
        writeln!(out, "\n**How good.**")?;
        let own: Vec<&EvalReport> = reports.iter().filter(|r| r.profile == *name).collect();
        if own.is_empty() {
            writeln!(out, "Not measured.")?;
        }
        own.into_iter().try_for_each(|report| write_figures(out, report))?;
        if let Some(card) = card {
            writeln!(out, "\n**Where not to use it.**\n")?;
            card.not_for.iter().try_for_each(|line| writeln!(out, "* {line}"))?;
        }
    }
    Ok(())
}

/// Says which classes make a sentence hedged, in full or in part, and which do not.
fn what_counts(profile: &Profile) -> String {
    let weight = |class: CueClass| profile.class_weights[class.index()];
    let named = |side: Side, counts: bool| {
        let classes = CueClass::ALL.into_iter().filter(|class| class.side() == side);
        let fitting = classes.filter(|class| (weight(*class) > 0.0) == counts);
        let names = fitting.map(|class| match weight(class) {
            part if part > 0.0 && part < 1.0 => format!("`{class}` ({part})"),
            _ => format!("`{class}`"),
        });
        names.collect::<Vec<String>>().join(", ")
    };
    let hedges = named(Side::Hedge, true);
    let partly = if hedges.contains('(') {
        "; in brackets the weight of classes that count less than in full"
    } else {
        ""
    };
    let left_out = match named(Side::Hedge, false) {
        names if names.is_empty() => String::new(),
        names => format!(" Listed in tables, but hedging no sentence: {names}."),
    };
    let (boosters, evidence) = (named(Side::Booster, true), named(Side::Evidence, true));
    format!("Hedges: {hedges}{partly}.{left_out} Boosters: {boosters}. Evidence: {evidence}.")
}

fn write_sources(out: &mut impl Write, card: &ProfileCard) -> Result<()> {
    writeln!(out, "\n**Learned from.**")?;
    if card.learned_from.is_empty() {
        return writeln!(out, "Nothing: lexicon, rules and weights were set by hand.");
    }
    writeln!(out)?;
    for source in &card.learned_from {
        let LearningSource { file, what, sentences, counts, license, annotators, agreement } =
            source;
        writeln!(out, "* `{file}`: {what} {sentences} sentences: {counts}")?;
        writeln!(out, "  * Annotators: {annotators}")?;
        writeln!(out, "  * Agreement: {agreement}")?;
        writeln!(out, "  * License: {license}")?;
    }
    Ok(())
}

/// Writes the figures of a file that have an interval, if any has.
fn write_figures(out: &mut impl Write, report: &EvalReport) -> Result<()> {
    let EvalReport { file, sentences, figures, .. } = report;
    let mut measured = figures.iter().filter(|figure| figure.low.is_some()).peekable();
    if measured.peek().is_none() {
        return Ok(());
    }
    writeln!(out, "\n`{file}`, {sentences} sentences, {}:\n", method(report))?;
    writeln!(out, "| figure | | 95 % interval |\n|---|---|---|")?;
    measured.try_for_each(|figure| {
        let (value, interval) = cells(figure);
        writeln!(out, "| {} | {value} | {interval} |", figure.name.trim())
    })
}
