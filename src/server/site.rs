//! The server's state: analyzers ready to use, and the limits within which they work.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::body::Bytes;
use axum::http::StatusCode;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::answer::Refusal;
use crate::analyzer::Analyzer;
use crate::error::{Error, Result};
use crate::html::{Method, Reference};

/// Limits of what the server takes on.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Longest request body in bytes; longer ones get 413.
    pub body: usize,
    /// Time that the parts of a request, and then its answer, may take; slower ones get 408
    /// and 503.
    pub time: Duration,
    /// Connections at a time; for more the clients that have owed a request for longest make room.
    pub connections: usize,
    /// Bytes of answers that may wait for their clients to take them; for more they get 503.
    pub answers: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { body: 2 << 20, time: Duration::from_secs(10), connections: 512, answers: 512 << 20 }
    }
}

/// The analyzer of a profile with what pages say beside its results.
#[derive(Clone)]
pub(super) struct ProfileAnalyzer {
    pub(super) analyzer: Analyzer,
    pub(super) reference: Arc<Reference>,
    pub(super) method: Arc<Method>,
}

/// Sets its flag when it is dropped: nobody waits for the answer any more.
#[derive(Default)]
struct StopOnDrop(Arc<AtomicBool>);

impl Drop for StopOnDrop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// The server's state, which all requests share.
#[derive(Clone)]
pub struct Site {
    /// One for each profile; the first is the default.
    pub(super) profiles: Arc<[ProfileAnalyzer]>,
    pub(super) limits: Limits,
    /// Permits to analyze a text.
    workers: Arc<Semaphore>,
    /// Permits for bytes of answers: what is left of [`Limits::answers`].
    answers: Arc<Semaphore>,
}

impl Site {
    /// A site with these analyzers, at least one, each of another profile; the first is the default.
    pub fn new(analyzers: Vec<Analyzer>, limits: Limits) -> Result<Self> {
        if analyzers.is_empty() {
            return Err(Error::usage("a site needs at least one profile"));
        }
        let profiles = analyzers.into_iter().map(|analyzer| {
            let reference = Arc::new(Reference::samples(&analyzer)?);
            let method = Arc::new(Method::of(&analyzer));
            Ok(ProfileAnalyzer { analyzer, reference, method })
        });
        let profiles = profiles.collect::<Result<_>>()?;
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let workers = Arc::new(Semaphore::new(cores));
        let answers = Arc::new(Semaphore::new(limits.answers as usize));
        Ok(Self { profiles, limits, workers, answers })
    }

    /// Makes an answer with the analyzer of a profile, the default one where none is named, on a
    /// thread of its own, within the limits of time and of what may wait to be taken. Work whose
    /// answer comes too late, or is not waited for, is stopped.
    pub(super) async fn work<T: Into<Vec<u8>> + Send + 'static>(
        self,
        profile: Option<String>,
        work: impl FnOnce(&ProfileAnalyzer) -> std::result::Result<T, Refusal> + Send + 'static,
    ) -> std::result::Result<Bytes, Refusal> {
        let Limits { time, answers: most, .. } = self.limits;
        let answers = self.answers.clone();
        let wanted = StopOnDrop::default();
        let stop = wanted.0.clone();
        let run = async {
            let permit = self.workers.clone().acquire_owned().await;
            let task = tokio::task::spawn_blocking(move || {
                let mut ready = self.ready(profile.as_deref())?.clone();
                ready.analyzer = ready.analyzer.stopped_by(stop);
                let outcome = work(&ready).map(Into::into);
                drop(permit);
                outcome
            });
            task.await.unwrap_or_else(|_| Err(Refusal::internal()))
        };
        let busy = || {
            let reason = "the server is busy; try again, or send less text";
            Refusal::new(StatusCode::SERVICE_UNAVAILABLE, reason)
        };
        let mut bytes: Vec<u8> = tokio::time::timeout(time, run).await.map_err(|_| busy())??;
        // Or it would take up to twice what is counted.
        bytes.shrink_to_fit();
        // One that is longer than all that may wait may wait alone.
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX).min(most);
        let permits = answers.try_acquire_many_owned(length).map_err(|_| busy())?;
        Ok(Bytes::from_owner(HeldAnswer { bytes, _permits: permits }))
    }

    fn ready(&self, profile: Option<&str>) -> std::result::Result<&ProfileAnalyzer, Refusal> {
        let Some(name) = profile else { return Ok(&self.profiles[0]) };
        let names = || self.profiles.iter().map(|ready| ready.analyzer.profile().name.as_str());
        names().position(|own| own == name).map(|at| &self.profiles[at]).ok_or_else(|| {
            let names = names().collect::<Vec<_>>().join(", ");
            Refusal::senseless(format!("there is no profile \"{name}\"; the profiles are {names}"))
        })
    }
}

/// An answer with its permits among those that wait to be taken.
struct HeldAnswer {
    bytes: Vec<u8>,
    _permits: OwnedSemaphorePermit,
}

impl AsRef<[u8]> for HeldAnswer {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_that_takes_too_long_is_stopped() {
        let analyzer = Analyzer::builder().build().unwrap();
        let limits = Limits { time: Duration::from_millis(50), ..Limits::default() };
        let site = Site::new(vec![analyzer], limits).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let (tell, told) = std::sync::mpsc::channel();
        let endless = site.clone().work(None, move |ready| {
            while ready.analyzer.analyze("It may rain.").is_ok() {}
            tell.send(()).unwrap();
            Ok(Vec::new())
        });
        let refused = runtime.block_on(endless).unwrap_err();
        assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
        told.recv_timeout(Duration::from_secs(30)).expect("it goes on");
        // The next one finds its analyzer going.
        let next =
            site.work(None, |ready| Ok(ready.analyzer.analyze("It may.")?.words.to_string()));
        assert_eq!(runtime.block_on(next).unwrap(), "2");
    }

    #[test]
    fn answers_that_nobody_takes_do_not_fill_the_memory() {
        let analyzer = Analyzer::builder().build().unwrap();
        let limits = Limits { answers: 1_000, ..Limits::default() };
        let site = Site::new(vec![analyzer], limits).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let answer = |length: usize| site.clone().work(None, move |_| Ok(vec![b'a'; length]));
            let first = answer(700).await.unwrap();
            assert_eq!(answer(301).await.unwrap_err().status, StatusCode::SERVICE_UNAVAILABLE);
            assert_eq!(answer(300).await.unwrap().len(), 300);
            // What is handed on in part waits whole.
            let rest = first.slice(600..);
            drop(first);
            assert!(answer(301).await.is_err());
            drop(rest);
            assert_eq!(answer(2_000).await.unwrap().len(), 2_000);
            assert!(answer(1_000).await.is_ok());
        });
    }
}
