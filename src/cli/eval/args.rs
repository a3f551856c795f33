//! Arguments of `hedgerow eval`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::cli::gold::GoldArgs;
use crate::cli::options::value_args;
use crate::lab::eval::Layout;

const EXAMPLES: &str = "\
Examples:
  hedgerow eval reviews=sfu.jsonl encyclopedia=weasels.jsonl news_sentences.jsonl
      annotated sentences, each file with its profile (default: --profile)
  hedgerow eval science=abstracts.jsonl --folds 5 --ablations --curve
      judged by weights that never saw the document, with layers taken away in turn
  hedgerow eval science=abstracts.jsonl --format json > figures.json
  hedgerow eval ud_ewt_dev.jsonl brown_dev.jsonl --layout wrapped --errors 0
      sentence ends; --predictions FILE scores those of another splitter

A gold file has one JSON object a line with \"text\" and
  \"hedged\" true or false, and perhaps \"doc\" and \"cues\" with \"start\", \"end\" in
      code points and \"kind\" speculation or negation; or \"evidence\", \"booster\"
  \"certainty\": a rating from 1 to 5 or 6
  \"aspects\": labels by name
  \"ends\" (sentence ends in code points) or \"sentences\" (their texts); the last
      end of a document is not counted.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct EvalArgs {
    #[command(flatten)]
    pub(super) gold: GoldArgs,
    /// How the texts are laid out before they are split
    #[arg(long, value_enum, default_value_t = LayoutArg::Original)]
    pub(super) layout: LayoutArg,
    /// Format of the report
    #[arg(long, value_enum, default_value_t = EvalFormatArg::Text)]
    pub(super) format: EvalFormatArg,
    /// Most errors to show for each file
    #[arg(long, default_value_t = 10, value_name = "N")]
    pub(super) errors: usize,
    /// Learn anew from the other parts for each of N parts of a file's documents (where it names none, 25 lines count as one)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(2..=50))]
    pub(super) folds: Option<u8>,
    /// Also measure with each layer taken away in turn (needs --folds)
    #[arg(long, requires = "folds")]
    pub(super) ablations: bool,
    /// Also measure with less to learn from (needs --folds)
    #[arg(long, requires = "folds")]
    pub(super) curve: bool,
    /// Score the ends in this file, found by another splitter, instead
    #[arg(long, value_name = "FILE.jsonl")]
    pub(super) predictions: Option<PathBuf>,
}

/// Format of a report of `eval`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum EvalFormatArg {
    /// To read
    Text,
    /// For scripts
    Json,
    /// For documents
    Markdown,
}

value_args! {
    LayoutArg for Layout {
        Original: "As in the file",
        Flat: "Every run of white space is one space; headings are not counted",
        Wrapped: "Lines broken hard at 80 columns",
    }
}
