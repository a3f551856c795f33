//! `hedgerow bench`: how fast the stages and the whole job are, on the user's corpus
//! or on one that is the same everywhere.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::thread::available_parallelism;
use std::time::Instant;

use clap::{Args, ValueEnum};

use super::files::{stdout_error, write_json};
use super::interrupt::interrupt;
use super::options::{AnalyzerArgs, LevelArg, ReadingArgs, levels, value_name};
use super::outcome::Outcome;
use super::progress::ProgressArg;
use crate::error::{Error, Result};
use crate::lab::bench::corpus;
use crate::lab::bench::figures::{BenchFigures, CorpusFigures, StageFigures};
use crate::lab::bench::measure::{Job, Rounds, WorkCounts, peak_memory};

const EXAMPLES: &str = "\
Examples:
  hedgerow bench
      a generated corpus, the same everywhere: figures of two machines or versions
      can be compared where corpus and tables have the same digests
  hedgerow bench news.jsonl --level documents,cues --profile encyclopedia
  hedgerow bench --size 200 --repeat 9 --format json > figures.json

The stages run on one thread: reading and parsing, then sentences and tokens, matching,
context, scores, each timed as texts pass through it; writing is what the whole job on
one thread takes besides. The whole job, with tables, runs on 1, 2, 4 … threads. Of all
runs the fastest counts; the spread says how noisy the machine is. Megabytes are
10^6 bytes of input, memory is the most that was resident. It is an error if two
runs give different tables.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct BenchArgs {
    /// Files, directories or glob patterns; without any a corpus is generated
    #[arg(value_name = "INPUT")]
    inputs: Vec<String>,
    /// Length of the generated corpus in megabytes (10^6 bytes)
    #[arg(long, value_name = "MB", default_value_t = 20, conflicts_with = "inputs", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    size: u32,
    /// Another seed gives another corpus, the same seed always the same
    #[arg(long, value_name = "N", default_value_t = 1, conflicts_with = "inputs")]
    seed: u64,
    /// Write the generated corpus to this file and keep it
    #[arg(long, value_name = "FILE.jsonl", conflicts_with = "inputs")]
    save: Option<PathBuf>,
    /// Tables to write
    #[arg(long, value_enum, value_delimiter = ',', default_value = "documents")]
    level: Vec<LevelArg>,
    #[command(flatten)]
    reading: ReadingArgs,
    #[command(flatten)]
    analyzer: AnalyzerArgs,
    /// Most worker threads [default: one per core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
    /// Number of rounds in which everything is measured
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..))]
    repeat: u16,
    /// Format of the report
    #[arg(long, value_enum, default_value_t = BenchFormatArg::Text)]
    format: BenchFormatArg,
    /// Progress bar on standard error
    #[arg(long, value_enum, default_value_t = ProgressArg::Auto)]
    progress: ProgressArg,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum BenchFormatArg {
    /// To read
    Text,
    /// For scripts
    Json,
}

pub(super) fn run(args: &BenchArgs) -> Result<Outcome> {
    let begun = Instant::now();
    let analyzer = args.analyzer.analyzer()?;
    let start_up_seconds = begun.elapsed().as_secs_f64();
    let folder = tempfile::Builder::new()
        .prefix("hedgerow-bench")
        .tempdir()
        .map_err(|e| Error::io("a temporary folder", e))?;
    if args.inputs.iter().any(|input| input == "-") {
        return Err(Error::usage("bench reads its input many times over, so - will not do"));
    }
    let generated = args.inputs.is_empty();
    let inputs = if generated { vec![generate(args, folder.path())?] } else { args.inputs.clone() };
    let job = Job {
        analyzer: &analyzer,
        corpus: args.reading.corpus_options(&inputs)?,
        levels: levels(&args.level),
        folder: &folder.path().join("tables"),
        interrupt: interrupt(),
    };
    let threads = thread_counts(args.threads);
    let steps = u64::from(args.repeat) * (1 + threads.len() as u64);
    let bar = args.progress.step_bar(steps);
    let step = Cell::new(0);
    let rounds = Rounds::measure(&job, args.repeat, &threads, |name| {
        bar.set_position(step.replace(step.get() + 1));
        bar.set_message(name);
    })?;
    bar.finish_and_clear();
    let (counts, tables_sha256) = (rounds.counts, rounds.tables.clone());
    if counts.documents == 0 {
        return Err(Error::usage(format!("nothing to read in {}", args.inputs.join(", "))));
    }
    let (stages, threads) = BenchFigures::of_rounds(rounds);
    let figures = BenchFigures {
        version: env!("CARGO_PKG_VERSION"),
        profile: &analyzer.profile().name,
        split: value_name(args.analyzer.split),
        entries: analyzer.lexicon().cues().len(),
        levels: job.levels.iter().map(|level| level.name()).collect(),
        corpus: CorpusFigures {
            seed: generated.then_some(args.seed),
            sha256: job.digest()?,
            counts,
        },
        tables_sha256,
        repeat: args.repeat,
        start_up_seconds,
        stages,
        threads,
        peak_memory_bytes: peak_memory(),
    };
    let mut out = io::stdout().lock();
    match args.format {
        BenchFormatArg::Text => write_text(&mut out, &figures),
        BenchFormatArg::Json => write_json(&mut out, &figures),
    }
    .map_err(stdout_error)?;
    Ok(if counts.failed == 0 { Outcome::Done } else { Outcome::Flawed })
}

/// Writes the generated corpus to a file, whose name it returns.
fn generate(args: &BenchArgs, folder: &Path) -> Result<String> {
    let path = args.save.clone().unwrap_or_else(|| folder.join("corpus.jsonl"));
    let write = || {
        let mut file = BufWriter::new(File::create(&path)?);
        corpus::write(u64::from(args.size) * 1_000_000, args.seed, &mut file)?;
        file.flush()
    };
    write().map_err(|e| Error::io(&path, e))?;
    Ok(path.display().to_string())
}

/// 1, 2, 4 … threads, and the most.
fn thread_counts(most: Option<u16>) -> Vec<usize> {
    let cores = || available_parallelism().map_or(1, std::num::NonZero::get);
    let most = most.map_or_else(cores, usize::from);
    let powers = std::iter::successors(Some(1), |n| Some(2 * n));
    powers.take_while(|n| *n < most).chain([most]).collect()
}

fn write_text(out: &mut impl Write, figures: &BenchFigures<'_>) -> io::Result<()> {
    let BenchFigures { version, profile, entries, corpus, .. } = figures;
    let WorkCounts { documents, failed, bytes, sentences, words, cues } = corpus.counts;
    let (tables, mb) = (figures.levels.join(", "), bytes as f64 / 1e6);
    writeln!(out, "hedgerow {version}, profile {profile}, {entries} entries; tables: {tables}")?;
    let origin =
        corpus.seed.map_or("your corpus".to_owned(), |seed| format!("generated, seed {seed}"));
    writeln!(
        out,
        "corpus ({origin}): {mb:.1} MB, {documents} documents, {sentences} sentences, {words} words, {cues} cues"
    )?;
    if failed > 0 {
        writeln!(out, "{failed} documents could not be read and were left out")?;
    }
    writeln!(out, "\n{:<10}{:>10}{:>8}{:>10}", "stage", "ms", "share", "MB/s")?;
    for StageFigures { name, seconds, share, mb_per_second } in &figures.stages {
        let speed = mb_per_second.map_or("–".to_owned(), |speed| format!("{speed:.0}"));
        let (ms, share) = (seconds * 1e3, share * 100.0);
        writeln!(out, "{name:<10}{ms:>10.1}{share:>7.0}%{speed:>10}")?;
    }
    writeln!(
        out,
        "\n{:<10}{:>10}{:>8}{:>10}{:>14}{:>14}{:>14}{:>10}",
        "threads", "ms", "spread", "MB/s", "documents/s", "sentences/s", "words/s", "speed-up"
    )?;
    for row in &figures.threads {
        writeln!(
            out,
            "{:<10}{:>10.1}{:>7.0}%{:>10.1}{:>14.0}{:>14.0}{:>14.0}{:>10.2}",
            row.count,
            row.seconds * 1e3,
            (row.slowest_seconds / row.seconds - 1.0) * 100.0,
            row.mb_per_second,
            row.documents_per_second,
            row.sentences_per_second,
            row.words_per_second,
            row.speed_up
        )?;
    }
    let memory = figures
        .peak_memory_bytes
        .map_or("not known here".to_owned(), |bytes| format!("{:.0} MB", bytes as f64 / 1e6));
    writeln!(out, "\nstart-up {:.0} ms, peak memory {memory}", figures.start_up_seconds * 1e3)?;
    writeln!(out, "corpus {}\ntables {}", &corpus.sha256[..16], &figures.tables_sha256[..16])
}
