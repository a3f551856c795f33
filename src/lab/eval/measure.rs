//! Measures how well annotated sentences are judged: a report for each file.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::figure::MeasuredFigure;
use super::judged::{self, Judged, Reliability};
use super::{Confusion, Gold, GoldRow, Task, sentence_by_sentence};
use crate::analysis::{CueMatch, RuleId};
use crate::error::Result;
use crate::explain;
use crate::lab::train::judge_readings;
use crate::lab::train::{
    Layers, cross_validate, cross_validate_aspects, cross_validate_certainty, marked_rows,
};
use crate::language::{Language, ProfileWeights};
use crate::text::ByteSpan;

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
#[derive(Debug, Default, Serialize)]
pub(crate) struct EvalReport {
    /// Name of the file, without folders and ending.
    pub(crate) file: String,
    pub(crate) profile: String,
    pub(crate) sentences: usize,
    /// Number of parts into which the documents were cut; none for the built-in weights.
    pub(crate) folds: Option<u8>,
    pub(crate) figures: Vec<MeasuredFigure>,
    /// The main figures of each collection that the sentences were taken from.
    pub(crate) by_source: Vec<MeasuredFigure>,
    /// The main figures with layers, or what is learned from, taken away.
    pub(crate) ablations: Vec<MeasuredFigure>,
    /// The main figures with less to learn from.
    pub(crate) curve: Vec<MeasuredFigure>,
    /// Hedge probabilities against what is hedged in fact.
    pub(crate) reliability: Vec<Reliability>,
    pub(crate) commonest_errors: Vec<CueError>,
    pub(crate) worst_errors: Vec<SentenceError>,
}

/// An error with a cue, and how often it occurs.
#[derive(Debug, Serialize)]
pub(crate) struct CueError {
    /// `missed` or `false`.
    pub(crate) error: &'static str,
    /// The cue as it stands in the text, in lower case.
    pub(crate) cue: String,
    pub(crate) rule: RuleId,
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

/// Measures each file with the profile given with it.
pub(crate) fn measure(
    options: MeasureOptions,
    files: &[(String, Gold)],
) -> Result<Vec<EvalReport>> {
    let labelled: Vec<GoldRow> = files
        .iter()
        .filter(|(_, gold)| gold.task == Task::Aspects)
        .flat_map(|(_, gold)| gold.rows.clone())
        .collect();
    let measured = files.iter().map(|(profile, gold)| {
        let mut report = EvalReport {
            file: gold.name.clone(),
            profile: profile.clone(),
            sentences: gold.rows.len(),
            folds: options.folds,
            ..EvalReport::default()
        };
        match gold.task {
            Task::Hedging => hedging(&mut report, options, gold),
            Task::Certainty => certainty(&mut report, options, gold, &labelled),
            Task::Aspects => aspects(&mut report, gold),
            Task::Factuality => factuality(&mut report, options, gold),
            Task::Readings => readings(&mut report, options, gold, &marked_rows(profile, files)),
        }?;
        Ok(report)
    });
    measured.collect()
}

fn add_confusion(
    figures: &mut Vec<MeasuredFigure>,
    name: &str,
    judged: &[&Judged<'_>],
    of: impl Fn(&[&Judged<'_>]) -> Confusion,
) {
    let all = of(judged);
    figures.push(MeasuredFigure::new(&format!("{name} precision"), all.precision()));
    figures.push(MeasuredFigure::new(&format!("{name} recall"), all.recall()));
    figures.push(MeasuredFigure::with_interval(&format!("{name} F1"), judged, |judged| {
        of(judged).f1()
    }));
}

/// The figure that sums up what a file annotates, by name.
type MainFigure = (&'static str, fn(&[&Judged<'_>]) -> Option<f64>);

/// Returns the main figures of what some sentences annotate.
fn main_figures(rows: &[GoldRow]) -> Vec<MainFigure> {
    let mut figures: Vec<MainFigure> = vec![("hedged F1", |judged| judged::hedged(judged).f1())];
    if rows.iter().any(|row| row.evidence.is_some()) {
        figures.push(("evidence F1", |judged| judged::evidence(judged).f1()));
        figures.push(("booster F1", |judged| judged::boosters(judged).f1()));
    }
    if rows.iter().any(|row| row.certainty.is_some()) {
        figures.push(("certainty r", judged::correlation));
    }
    figures
}

/// The main figures of some sentences under a name, which is left out where there is but one.
fn named(name: &str, figures: &[MainFigure], judged: &[&Judged<'_>]) -> Vec<MeasuredFigure> {
    let figure = |(what, of): &MainFigure| {
        let name = if figures.len() > 1 { format!("{name}, {what}") } else { name.to_owned() };
        MeasuredFigure::new(&name, of(judged))
    };
    figures.iter().map(figure).collect()
}

fn hedging(report: &mut EvalReport, options: MeasureOptions, gold: &Gold) -> Result<()> {
    let (rows, profile) = (&gold.rows, report.profile.clone());
    let folds = report.folds;
    let main = main_figures(rows);
    let judge = |layers: Layers| match folds {
        Some(folds) => cross_validate(&profile, rows, folds.into(), layers, |_| true),
        None => judged::judge(&sentence_by_sentence(&profile).build()?, rows),
    };
    let all = judge(Layers::ALL)?;
    let judged: Vec<&Judged<'_>> = all.iter().collect();
    let figures = &mut report.figures;
    add_confusion(figures, "hedged", &judged, judged::hedged);
    if rows.iter().any(|row| row.cues.is_some()) {
        add_confusion(figures, "cue (exact span)", &judged, |j| judged::cues(j, true));
        figures.push(MeasuredFigure::new("cue (overlap) F1", judged::cues(&judged, false).f1()));
    }
    if rows.iter().any(|row| row.evidence.is_some()) {
        add_confusion(figures, "evidence", &judged, judged::evidence);
        add_confusion(figures, "booster", &judged, judged::boosters);
    }
    if rows.iter().any(|row| row.certainty.is_some()) {
        figures.push(MeasuredFigure::with_interval("certainty r", &judged, judged::correlation));
    }
    figures.push(MeasuredFigure::with_interval("Brier score", &judged, judged::brier));
    let (found, annotated) = judged::hedged_shares(&judged).unzip();
    figures.push(MeasuredFigure::new("hedged share", found));
    figures.push(MeasuredFigure::new("hedged share, annotated", annotated));
    report.by_source = by_source(&judged, &main);
    report.reliability = judged::reliability(&judged);
    let named =
        |name: &str, judged: &[Judged<'_>]| named(name, &main, &judged.iter().collect::<Vec<_>>());
    if let Some(folds) = folds.filter(|_| options.ablations) {
        let ablations = &mut report.ablations;
        ablations.extend(named("all layers", &all));
        let layers = [
            ("without weights for cues", Layers { cues: false, ..Layers::ALL }),
            ("without weights for sentences", Layers { sentences: false, ..Layers::ALL }),
            ("without context rules", Layers { rules: false, ..Layers::ALL }),
        ];
        for (name, layers) in layers {
            ablations.extend(named(name, &judge(layers)?));
        }
        for source in sources(rows) {
            let other = |row: &GoldRow| row.source.as_deref() != Some(source);
            let without = cross_validate(&profile, rows, folds.into(), Layers::ALL, other)?;
            ablations.extend(named(&format!("learned without {source}"), &without));
        }
        for (name, rules) in [("lexicon and rules alone", true), ("lexicon alone", false)] {
            let builder = sentence_by_sentence(&profile).weights(ProfileWeights::default());
            ablations.extend(named(name, &judged::judge(&builder.rules(rules).build()?, rows)?));
        }
    }
    if let Some(folds) = folds.map(usize::from).filter(|_| options.curve) {
        for (name, share) in [("10 %", 0.1), ("25 %", 0.25), ("50 %", 0.5)] {
            // A share of the documents, whichever fold they are in.
            let learns = |row: &GoldRow| {
                (((row.document / folds) as f64) * 0.618_033_988_749).fract() < share
            };
            let judged = cross_validate(&profile, rows, folds, Layers::ALL, learns)?;
            report.curve.extend(named(name, &judged));
        }
        report.curve.extend(named("100 %", &all));
    }
    report.commonest_errors = commonest(&judged, options.errors);
    let error = |one: &Judged<'_>| Some((f64::from(one.gold.hedged?), one.hedge_probability));
    report.worst_errors = worst(&judged, options.errors, folds.is_none(), &profile, error)?;
    Ok(())
}

/// The collections that some sentences were taken from, if they are several.
fn sources(rows: &[GoldRow]) -> BTreeSet<&str> {
    let sources: BTreeSet<&str> = rows.iter().filter_map(|row| row.source.as_deref()).collect();
    if sources.len() > 1 { sources } else { BTreeSet::new() }
}

/// The main figures of each collection that the sentences were taken from, with intervals.
fn by_source(judged: &[&Judged<'_>], main: &[MainFigure]) -> Vec<MeasuredFigure> {
    let mut by_source: BTreeMap<&str, Vec<&Judged<'_>>> = BTreeMap::new();
    for one in judged {
        if let Some(source) = one.gold.source.as_deref() {
            by_source.entry(source).or_default().push(one);
        }
    }
    by_source.retain(|_, own| own.len() < judged.len());
    let figures = by_source.iter().flat_map(|(source, own)| {
        main.iter().map(move |(what, figure)| {
            let name = format!("{source} ({}), {what}", own.len());
            MeasuredFigure::with_interval(&name, own, *figure)
        })
    });
    figures.collect()
}

fn certainty(
    report: &mut EvalReport,
    options: MeasureOptions,
    gold: &Gold,
    labelled: &[GoldRow],
) -> Result<()> {
    let (rows, profile) = (&gold.rows, &report.profile);
    let judge = |labelled: &[GoldRow]| match options.folds {
        Some(folds) => cross_validate_certainty(profile, rows, labelled, folds.into()),
        None => judged::judge(&sentence_by_sentence(profile).build()?, rows),
    };
    let all = judge(labelled)?;
    let judged: Vec<&Judged<'_>> = all.iter().collect();
    report.figures = vec![
        MeasuredFigure::with_interval("certainty r", &judged, judged::correlation),
        MeasuredFigure::with_interval("squared error", &judged, judged::certainty_error),
    ];
    if options.ablations {
        let r = |name: &str, judged: &[Judged<'_>]| {
            MeasuredFigure::new(name, judged::correlation(&judged.iter().collect::<Vec<_>>()))
        };
        let with = |weights| sentence_by_sentence(profile).weights(weights).build();
        let weights = Language::english().profile_weights(profile);
        let by_formula = judged::judge(&with(weights.with_certainty(None))?, rows)?;
        let without_weights = judged::judge(&with(ProfileWeights::default())?, rows)?;
        report.ablations = vec![
            r("all", &all),
            r("without aspect labels", &judge(&[])?),
            r("formula in place of ratings", &by_formula),
            r("formula, no weights at all", &without_weights),
        ];
    }
    let error = |one: &Judged<'_>| Some((one.gold.certainty?, one.certainty));
    report.worst_errors = worst(&judged, options.errors, false, profile, error)?;
    Ok(())
}

fn aspects(report: &mut EvalReport, gold: &Gold) -> Result<()> {
    // No weights for aspects are built in: they are always learned anew.
    let folds = *report.folds.get_or_insert(5);
    let aspects = cross_validate_aspects(&report.profile, &gold.rows, folds.into())?;
    let mean = aspects.iter().map(|f| f.macro_f1).sum::<f64>() / aspects.len().max(1) as f64;
    let figures = &mut report.figures;
    for aspect in aspects {
        figures.push(MeasuredFigure::new(
            &format!("{} macro-F1", aspect.aspect),
            Some(aspect.macro_f1),
        ));
        let labels = aspect.labels.into_iter();
        figures
            .extend(labels.map(|(label, f1)| MeasuredFigure::new(&format!("  {label}"), Some(f1))));
    }
    figures.push(MeasuredFigure::new("mean macro-F1", Some(mean)));
    Ok(())
}

/// Correlates certainty with what readers make of events, in all and by source. Nothing is
/// learned from it.
fn factuality(report: &mut EvalReport, options: MeasureOptions, gold: &Gold) -> Result<()> {
    report.folds = None;
    let all = judged::judge(&sentence_by_sentence(&report.profile).build()?, &gold.rows)?;
    let judged: Vec<&Judged<'_>> = all.iter().collect();
    let r = |name: &str, judged: &[&Judged<'_>]| {
        MeasuredFigure::with_interval(name, judged, judged::correlation)
    };
    report.figures.push(r("commitment r", &judged));
    let sources: BTreeSet<&String> =
        gold.rows.iter().filter_map(|row| row.source.as_ref()).collect();
    for source in sources.iter().filter(|_| sources.len() > 1) {
        let is_of = |one: &&&Judged<'_>| one.gold.source.as_ref() == Some(source);
        let of_source: Vec<&Judged<'_>> = judged.iter().filter(is_of).copied().collect();
        let name = format!("commitment r, {source} ({})", of_source.len());
        report.figures.push(r(&name, &of_source));
    }
    let error = |one: &Judged<'_>| Some((one.gold.certainty?, one.certainty));
    report.worst_errors = worst(&judged, options.errors, true, &report.profile, error)?;
    Ok(())
}

fn readings(
    report: &mut EvalReport,
    options: MeasureOptions,
    gold: &Gold,
    marked: &[&GoldRow],
) -> Result<()> {
    let folds = options.folds.map(usize::from);
    let all = judge_readings(&report.profile, &gold.rows, marked, folds)?;
    report.figures = super::readings::figures(&all.iter().collect::<Vec<_>>());
    Ok(())
}

/// The cues that are missed or found in vain most often.
fn commonest(judged: &[&Judged<'_>], most: usize) -> Vec<CueError> {
    let mut kinds: BTreeMap<(&'static str, String, RuleId), usize> = BTreeMap::new();
    for one in judged {
        let Some(gold) = &one.gold_hedges else { continue };
        let mut add = |error, span: ByteSpan, rule| {
            let cue = one.gold.text[span.range()].to_lowercase();
            *kinds.entry((error, cue, rule)).or_default() += 1;
        };
        for cue in gold {
            let found = || one.hedges.iter().filter(|hedge| hedge.span.overlaps(*cue));
            if !found().any(CueMatch::counts) {
                add("missed", *cue, found().next().map_or("not in the lexicon", |f| f.rule));
            }
        }
        for hedge in one.hedges.iter().filter(|hedge| hedge.counts()) {
            if !gold.iter().any(|cue| cue.overlaps(hedge.span)) {
                add("false", hedge.span, hedge.rule);
            }
        }
    }
    let error = |((error, cue, rule), times)| CueError { error, cue, rule, times };
    let mut kinds: Vec<CueError> = kinds.into_iter().map(error).collect();
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
    all.truncate(most);
    let analyzer = explained.then(|| sentence_by_sentence(profile).build()).transpose()?;
    let errors = all.into_iter().map(|(gold, found, one)| {
        let text = &one.gold.text;
        let hedges = one.hedges.iter().map(|hedge| {
            let p = hedge.confidence.map_or(String::new(), |p| format!(", {p:.2}"));
            let not = if hedge.counts() { "" } else { "not " };
            format!("‘{}’ {not}counted by {}{p}", &text[hedge.span.range()], hedge.rule)
        });
        let mut why: Vec<String> = hedges.collect();
        if let Some(analyzer) = &analyzer {
            let explanations = explain(analyzer, text)?;
            let reasons = explanations.iter().flat_map(|e| &e.sentence).take(5);
            why.extend(reasons.map(|reason| format!("{} ({:+.1})", reason.what, reason.weight)));
        }
        Ok(SentenceError { line: one.gold.line, text: text.clone(), gold, found, why })
    });
    errors.collect()
}
