//! `hedgerow train`: learn weights again from annotated text.

use std::io::Write;

use super::args::{TaskArg, TrainArgs};
use super::{Outcome, read_files, stdout_error};
use crate::error::{Error, Result};
use crate::eval::{builtin_sentences, read_sentences};
use crate::report::write_whole;
use crate::train;

pub(super) fn run(args: &TrainArgs) -> Result<Outcome> {
    match args.gold.task {
        TaskArg::Sentences => sentences(args),
    }
}

fn sentences(args: &TrainArgs) -> Result<Outcome> {
    let mut gold = Vec::new();
    for (name, content) in read_files(&args.gold.files)? {
        gold.push(read_sentences(&name, &content)?);
    }
    let training = train::sentences(&gold, &builtin_sentences()?);
    if training.boundaries == 0 || training.boundaries == training.gaps {
        return Err(Error::usage(format!(
            "nothing to learn from {} gaps with {} sentence ends: both kinds are needed",
            training.gaps, training.boundaries
        )));
    }
    match &args.out {
        None => {
            std::io::stdout().lock().write_all(training.file.as_bytes()).map_err(stdout_error)?;
        }
        Some(path) => {
            write_whole(path, training.file.as_bytes())?;
        }
    }
    anstream::eprintln!(
        "{} weights from {} gaps of {} documents, {} of them sentence ends; {} ends are at gaps that are never considered",
        training.weights,
        training.gaps,
        gold.iter().map(Vec::len).sum::<usize>(),
        training.boundaries,
        training.out_of_reach
    );
    Ok(Outcome::Done)
}
