//! Arguments of `hedgerow kwic`.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};

use crate::cli::options::{AnalyzerArgs, ReadingArgs, value_args};
use crate::cli::score_corpus::RunArgs;
use crate::cli::terminal::{ColorArg, MIN_WIDTH};
use crate::kwic::LineOrder;
use crate::lexicon::Reading;

const EXAMPLES: &str = "\
Examples:
  hedgerow kwic hearsay data/articles
      every cue of a class; also a side (hedge, booster, evidence)
  hedgerow kwic may data/articles --sort right
      a cue where it counts; add --reading all for the month and the permission too
  hedgerow kwic 'it is * that' corpus.jsonl --max 50
      words in a row, whether they are a cue or not; * is any part of a word
  hedgerow kwic phrase:may scores/
      in the texts of a finished run (scored with --level documents,sentences,cues)
  hedgerow kwic hedge 'papers/*.txt' --profile science --format csv --out hedges.csv
  hedgerow kwic vague_source news.jsonl --format html --out vague.html
      a page to sort and search, with the commonest words before and after

What the query was taken for is said on standard error: a class, else a side, else a
cue or a word that matches one, else a phrase. class:, side:, cue: and phrase: before
it decide. Sentences have the numbers they have in the tables, from 0.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct KwicArgs {
    /// A class, side or cue, or words to look for; * is any part of a word
    #[arg(value_name = "QUERY")]
    pub(super) query: String,
    /// Files, directories, glob patterns, - for standard input, or the folder of a finished run
    #[arg(required = true, value_name = "INPUT")]
    pub(super) inputs: Vec<String>,
    /// Order of the lines
    #[arg(long, value_enum, default_value_t = SortArg::Position)]
    pub(super) sort: SortArg,
    /// Most characters of context on each side [default: 60; as text, what the width leaves]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=100_000))]
    pub(super) context: Option<u32>,
    /// Columns of a line of text [default: the terminal's, else 100]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(i64::from(MIN_WIDTH)..), conflicts_with = "context")]
    pub(super) width: Option<u16>,
    /// Which readings of a cue: those that count, all, or one [default: counted]
    #[arg(long, value_parser = reading_names())]
    pub(super) reading: Option<String>,
    /// Only cues of the author, or of sources that are quoted or reported
    #[arg(long, value_parser = ["author", "source"])]
    pub(super) holder: Option<String>,
    /// Only the first N occurrences of the corpus; the rest is counted [default: all; 2000 on a page]
    #[arg(long, value_name = "N")]
    pub(super) max: Option<u64>,
    /// Format of the lines
    #[arg(long, value_enum, default_value_t = KwicFormatArg::Text)]
    pub(super) format: KwicFormatArg,
    /// File for the lines [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    /// Replace the file if it is there already
    #[arg(long, requires = "out")]
    pub(super) overwrite: bool,
    #[command(flatten)]
    pub(super) corpus: ReadingArgs,
    #[command(flatten)]
    pub(super) analyzer: AnalyzerArgs,
    /// Colours
    #[arg(long, value_enum, default_value_t = ColorArg::Auto, value_name = "WHEN")]
    pub(super) color: ColorArg,
    #[command(flatten)]
    pub(super) run: RunArgs,
}

fn reading_names() -> PossibleValuesParser {
    PossibleValuesParser::new(["counted", "all"].into_iter().chain(Reading::ALL.map(Reading::name)))
}

value_args! {
    SortArg for LineOrder {
        Position: "As in the corpus",
        Left: "By the word before, then the one before that",
        Right: "By the word after, then the next",
        Match: "By the occurrence itself, then by what follows",
        Document: "By the document's id",
    }
}

/// Format of the lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum KwicFormatArg {
    /// To read: occurrences below each other
    Text,
    /// Comma-separated values with a header
    Csv,
    /// A page to sort and search, in one file
    #[cfg(feature = "html")]
    Html,
}

impl KwicFormatArg {
    /// Tells whether all lines go on one page.
    pub(super) fn is_page(self) -> bool {
        !matches!(self, Self::Text | Self::Csv)
    }
}
