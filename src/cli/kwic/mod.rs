//! `hedgerow kwic`: a concordance.

mod args;
mod printer;
mod table;
mod text;

pub(super) use args::{EXAMPLES, KwicArgs};

use super::args::ProgressArg;
use super::printable::one_line;
use super::running::{finished_run, interrupt, read_run};
use super::{Outcome, score};
use crate::analyzer::Analyzer;
use crate::corpus::{Corpus, CorpusOptions};
use crate::error::{Error, Result};
#[cfg(feature = "html")]
use crate::html::Method;
use crate::kwic::{Concordance, Counts, Query, Readings, Search};
use crate::pipeline::OnError;
use crate::tables::{Gather, Level};
use printer::Printer;

/// So many lines are on a page where nothing else is asked for.
const ON_A_PAGE: u64 = 2_000;

pub(super) fn run(args: &KwicArgs) -> Result<Outcome> {
    let analyzer = score::analyzer(&args.analyzer)?;
    let query = Query::resolve(&args.query, &analyzer)?;
    let is_phrase = matches!(query, Query::Phrase(_));
    if is_phrase && (args.holder.is_some() || args.reading.is_some()) {
        return Err(Error::usage(format!(
            "\"{}\" is a phrase, which has no reading and no holder; only cues have",
            args.query
        )));
    }
    let readings = args.reading.as_ref().and_then(|name| Readings::from_name(name));
    let mut printer = Printer::new(args)?;
    let search = Search {
        query: query.clone(),
        readings: readings.unwrap_or_default(),
        holder: args.holder.clone(),
        context: printer.context,
    };
    let taken = match args.reading.as_deref() {
        _ if is_phrase => "",
        None | Some("counted") => "; readings that count",
        Some("all") => "; all readings",
        Some(reading) => &format!("; reading {reading}"),
    };
    let taken = format!("\"{}\" is taken for {query}{taken}", one_line(&args.query));
    anstream::eprintln!("{taken}");
    let max = args.max.or(args.format.is_page().then_some(ON_A_PAGE));
    let mut concordance = Concordance::new(search, args.sort.into(), max);
    let finished = finished_run(&args.inputs, &args.analyzer)?;
    let failed = match &finished {
        Some(run) => {
            let take = |rows| concordance.take(&rows, |line| printer.line(line));
            read_run(run, true, &interrupt(), take)?;
            run.failures.len() as u64
        }
        None => read_corpus(args, &analyzer, &mut concordance, &mut printer)?,
    };
    let counts = concordance.finish(|line| printer.line(line))?;
    if counts.documents + failed == 0 {
        let inputs = args.inputs.join(", ");
        return Err(Error::usage(format!("nothing to read: no documents in {inputs}")));
    }
    #[cfg(feature = "html")]
    if args.format.is_page() {
        let page = crate::html::ConcordancePage {
            title: format!("“{}” in {}", args.query, args.inputs.join(", ")),
            says: format!("{taken}."),
            counts,
            failed,
            lines: printer.take_lines(),
        };
        let method = finished.as_ref().map_or_else(|| Method::of(&analyzer), Method::of_run);
        printer.write(crate::html::concordance_report(&page, &method)?.as_bytes())?;
    }
    printer.finish()?;
    summary(args, &analyzer, is_phrase, counts);
    Ok(if failed == 0 { Outcome::Done } else { Outcome::Flawed })
}

/// Goes through a corpus; how many documents could not be read.
fn read_corpus(
    args: &KwicArgs,
    analyzer: &Analyzer,
    concordance: &mut Concordance,
    printer: &mut Printer,
) -> Result<u64> {
    let corpus = Corpus::open(CorpusOptions {
        exclude: args.out.clone(),
        ..score::corpus_options(&args.reading_args, args.inputs.clone())?
    })?;
    let mut running = args.running;
    if printer.on_terminal && running.progress == ProgressArg::Auto {
        running.progress = ProgressArg::Never; // lines on a terminal would tear the bar
    }
    let mut gather = Gather::new(&[Level::Sentences, Level::Cues], &[], |rows| {
        concordance.take(&rows, |line| printer.line(line))
    });
    let elsewhere = "`hedgerow score` lists them all in run.json";
    let skip = OnError::Skip;
    let progress = running.score(analyzer, corpus, &mut gather, skip, interrupt(), elsewhere)?;
    Ok(progress.failed)
}

fn summary(args: &KwicArgs, analyzer: &Analyzer, is_phrase: bool, counts: Counts) {
    let Counts { documents, found_in, occurrences, shown } = counts;
    let plural =
        |count: u64, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    let all = plural(documents, "document");
    if occurrences == 0 {
        let near = if is_phrase { Query::near(&args.query, analyzer) } else { Vec::new() };
        let hint = match &near[..] {
            [] if !is_phrase && args.reading.is_none() && documents > 0 => {
                "; --reading all also has those that do not count".to_owned()
            }
            [] => String::new(),
            near => format!("; did you mean {}?", near.join(", ")),
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
    let found = plural(occurrences, "occurrence");
    anstream::eprintln!("{found} in {found_in} of {all}{more}");
}
