//! The page of a corpus or of a finished run.

use super::args::ReportArgs;
use super::articles::{article_of, articles_from_texts, title_of};
use super::collector::{Collected, RowCollector};
use crate::analyzer::Analyzer;
use crate::cli::finished_run::read_run;
use crate::cli::options::nothing_to_read;
use crate::corpus::{Corpus, CorpusOptions, Failure};
use crate::error::{Error, Result};
use crate::html::{Article, CorpusPage, Method, Reference, article_report, corpus_report};
use crate::pipeline::OnError;
use crate::summary::DATE_COLUMNS;
use crate::tables::{DocumentRowsSink, FinishedRun, Level};

/// Where the documents come from.
pub(super) struct CorpusSource<'a> {
    /// The finished run, if they were scored before.
    pub(super) run: Option<&'a FinishedRun>,
    pub(super) options: &'a CorpusOptions,
    pub(super) from_stdin: bool,
}

/// A page with what could not be shown on it.
pub(super) struct RenderedPage {
    pub(super) html: String,
    /// Ids of `--page` that no document has.
    pub(super) missing: Vec<String>,
    /// Set when documents could not be read.
    pub(super) failed: bool,
}

/// Renders the page of many documents, or of the only one of a finished run or standard input.
pub(super) fn corpus_page(
    args: &ReportArgs,
    source: &CorpusSource<'_>,
    analyzer: &Analyzer,
    reference: Option<&Reference>,
) -> Result<RenderedPage> {
    let columns = metadata_columns(args, source)?;
    let place = |field: &String| column_of(field, &columns, args);
    let group = args.group.as_ref().map(place).transpose()?;
    let date = args.date.as_ref().map(place).transpose()?;
    let mut collector = RowCollector::new(args, &columns, group, date);
    let failures = match source.run {
        Some(run) => {
            let whole = run.has(Level::Sentences) && run.has(Level::Cues) || !args.page.is_empty();
            read_run(run, whole, |rows| {
                collector.add(rows);
                Ok(())
            })?;
            run.failures.clone()
        }
        None => score_corpus(args, source, analyzer, &columns, &mut collector)?,
    };
    if collector.is_empty() && failures.is_empty() {
        return Err(nothing_to_read(&args.inputs));
    }
    collector.check_filled("--group", group)?;
    collector.check_filled("--date", date)?;
    let Collected { summary, date, pages, only, missing } = collector.finish();
    let failed = !failures.is_empty();
    let method = source.run.map_or_else(|| Method::of(analyzer), Method::of_run);
    if let Some(rows) = only.filter(|rows| !failed && !rows.sentences.is_empty()) {
        let html = article_report(&article_of(rows), reference, &method)?;
        return Ok(RenderedPage { html, missing, failed });
    }
    let named = |column: Option<usize>| column.map(|column| (columns[column].clone(), column));
    let (numbers, documents): (Vec<u64>, Vec<_>) = pages.into_iter().unzip();
    let corpus = CorpusPage {
        title: args.title.clone().unwrap_or_else(|| title_of(&args.inputs.join(", "))),
        summary,
        group: named(group),
        date: named(date),
        failures,
        pages: numbers,
    };
    let texts: Vec<Option<Article>> =
        if source.run.is_some() || source.from_stdin || documents.is_empty() {
            vec![None; documents.len()]
        } else {
            articles_from_texts(analyzer, source.options, &documents)?
        };
    let articles = documents.into_iter().zip(texts);
    let articles = articles.map(|(rows, text)| text.unwrap_or_else(|| article_of(rows))).collect();
    let html = corpus_report(&corpus, articles, reference, &method)?;
    Ok(RenderedPage { html, missing, failed })
}

/// The columns of metadata: those of the run, or those that are asked for; where no column with
/// dates is, all that may have them.
fn metadata_columns(args: &ReportArgs, source: &CorpusSource<'_>) -> Result<Vec<String>> {
    if let Some(run) = source.run {
        return run.kept();
    }
    let mut columns = source.options.keep.clone();
    if args.date.is_none() {
        columns.extend(DATE_COLUMNS.into_iter().flat_map(spellings));
    }
    Ok(columns)
}

/// A field's name as corpora write it.
fn spellings(name: &str) -> [String; 3] {
    let (first, rest) = name.split_at(1);
    [name.to_owned(), first.to_ascii_uppercase() + rest, name.to_ascii_uppercase()]
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
    source: &CorpusSource<'_>,
    analyzer: &Analyzer,
    columns: &[String],
    collector: &mut RowCollector<'_>,
) -> Result<Vec<Failure>> {
    let options = CorpusOptions { keep: columns.to_vec(), ..source.options.clone() };
    let corpus = Corpus::open(options)?;
    // Only pages of documents show cues.
    let with_cues = !args.page.is_empty() || source.from_stdin;
    let mut sink = DocumentRowsSink::new(with_cues, |rows| {
        collector.add(rows);
        Ok(())
    });
    let all_listed = "the page lists the first of them";
    args.run.score(analyzer, corpus, &mut sink, OnError::Skip, all_listed)?;
    Ok(std::mem::take(&mut sink.failures))
}
