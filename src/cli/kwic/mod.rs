//! `hedgerow kwic`: a concordance.

mod args;
mod csv;
mod lines;
mod printer;

pub(super) use args::KwicArgs;

use super::finished_run::{open_run, read_run};
use super::options::nothing_to_read;
use super::outcome::{Outcome, counted};
use super::progress::ProgressArg;
use super::sanitize::sanitize_line;
use crate::analysis::Holder;
use crate::analyzer::Analyzer;
use crate::corpus::{Corpus, CorpusOptions};
use crate::error::{Error, Result};
#[cfg(feature = "html")]
use crate::html::Method;
use crate::kwic::{ConcordanceBuilder, ConcordanceCounts, Query, ReadingFilter, Search};
use crate::pipeline::OnError;
use crate::tables::DocumentRowsSink;
use printer::Printer;

/// Most lines on a page, unless more are asked for.
const MAX_ON_PAGE: u64 = 2_000;

pub(super) fn run(args: &KwicArgs) -> Result<Outcome> {
    let analyzer = args.analyzer.analyzer()?;
    let query = Query::resolve(&args.query, &analyzer)?;
    let is_phrase = matches!(query, Query::Phrase(_));
    if is_phrase && (args.holder.is_some() || args.reading.is_some()) {
        return Err(Error::usage(format!(
            "\"{}\" is a phrase, which has no reading and no holder; only cues have",
            args.query
        )));
    }
    let meaning = meaning(args, &query);
    let mut printer = Printer::new(args)?;
    let readings = args.reading.as_ref().and_then(|name| ReadingFilter::from_name(name));
    let search = Search {
        query,
        readings: readings.unwrap_or_default(),
        holder: args.holder.as_deref().and_then(Holder::from_name),
        context: printer.context,
    };
    anstream::eprintln!("{meaning}");
    let max = args.max.or(args.format.is_page().then_some(MAX_ON_PAGE));
    let mut concordance = ConcordanceBuilder::new(search, args.sort.into(), max);
    let finished = open_run(&args.inputs, &args.analyzer)?;
    let failed = match &finished {
        Some(run) => {
            read_run(run, true, |rows| concordance.add(&rows, |line| printer.line(line)))?;
            run.failures.len() as u64
        }
        None => search_corpus(args, &analyzer, &mut concordance, &mut printer)?,
    };
    let counts = concordance.finish(|line| printer.line(line))?;
    if counts.documents + failed == 0 {
        return Err(nothing_to_read(&args.inputs));
    }
    #[cfg(feature = "html")]
    if args.format.is_page() {
        let page = crate::html::ConcordancePage {
            title: format!("“{}” in {}", args.query, args.inputs.join(", ")),
            says: format!("{meaning}."),
            counts,
            failed,
            lines: printer.take_lines(),
        };
        let method = finished.as_ref().map_or_else(|| Method::of(&analyzer), Method::of_run);
        printer.write(crate::html::concordance_report(&page, &method)?.as_bytes())?;
    }
    printer.finish()?;
    print_summary(args, &analyzer, is_phrase, counts);
    Ok(if failed == 0 { Outcome::Done } else { Outcome::Flawed })
}

/// Says what the query is taken for.
fn meaning(args: &KwicArgs, query: &Query) -> String {
    let readings = match args.reading.as_deref() {
        _ if matches!(query, Query::Phrase(_)) => "",
        None | Some("counted") => "; readings that count",
        Some("all") => "; all readings",
        Some(reading) => &format!("; reading {reading}"),
    };
    format!("\"{}\" is taken for {query}{readings}", sanitize_line(&args.query))
}

/// Searches a corpus; returns how many documents could not be read.
fn search_corpus(
    args: &KwicArgs,
    analyzer: &Analyzer,
    concordance: &mut ConcordanceBuilder,
    printer: &mut Printer,
) -> Result<u64> {
    let corpus = Corpus::open(CorpusOptions {
        exclude: args.out.clone(),
        ..args.corpus.corpus_options(&args.inputs)?
    })?;
    let mut run = args.run;
    if printer.on_terminal && run.progress == ProgressArg::Auto {
        run.progress = ProgressArg::Never; // lines on a terminal would tear the bar
    }
    let mut sink =
        DocumentRowsSink::new(true, |rows| concordance.add(&rows, |line| printer.line(line)));
    let all_listed = "`hedgerow score` lists them all in run.json";
    let progress = run.score(analyzer, corpus, &mut sink, OnError::Skip, all_listed)?;
    Ok(progress.failed)
}

fn print_summary(args: &KwicArgs, analyzer: &Analyzer, is_phrase: bool, counts: ConcordanceCounts) {
    let ConcordanceCounts { documents, found_in, occurrences, shown } = counts;
    let all = counted(documents, "document");
    if occurrences == 0 {
        let similar = if is_phrase { Query::near(&args.query, analyzer) } else { Vec::new() };
        let hint = if !similar.is_empty() {
            format!("; did you mean {}?", similar.join(", "))
        } else if !is_phrase && args.reading.is_none() && documents > 0 {
            "; --reading all also has those that do not count".to_owned()
        } else {
            String::new()
        };
        anstream::eprintln!("no occurrence in {all}{hint}");
        return;
    }
    let more = match occurrences - shown {
        0 => String::new(),
        more if args.max.is_some() => {
            format!("; the first {shown} shown, {more} more without --max {shown}")
        }
        more => format!("; the first {shown} shown, {more} more with a higher --max"),
    };
    let found = counted(occurrences, "occurrence");
    anstream::eprintln!("{found} in {found_in} of {all}{more}");
}
