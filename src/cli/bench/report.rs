//! The figures, to read and for scripts.

use std::fmt;

use serde::Serialize;

use crate::lab::bench::measure::Found;

/// All that was measured. Its JSON is what `--format json` prints.
#[derive(Debug, Serialize)]
pub(super) struct Figures<'a> {
    pub(super) version: &'static str,
    pub(super) profile: &'a str,
    pub(super) split: String,
    /// How many entries the lexicon has.
    pub(super) entries: usize,
    pub(super) levels: Vec<&'static str>,
    pub(super) corpus: CorpusFigures,
    pub(super) tables_sha256: String,
    pub(super) repeat: u16,
    /// To read the lexicon and make the analyser.
    pub(super) start_up_seconds: f64,
    pub(super) stages: Vec<Stage>,
    pub(super) threads: Vec<Threads>,
    pub(super) peak_memory_bytes: Option<u64>,
}

#[derive(Debug, Serialize)]
pub(super) struct CorpusFigures {
    /// None for the user's own corpus.
    pub(super) seed: Option<u64>,
    pub(super) sha256: String,
    pub(super) documents: u64,
    pub(super) failed: u64,
    pub(super) bytes: u64,
    pub(super) sentences: u64,
    pub(super) words: u64,
    pub(super) cues: u64,
}

/// What one stage adds on one thread.
#[derive(Debug, Serialize)]
pub(super) struct Stage {
    #[serde(rename = "stage")]
    pub(super) name: &'static str,
    /// Of the fastest round; for writing, the fastest whole job less all other stages.
    pub(super) seconds: f64,
    /// Of the whole job, 0–1.
    pub(super) share: f64,
    /// None if it takes no time that can be measured.
    pub(super) mb_per_second: Option<f64>,
}

impl Stage {
    /// From the times of the stages but writing, and of the whole job.
    pub(super) fn all(stages: &[(&'static str, Vec<f64>)], whole: &[f64], bytes: u64) -> Vec<Self> {
        let whole = fastest(whole);
        let mut times: Vec<_> =
            stages.iter().map(|(name, times)| (*name, fastest(times))).collect();
        let others: f64 = times.iter().map(|(_, seconds)| seconds).sum();
        times.push(("write", (whole - others).max(0.0)));
        let figures = times.into_iter().map(|(name, seconds)| Self {
            name,
            seconds,
            share: seconds / whole,
            mb_per_second: (seconds > 0.0).then(|| bytes as f64 / 1e6 / seconds),
        });
        figures.collect()
    }
}

/// The whole job on so many threads.
#[derive(Debug, Serialize)]
pub(super) struct Threads {
    #[serde(rename = "threads")]
    pub(super) count: usize,
    /// Of the fastest round.
    pub(super) seconds: f64,
    pub(super) median_seconds: f64,
    pub(super) slowest_seconds: f64,
    pub(super) mb_per_second: f64,
    pub(super) documents_per_second: f64,
    pub(super) sentences_per_second: f64,
    pub(super) words_per_second: f64,
    /// How many times as fast as on one thread.
    pub(super) speed_up: f64,
}

impl Threads {
    pub(super) fn all(times: &[(usize, Vec<f64>)], found: &Found) -> Vec<Self> {
        let one = times.first().map_or(1.0, |(_, times)| fastest(times));
        times
            .iter()
            .map(|(count, times)| {
                let mut sorted = times.clone();
                sorted.sort_by(f64::total_cmp);
                let seconds = sorted[0];
                Self {
                    count: *count,
                    seconds,
                    median_seconds: sorted[sorted.len() / 2],
                    slowest_seconds: sorted[sorted.len() - 1],
                    mb_per_second: found.bytes as f64 / 1e6 / seconds,
                    documents_per_second: found.documents as f64 / seconds,
                    sentences_per_second: found.sentences as f64 / seconds,
                    words_per_second: found.words as f64 / seconds,
                    speed_up: one / seconds,
                }
            })
            .collect()
    }
}

fn fastest(times: &[f64]) -> f64 {
    times.iter().copied().fold(f64::INFINITY, f64::min)
}

impl fmt::Display for Figures<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let corpus = &self.corpus;
        let origin =
            corpus.seed.map_or("your corpus".to_owned(), |seed| format!("generated, seed {seed}"));
        writeln!(
            f,
            "hedgerow {}, profile {}, {} entries; tables: {}",
            self.version,
            self.profile,
            self.entries,
            self.levels.join(", ")
        )?;
        writeln!(
            f,
            "corpus ({origin}): {:.1} MB, {} documents, {} sentences, {} words, {} cues",
            corpus.bytes as f64 / 1e6,
            corpus.documents,
            corpus.sentences,
            corpus.words,
            corpus.cues
        )?;
        if corpus.failed > 0 {
            writeln!(f, "{} documents could not be read and were left out", corpus.failed)?;
        }
        writeln!(f, "\n{:<10}{:>10}{:>8}{:>10}", "stage", "ms", "share", "MB/s")?;
        for stage in &self.stages {
            let speed = stage.mb_per_second.map_or("–".to_owned(), |speed| format!("{speed:.0}"));
            writeln!(
                f,
                "{:<10}{:>10.1}{:>7.0}%{speed:>10}",
                stage.name,
                stage.seconds * 1e3,
                stage.share * 100.0
            )?;
        }
        writeln!(
            f,
            "\n{:<10}{:>10}{:>8}{:>10}{:>14}{:>14}{:>14}{:>10}",
            "threads", "ms", "spread", "MB/s", "documents/s", "sentences/s", "words/s", "speed-up"
        )?;
        for row in &self.threads {
            writeln!(
                f,
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
        let memory = self
            .peak_memory_bytes
            .map_or("not known here".to_owned(), |bytes| format!("{:.0} MB", bytes as f64 / 1e6));
        writeln!(f, "\nstart-up {:.0} ms, peak memory {memory}", self.start_up_seconds * 1e3)?;
        writeln!(f, "corpus {}\ntables {}", &corpus.sha256[..16], &self.tables_sha256[..16])
    }
}
