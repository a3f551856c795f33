//! Runs the work stage by stage and whole, takes the times and checks the answers.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::analysis::Analysis;
use crate::analyzer::{Analyzer, ObservedPortion, Observer, Scratch, Stage};
use crate::corpus::{Corpus, CorpusOptions};
use crate::error::{Error, ErrorKind, Result};
use crate::pipeline::{self, PipelineOptions};
use crate::tables::{BatchBuilder, Format, Level, Output, RunReport, TableSet};

/// The stages of the job on one thread whose times are taken; writing the tables comes last.
pub(crate) const STAGES: [&str; 5] = ["read", "segment", "match", "context", "score"];

const READ: usize = 0;

/// Takes the time of each stage while texts are read and analyzed.
struct StageClock {
    last: Instant,
    /// In the order of [`STAGES`].
    seconds: [f64; STAGES.len()],
}

impl StageClock {
    fn start() -> Self {
        Self { last: Instant::now(), seconds: [0.0; STAGES.len()] }
    }

    /// Adds the time since the last call to a stage.
    fn lap(&mut self, stage: usize) {
        let now = Instant::now();
        self.seconds[stage] += (now - self.last).as_secs_f64();
        self.last = now;
    }
}

impl Observer for StageClock {
    fn stage_done(&mut self, stage: Stage, _: ObservedPortion<'_>) {
        self.lap(match stage {
            Stage::Split => 1,
            Stage::Match => 2,
            Stage::Judge => 3,
            Stage::Score | Stage::Tally => 4,
        });
    }
}

/// Counts of a run, the same every time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(crate) struct WorkCounts {
    pub(crate) documents: u64,
    pub(crate) failed: u64,
    pub(crate) bytes: u64,
    pub(crate) sentences: u64,
    pub(crate) words: u64,
    pub(crate) cues: u64,
}

pub(crate) struct Job<'a> {
    pub(crate) analyzer: &'a Analyzer,
    pub(crate) corpus: CorpusOptions,
    pub(crate) levels: Vec<Level>,
    /// A folder for the tables.
    pub(crate) folder: &'a Path,
    pub(crate) interrupt: Arc<AtomicBool>,
}

impl Job<'_> {
    /// Reads and analyzes the corpus on one thread; returns the seconds of each of [`STAGES`].
    pub(crate) fn stages(&self) -> Result<([f64; STAGES.len()], WorkCounts)> {
        let mut found = WorkCounts::default();
        let tables = TableSet::new(&self.levels, Format::Csv, &[]);
        let mut scratch = Scratch::with(tables.has_sentences(), tables.has_matches());
        let mut analysis = Analysis::default();
        let mut outcome = Ok(());
        let mut clock = StageClock::start();
        for chunk in Corpus::open(self.corpus.clone())? {
            if self.interrupt.load(Ordering::Relaxed) {
                return Err(ErrorKind::Interrupted.into());
            }
            found.bytes += chunk.bytes;
            chunk.documents(|document| {
                let Ok(document) = document else {
                    found.failed += 1;
                    return;
                };
                found.documents += 1;
                clock.lap(READ);
                let (text, out) = (&document.text, &mut analysis);
                let done = self.analyzer.analyze_watched(text, &mut scratch, out, &mut clock);
                if outcome.is_ok() {
                    outcome = done;
                }
                found.sentences += analysis.sentences.len() as u64;
                found.words += analysis.words;
                found.cues += analysis.cues.len() as u64;
            });
        }
        outcome?;
        clock.lap(READ);
        Ok((clock.seconds, found))
    }

    /// Scores the corpus into tables; the seconds it took, and the digest of what
    /// is in them.
    pub(crate) fn whole(&self, threads: usize) -> Result<(f64, String)> {
        let begun = Instant::now();
        let corpus = Corpus::open(self.corpus.clone())?;
        let set = TableSet::new(&self.levels, Format::Csv, &[]);
        let files: Vec<_> = set.levels().map(|level| (level, set.file_name(level))).collect();
        let mut output = Output::create(self.folder, set, true)?;
        let options = PipelineOptions {
            threads,
            interrupt: self.interrupt.clone(),
            ..PipelineOptions::default()
        };
        let progress = pipeline::run(self.analyzer, corpus, &mut output, &options, |_, _| {})?;
        output.commit(RunReport {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            profile: self.analyzer.profile().name.clone(),
            lexicons: Vec::new(),
            options: serde_json::Value::Null,
            tables: Vec::new(),
            documents: progress.documents(),
            bytes: progress.bytes,
        })?;
        let seconds = begun.elapsed().as_secs_f64();
        let mut digest = Sha256::new();
        for (level, file) in files {
            let path = self.folder.join(file);
            let mut read = || -> csv::Result<()> {
                let mut table = csv::Reader::from_path(&path)?;
                // Where the corpus lies is no part of the answer.
                let place = table.headers()?.iter().position(|name| name == "source");
                let place = place.filter(|_| level == Level::Documents);
                for row in table.byte_records() {
                    let row = row?;
                    let cells = row.iter().enumerate().filter(|(i, _)| Some(*i) != place);
                    cells.for_each(|(_, cell)| add(&mut digest, cell));
                }
                Ok(())
            };
            read().map_err(|e| Error::io(&path, std::io::Error::other(e)))?;
        }
        Ok((seconds, format!("{:x}", digest.finalize())))
    }

    /// Digest of all documents' ids and texts.
    pub(crate) fn digest(&self) -> Result<String> {
        let mut digest = Sha256::new();
        for chunk in Corpus::open(self.corpus.clone())? {
            chunk.documents(|document| {
                if let Ok(document) = document {
                    add(&mut digest, document.id.as_bytes());
                    add(&mut digest, document.text.as_bytes());
                }
            });
        }
        Ok(format!("{:x}", digest.finalize()))
    }
}

/// Adds bytes to a digest, with their number.
fn add(digest: &mut Sha256, bytes: &[u8]) {
    digest.update((bytes.len() as u64).to_le_bytes());
    digest.update(bytes);
}

/// Times of every round, and the results, which every round has to repeat.
pub(crate) struct Rounds {
    /// Seconds of each of [`STAGES`] in the fastest round.
    pub(crate) stages: [f64; STAGES.len()],
    /// Seconds of the whole job in every round, by number of threads.
    pub(crate) threads: Vec<(usize, Vec<f64>)>,
    pub(crate) counts: WorkCounts,
    /// Digest of the tables.
    pub(crate) tables: String,
}

impl Rounds {
    /// Measures everything in turn, so that a noisy minute does not fall on one figure alone.
    /// Calls `begin` with the name of each measurement. Fails if two rounds have different
    /// results.
    pub(crate) fn measure(
        job: &Job<'_>,
        rounds: u16,
        threads: &[usize],
        begin: impl Fn(String),
    ) -> Result<Self> {
        let mut stages = [f64::INFINITY; STAGES.len()];
        let mut whole: Vec<_> = threads.iter().map(|&n| (n, Vec::new())).collect();
        let (mut counts, mut tables) = (None, None);
        let differ = || Error::internal("two runs gave different results");
        for _ in 0..rounds {
            begin("stages".to_owned());
            let (seconds, found) = job.stages()?;
            if *counts.get_or_insert(found) != found {
                return Err(differ());
            }
            stages.iter_mut().zip(seconds).for_each(|(best, seconds)| *best = best.min(seconds));
            for (n, times) in &mut whole {
                begin(format!("whole job, threads: {n}"));
                let (seconds, digest) = job.whole(*n)?;
                if *tables.get_or_insert_with(|| digest.clone()) != digest {
                    return Err(differ());
                }
                times.push(seconds);
            }
        }
        let (counts, tables) = (counts.unwrap_or_default(), tables.unwrap_or_default());
        Ok(Self { stages, threads: whole, counts, tables })
    }
}

/// The most memory that was resident since the program began, in bytes; none where
/// the system does not say.
pub(crate) fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? * 1024)
}
