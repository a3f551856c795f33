//! Figures on annotated sentences, to read.

use std::io::{Result, Write};

use crate::lab::eval::measure::{EvalReport, Figure};

fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.3}"))
}

fn interval(figure: &Figure) -> String {
    match (figure.low, figure.high) {
        (Some(low), Some(high)) => format!("{low:.3}–{high:.3}"),
        _ => String::new(),
    }
}

/// Says how the figures came about.
fn method(report: &EvalReport) -> String {
    match report.folds {
        Some(folds) => format!("{folds}-fold cross-validation by document"),
        None => "built-in weights".to_owned(),
    }
}

pub(super) fn write_text(out: &mut impl Write, reports: &[EvalReport]) -> Result<()> {
    for (place, report) in reports.iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        let (file, profile, sentences) = (&report.file, &report.profile, report.sentences);
        writeln!(out, "{file}, profile {profile}, {sentences} sentences, {}", method(report))?;
        let lists = [
            ("", &report.figures),
            ("layers taken away", &report.ablations),
            ("share of the documents learned from", &report.curve),
        ];
        for (title, figures) in lists {
            if !title.is_empty() && !figures.is_empty() {
                writeln!(out, "  {title}")?;
            }
            for figure in figures {
                let value = number(figure.value);
                writeln!(out, "    {:32} {value}  {}", figure.name, interval(figure))?;
            }
        }
        if !report.reliability.is_empty() {
            writeln!(out, "  hedge probability  sentences   mean  hedged in fact")?;
            for r in &report.reliability {
                writeln!(
                    out,
                    "    {:.1}–{:.1}          {:9}  {:.3}  {:.3}",
                    r.from,
                    r.from + 0.1,
                    r.sentences,
                    r.probability,
                    r.hedged
                )?;
            }
        }
        if !report.commonest_errors.is_empty() {
            writeln!(out, "  commonest errors")?;
            for kind in &report.commonest_errors {
                writeln!(
                    out,
                    "    {:4} × {}: {} ({})",
                    kind.times, kind.error, kind.cue, kind.rule
                )?;
            }
        }
        if !report.worst_errors.is_empty() {
            writeln!(out, "  worst errors")?;
            for worst in &report.worst_errors {
                let (line, gold, found) = (worst.line, worst.gold, worst.found);
                writeln!(out, "    line {line}: {found:.2} for {gold:.2}: {}", worst.text)?;
                if !worst.why.is_empty() {
                    writeln!(out, "      {}", worst.why.join("; "))?;
                }
            }
        }
    }
    Ok(())
}

const HEAD: &str = "\
# Accuracy

Made by `hedgerow eval … --folds N --ablations --curve --format markdown`; CONTRIBUTING.md has the whole command. F1
is the harmonic mean of precision and recall, r Pearson's correlation of certainty with human ratings, the Brier score
the mean squared error of the hedge probability (0 is perfect), macro-F1 the mean of the F1 of all labels. Intervals are
bootstrapped by document (1,000 draws); where a file names no documents, 25 neighbouring lines count as one. In
cross-validation everything that is learned, thresholds too, is learned without the documents that are judged; the
lexicon and the rules were written with these texts in view.

";

/// Tables without any sentence of the gold.
pub(super) fn write_markdown(out: &mut impl Write, reports: &[EvalReport]) -> Result<()> {
    out.write_all(HEAD.as_bytes())?;
    for report in reports {
        let (file, profile, sentences) = (&report.file, &report.profile, report.sentences);
        writeln!(out, "## {file}\n")?;
        writeln!(out, "Profile `{profile}`, {sentences} sentences, {}.\n", method(report))?;
        let lists = [
            ("figure", &report.figures),
            ("layers", &report.ablations),
            ("documents learned from", &report.curve),
        ];
        for (title, figures) in lists {
            if figures.is_empty() {
                continue;
            }
            writeln!(out, "| {title} | | 95 % interval |\n|---|---|---|")?;
            for figure in figures {
                let value = number(figure.value);
                writeln!(out, "| {} | {value} | {} |", figure.name.trim(), interval(figure))?;
            }
            writeln!(out)?;
        }
        if !report.reliability.is_empty() {
            writeln!(
                out,
                "| hedge probability | sentences | mean | hedged in fact |\n|---|---|---|---|"
            )?;
            for r in &report.reliability {
                let to = r.from + 0.1;
                let (from, n) = (r.from, r.sentences);
                writeln!(
                    out,
                    "| {from:.1}–{to:.1} | {n} | {:.3} | {:.3} |",
                    r.probability, r.hedged
                )?;
            }
            writeln!(out)?;
        }
        if !report.commonest_errors.is_empty() {
            writeln!(out, "Commonest errors:\n")?;
            for kind in &report.commonest_errors {
                writeln!(out, "* {} × {}: {} (`{}`)", kind.times, kind.error, kind.cue, kind.rule)?;
            }
            writeln!(out)?;
        }
    }
    Ok(())
}
