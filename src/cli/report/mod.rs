//! `hedgerow report`: one page of an article, a corpus or a finished run.

mod args;
mod articles;
mod collector;

pub(super) use args::ReportArgs;

use std::path::Path;

use super::files::{check_not_an_input, create_whole};
use super::finished_run::{open_folder, open_run, read_run};
use super::options::nothing_to_read;
use super::outcome::Outcome;
use super::sanitize::sanitize_line;
use crate::analyzer::Analyzer;
use crate::corpus::{Corpus, CorpusOptions, Failure};
use crate::error::{Error, Result};
use crate::html::{CorpusPage, Method, Reference, article_report, corpus_report};
use crate::language::Language;
use crate::pipeline::OnError;
use crate::summary::DATE_COLUMNS;
use crate::tables::{DocumentRowsSink, FinishedRun, Level};
use articles::{articles, title_of};
use collector::RowCollector;

pub(super) fn run(args: &ReportArgs) -> Result<Outcome> {
    let run = open_run(&args.inputs, &args.analyzer)?;
    let analyzer = analyzer(args, run.as_ref())?;
    let reference = reference(args, &analyzer)?;
    let reading = args.reading.corpus_options(&args.inputs)?;
    check_not_an_input(&args.out, args.inputs.iter().chain(&args.reference))?;
    // Opened before the long run, so that a bad path fails at once.
    let mut file = create_whole(&args.out, args.overwrite)?;
    let columns = run.as_ref().map_or_else(|| Ok(columns_to_keep(args)), FinishedRun::kept)?;
    let options =
        CorpusOptions { exclude: Some(args.out.clone()), keep: columns.clone(), ..reading };

    let place = |field: &String| column_of(field, &columns, args);
    let group = args.group.as_ref().map(place).transpose()?;
    let date = args.date.as_ref().map(place).transpose()?;
    let mut collector = RowCollector::new(args, &columns, group, date);
    let failures = match &run {
        Some(run) => {
            let whole = run.has(Level::Sentences) && run.has(Level::Cues) || !args.page.is_empty();
            read_run(run, whole, |rows| {
                collector.add(rows);
                Ok(())
            })?;
            run.failures.clone()
        }
        None => score_corpus(args, &analyzer, &options, &mut collector)?,
    };
    if collector.is_empty() && failures.is_empty() {
        return Err(nothing_to_read(&args.inputs));
    }
    collector.check_filled("--group", group)?;
    collector.check_filled("--date", date)?;

    let summary = collector.summary();
    let (dates, missing) = (collector.date(), collector.missing());
    let failed = !failures.is_empty();
    let corpus = (run.is_none() && !is_stdin(args)).then_some(&options);
    let method = run.as_ref().map_or_else(|| Method::of(&analyzer), Method::of_run);
    let only =
        collector.only.filter(|rows| !failed && (corpus.is_some() || !rows.sentences.is_empty()));
    let only = articles(&analyzer, corpus, only.into_iter().collect())?.pop();
    let page = if let Some(mut article) = only {
        if let Some(title) = &args.title {
            article.title.clone_from(title);
        }
        article_report(&article, reference.as_ref(), &method)?
    } else {
        let named = |column: Option<usize>| column.map(|column| (columns[column].clone(), column));
        let (pages, documents): (Vec<u64>, Vec<_>) = collector.pages.into_iter().unzip();
        let title = args.title.clone().unwrap_or_else(|| title_of(&args.inputs.join(", ")));
        let (group, date) = (named(group), named(dates));
        let page = CorpusPage { title, summary, group, date, failures, pages };
        let articles = articles(&analyzer, corpus, documents)?;
        corpus_report(&page, articles, reference.as_ref(), &method)?
    };
    for id in &missing {
        let id = sanitize_line(id);
        anstream::eprintln!("hedgerow: there is no document with the id \"{id}\"");
    }
    file.write(page.as_bytes())?;
    file.finish()?;
    anstream::eprintln!("{} kB → {}", page.len().div_ceil(1000), args.out.display());
    Ok(if failed || !missing.is_empty() { Outcome::Flawed } else { Outcome::Done })
}

fn is_stdin(args: &ReportArgs) -> bool {
    args.inputs.iter().any(|input| input == "-")
}

/// The analyzer that the arguments ask for; for a finished run that of the run's profile.
fn analyzer(args: &ReportArgs, run: Option<&FinishedRun>) -> Result<Analyzer> {
    let profile = run.map(|run| run.report.profile.as_str());
    match profile.filter(|name| Language::english().has_profile(name)) {
        Some(name) => Analyzer::builder().profile(name).build(),
        None => args.analyzer.analyzer(),
    }
}

/// The documents that articles are compared with.
fn reference(args: &ReportArgs, analyzer: &Analyzer) -> Result<Option<Reference>> {
    match args.reference.as_deref() {
        None => Reference::samples(analyzer).map(Some),
        Some("none") => Ok(None),
        Some(folder) => {
            let run = open_folder(Path::new(folder))?;
            let (theirs, ours) = (&run.report.profile, &analyzer.profile().name);
            if theirs != ours {
                return Err(Error::usage(format!(
                    "the run in {folder} was scored with --profile {theirs}, which figures of {ours} cannot be set beside; score one of them again"
                )));
            }
            Reference::of_run(&run, folder).map(Some)
        }
    }
}

/// The columns of metadata that are asked for; where no column with dates is, all that may have
/// them, as corpora write their names.
fn columns_to_keep(args: &ReportArgs) -> Vec<String> {
    let spellings = |name: &str| {
        let (first, rest) = name.split_at(1);
        [name.to_owned(), first.to_ascii_uppercase() + rest, name.to_ascii_uppercase()]
    };
    let dates = DATE_COLUMNS.into_iter().filter(|_| args.date.is_none()).flat_map(spellings);
    args.group.iter().chain(&args.date).cloned().chain(dates).collect()
}

/// The place of a field among the columns of metadata.
fn column_of(field: &str, columns: &[String], args: &ReportArgs) -> Result<usize> {
    let renamed = format!("meta_{field}");
    columns.iter().position(|column| *column == field || *column == renamed).ok_or_else(|| {
        let run = args.inputs.join(", ");
        let kept = if columns.is_empty() { "none".to_owned() } else { columns.join(", ") };
        Error::usage(format!("{run} was scored without --keep {field}; kept columns: {kept}"))
    })
}

/// Scores a corpus and hands its documents to the collector; returns what could not be read.
fn score_corpus(
    args: &ReportArgs,
    analyzer: &Analyzer,
    options: &CorpusOptions,
    collector: &mut RowCollector<'_>,
) -> Result<Vec<Failure>> {
    // Only pages of documents show cues.
    let with_cues = !args.page.is_empty() || is_stdin(args);
    let mut sink = DocumentRowsSink::new(with_cues, |rows| {
        collector.add(rows);
        Ok(())
    });
    let corpus = Corpus::open(options.clone())?;
    let all_listed = "the page lists the first of them";
    args.run.score(analyzer, corpus, &mut sink, OnError::Skip, all_listed)?;
    Ok(sink.failures)
}
