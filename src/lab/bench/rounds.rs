//! Everything measured several times over.

use super::measure::{Job, STAGES, WorkCounts};
use crate::error::{Error, Result};

/// Seconds of every round, and the results, which every round has to repeat.
pub(crate) struct Rounds {
    pub(crate) stages: Vec<(&'static str, Vec<f64>)>,
    /// Times of the whole job by number of threads.
    pub(crate) threads: Vec<(usize, Vec<f64>)>,
    pub(crate) counts: WorkCounts,
    /// Digest of the tables.
    pub(crate) tables: String,
}

impl Rounds {
    /// Number of measurements in so many rounds.
    pub(crate) fn steps(rounds: usize, threads: &[usize]) -> usize {
        rounds * (1 + threads.len())
    }

    /// Measures everything in turn, so that a noisy minute does not fall on one figure alone.
    /// Calls `begin` with the number (from 0) and name of each measurement.
    ///
    /// # Errors
    /// An internal error if two rounds have different results.
    pub(crate) fn measure(
        job: &Job<'_>,
        rounds: usize,
        threads: &[usize],
        mut begin: impl FnMut(usize, String),
    ) -> Result<Self> {
        let mut stages: Vec<_> = STAGES.iter().map(|name| (*name, Vec::new())).collect();
        let mut whole: Vec<_> = threads.iter().map(|&n| (n, Vec::new())).collect();
        let mut counts: Option<WorkCounts> = None;
        let mut tables: Option<String> = None;
        let differ = || Error::internal("two runs gave different results");
        let mut steps = 0..;
        let mut begin = |name: String| begin(steps.next().unwrap_or_default(), name);
        for _ in 0..rounds {
            begin("stages".to_owned());
            let (seconds, found) = job.stages()?;
            if *counts.get_or_insert(found) != found {
                return Err(differ());
            }
            stages.iter_mut().zip(seconds).for_each(|((_, times), seconds)| times.push(seconds));
            for (n, times) in &mut whole {
                begin(format!("whole job, threads: {n}"));
                let (seconds, digest) = job.whole(*n)?;
                if *tables.get_or_insert_with(|| digest.clone()) != digest {
                    return Err(differ());
                }
                times.push(seconds);
            }
        }
        let counts = counts.unwrap_or_default();
        Ok(Self { stages, threads: whole, counts, tables: tables.unwrap_or_default() })
    }
}
