//! `hedgerow eval`: how good the figures are, against annotated text.

mod args;
mod measure;
mod render;
mod sentences;

use std::io::Write;

pub(super) use args::EvalArgs;

use super::files::stdout_error;
use super::gold::GoldFiles;
use super::outcome::Outcome;
use crate::error::{Error, Result};
use args::EvalFormatArg;

pub(super) fn run(args: &EvalArgs) -> Result<Outcome> {
    let files = match args.gold.read()? {
        GoldFiles::SentenceEnds(files) => return sentences::run(args, &files),
        GoldFiles::Hedging(files) => files,
    };
    if args.predictions.is_some() {
        return Err(Error::usage("--predictions is for sentence ends"));
    }
    let reports = measure::files(args, &files)?;
    let mut out = std::io::BufWriter::new(anstream::stdout().lock());
    match args.format {
        EvalFormatArg::Text => render::text(&mut out, &reports),
        EvalFormatArg::Json => serde_json::to_writer_pretty(&mut out, &reports)
            .map_err(std::io::Error::from)
            .and_then(|()| writeln!(out)),
        EvalFormatArg::Markdown => render::markdown(&mut out, &reports),
    }
    .and_then(|()| out.flush())
    .map_err(stdout_error)?;
    Ok(Outcome::Done)
}
