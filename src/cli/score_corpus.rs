//! Scoring a corpus, with a progress bar and what could not be read on standard error.

use clap::Args;

use super::advice::against_failure;
use super::interrupt::{interrupt, is_interrupted};
use super::progress::{CorpusProgress, ProgressArg};
use super::sanitize::sanitize_line;
use crate::analyzer::Analyzer;
use crate::corpus::{Corpus, Failure, total_bytes};
use crate::error::Result;
use crate::pipeline::{self, OnError, PipelineOptions, Progress};
use crate::tables::BatchSink;

/// Options for running through a corpus.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct RunArgs {
    /// Worker threads [default: one per core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) threads: Option<u16>,
    /// Progress bar on standard error
    #[arg(long, value_enum, default_value_t = ProgressArg::Auto)]
    pub(super) progress: ProgressArg,
}

impl RunArgs {
    /// Scores a corpus into `sink`. `all_listed` says where all failures are listed.
    pub(super) fn score(
        self,
        analyzer: &Analyzer,
        corpus: Corpus,
        sink: &mut impl BatchSink,
        on_error: OnError,
        all_listed: &str,
    ) -> Result<Progress> {
        let total = || total_bytes(corpus.options(), || !is_interrupted());
        let bar = CorpusProgress::new(self.progress, total);
        let threads = self.threads.map_or(0, usize::from);
        let options = PipelineOptions {
            threads,
            on_error,
            interrupt: interrupt(),
            advice: Some(against_failure),
        };
        let mut list = FailureList::default();
        let progress = pipeline::run(analyzer, corpus, sink, &options, |progress, failures| {
            list.add(failures, |line| bar.print_line(line));
            bar.update(progress);
        })?;
        bar.finish(&progress);
        list.finish(all_listed);
        Ok(progress)
    }
}

/// Most failures that are listed; the rest is only counted.
const MAX_LISTED: u64 = 10;

/// Lists failures as they come.
#[derive(Default)]
pub(super) struct FailureList {
    count: u64,
}

impl FailureList {
    /// Passes a line about each failure to `print`, as long as few have been listed.
    pub(super) fn add(&mut self, failures: &[Failure], mut print: impl FnMut(&str)) {
        for Failure { source, reason, .. } in failures {
            if self.count < MAX_LISTED {
                print(&format!("hedgerow: {}: {}", sanitize_line(source), sanitize_line(reason)));
            }
            self.count += 1;
        }
    }

    /// Prints how many were not listed; `all_listed` says where they are.
    pub(super) fn finish(&self, all_listed: &str) {
        if let Some(more @ 1..) = self.count.checked_sub(MAX_LISTED) {
            anstream::eprintln!("hedgerow: and {more} more; {all_listed}");
        }
    }
}
