//! `hedgerow train`: learn weights again from annotated text.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::files::stdout_error;
use super::gold::{GoldArgs, GoldFile, GoldFiles};
use super::outcome::Outcome;
use crate::error::{Error, Result};
use crate::lab::eval::{Gold, GoldRow, Task, builtin_sentences, read_gold, read_sentences};
use crate::lab::train::{self, Layers, Learned};
use crate::tables::write_whole;

const EXAMPLES: &str = "\
Examples:
  hedgerow train science=abstracts.jsonl reviews=sfu.jsonl --out weights
      science.tsv and reviews.tsv; science=ratings.jsonl science=aspects.jsonl
      beside them give certainty.tsv
  hedgerow train ud_ewt_train.jsonl ud_gum_train.jsonl --out sentences.tsv
  hedgerow train reviews=sfu.jsonl | sort -t$'\\t' -k4 -g | head

The same input gives the same files, byte for byte. The program has its weights
built in: build it again to use new ones. Gold files: see `hedgerow eval --help`.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct TrainArgs {
    #[command(flatten)]
    pub(super) gold: GoldArgs,
    /// File for the weights, or folder for several [default: standard output]
    #[arg(long, value_name = "PATH")]
    pub(super) out: Option<PathBuf>,
}

pub(super) fn run(args: &TrainArgs) -> Result<Outcome> {
    match args.gold.read()? {
        GoldFiles::SentenceEnds(files) => sentences(args, &files),
        GoldFiles::Hedging(files) => hedging(args, &files),
    }
}

fn sentences(args: &TrainArgs, files: &[GoldFile]) -> Result<Outcome> {
    let mut gold = Vec::new();
    for file in files {
        gold.push(read_sentences(&file.name, &file.content)?);
    }
    let training = train::sentences(&gold, &builtin_sentences()?);
    if training.boundaries == 0 || training.boundaries == training.gaps {
        return Err(Error::usage(format!(
            "nothing to learn from {} gaps with {} sentence ends: both kinds are needed",
            training.gaps, training.boundaries
        )));
    }
    match &args.out {
        None => print(&training.file)?,
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

/// All weights are learned before any file is written.
fn hedging(args: &TrainArgs, files: &[GoldFile]) -> Result<Outcome> {
    let mut by_profile: BTreeMap<&str, Vec<Gold>> = BTreeMap::new();
    for file in files {
        by_profile.entry(&file.profile).or_default().push(read_gold(&file.name, &file.content)?);
    }
    let mut learned: Vec<(String, Learned)> = Vec::new();
    for (profile, gold) in by_profile {
        let of = |task: Task| {
            let mut rows: Vec<&GoldRow> = Vec::new();
            gold.iter().filter(|gold| gold.task == task).for_each(|gold| rows.extend(&gold.rows));
            rows
        };
        let hedging = of(Task::Hedging);
        let mut weights = crate::language::Language::english().weights(profile);
        if !hedging.is_empty() {
            let file = train::hedging(profile, &hedging, Layers::ALL)?;
            weights = Some(file.weights()?);
            learned.push((format!("{profile}.tsv"), file));
        }
        let rated = of(Task::Certainty);
        if !rated.is_empty() {
            let file = train::certainty(profile, weights, &rated, &of(Task::Aspects))?;
            learned.push(("certainty.tsv".to_owned(), file));
        }
    }
    if learned.is_empty() {
        return Err(Error::usage(
            "nothing to learn: aspects go with ratings; give a file with \"certainty\" too",
        ));
    }
    if learned.iter().filter(|(name, _)| name == "certainty.tsv").count() > 1 {
        return Err(Error::usage("ratings for more than one profile; give them one profile"));
    }
    for (name, Learned { file, weights }) in &learned {
        let place = match &args.out {
            None => {
                print(file)?;
                continue;
            }
            Some(path) if learned.len() > 1 || path.is_dir() => path.join(name),
            Some(path) => PathBuf::from(path),
        };
        if learned.len() > 1 {
            let folder = place.parent().unwrap_or(&place);
            std::fs::create_dir_all(folder)
                .map_err(|e| Error::output(format!("{}: {e}", folder.display())))?;
        }
        write_whole(&place, file.as_bytes())?;
        anstream::eprintln!("{}: {weights} weights", place.display());
    }
    Ok(Outcome::Done)
}

fn print(file: &str) -> Result<()> {
    std::io::stdout().lock().write_all(file.as_bytes()).map_err(stdout_error)
}
