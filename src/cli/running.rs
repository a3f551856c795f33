//! Going through the documents of a corpus, or of a finished run, with what the user gets
//! to see of it: the bar, and what could not be read.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::Args as ClapArgs;

use super::advice::against_failure;
use super::args::{AnalyzerArgs, ProgressArg};
use super::failures::Failures;
use super::progress::Bar;
use crate::analyzer::Analyzer;
use crate::corpus::{Corpus, total_bytes};
use crate::error::{Error, ErrorKind, Result};
use crate::pipeline::{self, OnError, PipelineOptions, Progress};
use crate::tables::{DocumentRows, FinishedRun, Level, TableSink};

/// How a corpus is gone through.
#[derive(Debug, Clone, Copy, ClapArgs)]
pub(super) struct RunningArgs {
    /// Worker threads [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) threads: Option<u16>,
    /// Progress bar on standard error
    #[arg(long, value_enum, default_value_t = ProgressArg::Auto)]
    pub(super) progress: ProgressArg,
}

/// The finished run that is the only input, if it is one. What it was scored with cannot be
/// changed any more.
pub(super) fn finished_run(inputs: &[String], asked: &AnalyzerArgs) -> Result<Option<FinishedRun>> {
    let run = inputs.iter().find(|input| FinishedRun::is_in(Path::new(input)));
    let Some(input) = run else { return Ok(None) };
    if inputs.len() > 1 {
        return Err(Error::usage(format!(
            "{input} is the folder of a finished run, which has to be the only input; score all texts in one run"
        )));
    }
    let run = FinishedRun::open(Path::new(input))?;
    let own = &run.report.profile;
    // The default is as good as not asked for.
    if *own != asked.profile && asked.profile != "news" {
        return Err(Error::usage(format!(
            "the run in {input} was scored with --profile {own}; score again for {}",
            asked.profile
        )));
    }
    if !asked.lexicon.is_empty() {
        return Err(Error::usage(format!(
            "the run in {input} is scored already; score again with --lexicon"
        )));
    }
    Ok(Some(run))
}

/// Makes it an error if what is to be written is what is read: a file named as input, or a
/// table of a finished run.
pub(super) fn not_an_input<'a>(
    out: &Path,
    inputs: impl IntoIterator<Item = &'a String>,
) -> Result<()> {
    let Ok(own) = out.canonicalize() else { return Ok(()) };
    let stem = own.file_stem().unwrap_or_default();
    let is_table = stem == "run" || Level::ALL.iter().any(|level| stem == level.name());
    let of_run = own.parent().filter(|folder| is_table && FinishedRun::is_in(folder));
    let is_read = |input: &&String| {
        let read = Path::new(input).canonicalize();
        read.is_ok_and(|read| read == own || of_run == Some(&read))
    };
    match inputs.into_iter().find(is_read) {
        None => Ok(()),
        Some(input) => Err(Error::usage(format!(
            "{} would be replaced, and is read as input ({input}); choose another --out",
            out.display()
        ))),
    }
}

/// Becomes true when the user interrupts the program. The handler can be set once only, so
/// a command asks for it once.
pub(super) fn interrupt() -> Arc<AtomicBool> {
    let interrupt = Arc::new(AtomicBool::new(false));
    let flag = interrupt.clone();
    let _ = ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed));
    interrupt
}

/// Stops when the user has interrupted the program.
pub(super) fn go_on(interrupt: &AtomicBool) -> Result<()> {
    if interrupt.load(Ordering::Relaxed) { Err(ErrorKind::Interrupted.into()) } else { Ok(()) }
}

impl RunningArgs {
    /// Scores a corpus into `sink`. `elsewhere` says where all failures are listed.
    pub(super) fn score(
        self,
        analyzer: &Analyzer,
        corpus: Corpus,
        sink: &mut impl TableSink,
        on_error: OnError,
        interrupt: Arc<AtomicBool>,
        elsewhere: &str,
    ) -> Result<Progress> {
        let bar = Bar::new(self.progress, || total_bytes(corpus.options()));
        let threads = self.threads.map_or(0, usize::from);
        let options =
            PipelineOptions { threads, on_error, interrupt, advice: Some(against_failure) };
        let mut told = Failures::default();
        let progress = pipeline::run(analyzer, corpus, sink, &options, |progress, failures| {
            told.list(failures, |line| bar.line(line));
            bar.update(progress);
        })?;
        bar.finish(&progress);
        told.end(elsewhere);
        Ok(progress)
    }
}

/// Hands on the documents of a finished run, with their sentences and cues if `whole`, and
/// tells what it could not read.
pub(super) fn read_run(
    run: &FinishedRun,
    whole: bool,
    interrupt: &AtomicBool,
    mut each: impl FnMut(DocumentRows) -> Result<()>,
) -> Result<()> {
    for rows in run.documents(whole)? {
        each(rows?)?;
        go_on(interrupt)?;
    }
    let mut told = Failures::default();
    told.list(&run.failures, |line| anstream::eprintln!("{line}"));
    told.end("run.json in its folder lists them all");
    Ok(())
}
