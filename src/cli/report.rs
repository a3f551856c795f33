//! `hedgerow report`.

use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;

use super::args::{AnalyzerArgs, ProgressArg, ReadingArgs};
use super::{Outcome, score};
use crate::analyzer::Analyzer;
use crate::corpus::{Corpus, CorpusOptions, RawDocument};
use crate::error::{Error, Result};
use crate::page::{Article, Method, Reference, article_report};
use crate::report::{FinishedRun, write_whole};

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
    /// Field or column with the date, such as 2024-05-31 [default: a field named date, published or year]
    #[arg(long, value_name = "FIELD")]
    pub(super) date: Option<String>,
    /// Ids of documents that get a page of their own
    #[arg(long, value_delimiter = ',', value_name = "ID,…")]
    pub(super) page: Vec<String>,
    /// So many documents are in the table
    #[arg(long, default_value_t = 2_000, value_name = "N")]
    pub(super) rows: usize,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
    #[command(flatten)]
    pub(super) analyzer: AnalyzerArgs,
    /// Worker threads [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) threads: Option<u16>,
    /// Replace a file that is there already
    #[arg(long)]
    pub(super) overwrite: bool,
    /// Progress bar on standard error
    #[arg(long, value_enum, default_value_t = ProgressArg::Auto)]
    pub(super) progress: ProgressArg,
}

pub(super) fn run(args: &ReportArgs) -> Result<Outcome> {
    if !args.overwrite && args.out.exists() {
        return Err(Error::output(format!(
            "{} exists already; pass --overwrite to replace it, or choose another --out",
            args.out.display()
        )));
    }
    let analyzer = score::analyzer(&args.analyzer)?;
    let options = score::corpus_options(&args.reading, args.inputs.clone())?;
    let Some(document) = only_document(&options)? else {
        return Err(Error::usage("not yet"));
    };
    let title = args.title.clone().unwrap_or_else(|| title_of(&document.id));
    let article = Article::of_text(&analyzer, &title, &document)?;
    let reference = reference(args, &analyzer)?;
    let page = article_report(&article, reference.as_ref(), &Method::of(&analyzer))?;
    write_whole(&args.out, page.as_bytes())?;
    anstream::eprintln!("{} → {}", title, args.out.display());
    Ok(Outcome::Done)
}

/// What articles are compared with.
fn reference(args: &ReportArgs, analyzer: &Analyzer) -> Result<Option<Reference>> {
    match args.reference.as_deref() {
        None => Reference::samples(analyzer).map(Some),
        Some("none") => Ok(None),
        Some(folder) => {
            let run = FinishedRun::open(Path::new(folder))?;
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
        chunk.documents(options, |document| {
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
