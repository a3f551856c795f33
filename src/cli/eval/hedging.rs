//! Figures on annotated sentences, to read.

use std::io::{Result, Write};

use crate::lab::eval::figure::MeasuredFigure;
use crate::lab::eval::judged::Reliability;
use crate::lab::eval::measure::{CueError, EvalReport, SentenceError};

/// Writes a list below its head, unless it is empty.
fn write_list<T>(
    out: &mut impl Write,
    head: &str,
    rows: &[T],
    line: impl Fn(&T) -> String,
) -> Result<()> {
    if !rows.is_empty() {
        writeln!(out, "{head}")?;
    }
    rows.iter().try_for_each(|row| writeln!(out, "{}", line(row)))
}

/// The figure and its interval.
pub(super) fn cells(figure: &MeasuredFigure) -> (String, String) {
    let value = figure.value.map_or_else(|| "–".to_owned(), |value| format!("{value:.3}"));
    let interval = figure.low.zip(figure.high);
    (value, interval.map_or_else(String::new, |(low, high)| format!("{low:.3}–{high:.3}")))
}

/// Says how the figures came about.
pub(super) fn method(report: &EvalReport) -> String {
    match report.folds {
        Some(folds) => format!("{folds}-fold cross-validation by document"),
        None => "built-in weights".to_owned(),
    }
}

pub(super) fn write_text(out: &mut impl Write, reports: &[EvalReport]) -> Result<()> {
    for (place, report) in reports.iter().enumerate() {
        let EvalReport { file, profile, sentences, .. } = report;
        let parted = if place > 0 { "\n" } else { "" };
        let head =
            format!("{parted}{file}, profile {profile}, {sentences} sentences, {}", method(report));
        let figure = |figure: &MeasuredFigure| {
            let (value, interval) = cells(figure);
            format!("    {:32} {value}  {interval}", figure.name)
        };
        write_list(out, &head, &report.figures, figure)?;
        write_list(out, "  by source", &report.by_source, figure)?;
        write_list(out, "  layers taken away", &report.ablations, figure)?;
        write_list(out, "  share of the documents learned from", &report.curve, figure)?;
        let head = "  hedge probability  sentences   mean  hedged in fact";
        write_list(out, head, &report.reliability, |tenth| {
            let Reliability { from, sentences, probability, hedged } = tenth;
            let to = from + 0.1;
            format!("    {from:.1}–{to:.1}          {sentences:9}  {probability:.3}  {hedged:.3}")
        })?;
        write_list(out, "  commonest errors", &report.commonest_errors, |kind| {
            let CueError { error, cue, rule, times } = kind;
            format!("    {times:4} × {error}: {cue} ({rule})")
        })?;
        write_list(out, "  worst errors", &report.worst_errors, |worst| {
            let SentenceError { line, text, gold, found, why } = worst;
            let why =
                if why.is_empty() { String::new() } else { format!("\n      {}", why.join("; ")) };
            format!("    line {line}: {found:.2} for {gold:.2}: {text}{why}")
        })?;
    }
    Ok(())
}

const HEAD: &str = "\
# Accuracy

Made by `hedgerow eval … --folds N --ablations --curve --format markdown`; CONTRIBUTING.md has the whole command. F1
is the harmonic mean of precision and recall, r Pearson's correlation of certainty with ratings, commitment r
that with how far from doubt readers put the events of a sentence (nothing is learned from it), the Brier score the
mean squared error of the hedge probability (0 is perfect), macro-F1 the mean of the F1 of all labels. Intervals are
bootstrapped by document (1,000 draws); where a file names no documents, 25 neighbouring lines count as one. In
cross-validation everything that is learned, thresholds too, is learned without the documents that are judged; the
lexicon and the rules were written with these texts in view.

";

/// Tables without any sentence of the gold.
pub(super) fn write_markdown(out: &mut impl Write, reports: &[EvalReport]) -> Result<()> {
    out.write_all(HEAD.as_bytes())?;
    for report in reports {
        let EvalReport { file, profile, sentences, .. } = report;
        writeln!(out, "## {file}\n")?;
        writeln!(out, "Profile `{profile}`, {sentences} sentences, {}.", method(report))?;
        let lists = [
            ("figure", &report.figures),
            ("source", &report.by_source),
            ("layers", &report.ablations),
            ("documents learned from", &report.curve),
        ];
        for (title, figures) in lists {
            let head = format!("\n| {title} | | 95 % interval |\n|---|---|---|");
            write_list(out, &head, figures, |figure| {
                let (value, interval) = cells(figure);
                format!("| {} | {value} | {interval} |", figure.name.trim())
            })?;
        }
        let head = "\n| hedge probability | sentences | mean | hedged in fact |\n|---|---|---|---|";
        write_list(out, head, &report.reliability, |tenth| {
            let Reliability { from, sentences, probability, hedged } = tenth;
            let to = from + 0.1;
            format!("| {from:.1}–{to:.1} | {sentences} | {probability:.3} | {hedged:.3} |")
        })?;
        write_list(out, "\nCommonest errors:\n", &report.commonest_errors, |kind| {
            let CueError { error, cue, rule, times } = kind;
            format!("* {times} × {error}: {cue} (`{rule}`)")
        })?;
        writeln!(out)?;
    }
    Ok(())
}
