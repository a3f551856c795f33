//! `hedgerow eval`: how good the figures are, against annotated text.

mod measure;
mod render;
mod sentences;

use std::io::Write;

use super::args::{EvalArgs, EvalFormatArg};
use super::{Outcome, read_gold_files, stdout_error};
use crate::error::{Error, Result};

pub(super) fn run(args: &EvalArgs) -> Result<Outcome> {
    let (files, of_ends) = read_gold_files(&args.gold)?;
    if of_ends {
        return sentences::run(args, &files);
    }
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
