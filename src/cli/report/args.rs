//! Arguments of `hedgerow report`.

use std::path::PathBuf;

use clap::Args;

use crate::cli::options::{AnalyzerArgs, ReadingArgs};
use crate::cli::score_corpus::RunArgs;

const EXAMPLES: &str = "\
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

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct ReportArgs {
    /// Files, directories, glob patterns, - for standard input; or the folder of a finished run
    #[arg(required = true, value_name = "INPUT")]
    pub(super) inputs: Vec<String>,
    /// The page's file
    #[arg(long, value_name = "FILE.html")]
    pub(super) out: PathBuf,
    /// Title of the page [default: the input's name]
    #[arg(long, value_name = "TEXT")]
    pub(super) title: Option<String>,
    /// Reference for an article: the folder of a finished run, or none [default: the sample articles]
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
    /// Most documents in the table
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
    pub(super) run: RunArgs,
}
