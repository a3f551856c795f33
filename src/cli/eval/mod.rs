//! `hedgerow eval`: how good the figures are, against annotated text.

mod cards;
mod hedging;
mod sentences;

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::files::{stdout_error, write_json};
use super::gold::{GoldArgs, GoldFiles};
use super::options::value_args;
use super::outcome::Outcome;
use crate::error::{Error, Result};
use crate::lab::eval::Layout;
use crate::lab::eval::measure::{MeasureOptions, measure};
use crate::language::Language;
use crate::lexicon::Profile;

const EXAMPLES: &str = "\
Examples:
  hedgerow eval reviews=sfu.jsonl encyclopedia=weasels.jsonl news_sentences.jsonl
      annotated sentences, each file with its profile (default: --profile)
  hedgerow eval science=abstracts.jsonl --folds 5 --ablations --curve
      judged by weights that never saw the document, with layers taken away in turn
  hedgerow eval science=abstracts.jsonl --format json > figures.json
  hedgerow eval science=abstracts.jsonl --folds 5 --format cards > profiles.md
      what each profile is for, learned from and not for, with these figures
  hedgerow eval ud_ewt_dev.jsonl brown_dev.jsonl --layout wrapped --errors 0
      sentence ends; --predictions FILE scores those of another splitter

A gold file has one JSON object a line with \"text\" and
  \"hedged\" true or false, and perhaps \"doc\" and \"cues\" with \"start\", \"end\" in
      code points and \"kind\" speculation or negation; or \"evidence\", \"booster\"
  \"certainty\": a rating from 1 to 5 or 6
  \"aspects\": labels by name
  \"events\" with \"start\", \"end\" and \"factuality\" from -3 to 3, and \"commitment_mean\",
      how far from 0 they are on average; null for a sentence without events
  \"cues\" with \"start\", \"end\" and \"reading\" (epistemic, deontic or dynamic; mixed,
      rhetorical and unknown are not counted): modal verbs, each row read in
      the profile of its \"genre\" if there is one
  \"ends\" (sentence ends in code points) or \"sentences\" (their texts); the last
      end of a document is not counted.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct EvalArgs {
    #[command(flatten)]
    gold: GoldArgs,
    /// How the texts are laid out before they are split
    #[arg(long, value_enum, default_value_t = LayoutArg::Original)]
    layout: LayoutArg,
    /// Format of the report
    #[arg(long, value_enum, default_value_t = EvalFormatArg::Text)]
    format: EvalFormatArg,
    /// Most errors to show for each file
    #[arg(long, default_value_t = 10, value_name = "N")]
    errors: usize,
    /// Learn anew from the other parts for each of N parts of a file's documents (where it names none, 25 lines count as one)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(2..=50))]
    folds: Option<u8>,
    /// Also measure with each layer taken away in turn (needs --folds)
    #[arg(long, requires = "folds")]
    ablations: bool,
    /// Also measure with less to learn from (needs --folds)
    #[arg(long, requires = "folds")]
    curve: bool,
    /// Score the ends in this file, found by another splitter, instead
    #[arg(long, value_name = "FILE.jsonl")]
    predictions: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum EvalFormatArg {
    /// To read
    Text,
    /// For scripts
    Json,
    /// For documents
    Markdown,
    /// For documents: the model card of each profile
    Cards,
}

value_args! {
    LayoutArg for Layout {
        Original: "As in the file",
        Flat: "Every run of white space is one space; headings are not counted",
        Wrapped: "Lines broken hard at 80 columns",
    }
}

/// Returns all profiles.
fn profiles() -> Result<Vec<Profile>> {
    let language = Language::english();
    language.profile_names().into_iter().map(|name| language.profile(name)).collect()
}

pub(super) fn run(args: &EvalArgs) -> Result<Outcome> {
    let mut out = BufWriter::new(anstream::stdout().lock());
    match args.gold.read()? {
        GoldFiles::SentenceEnds(_) if args.format == EvalFormatArg::Cards => {
            return Err(Error::usage("--format cards is for annotated sentences"));
        }
        GoldFiles::SentenceEnds(files) => {
            let (layout, errors) = (args.layout.into(), args.errors);
            let corpora = sentences::measure(files, layout, args.predictions.as_deref())?;
            match args.format {
                EvalFormatArg::Text | EvalFormatArg::Markdown | EvalFormatArg::Cards => {
                    sentences::write_text(&mut out, layout, &corpora, errors)
                }
                EvalFormatArg::Json => sentences::write_json(&mut out, layout, &corpora, errors),
            }
        }
        GoldFiles::Hedging(_) if args.predictions.is_some() => {
            return Err(Error::usage("--predictions is for sentence ends"));
        }
        GoldFiles::Hedging(files) => {
            let options = MeasureOptions {
                folds: args.folds,
                ablations: args.ablations,
                curve: args.curve,
                errors: args.errors,
            };
            let reports = measure(options, &files)?;
            match args.format {
                EvalFormatArg::Text => hedging::write_text(&mut out, &reports),
                EvalFormatArg::Json => write_json(&mut out, &reports),
                EvalFormatArg::Markdown => hedging::write_markdown(&mut out, &reports),
                EvalFormatArg::Cards => cards::write_markdown(&mut out, &profiles()?, &reports),
            }
        }
    }
    .and_then(|()| out.flush())
    .map_err(stdout_error)?;
    Ok(Outcome::Done)
}
