//! `hedgerow report`.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clap::Args as ClapArgs;

use super::args::{AnalyzerArgs, ReadingArgs};
use super::printable::one_line;
use super::running::{self, RunningArgs, finished_run, go_on, not_an_input, read_run};
use super::{Outcome, score};
use crate::analyzer::Analyzer;
use crate::corpus::{Corpus, CorpusOptions, Failure, Kept, RawDocument};
use crate::error::{Error, Result};
use crate::html::{
    Article, Corpus as CorpusPage, Method, Reference, article_report, corpus_report,
};
use crate::lexicon::PROFILE_NAMES;
use crate::pipeline::OnError;
use crate::summary::{DATE_COLUMNS, SummaryBuilder, SummaryOptions, date_column};
use crate::tables::{DocumentRows, FinishedRun, Gather, Level, WholeFile};

pub(super) const EXAMPLES: &str = "\
Examples:
  hedgerow report article.txt --out article.html
      one article, every cue marked and explained, beside the sample articles
  hedgerow report corpus.jsonl --group publisher --date date --out corpus.html
      a corpus: distribution, ranking, groups, timeline, table
  hedgerow report scores/ --page editorial.txt,obituary.txt --out scores.html
      a finished run; pages of its documents need the tables of sentences and cues
  hedgerow report article.txt --reference scores/ --out article.html
      beside the documents of a run of your own

The page is one file, opens from disk, asks nothing of the network and prints well.";

#[derive(Debug, ClapArgs)]
pub(super) struct ReportArgs {
    /// Files, directories, glob patterns, - for standard input; or the folder of a finished run
    #[arg(required = true, value_name = "INPUT")]
    pub(super) inputs: Vec<String>,
    /// The page's file
    #[arg(long, value_name = "FILE.html")]
    pub(super) out: PathBuf,
    /// Title of the page [default: the input's name]
    #[arg(long, value_name = "TEXT")]
    pub(super) title: Option<String>,
    /// What an article is compared with: the folder of a finished run, or none [default: the sample articles]
    #[arg(long, value_name = "RUN|none")]
    pub(super) reference: Option<String>,
    /// Field or column by which documents are grouped
    #[arg(long, value_name = "FIELD")]
    pub(super) group: Option<String>,
    /// Field or column with the date, such as 2024-05-31 [default: a field with a usual name, such as date, published or year]
    #[arg(long, value_name = "FIELD")]
    pub(super) date: Option<String>,
    /// Ids of documents that get a page of their own (100 documents at most)
    #[arg(long, value_name = "ID,…")]
    pub(super) page: Vec<String>,
    /// So many documents are in the table
    #[arg(long, default_value_t = 2_000, value_name = "N")]
    pub(super) rows: usize,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
    #[command(flatten)]
    pub(super) analyzer: AnalyzerArgs,
    /// Replace a file that is there already
    #[arg(long)]
    pub(super) overwrite: bool,
    #[command(flatten)]
    pub(super) running: RunningArgs,
}

pub(super) fn run(args: &ReportArgs) -> Result<Outcome> {
    let run = finished_run(&args.inputs, &args.analyzer)?;
    let of_run = run.is_some();
    let profile = run.as_ref().map(|run| run.report.profile.as_str());
    let analyzer = match profile.filter(|name| PROFILE_NAMES.contains(name)) {
        Some(name) => Analyzer::builder().profile(name).build()?,
        None => score::analyzer(&args.analyzer)?,
    };
    let reference = reference(args, &analyzer)?;
    let options = CorpusOptions {
        exclude: Some(args.out.clone()),
        keep: args.group.iter().chain(&args.date).cloned().collect(),
        ..score::corpus_options(&args.reading, args.inputs.clone())?
    };
    not_an_input(&args.out, args.inputs.iter().chain(&args.reference))?;
    // Opened before the long run.
    let mut file = WholeFile::create(&args.out, args.overwrite)?;
    let standard_input = args.inputs.iter().any(|input| input == "-");
    let only = if of_run || standard_input { None } else { only_document(&options)? };
    let (page, outcome) = if let Some(document) = only {
        let title = args.title.clone().unwrap_or_else(|| title_of(&document.id));
        let article = Article::of_text(&analyzer, &title, &document)?;
        let page = article_report(&article, reference.as_ref(), &Method::of(&analyzer))?;
        for (option, name) in [("--group", &args.group), ("--date", &args.date)] {
            let of = |name: &&String| {
                let field = options.keep.iter().position(|kept| kept == *name);
                field.is_none_or(|at| matches!(document.kept[at], Kept::Missing))
            };
            if let Some(name) = name.as_ref().filter(of) {
                return Err(nothing_in(option, name));
            }
        }
        let missing = missing(&args.page, |id| *id == *document.id);
        (page, outcome(&[], &missing))
    } else {
        corpus_page(args, run.as_ref(), &analyzer, &options, reference.as_ref())?
    };
    file.write(page.as_bytes())?;
    file.finish()?;
    anstream::eprintln!("{} kB → {}", page.len().div_ceil(1000), args.out.display());
    Ok(outcome)
}

/// A field's name as corpora write it; they are asked for names in one case only.
fn spellings(name: &str) -> [String; 3] {
    let (first, rest) = name.split_at(1);
    [name.to_owned(), first.to_ascii_uppercase() + rest, name.to_ascii_uppercase()]
}

/// The page of many documents.
fn corpus_page(
    args: &ReportArgs,
    run: Option<&FinishedRun>,
    analyzer: &Analyzer,
    options: &CorpusOptions,
    reference: Option<&Reference>,
) -> Result<(String, Outcome)> {
    let asked: Vec<String> = args.group.iter().chain(&args.date).cloned().collect();
    let kept = match run {
        Some(run) => run.kept()?,
        None if args.date.is_some() => asked.clone(),
        None => asked.iter().cloned().chain(DATE_COLUMNS.into_iter().flat_map(spellings)).collect(),
    };
    let place = |name: &String| {
        let meta = format!("meta_{name}");
        kept.iter().position(|column| column == name || *column == meta).ok_or_else(|| {
            let run = args.inputs.join(", ");
            let there = if kept.is_empty() { "none".to_owned() } else { kept.join(", ") };
            Error::usage(format!("{run} was scored without --keep {name}; kept columns: {there}"))
        })
    };
    let group = args.group.as_ref().map(place).transpose()?;
    let date = args.date.as_ref().map(place).transpose()?;
    let mut collected = Collected::new(args, group, date, kept.clone());
    let mut failures = Vec::new();
    let interrupt = running::interrupt();
    if let Some(run) = run {
        let whole = run.has(Level::Sentences) && run.has(Level::Cues);
        read_run(run, whole || !args.page.is_empty(), &interrupt, |rows| {
            collected.add(rows);
            Ok(())
        })?;
        failures.clone_from(&run.failures);
    } else {
        let options = CorpusOptions { keep: kept.clone(), ..options.clone() };
        score_corpus(args, analyzer, (options, &interrupt), &mut collected, &mut failures)?;
    }
    let missing = collected.finish();
    if collected.without > 0 {
        anstream::eprintln!(
            "hedgerow: {PAGES} documents have a page; {} more with the ids asked for have none",
            collected.without
        );
    }
    if collected.count == 0 && failures.is_empty() {
        let inputs = args.inputs.join(", ");
        return Err(Error::usage(format!("nothing to read: no documents in {inputs}")));
    }
    collected.has_values("--group", group)?;
    collected.has_values("--date", args.date.as_ref().and(date))?;
    let outcome = outcome(&failures, &missing);
    let Collected { builder, date, pages, only, .. } = collected;
    let Some(summary) = builder.map(SummaryBuilder::finish) else {
        return Err(Error::internal("a summary was not begun"));
    };
    let method = run.map_or_else(|| Method::of(analyzer), Method::of_run);
    if let (Some(rows), true) = (only, failures.is_empty())
        && !rows.sentences.is_empty()
    {
        return Ok((article_report(&of_rows(rows), reference, &method)?, outcome));
    }
    let named = |at: Option<usize>| at.map(|at| (kept[at].clone(), at));
    let title = args.title.clone().unwrap_or_else(|| title_of(&args.inputs.join(", ")));
    let corpus = CorpusPage {
        title,
        summary,
        group: named(group),
        date: named(date),
        failures,
        pages: pages.iter().map(|(number, _)| *number).collect(),
    };
    let again = run.is_none() && !args.inputs.iter().any(|input| input == "-");
    let mut texts = vec![None; pages.len()];
    if again && !pages.is_empty() {
        read_again(analyzer, options, &pages, &mut texts, &interrupt)?;
    }
    let articles = pages.into_iter().zip(texts);
    let articles = articles.map(|((_, rows), text)| text.unwrap_or_else(|| of_rows(rows)));
    let articles = articles.collect();
    Ok((corpus_report(&corpus, articles, reference, &method)?, outcome))
}

/// So many documents are looked at to find the column with dates.
const LOOKED_AT: usize = 100;

/// So many documents get a page at most: an id may be that of many.
const PAGES: usize = 100;

/// The ids that a value of `--page` may mean: itself, as an id may have commas, or those
/// between its commas.
fn ids(asked: &str) -> Vec<String> {
    std::iter::once(asked).chain(asked.split(',')).map(str::to_owned).collect()
}

/// The ids asked for that are not found.
fn missing(asked: &[String], found: impl Fn(&str) -> bool) -> Vec<String> {
    let parts = asked.iter().filter(|whole| !found(whole)).flat_map(|whole| whole.split(','));
    parts.filter(|id| !found(id)).map(str::to_owned).collect()
}

/// An option names a field that no document has.
fn nothing_in(option: &str, name: &str) -> Error {
    Error::usage(format!("{option} {name}: no document has anything in \"{name}\""))
}

/// Names the ids that no document has; how the command ends.
fn outcome(failures: &[Failure], missing: &[impl AsRef<str>]) -> Outcome {
    for id in missing {
        let id = one_line(id.as_ref());
        anstream::eprintln!("hedgerow: there is no document with the id \"{id}\"");
    }
    if failures.is_empty() && missing.is_empty() { Outcome::Done } else { Outcome::Flawed }
}

/// Scores a corpus and hands on its documents.
fn score_corpus(
    args: &ReportArgs,
    analyzer: &Analyzer,
    (options, interrupt): (CorpusOptions, &Arc<AtomicBool>),
    collected: &mut Collected,
    failures: &mut Vec<Failure>,
) -> Result<()> {
    let kept = options.keep.clone();
    let corpus = Corpus::open(options)?;
    // Only pages of documents show cues.
    let whole = !args.page.is_empty() || args.inputs.iter().any(|input| input == "-");
    let levels: &[Level] =
        if whole { &[Level::Sentences, Level::Cues] } else { &[Level::Sentences] };
    let mut gather = Gather::new(levels, &kept, |rows| {
        collected.add(rows);
        Ok(())
    });
    let elsewhere = "the page lists the first of them";
    let (skip, interrupt) = (OnError::Skip, interrupt.clone());
    args.running.score(analyzer, corpus, &mut gather, skip, interrupt, elsewhere)?;
    failures.append(&mut gather.failures);
    Ok(())
}

/// The article that rows tell of.
fn of_rows(rows: DocumentRows) -> Article {
    let title = title_of(&rows.document.id);
    Article::of_rows(&title, rows)
}

/// Reads the corpus again for the texts of the documents with pages: rows have neither their
/// paragraphs nor what learned weights saw. What has changed or gone since is left out.
fn read_again(
    analyzer: &Analyzer,
    options: &CorpusOptions,
    pages: &[(u64, DocumentRows)],
    articles: &mut [Option<Article>],
    interrupt: &AtomicBool,
) -> Result<()> {
    let Ok(corpus) = Corpus::open(options.clone()) else { return Ok(()) };
    for chunk in corpus {
        go_on(interrupt)?;
        chunk.documents(|document| {
            let Ok(document) = document else { return };
            for (article, (_, rows)) in articles.iter_mut().zip(pages) {
                let own = &rows.document;
                if article.is_none() && own.id == document.id && own.source == document.source {
                    let read = Article::of_text(analyzer, &title_of(&own.id), &document).ok();
                    *article = read.filter(|read| read.has_figures_of(own));
                }
            }
        });
        if articles.iter().all(Option::is_some) {
            break;
        }
    }
    Ok(())
}

/// What is kept of the documents as they come.
struct Collected {
    options: SummaryOptions,
    kept: Vec<String>,
    /// The column with dates, once it is known.
    date: Option<usize>,
    builder: Option<SummaryBuilder>,
    /// The first documents, until it is clear which column has dates.
    waiting: Vec<DocumentRows>,
    /// Ids that are to have a page.
    wanted: HashSet<String>,
    /// As they were asked for.
    asked: Vec<String>,
    pages: Vec<(u64, DocumentRows)>,
    /// Documents that were to have a page when all pages had gone.
    without: u64,
    /// The document, if there is just one so far.
    only: Option<DocumentRows>,
    count: u64,
    /// By column of metadata, whether any document has something there.
    filled: Vec<bool>,
}

impl Collected {
    fn new(
        args: &ReportArgs,
        group: Option<usize>,
        date: Option<usize>,
        kept: Vec<String>,
    ) -> Self {
        let options = SummaryOptions { group, date, rows: args.rows, ..SummaryOptions::default() };
        let builder = date.map(|_| SummaryBuilder::new(options));
        Self {
            options,
            filled: vec![false; kept.len()],
            kept,
            date,
            builder,
            waiting: Vec::new(),
            asked: args.page.clone(),
            wanted: args.page.iter().flat_map(|asked| ids(asked)).collect(),
            pages: Vec::new(),
            without: 0,
            only: None,
            count: 0,
        }
    }

    fn add(&mut self, rows: DocumentRows) {
        if self.wanted.contains(&rows.document.id) {
            if self.pages.len() < PAGES {
                self.pages.push((self.count, rows.clone()));
            } else {
                self.without += 1;
            }
        }
        for (filled, value) in self.filled.iter_mut().zip(&rows.document.kept) {
            *filled |= !value.trim().is_empty();
        }
        self.only = if self.count == 0 { Some(rows.clone()) } else { None };
        self.count += 1;
        if let Some(builder) = &mut self.builder {
            builder.add(&rows);
            return;
        }
        self.waiting.push(rows);
        if self.waiting.len() == LOOKED_AT {
            self.begin();
        }
    }

    /// Decides which column has dates.
    fn begin(&mut self) {
        self.date = date_column(&self.kept, self.waiting.iter().map(|rows| &rows.document));
        let options = SummaryOptions { date: self.date, ..self.options };
        let mut builder = SummaryBuilder::new(options);
        for rows in self.waiting.drain(..) {
            builder.add(&rows);
        }
        self.builder = Some(builder);
    }

    /// Makes it an error if no document has the field an option names.
    fn has_values(&self, option: &str, at: Option<usize>) -> Result<()> {
        match at.filter(|at| self.count > 0 && !self.filled[*at]) {
            None => Ok(()),
            Some(at) => Err(nothing_in(option, &self.kept[at])),
        }
    }

    /// Takes what waits; the ids that no document has.
    fn finish(&mut self) -> Vec<String> {
        if self.builder.is_none() {
            self.begin();
        }
        missing(&self.asked, |id| self.pages.iter().any(|(_, rows)| rows.document.id == *id))
    }
}

/// What articles are compared with.
fn reference(args: &ReportArgs, analyzer: &Analyzer) -> Result<Option<Reference>> {
    match args.reference.as_deref() {
        None => Reference::samples(analyzer).map(Some),
        Some("none") => Ok(None),
        Some(folder) => {
            let run = FinishedRun::open(Path::new(folder))?;
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

/// A document's id as a title.
fn title_of(id: &str) -> String {
    let name = id.rsplit(['/', '\\']).next().unwrap_or(id);
    name.strip_suffix(".txt").unwrap_or(name).replace('_', " ")
}

/// The document, if the corpus has just one.
fn only_document(options: &CorpusOptions) -> Result<Option<RawDocument<'static>>> {
    let mut found = None;
    let mut count = 0;
    for chunk in Corpus::open(options.clone())? {
        chunk.documents(|document| {
            count += 1;
            if let (1, Ok(document)) = (count, document) {
                found = Some(document.into_owned());
            }
        });
        if count > 1 {
            return Ok(None);
        }
    }
    Ok(found)
}
