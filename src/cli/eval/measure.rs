//! Figures of annotated sentences.

use std::collections::BTreeMap;

use serde::Serialize;

use super::args::EvalArgs;
use crate::analyzer::Analyzer;
use crate::cli::gold::GoldFile;
use crate::error::Result;
use crate::explain;
use crate::lab::eval::judged::{self, Judged, Reliability};
use crate::lab::eval::{Counts, Gold, GoldRow, Task, read_gold, sentence_by_sentence};
use crate::lab::train::{Layers, cross_validate, cross_validate_aspects, cross_validate_certainty};

/// What was measured on one file.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    pub(super) file: String,
    pub(super) profile: String,
    pub(super) sentences: usize,
    /// Into how many parts the documents were cut; none: built-in weights.
    pub(super) folds: Option<u8>,
    pub(super) figures: Vec<Figure>,
    /// The main figure with layers taken away.
    pub(super) ablations: Vec<Figure>,
    /// The main figure with less to learn from.
    pub(super) curve: Vec<Figure>,
    pub(super) reliability: Vec<Reliability>,
    pub(super) commonest_errors: Vec<Kind>,
    pub(super) worst_errors: Vec<Worst>,
}

/// A figure, with its 95 % interval if it has one.
#[derive(Debug, Serialize)]
pub(super) struct Figure {
    pub(super) name: String,
    pub(super) value: Option<f64>,
    pub(super) low: Option<f64>,
    pub(super) high: Option<f64>,
}

/// A kind of error with cues.
#[derive(Debug, Serialize)]
pub(super) struct Kind {
    pub(super) error: &'static str,
    pub(super) cue: String,
    pub(super) rule: String,
    pub(super) times: usize,
}

/// A sentence far off.
#[derive(Debug, Serialize)]
pub(super) struct Worst {
    pub(super) line: usize,
    pub(super) text: String,
    pub(super) gold: f64,
    pub(super) found: f64,
    /// What made it so.
    pub(super) why: Vec<String>,
}

pub(super) fn files(args: &EvalArgs, files: &[GoldFile]) -> Result<Vec<Report>> {
    let gold: Vec<Gold> =
        files.iter().map(|file| read_gold(&file.name, &file.content)).collect::<Result<_>>()?;
    let labelled: Vec<GoldRow> = gold
        .iter()
        .filter(|gold| gold.task == Task::Aspects)
        .flat_map(|gold| gold.rows.clone())
        .collect();
    files
        .iter()
        .zip(&gold)
        .map(|(file, gold)| match gold.task {
            Task::Hedging => hedging(args, file, gold),
            Task::Certainty => certainty(args, file, gold, &labelled),
            Task::Aspects => aspects(args, file, gold),
        })
        .collect()
}

fn report(args: &EvalArgs, file: &GoldFile, gold: &Gold) -> Report {
    Report {
        file: gold.name.clone(),
        profile: file.profile.clone(),
        sentences: gold.rows.len(),
        folds: args.folds,
        figures: Vec::new(),
        ablations: Vec::new(),
        curve: Vec::new(),
        reliability: Vec::new(),
        commonest_errors: Vec::new(),
        worst_errors: Vec::new(),
    }
}

fn plain(name: &str, value: Option<f64>) -> Figure {
    Figure { name: name.to_owned(), value, low: None, high: None }
}

fn with_interval(
    name: &str,
    judged: &[&Judged<'_>],
    figure: impl Fn(&[&Judged<'_>]) -> Option<f64>,
) -> Figure {
    let interval = judged::interval(judged, &figure);
    Figure {
        name: name.to_owned(),
        value: figure(judged),
        low: interval.map(|i| i.0),
        high: interval.map(|i| i.1),
    }
}

fn counts(
    figures: &mut Vec<Figure>,
    name: &str,
    judged: &[&Judged<'_>],
    of: impl Fn(&[&Judged<'_>]) -> Counts,
) {
    let all = of(judged);
    figures.push(plain(&format!("{name} precision"), all.precision()));
    figures.push(plain(&format!("{name} recall"), all.recall()));
    figures.push(with_interval(&format!("{name} F1"), judged, |judged| of(judged).f1()));
}

fn hedging(args: &EvalArgs, file: &GoldFile, gold: &Gold) -> Result<Report> {
    let profile = file.profile.as_str();
    let rows = &gold.rows;
    // A profile without weights of its own has nothing to learn.
    let folds = args.folds.filter(|_| learns(profile));
    let judge = |layers: Layers, share: f64| match folds {
        Some(folds) => cross_validate(profile, rows, folds.into(), share, layers),
        None => judged::judge(&built_in(profile)?, rows),
    };
    let all = judge(Layers::ALL, 1.0)?;
    let judged: Vec<&Judged<'_>> = all.iter().collect();
    let mut report = Report { folds, ..report(args, file, gold) };
    counts(&mut report.figures, "hedged", &judged, judged::hedged);
    if rows.iter().any(|row| row.cues.is_some()) {
        counts(&mut report.figures, "cue (exact span)", &judged, |j| judged::cues(j, true));
        let overlap = judged::cues(&judged, false);
        report.figures.push(plain("cue (overlap) F1", overlap.f1()));
    }
    if rows.iter().any(|row| row.evidence.is_some()) {
        counts(&mut report.figures, "evidence", &judged, judged::evidence);
        counts(&mut report.figures, "booster", &judged, judged::boosters);
    }
    if rows.iter().any(|row| row.certainty.is_some()) {
        report.figures.push(with_interval("certainty r", &judged, judged::correlation));
    }
    report.figures.push(with_interval("Brier score", &judged, judged::brier));
    report.reliability = judged::reliability(&judged);
    let f1 = |judged: &[Judged<'_>]| {
        let judged: Vec<&Judged<'_>> = judged.iter().collect();
        judged::hedged(&judged).f1()
    };
    if args.ablations && folds.is_some() {
        let layers = [
            ("all layers", Layers::ALL),
            ("without weights for cues", Layers { cues: false, ..Layers::ALL }),
            ("without weights for sentences", Layers { sentences: false, ..Layers::ALL }),
            ("without context rules", Layers { rules: false, ..Layers::ALL }),
        ];
        for (name, layers) in layers {
            report.ablations.push(plain(name, f1(&judge(layers, 1.0)?)));
        }
        for (name, rules) in [("lexicon and rules alone", true), ("lexicon alone", false)] {
            let analyzer = sentence_by_sentence(profile).weights(None).rules(rules).build()?;
            report.ablations.push(plain(name, f1(&judged::judge(&analyzer, rows)?)));
        }
    }
    if args.curve && folds.is_some() {
        for share in [0.1, 0.25, 0.5, 1.0] {
            let name = format!("{:.0} %", share * 100.0);
            report.curve.push(plain(&name, f1(&judge(Layers::ALL, share)?)));
        }
    }
    report.commonest_errors = commonest(&judged, args.errors);
    let error =
        |one: &Judged<'_>| Some((f64::from(u8::from(one.gold.hedged?)), one.hedge_probability));
    report.worst_errors = worst(&judged, args.errors, folds.is_none(), profile, error)?;
    Ok(report)
}

fn learns(profile: &str) -> bool {
    crate::weights::Weights::builtin(profile).is_some()
}

fn built_in(profile: &str) -> Result<Analyzer> {
    sentence_by_sentence(profile).build()
}

fn certainty(
    args: &EvalArgs,
    file: &GoldFile,
    gold: &Gold,
    labelled: &[GoldRow],
) -> Result<Report> {
    let profile = file.profile.as_str();
    let all = match args.folds {
        Some(folds) => cross_validate_certainty(profile, &gold.rows, labelled, folds.into())?,
        None => judged::judge(&built_in(profile)?, &gold.rows)?,
    };
    let judged: Vec<&Judged<'_>> = all.iter().collect();
    let mut report = report(args, file, gold);
    report.figures.push(with_interval("certainty r", &judged, judged::correlation));
    report.figures.push(with_interval("squared error", &judged, judged::certainty_error));
    if args.ablations {
        let r = |judged: &[Judged<'_>]| {
            let judged: Vec<&Judged<'_>> = judged.iter().collect();
            judged::correlation(&judged)
        };
        if let Some(folds) = args.folds {
            let alone = cross_validate_certainty(profile, &gold.rows, &[], folds.into())?;
            report.ablations.push(plain("all", report.figures[0].value));
            report.ablations.push(plain("without aspect labels", r(&alone)));
        }
        let formula = sentence_by_sentence(profile).certainty_weights(None);
        let judged = judged::judge(&formula.clone().build()?, &gold.rows)?;
        report.ablations.push(plain("formula in place of ratings", r(&judged)));
        let judged = judged::judge(&formula.weights(None).build()?, &gold.rows)?;
        report.ablations.push(plain("formula, no weights at all", r(&judged)));
    }
    let error = |one: &Judged<'_>| Some((one.gold.certainty?, one.certainty));
    report.worst_errors = worst(&judged, args.errors, false, profile, error)?;
    Ok(report)
}

fn aspects(args: &EvalArgs, file: &GoldFile, gold: &Gold) -> Result<Report> {
    let mut report = report(args, file, gold);
    // No weights for aspects are built in: they are always learned anew.
    let folds = args.folds.unwrap_or(5);
    report.folds = Some(folds);
    let figures = cross_validate_aspects(&file.profile, &gold.rows, folds.into())?;
    let mean = figures.iter().map(|f| f.macro_f1).sum::<f64>() / figures.len().max(1) as f64;
    for figure in figures {
        report.figures.push(plain(&format!("{} macro-F1", figure.aspect), Some(figure.macro_f1)));
        for (label, f1) in figure.labels {
            report.figures.push(plain(&format!("  {label}"), Some(f1)));
        }
    }
    report.figures.push(plain("mean macro-F1", Some(mean)));
    Ok(report)
}

/// The cues that are missed or found in vain most often.
fn commonest(judged: &[&Judged<'_>], most: usize) -> Vec<Kind> {
    let mut kinds: BTreeMap<(&'static str, String, String), usize> = BTreeMap::new();
    for one in judged {
        let Some(gold) = &one.gold.cues else { continue };
        for cue in gold {
            let found = one.hedges.iter().filter(|hedge| hedge.span.overlaps(cue.span));
            let rules: Vec<_> = found.map(|hedge| (hedge.counts, hedge.rule)).collect();
            if rules.iter().all(|(counts, _)| !counts) {
                let word = one.gold.text[cue.span.range()].to_lowercase();
                let rule = rules.first().map_or("not in the lexicon", |(_, rule)| rule);
                *kinds.entry(("missed", word, rule.to_owned())).or_default() += 1;
            }
        }
        for hedge in one.hedges.iter().filter(|hedge| hedge.counts) {
            if gold.iter().all(|cue| !cue.span.overlaps(hedge.span)) {
                let word = one.gold.text[hedge.span.range()].to_lowercase();
                *kinds.entry(("false", word, hedge.rule.to_owned())).or_default() += 1;
            }
        }
    }
    let mut kinds: Vec<Kind> = kinds
        .into_iter()
        .map(|((error, cue, rule), times)| Kind { error, cue, rule, times })
        .collect();
    kinds.sort_by_key(|kind| std::cmp::Reverse(kind.times));
    kinds.truncate(most);
    kinds
}

/// The sentences where what was found lies farthest from the gold.
fn worst(
    judged: &[&Judged<'_>],
    most: usize,
    explained: bool,
    profile: &str,
    of: impl Fn(&Judged<'_>) -> Option<(f64, f64)>,
) -> Result<Vec<Worst>> {
    let mut all: Vec<(f64, f64, &Judged<'_>)> =
        judged.iter().filter_map(|one| of(one).map(|(gold, found)| (gold, found, *one))).collect();
    all.sort_by(|a, b| (b.0 - b.1).abs().total_cmp(&(a.0 - a.1).abs()));
    let analyzer = explained.then(|| built_in(profile)).transpose()?;
    all.into_iter()
        .take(most)
        .map(|(gold, found, one)| {
            let text = &one.gold.text;
            let mut why: Vec<String> = one
                .hedges
                .iter()
                .map(|hedge| {
                    let p = hedge.confidence.map_or(String::new(), |p| format!(", {p:.2}"));
                    let not = if hedge.counts { "" } else { "not " };
                    let word = &text[hedge.span.range()];
                    format!("‘{word}’ {not}counted by {}{p}", hedge.rule)
                })
                .collect();
            if let Some(analyzer) = &analyzer {
                for reason in explain(analyzer, text)?.iter().flat_map(|e| &e.sentence).take(5) {
                    why.push(format!("{} ({:+.1})", reason.what, reason.weight));
                }
            }
            Ok(Worst { line: one.gold.line, text: text.clone(), gold, found, why })
        })
        .collect()
}
