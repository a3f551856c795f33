//! Measures how well annotated sentences are judged: a report for each file.

use std::collections::BTreeMap;

use serde::Serialize;

use super::judged::{self, Judged, Reliability};
use super::{Confusion, Gold, GoldRow, Task, sentence_by_sentence};
use crate::analyzer::Analyzer;
use crate::error::Result;
use crate::explain;
use crate::lab::train::{Layers, cross_validate, cross_validate_aspects, cross_validate_certainty};
use crate::language::Language;

/// Options of measuring.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct MeasureOptions {
    /// Number of parts for cross-validation; none to measure the built-in weights.
    pub(crate) folds: Option<u8>,
    /// Measures with each layer taken away in turn too.
    pub(crate) ablations: bool,
    /// Measures with less to learn from too.
    pub(crate) curve: bool,
    /// Most errors that a report shows.
    pub(crate) errors: usize,
}

/// Figures on one file. Its JSON is what `--format json` prints.
#[derive(Debug, Serialize)]
pub(crate) struct EvalReport {
    /// Name of the file, without folders and ending.
    pub(crate) file: String,
    pub(crate) profile: String,
    pub(crate) sentences: usize,
    /// Number of parts into which the documents were cut; none for the built-in weights.
    pub(crate) folds: Option<u8>,
    pub(crate) figures: Vec<Figure>,
    /// The main figure with layers taken away.
    pub(crate) ablations: Vec<Figure>,
    /// The main figure with less to learn from.
    pub(crate) curve: Vec<Figure>,
    /// Hedge probabilities against what is hedged in fact.
    pub(crate) reliability: Vec<Reliability>,
    pub(crate) commonest_errors: Vec<CueError>,
    pub(crate) worst_errors: Vec<SentenceError>,
}

/// A figure, with its 95 % interval if it has one.
#[derive(Debug, Serialize)]
pub(crate) struct Figure {
    pub(crate) name: String,
    pub(crate) value: Option<f64>,
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
}

/// An error with a cue, and how often it occurs.
#[derive(Debug, Serialize)]
pub(crate) struct CueError {
    /// `missed` or `false`.
    pub(crate) error: &'static str,
    /// The cue as it stands in the text, in lower case.
    pub(crate) cue: String,
    pub(crate) rule: String,
    pub(crate) times: usize,
}

/// A sentence whose figure is far off.
#[derive(Debug, Serialize)]
pub(crate) struct SentenceError {
    /// Line of the file, from 1.
    pub(crate) line: usize,
    pub(crate) text: String,
    pub(crate) gold: f64,
    pub(crate) found: f64,
    pub(crate) why: Vec<String>,
}

impl EvalReport {
    fn new(options: MeasureOptions, profile: &str, gold: &Gold) -> Self {
        Self {
            file: gold.name.clone(),
            profile: profile.to_owned(),
            sentences: gold.rows.len(),
            folds: options.folds,
            figures: Vec::new(),
            ablations: Vec::new(),
            curve: Vec::new(),
            reliability: Vec::new(),
            commonest_errors: Vec::new(),
            worst_errors: Vec::new(),
        }
    }
}

impl Figure {
    fn new(name: &str, value: Option<f64>) -> Self {
        Self { name: name.to_owned(), value, low: None, high: None }
    }

    /// A figure with its interval.
    fn with_interval(
        name: &str,
        judged: &[&Judged<'_>],
        figure: impl Fn(&[&Judged<'_>]) -> Option<f64>,
    ) -> Self {
        let (low, high) = judged::interval(judged, &figure).unzip();
        Self { name: name.to_owned(), value: figure(judged), low, high }
    }
}

/// Measures each file with the profile given with it.
///
/// # Errors
/// An unknown profile, or fewer documents than folds.
pub(crate) fn measure(
    options: MeasureOptions,
    files: &[(String, Gold)],
) -> Result<Vec<EvalReport>> {
    let labelled: Vec<GoldRow> = files
        .iter()
        .filter(|(_, gold)| gold.task == Task::Aspects)
        .flat_map(|(_, gold)| gold.rows.clone())
        .collect();
    files
        .iter()
        .map(|(profile, gold)| match gold.task {
            Task::Hedging => hedging(options, profile, gold),
            Task::Certainty => certainty(options, profile, gold, &labelled),
            Task::Aspects => aspects(options, profile, gold),
        })
        .collect()
}

/// Adds precision, recall and F1.
fn add_confusion(
    figures: &mut Vec<Figure>,
    name: &str,
    judged: &[&Judged<'_>],
    of: impl Fn(&[&Judged<'_>]) -> Confusion,
) {
    let all = of(judged);
    figures.push(Figure::new(&format!("{name} precision"), all.precision()));
    figures.push(Figure::new(&format!("{name} recall"), all.recall()));
    figures.push(Figure::with_interval(&format!("{name} F1"), judged, |judged| of(judged).f1()));
}

fn hedging(options: MeasureOptions, profile: &str, gold: &Gold) -> Result<EvalReport> {
    let rows = &gold.rows;
    // A profile without weights of its own has nothing to learn.
    let folds = options.folds.filter(|_| Language::english().weights(profile).is_some());
    let judge = |layers: Layers, share: f64| match folds {
        Some(folds) => cross_validate(profile, rows, folds.into(), share, layers),
        None => judged::judge(&built_in(profile)?, rows),
    };
    let all = judge(Layers::ALL, 1.0)?;
    let judged: Vec<&Judged<'_>> = all.iter().collect();
    let mut report = EvalReport { folds, ..EvalReport::new(options, profile, gold) };
    add_confusion(&mut report.figures, "hedged", &judged, judged::hedged);
    if rows.iter().any(|row| row.cues.is_some()) {
        add_confusion(&mut report.figures, "cue (exact span)", &judged, |j| judged::cues(j, true));
        let overlap = judged::cues(&judged, false);
        report.figures.push(Figure::new("cue (overlap) F1", overlap.f1()));
    }
    if rows.iter().any(|row| row.evidence.is_some()) {
        add_confusion(&mut report.figures, "evidence", &judged, judged::evidence);
        add_confusion(&mut report.figures, "booster", &judged, judged::boosters);
    }
    if rows.iter().any(|row| row.certainty.is_some()) {
        report.figures.push(Figure::with_interval("certainty r", &judged, judged::correlation));
    }
    report.figures.push(Figure::with_interval("Brier score", &judged, judged::brier));
    report.reliability = judged::reliability(&judged);
    let f1 = |judged: &[Judged<'_>]| {
        let judged: Vec<&Judged<'_>> = judged.iter().collect();
        judged::hedged(&judged).f1()
    };
    if options.ablations && folds.is_some() {
        let layers = [
            ("all layers", Layers::ALL),
            ("without weights for cues", Layers { cues: false, ..Layers::ALL }),
            ("without weights for sentences", Layers { sentences: false, ..Layers::ALL }),
            ("without context rules", Layers { rules: false, ..Layers::ALL }),
        ];
        for (name, layers) in layers {
            report.ablations.push(Figure::new(name, f1(&judge(layers, 1.0)?)));
        }
        for (name, rules) in [("lexicon and rules alone", true), ("lexicon alone", false)] {
            let analyzer = sentence_by_sentence(profile).weights(None).rules(rules).build()?;
            report.ablations.push(Figure::new(name, f1(&judged::judge(&analyzer, rows)?)));
        }
    }
    if options.curve && folds.is_some() {
        for share in [0.1, 0.25, 0.5, 1.0] {
            let name = format!("{:.0} %", share * 100.0);
            report.curve.push(Figure::new(&name, f1(&judge(Layers::ALL, share)?)));
        }
    }
    report.commonest_errors = commonest(&judged, options.errors);
    let error =
        |one: &Judged<'_>| Some((f64::from(u8::from(one.gold.hedged?)), one.hedge_probability));
    report.worst_errors = worst(&judged, options.errors, folds.is_none(), profile, error)?;
    Ok(report)
}

fn built_in(profile: &str) -> Result<Analyzer> {
    sentence_by_sentence(profile).build()
}

fn certainty(
    options: MeasureOptions,
    profile: &str,
    gold: &Gold,
    labelled: &[GoldRow],
) -> Result<EvalReport> {
    let all = match options.folds {
        Some(folds) => cross_validate_certainty(profile, &gold.rows, labelled, folds.into())?,
        None => judged::judge(&built_in(profile)?, &gold.rows)?,
    };
    let judged: Vec<&Judged<'_>> = all.iter().collect();
    let mut report = EvalReport::new(options, profile, gold);
    report.figures.push(Figure::with_interval("certainty r", &judged, judged::correlation));
    report.figures.push(Figure::with_interval("squared error", &judged, judged::certainty_error));
    if options.ablations {
        let r = |judged: &[Judged<'_>]| {
            let judged: Vec<&Judged<'_>> = judged.iter().collect();
            judged::correlation(&judged)
        };
        if let Some(folds) = options.folds {
            let alone = cross_validate_certainty(profile, &gold.rows, &[], folds.into())?;
            report.ablations.push(Figure::new("all", report.figures[0].value));
            report.ablations.push(Figure::new("without aspect labels", r(&alone)));
        }
        let formula = sentence_by_sentence(profile).certainty_weights(None);
        let judged = judged::judge(&formula.clone().build()?, &gold.rows)?;
        report.ablations.push(Figure::new("formula in place of ratings", r(&judged)));
        let judged = judged::judge(&formula.weights(None).build()?, &gold.rows)?;
        report.ablations.push(Figure::new("formula, no weights at all", r(&judged)));
    }
    let error = |one: &Judged<'_>| Some((one.gold.certainty?, one.certainty));
    report.worst_errors = worst(&judged, options.errors, false, profile, error)?;
    Ok(report)
}

fn aspects(options: MeasureOptions, profile: &str, gold: &Gold) -> Result<EvalReport> {
    let mut report = EvalReport::new(options, profile, gold);
    // No weights for aspects are built in: they are always learned anew.
    let folds = options.folds.unwrap_or(5);
    report.folds = Some(folds);
    let figures = cross_validate_aspects(profile, &gold.rows, folds.into())?;
    let mean = figures.iter().map(|f| f.macro_f1).sum::<f64>() / figures.len().max(1) as f64;
    for figure in figures {
        report
            .figures
            .push(Figure::new(&format!("{} macro-F1", figure.aspect), Some(figure.macro_f1)));
        for (label, f1) in figure.labels {
            report.figures.push(Figure::new(&format!("  {label}"), Some(f1)));
        }
    }
    report.figures.push(Figure::new("mean macro-F1", Some(mean)));
    Ok(report)
}

/// The cues that are missed or found in vain most often.
fn commonest(judged: &[&Judged<'_>], most: usize) -> Vec<CueError> {
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
    let mut kinds: Vec<CueError> = kinds
        .into_iter()
        .map(|((error, cue, rule), times)| CueError { error, cue, rule, times })
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
) -> Result<Vec<SentenceError>> {
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
            Ok(SentenceError { line: one.gold.line, text: text.clone(), gold, found, why })
        })
        .collect()
}
