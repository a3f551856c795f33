//! `hedgerow eval`: how good the figures are, against annotated text.

mod args;
mod hedging;
mod sentences;

pub(super) use args::EvalArgs;

use std::io::{BufWriter, Write};

use super::files::{stdout_error, write_json};
use super::gold::GoldFiles;
use super::outcome::Outcome;
use crate::error::{Error, Result};
use crate::lab::eval::measure::{MeasureOptions, measure};
use args::EvalFormatArg;

pub(super) fn run(args: &EvalArgs) -> Result<Outcome> {
    let files = match args.gold.read()? {
        GoldFiles::SentenceEnds(files) => return sentences::run(args, files),
        GoldFiles::Hedging(files) => files,
    };
    if args.predictions.is_some() {
        return Err(Error::usage("--predictions is for sentence ends"));
    }
    let options = MeasureOptions {
        folds: args.folds,
        ablations: args.ablations,
        curve: args.curve,
        errors: args.errors,
    };
    let reports = measure(options, &files)?;
    let mut out = BufWriter::new(anstream::stdout().lock());
    match args.format {
        EvalFormatArg::Text => hedging::write_text(&mut out, &reports),
        EvalFormatArg::Json => write_json(&mut out, &reports),
        EvalFormatArg::Markdown => hedging::write_markdown(&mut out, &reports),
    }
    .and_then(|()| out.flush())
    .map_err(stdout_error)?;
    Ok(Outcome::Done)
}
