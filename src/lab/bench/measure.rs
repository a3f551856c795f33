//! Runs the work stage by stage and whole, takes the times and checks the answers.

use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use sha2::{Digest, Sha256};

use crate::analysis::Analysis;
use crate::analyzer::{Analyzer, Scratch, Stage};
use crate::corpus::{Corpus, CorpusOptions};
use crate::error::{Error, ErrorKind, Result};
use crate::pipeline::{self, PipelineOptions};
use crate::tables::{Counts, Format, Level, Output, RunReport, TableSet};
use crate::text::{Block, Segmenter, SentenceModel};

/// How far a run on one thread goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Until {
    Read,
    Segment,
    Analysis(Stage),
}

/// The stages on one thread, each with the ones before it; writing comes last, in the
/// whole job.
pub(crate) const STAGES: [(&str, Until); 5] = [
    ("read", Until::Read),
    ("segment", Until::Segment),
    ("match", Until::Analysis(Stage::Match)),
    ("context", Until::Analysis(Stage::Context)),
    ("score", Until::Analysis(Stage::Score)),
];

/// What a run has found: the same every time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) documents: u64,
    pub(crate) failed: u64,
    pub(crate) bytes: u64,
    pub(crate) sentences: u64,
    pub(crate) words: u64,
    pub(crate) candidates: u64,
    pub(crate) cues: u64,
}

/// All that is measured again and again.
pub(crate) struct Job<'a> {
    pub(crate) analyzer: &'a Analyzer,
    pub(crate) corpus: CorpusOptions,
    pub(crate) levels: Vec<Level>,
    /// A folder for the tables.
    pub(crate) folder: &'a Path,
    pub(crate) interrupt: Arc<AtomicBool>,
}

impl Job<'_> {
    /// Goes through the corpus on one thread as far as `until`; the seconds it took.
    pub(crate) fn stages(&self, until: Until) -> Result<(f64, Found)> {
        let begun = Instant::now();
        let mut found = Found::default();
        let tables = TableSet::new(&self.levels, Format::Csv, &[]);
        let mut scratch = Scratch::for_figures(tables.only_figures());
        if let Until::Analysis(stage) = until {
            scratch = scratch.until(stage);
        }
        let (mut analysis, mut block) = (Analysis::default(), Block::default());
        let mut outcome = Ok(());
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
                match until {
                    Until::Read => {
                        black_box(&*document.text);
                    }
                    Until::Segment => {
                        let dictionary = self.analyzer.lexicon().vocabulary().dictionary();
                        let mut segmenter = Segmenter::new(
                            &document.text,
                            self.analyzer.split(),
                            SentenceModel::english(),
                        )
                        .with_words(dictionary);
                        while segmenter.next_into(&mut block) {
                            found.sentences += block.sentences.len() as u64;
                        }
                    }
                    Until::Analysis(_) => {
                        let text = &document.text;
                        let done = self.analyzer.analyze_into(text, &mut scratch, &mut analysis);
                        if outcome.is_ok() {
                            outcome = done;
                        }
                        found.sentences += analysis.sentences.len() as u64;
                        found.words += analysis.words;
                        found.cues += analysis.cues.len() as u64;
                    }
                }
            });
        }
        outcome?;
        found.candidates = scratch.candidates_found;
        Ok((begun.elapsed().as_secs_f64(), found))
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
            documents: Counts {
                read: progress.scored + progress.failed,
                scored: progress.scored,
                skipped: progress.failed,
            },
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
                    for (i, cell) in row?.iter().enumerate() {
                        if Some(i) != place {
                            digest.update((cell.len() as u64).to_le_bytes());
                            digest.update(cell);
                        }
                    }
                }
                Ok(())
            };
            read().map_err(|e| Error::io(&path, std::io::Error::other(e)))?;
        }
        Ok((seconds, hexadecimal(&digest.finalize())))
    }

    /// Digest of all documents' ids and texts.
    pub(crate) fn digest(&self) -> Result<String> {
        let mut digest = Sha256::new();
        for chunk in Corpus::open(self.corpus.clone())? {
            chunk.documents(|document| {
                if let Ok(document) = document {
                    for part in [&document.id, &document.text] {
                        digest.update((part.len() as u64).to_le_bytes());
                        digest.update(part.as_bytes());
                    }
                }
            });
        }
        Ok(hexadecimal(&digest.finalize()))
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut all, byte| {
        // Writing to a string cannot fail.
        let _ = write!(all, "{byte:02x}");
        all
    })
}

/// The most memory that was resident since the program began, in bytes; none where
/// the system does not say.
pub(crate) fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? * 1024)
}
