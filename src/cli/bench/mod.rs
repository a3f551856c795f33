//! `hedgerow bench`: how fast the stages and the whole job are, on the user's corpus
//! or on one that is the same everywhere.

mod report;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::thread::available_parallelism;
use std::time::Instant;

use clap::{Args, ValueEnum};
use indicatif::ProgressBar;

use super::files::stdout_error;
use super::options::{AnalyzerArgs, LevelArg, ReadingArgs, levels, value_name};
use super::outcome::Outcome;
use super::progress::ProgressArg;
use super::run::interrupt;
use crate::error::{Error, Result};
use crate::lab::bench::corpus;
use crate::lab::bench::measure::{Found, Job, STAGES};
use report::{CorpusFigures, Figures, Stage, Threads};

const EXAMPLES: &str = "\
Examples:
  hedgerow bench
      a generated corpus, the same everywhere: figures of two machines or versions
      can be compared where corpus and tables have the same digests
  hedgerow bench news.jsonl --level documents,cues --profile encyclopedia
  hedgerow bench --size 200 --repeat 9 --format json > figures.json

The stages run on one thread, each time one stage more: reading and parsing alone,
then with sentences and tokens, with matching, with context, with scores; a stage's
time is what it adds. The whole job, with tables, runs on 1, 2, 4 … threads. Of all
runs the fastest counts; the spread says how noisy the machine is. Megabytes are
10^6 bytes of input, memory is the most that was resident. It is an error if two
runs give different tables.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct BenchArgs {
    /// Files, directories or glob patterns; without any a corpus is generated
    #[arg(value_name = "INPUT")]
    pub(super) inputs: Vec<String>,
    /// Length of the generated corpus in megabytes (10^6 bytes)
    #[arg(long, value_name = "MB", default_value_t = 20, conflicts_with = "inputs", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub(super) size: u32,
    /// Another seed gives another corpus, the same seed always the same
    #[arg(long, value_name = "N", default_value_t = 1, conflicts_with = "inputs")]
    pub(super) seed: u64,
    /// Write the generated corpus to this file and keep it
    #[arg(long, value_name = "FILE.jsonl", conflicts_with = "inputs")]
    pub(super) save: Option<PathBuf>,
    /// Tables to write
    #[arg(long, value_enum, value_delimiter = ',', default_value = "documents")]
    pub(super) level: Vec<LevelArg>,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
    #[command(flatten)]
    pub(super) analyzer: AnalyzerArgs,
    /// Most worker threads [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) threads: Option<u16>,
    /// How often everything is measured
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) repeat: u16,
    /// Format of the report
    #[arg(long, value_enum, default_value_t = BenchFormatArg::Text)]
    pub(super) format: BenchFormatArg,
    /// Progress bar on standard error
    #[arg(long, value_enum, default_value_t = ProgressArg::Auto)]
    pub(super) progress: ProgressArg,
}

/// Format of the report of `bench`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum BenchFormatArg {
    /// To read
    Text,
    /// For scripts
    Json,
}

pub(super) fn run(args: &BenchArgs) -> Result<Outcome> {
    let begun = Instant::now();
    let analyzer = args.analyzer.analyzer()?;
    let start_up = begun.elapsed().as_secs_f64();
    let folder = tempfile::Builder::new()
        .prefix("hedgerow-bench")
        .tempdir()
        .map_err(|e| Error::io("a temporary folder", e))?;
    let mut inputs = args.inputs.clone();
    if inputs.iter().any(|input| input == "-") {
        return Err(Error::usage("bench reads its input many times over, so - will not do"));
    }
    let generated = inputs.is_empty();
    if generated {
        let path = args.save.clone().unwrap_or_else(|| folder.path().join("corpus.jsonl"));
        let file = File::create(&path).map_err(|e| Error::io(&path, e))?;
        let mut file = BufWriter::new(file);
        corpus::write(u64::from(args.size) * 1_000_000, args.seed, &mut file)
            .and_then(|_| file.flush())
            .map_err(|e| Error::io(&path, e))?;
        inputs.push(path.display().to_string());
    }
    let job = Job {
        analyzer: &analyzer,
        corpus: args.reading.corpus_options(&inputs)?,
        levels: levels(&args.level),
        folder: &folder.path().join("tables"),
        interrupt: interrupt(),
    };
    let most = args
        .threads
        .map_or_else(|| available_parallelism().map_or(1, std::num::NonZero::get), usize::from);
    let mut threads: Vec<usize> =
        std::iter::successors(Some(1), |n| Some(2 * n)).take_while(|n| *n < most).collect();
    threads.push(most);
    let rounds = usize::from(args.repeat);
    let steps = rounds * (1 + threads.len());
    let bar = args.progress.step_bar(steps as u64);
    let measured = measure(&job, rounds, &threads, &bar)?;
    bar.finish_and_clear();
    let found = measured.found;
    if found.documents == 0 {
        return Err(Error::usage(format!("nothing to read in {}", args.inputs.join(", "))));
    }
    let split = value_name(args.analyzer.split);
    let figures = Figures {
        version: env!("CARGO_PKG_VERSION"),
        profile: &analyzer.profile().name,
        split,
        entries: analyzer.lexicon().cues().len(),
        levels: job.levels.iter().map(|level| level.name()).collect(),
        corpus: CorpusFigures {
            seed: generated.then_some(args.seed),
            sha256: job.digest()?,
            documents: found.documents,
            failed: found.failed,
            bytes: found.bytes,
            sentences: found.sentences,
            words: found.words,
            cues: found.cues,
        },
        tables_sha256: measured.digest,
        repeat: args.repeat,
        start_up_seconds: start_up,
        stages: Stage::all(&measured.stages, &measured.threads[0].1, found.bytes),
        threads: Threads::all(&measured.threads, &found),
        peak_memory_bytes: crate::lab::bench::measure::peak_memory(),
    };
    let mut out = std::io::stdout().lock();
    match args.format {
        BenchFormatArg::Text => write!(out, "{figures}"),
        BenchFormatArg::Json => serde_json::to_writer_pretty(&mut out, &figures)
            .map_err(std::io::Error::from)
            .and_then(|()| writeln!(out)),
    }
    .map_err(stdout_error)?;
    Ok(if found.failed == 0 { Outcome::Done } else { Outcome::Flawed })
}

/// Seconds of every round, and what came out.
struct Measured {
    stages: Vec<(&'static str, Vec<f64>)>,
    threads: Vec<(usize, Vec<f64>)>,
    found: Found,
    digest: String,
}

/// Measures everything in turn, so that a noisy minute does not fall on one figure
/// alone.
fn measure(job: &Job<'_>, rounds: usize, threads: &[usize], bar: &ProgressBar) -> Result<Measured> {
    let mut stages: Vec<_> = STAGES.iter().map(|name| (*name, Vec::new())).collect();
    let mut whole: Vec<_> = threads.iter().map(|&n| (n, Vec::new())).collect();
    let mut answer: Option<Found> = None;
    let mut digest: Option<String> = None;
    let differ = || Error::internal("two runs gave different results");
    for _ in 0..rounds {
        bar.set_message("stages");
        let (seconds, found) = job.stages()?;
        if *answer.get_or_insert(found) != found {
            return Err(differ());
        }
        stages.iter_mut().zip(seconds).for_each(|((_, times), seconds)| times.push(seconds));
        bar.inc(1);
        for (n, all) in &mut whole {
            bar.set_message(format!("whole job, threads: {n}"));
            let (seconds, tables) = job.whole(*n)?;
            if *digest.get_or_insert(tables.clone()) != tables {
                return Err(differ());
            }
            all.push(seconds);
            bar.inc(1);
        }
    }
    let found = answer.unwrap_or_default();
    Ok(Measured { stages, threads: whole, found, digest: digest.unwrap_or_default() })
}
