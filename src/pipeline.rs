//! The pipeline: a corpus in, tables out, on any number of threads.
//!
//! A reader cuts the corpus into chunks, a rayon pool scores them, a writer puts the results back
//! into corpus order; wherever the writer waits, it also looks whether the run is interrupted. At
//! most a fixed number of chunks is in flight, so memory does not grow with the corpus; the bytes
//! written are the same whatever the number of threads.

use std::collections::BTreeMap;
use std::mem;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded, never, select, unbounded};
use rayon::prelude::*;

use crate::analysis::Analysis;
use crate::analyzer::{Analyzer, Scratch};
use crate::corpus::{Chunk, Corpus, Failure, FailureKind, RawDocument};
use crate::error::{Error, ErrorKind, Result};
use crate::long_text::LONG_TEXT;
use crate::tables::{AnalyzedDocument, BatchBuilder, BatchSink, DocumentCounts};

/// What to do with a document that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OnError {
    /// List it and go on.
    #[default]
    Skip,
    /// Stop the run and leave no tables.
    Fail,
}

/// How to run.
#[derive(Debug, Clone, Default)]
pub struct PipelineOptions {
    /// Worker threads; 0 for one a core.
    pub threads: usize,
    /// What to do with a document that cannot be read.
    pub on_error: OnError,
    /// Set from outside to stop the run.
    pub interrupt: Arc<AtomicBool>,
    /// Words to add to the reason of a failure, such as a shell's option against it.
    pub advice: Option<fn(FailureKind) -> &'static str>,
}

/// Counts of a run, also while it is going on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Documents scored.
    pub scored: u64,
    /// Documents and files that could not be read.
    pub failed: u64,
    /// Bytes of input done with.
    pub bytes: u64,
    /// Words in the scored documents.
    pub words: u64,
    /// Sentences in the scored documents.
    pub sentences: u64,
}

impl Progress {
    /// The counts of documents, as `run.json` has them.
    pub fn documents(&self) -> DocumentCounts {
        DocumentCounts {
            read: self.scored + self.failed,
            scored: self.scored,
            skipped: self.failed,
        }
    }
}

/// What came of one chunk, or of a portion of it.
struct Scored<B> {
    batch: B,
    failures: Vec<Failure>,
    /// Counts of the documents that end in the batch, failures aside.
    progress: Progress,
}

impl<B> Scored<B> {
    fn new(batch: B) -> Self {
        Self { batch, failures: Vec::new(), progress: Progress::default() }
    }
}

/// Longest time that the pipeline waits for something before it looks at
/// [`PipelineOptions::interrupt`].
const PATIENCE: Duration = Duration::from_millis(50);

/// Scores a corpus into `sink`, calling `watch` after every chunk and within long documents.
///
/// # Errors
/// [`ErrorKind::Interrupted`], [`ErrorKind::Output`], or with
/// [`OnError::Fail`] the first failure as [`ErrorKind::Document`]. A thread that waits for input
/// is then left behind: nothing but the end of the program can take it away from there.
pub fn run<S: BatchSink>(
    analyzer: &Analyzer,
    corpus: Corpus,
    sink: &mut S,
    options: &PipelineOptions,
    mut watch: impl FnMut(&Progress, &[Failure]),
) -> Result<Progress> {
    let builder = sink.builder();
    let mut total = Progress::default();
    let mut take = |mut scored: Scored<_>| -> Result<()> {
        // First, as a document whose analysis was stopped is no failure.
        check_interrupted(options)?;
        for failure in &mut scored.failures {
            failure.reason += options.advice.map_or("", |advice| advice(failure.kind));
            if options.on_error == OnError::Fail {
                let reason = format!("{}: {}", failure.source, failure.reason);
                return Err(ErrorKind::Document(reason).into());
            }
            sink.fail(failure)?;
        }
        sink.append(scored.batch, total.scored)?;
        total.scored += scored.progress.scored;
        total.failed += scored.failures.len() as u64;
        total.bytes += scored.progress.bytes;
        total.words += scored.progress.words;
        total.sentences += scored.progress.sentences;
        watch(&total, &scored.failures);
        Ok(())
    };
    if options.threads == 1 {
        run_alone(analyzer, corpus, &builder, options, &mut take)?;
    } else {
        run_in_pool(analyzer, corpus, &builder, options, &mut take)?;
    }
    Ok(total)
}

fn check_interrupted(options: &PipelineOptions) -> Result<()> {
    let interrupted = options.interrupt.load(Ordering::Relaxed);
    if interrupted { Err(ErrorKind::Interrupted.into()) } else { Ok(()) }
}

/// A corpus that is read by a thread of its own, a chunk for each permit. Where a run ends early,
/// nobody waits for that thread: an input may keep it waiting for ever.
struct Reading {
    chunks: Receiver<Chunk>,
    permits: Sender<()>,
    thread: JoinHandle<()>,
}

impl Reading {
    /// Begins to read, with so many permits.
    fn begin(mut corpus: Corpus, most: usize) -> Self {
        let (permits, permitted) = bounded(most);
        let (hand_on, chunks) = bounded(most);
        for _ in 0..most {
            let _ = permits.send(());
        }
        let thread = std::thread::spawn(move || {
            for () in permitted {
                let Some(chunk) = corpus.next() else { break };
                if hand_on.send(chunk).is_err() {
                    break;
                }
            }
        });
        Self { chunks, permits, thread }
    }

    /// Permits to read one more chunk, as one is done with.
    fn permit(&self) {
        let _ = self.permits.send(());
    }

    /// Makes sure that all was read, once there are no more chunks.
    fn finish(self) -> Result<()> {
        self.thread.join().map_err(|_| thread_panicked())
    }
}

fn thread_panicked() -> Error {
    Error::internal("a thread panicked")
}

/// Scores and writes on this thread, while the corpus is read by turns with it.
fn run_alone<B: BatchBuilder>(
    analyzer: &Analyzer,
    corpus: Corpus,
    builder: &B,
    options: &PipelineOptions,
    take: &mut impl FnMut(Scored<B::Batch>) -> Result<()>,
) -> Result<()> {
    let analyzer = analyzer.stopped_by(options.interrupt.clone());
    let mut worker = Worker::new(&analyzer, builder, false);
    let reading = Reading::begin(corpus, 1);
    loop {
        match reading.chunks.recv_timeout(PATIENCE) {
            Err(RecvTimeoutError::Timeout) => check_interrupted(options)?,
            Err(RecvTimeoutError::Disconnected) => return reading.finish(),
            Ok(chunk) => {
                let mut outcome = Ok(());
                worker.score(chunk, |scored, _| {
                    if outcome.is_ok() {
                        outcome = take(scored);
                    }
                    outcome.is_ok()
                });
                outcome?;
                reading.permit();
            }
        }
    }
}

fn run_in_pool<B: BatchBuilder>(
    analyzer: &Analyzer,
    corpus: Corpus,
    builder: &B,
    options: &PipelineOptions,
    take: &mut impl FnMut(Scored<B::Batch>) -> Result<()>,
) -> Result<()> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(options.threads)
        .build()
        .map_err(|e| Error::usage(format!("cannot start {} threads: {e}", options.threads)))?;
    // Each chunk in flight has a permit, which the writer hands back when it is written.
    let reading = Reading::begin(corpus, 2 * pool.current_num_threads() + 2);
    let (done, results) = bounded(pool.current_num_threads());
    // Workers take buffers from here, so each is allocated once.
    let (shelve, shelf) = unbounded();
    // Set where the run ends early, be it because the output cannot be written.
    let stop = &Arc::new(AtomicBool::new(false));
    let analyzer = &analyzer.stopped_by(stop.clone());
    pool.in_place_scope(move |tasks| {
        let score = |number: u64, chunk: Chunk| {
            let (done, shelve, shelf) = (done.clone(), shelve.clone(), shelf.clone());
            tasks.spawn(move |_| {
                let new = |_| Worker::new(analyzer, builder, true);
                let mut worker = shelf.try_recv().unwrap_or_else(new);
                let mut portion = 0_u64;
                let work = AssertUnwindSafe(|| {
                    worker.score(chunk, |scored, last| {
                        let sent = done.send(Some(((number, portion), scored, last)));
                        portion += 1;
                        sent.is_ok() && !stop.load(Ordering::Relaxed)
                    });
                });
                if catch_unwind(work).is_err() {
                    let _ = done.send(None);
                }
                let _ = shelve.send(worker);
            });
        };
        let mut write = || {
            let mut waiting = BTreeMap::new();
            let (mut read, mut next) = (0, (0, 0));
            let mut chunks = reading.chunks.clone();
            let mut all_read = false;
            while !(all_read && next == (read, 0)) {
                check_interrupted(options)?;
                select! {
                    recv(chunks) -> chunk => if let Ok(chunk) = chunk {
                        score(read, chunk);
                        read += 1;
                    } else {
                        (chunks, all_read) = (never(), true);
                    },
                    recv(results) -> result => {
                        let (number, scored, last) = result.ok().flatten().ok_or_else(thread_panicked)?;
                        waiting.insert(number, (scored, last));
                    },
                    default(PATIENCE) => {},
                }
                while let Some((scored, last)) = waiting.remove(&next) {
                    next = if last { (next.0 + 1, 0) } else { (next.0, next.1 + 1) };
                    take(scored)?;
                    if last {
                        reading.permit();
                    }
                }
            }
            Ok(())
        };
        let outcome = write();
        stop.store(outcome.is_err(), Ordering::Relaxed);
        // Workers that wait for their results to be taken end.
        drop(results);
        outcome.and_then(|()| reading.finish())
    })
}

/// Scores chunks; keeps its buffers from one to the next.
struct Worker<'a, B> {
    analyzer: &'a Analyzer,
    builder: &'a B,
    scratch: Scratch,
    analysis: Analysis,
    /// Whether other workers may help with a long text.
    in_pool: bool,
}

impl<'a, B: BatchBuilder> Worker<'a, B> {
    fn new(analyzer: &'a Analyzer, builder: &'a B, in_pool: bool) -> Self {
        let analysis = Analysis::default();
        let scratch = Scratch::with(builder.has_sentences(), builder.has_matches());
        Self { analyzer, builder, scratch, analysis, in_pool }
    }

    /// Analyzes a document. One must not end the run, so even a panic becomes a failure.
    fn analyze<'d>(
        &mut self,
        document: RawDocument<'d>,
    ) -> std::result::Result<RawDocument<'d>, Failure> {
        let text = &document.text;
        let analyze = || {
            if self.in_pool && text.len() >= LONG_TEXT {
                self.analysis = Analysis::default();
                self.analysis = self.analyzer.analyze_in_parallel(text)?;
                return Ok(());
            }
            self.analyzer.analyze_into(text, &mut self.scratch, &mut self.analysis)
        };
        let reason = match catch_unwind(AssertUnwindSafe(analyze)) {
            Ok(Ok(())) => return Ok(document),
            Ok(Err(e)) => e.to_string(),
            Err(_) => {
                self.scratch =
                    Scratch::with(self.builder.has_sentences(), self.builder.has_matches());
                "internal error while analysing the text; please report it with the text".to_owned()
            }
        };
        Err(Failure::new(document.source, reason))
    }

    /// Scores a chunk. What comes of it goes to `emit`, which also gets to know whether
    /// it is the last of the chunk, and may say that no more is wanted.
    fn score(&mut self, chunk: Chunk, mut emit: impl FnMut(Scored<B::Batch>, bool) -> bool) {
        let (builder, bytes) = (self.builder, chunk.bytes);
        let mut scored = Scored::new(builder.batch());
        chunk.documents(|document| {
            let document = match document.and_then(|document| self.analyze(document)) {
                Ok(document) => document,
                Err(failure) => return scored.failures.push(failure),
            };
            let analyzed =
                AnalyzedDocument::new(&document, &self.analysis, self.analyzer.lexicon());
            let count = self.analysis.sentences.len();
            let first = count.min(B::SENTENCES_PER_BATCH);
            builder.add(&analyzed, 0..first, scored.progress.scored, &mut scored.batch);
            let rest: Vec<Range<usize>> = (first..count)
                .step_by(B::SENTENCES_PER_BATCH)
                .map(|from| from..count.min(from.saturating_add(B::SENTENCES_PER_BATCH)))
                .collect();
            let at_a_time = if self.in_pool { rayon::current_num_threads() } else { 1 };
            for ranges in rest.chunks(at_a_time) {
                let build = |range: &Range<usize>| {
                    let mut batch = builder.batch();
                    builder.add(&analyzed, range.clone(), 0, &mut batch);
                    batch
                };
                let batches: Vec<B::Batch> = if self.in_pool {
                    ranges.par_iter().map(build).collect()
                } else {
                    ranges.iter().map(build).collect()
                };
                let mut emit = |batch| emit(mem::replace(&mut scored, Scored::new(batch)), false);
                if !batches.into_iter().all(&mut emit) {
                    break;
                }
            }
            scored.progress.scored += 1;
            scored.progress.words += self.analysis.words;
            scored.progress.sentences += self.analysis.counted_sentences();
        });
        scored.progress.bytes = bytes;
        emit(scored, true);
    }
}
