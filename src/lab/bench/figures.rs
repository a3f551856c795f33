//! The figures of speed.

use serde::Serialize;

use super::measure::{Rounds, STAGES, WorkCounts};

/// All figures. Their JSON is what `--format json` prints.
#[derive(Debug, Serialize)]
pub(crate) struct BenchFigures<'a> {
    pub(crate) version: &'static str,
    pub(crate) profile: &'a str,
    pub(crate) split: String,
    /// Number of cues in the lexicon.
    pub(crate) entries: usize,
    pub(crate) levels: Vec<&'static str>,
    pub(crate) corpus: CorpusFigures,
    pub(crate) tables_sha256: String,
    pub(crate) repeat: u16,
    /// Time to build the analyzer.
    pub(crate) start_up_seconds: f64,
    pub(crate) stages: Vec<StageFigures>,
    pub(crate) threads: Vec<ThreadFigures>,
    pub(crate) peak_memory_bytes: Option<u64>,
}

/// The corpus, and what was found in it.
#[derive(Debug, Serialize)]
pub(crate) struct CorpusFigures {
    /// Seed of a generated corpus; none for the user's own.
    pub(crate) seed: Option<u64>,
    pub(crate) sha256: String,
    #[serde(flatten)]
    pub(crate) counts: WorkCounts,
}

/// Time of one stage on one thread.
#[derive(Debug, Serialize)]
pub(crate) struct StageFigures {
    #[serde(rename = "stage")]
    pub(crate) name: &'static str,
    /// Time of the fastest round; for writing, the fastest whole job minus all other stages.
    pub(crate) seconds: f64,
    /// Share of the whole job (0–1).
    pub(crate) share: f64,
    /// None if it takes no time that can be measured.
    pub(crate) mb_per_second: Option<f64>,
}

impl StageFigures {
    /// Computes the figures from the times of the stages but writing, and of the whole job.
    fn all(stages: [f64; STAGES.len()], whole: f64, bytes: u64) -> Vec<Self> {
        let writing = (whole - stages.iter().sum::<f64>()).max(0.0);
        let times = STAGES.into_iter().zip(stages).chain([("write", writing)]);
        let figures = times.map(|(name, seconds)| Self {
            name,
            seconds,
            share: seconds / whole,
            mb_per_second: (seconds > 0.0).then(|| bytes as f64 / 1e6 / seconds),
        });
        figures.collect()
    }
}

/// Time of the whole job on a number of threads.
#[derive(Debug, Serialize)]
pub(crate) struct ThreadFigures {
    #[serde(rename = "threads")]
    pub(crate) count: usize,
    /// Time of the fastest round.
    pub(crate) seconds: f64,
    pub(crate) median_seconds: f64,
    pub(crate) slowest_seconds: f64,
    pub(crate) mb_per_second: f64,
    pub(crate) documents_per_second: f64,
    pub(crate) sentences_per_second: f64,
    pub(crate) words_per_second: f64,
    /// Speed relative to one thread.
    pub(crate) speed_up: f64,
}

impl ThreadFigures {
    fn new(count: usize, mut times: Vec<f64>, one_thread: f64, found: &WorkCounts) -> Self {
        times.sort_by(f64::total_cmp);
        let seconds = times[0];
        Self {
            count,
            seconds,
            median_seconds: times[times.len() / 2],
            slowest_seconds: times[times.len() - 1],
            mb_per_second: found.bytes as f64 / 1e6 / seconds,
            documents_per_second: found.documents as f64 / seconds,
            sentences_per_second: found.sentences as f64 / seconds,
            words_per_second: found.words as f64 / seconds,
            speed_up: one_thread / seconds,
        }
    }
}

impl BenchFigures<'_> {
    pub(crate) fn of_rounds(rounds: Rounds) -> (Vec<StageFigures>, Vec<ThreadFigures>) {
        let counts = &rounds.counts;
        let whole = rounds.threads[0].1.iter().copied().fold(f64::INFINITY, f64::min);
        let threads = rounds.threads.into_iter();
        let threads = threads.map(|(n, times)| ThreadFigures::new(n, times, whole, counts));
        (StageFigures::all(rounds.stages, whole, counts.bytes), threads.collect())
    }
}
