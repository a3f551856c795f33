//! `hedgerow train`: learn weights again from annotated text.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::files::{stdout_error, write_whole};
use super::gold::{GoldArgs, GoldFiles};
use super::outcome::Outcome;
use crate::error::{Error, Result};
use crate::lab::eval::{Gold, GoldDocument, builtin_sentences};
use crate::lab::train::{self, LearnedWeights, weights_by_profile};

const EXAMPLES: &str = "\
Examples:
  hedgerow train science=abstracts.jsonl reviews=sfu.jsonl --out weights
      science-hedge.tsv and reviews-hedge.tsv; science=ratings.jsonl and
      science=aspects.jsonl beside them give science-certainty.tsv
  hedgerow train modals.jsonl --out readings.tsv
  hedgerow train ud_ewt_train.jsonl ud_gum_train.jsonl --out sentences.tsv
  hedgerow train reviews=sfu.jsonl | sort -t$'\\t' -k4 -g | head

The same input gives the same files, byte for byte. The program has its weights
built in: build it again to use new ones. Gold files: see `hedgerow eval --help`.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct TrainArgs {
    #[command(flatten)]
    gold: GoldArgs,
    /// File for the weights, or folder for several [default: standard output]
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
}

pub(super) fn run(args: &TrainArgs) -> Result<Outcome> {
    match args.gold.read()? {
        GoldFiles::SentenceEnds(files) => sentences(args, files)?,
        GoldFiles::Hedging(files) => hedging(args, &files)?,
    }
    Ok(Outcome::Done)
}

fn sentences(args: &TrainArgs, files: Vec<(String, Vec<GoldDocument>)>) -> Result<()> {
    let gold: Vec<Vec<GoldDocument>> = files.into_iter().map(|(_, documents)| documents).collect();
    let training = train::sentences(&gold, &builtin_sentences()?);
    let train::Training { gaps, boundaries, out_of_reach, weights, .. } = training;
    if boundaries == 0 || boundaries == gaps {
        return Err(Error::usage(format!(
            "nothing to learn from {gaps} gaps with {boundaries} sentence ends: both kinds are needed"
        )));
    }
    match &args.out {
        None => print(&training.file)?,
        Some(path) => write_whole(path, training.file.as_bytes())?,
    }
    let documents: usize = gold.iter().map(Vec::len).sum();
    anstream::eprintln!(
        "{weights} weights from {gaps} gaps of {documents} documents, {boundaries} of them sentence ends; {out_of_reach} ends are at gaps that are never considered"
    );
    Ok(())
}

/// Learns all weights before any file is written.
fn hedging(args: &TrainArgs, files: &[(String, Gold)]) -> Result<()> {
    let learned = weights_by_profile(files)?;
    let Some(out) = &args.out else {
        return learned.iter().try_for_each(|(_, weights)| print(&weights.file));
    };
    let is_folder = learned.len() > 1 || out.is_dir();
    if is_folder {
        std::fs::create_dir_all(out)
            .map_err(|e| Error::output(format!("{}: {e}", out.display())))?;
    }
    for (name, LearnedWeights { file, weights }) in &learned {
        let path = if is_folder { out.join(format!("{name}.tsv")) } else { out.clone() };
        write_whole(&path, file.as_bytes())?;
        anstream::eprintln!("{}: {weights} weights", path.display());
    }
    Ok(())
}

fn print(file: &str) -> Result<()> {
    std::io::stdout().lock().write_all(file.as_bytes()).map_err(stdout_error)
}
