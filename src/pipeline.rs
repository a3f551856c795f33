//! The pipeline: a corpus in, tables out, on any number of threads.
//!
//! A reader cuts the corpus into chunks, a rayon pool scores them, a writer
//! puts the results back into corpus order. At most a fixed number of chunks
//! is in flight, so memory does not grow with the corpus; the bytes written
//! are the same whatever the number of threads.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crossbeam_channel::{bounded, unbounded};

use crate::analyzer::{Analysis, Analyzer, Scratch};
use crate::corpus::{Chunk, Corpus, CorpusOptions, Failure};
use crate::error::{Error, ErrorKind, Result};
use crate::report::{Output, TableSet};

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

/// What came of one chunk.
struct Scored {
    tables: Vec<Vec<u8>>,
    failures: Vec<Failure>,
    progress: Progress,
}

/// Scores a corpus into `output`, calling `watch` after every chunk.
///
/// # Errors
/// [`ErrorKind::Interrupted`], [`ErrorKind::Output`], or with
/// [`OnError::Fail`] the first failure as [`ErrorKind::Document`].
pub fn run(
    analyzer: &Analyzer,
    corpus: Corpus,
    output: &mut Output,
    options: &PipelineOptions,
    mut watch: impl FnMut(&Progress, &[Failure]),
) -> Result<Progress> {
    let corpus_options = corpus.options().clone();
    let set = output.tables().clone();
    let mut total = Progress::default();
    let mut take = |scored: Scored| -> Result<()> {
        for failure in &scored.failures {
            if options.on_error == OnError::Fail {
                let reason = format!("{}: {}", failure.source, failure.reason);
                return Err(ErrorKind::Document(reason).into());
            }
            output.fail(failure)?;
        }
        output.append(&scored.tables)?;
        total.scored += scored.progress.scored;
        total.failed += scored.progress.failed;
        total.bytes += scored.progress.bytes;
        total.words += scored.progress.words;
        total.sentences += scored.progress.sentences;
        watch(&total, &scored.failures);
        if options.interrupt.load(Ordering::Relaxed) {
            return Err(ErrorKind::Interrupted.into());
        }
        Ok(())
    };
    if options.threads == 1 {
        let mut worker = Worker::new(analyzer, &corpus_options, &set, false);
        for chunk in corpus {
            take(worker.score(chunk))?;
        }
    } else {
        parallel(analyzer, corpus, &set, options, &mut take)?;
    }
    Ok(total)
}

fn parallel(
    analyzer: &Analyzer,
    mut corpus: Corpus,
    set: &TableSet,
    options: &PipelineOptions,
    take: &mut impl FnMut(Scored) -> Result<()>,
) -> Result<()> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(options.threads)
        .build()
        .map_err(|e| Error::usage(format!("cannot start {} threads: {e}", options.threads)))?;
    let corpus_options = corpus.options().clone();
    let (done, results) = unbounded::<(u64, Scored)>();
    // A permit a chunk in flight; workers hand theirs back through the writer.
    let in_flight = 2 * pool.current_num_threads() + 2;
    let (give, permits) = bounded(in_flight);
    for _ in 0..in_flight {
        let _ = give.send(());
    }
    // Workers take buffers from here, so each is allocated once.
    let (shelve, shelf) = unbounded();
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let (pool, stop, corpus_options) = (&pool, &stop, &corpus_options);
        let reader = scope.spawn(move || {
            pool.in_place_scope(|tasks| {
                for (number, ()) in (0_u64..).zip(permits.iter()) {
                    if stop.load(Ordering::Relaxed) {
                        break;
                    }
                    let Some(chunk) = corpus.next() else { break };
                    let (done, shelve, shelf) = (done.clone(), shelve.clone(), shelf.clone());
                    tasks.spawn(move |_| {
                        let mut worker = shelf
                            .try_recv()
                            .unwrap_or_else(|_| Worker::new(analyzer, corpus_options, set, true));
                        let scored = worker.score(chunk);
                        let _ = shelve.send(worker);
                        let _ = done.send((number, scored));
                    });
                }
                drop(done);
            });
        });
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        let mut outcome = Ok(());
        'write: for (number, scored) in results {
            waiting.insert(number, scored);
            while let Some(scored) = waiting.remove(&next) {
                next += 1;
                outcome = take(scored);
                if outcome.is_err() {
                    stop.store(true, Ordering::Relaxed);
                    break 'write;
                }
                let _ = give.send(());
            }
        }
        drop(give);
        if reader.join().is_err() && outcome.is_ok() {
            outcome = Err(Error::usage("internal error: a thread panicked; please report it"));
        }
        outcome
    })
}

/// Scores chunks; keeps its buffers from one to the next.
struct Worker<'a> {
    analyzer: &'a Analyzer,
    corpus: &'a CorpusOptions,
    set: &'a TableSet,
    scratch: Scratch,
    analysis: Analysis,
    /// Whether other workers may help with a long text.
    in_pool: bool,
}

impl<'a> Worker<'a> {
    fn new(
        analyzer: &'a Analyzer,
        corpus: &'a CorpusOptions,
        set: &'a TableSet,
        in_pool: bool,
    ) -> Self {
        let (scratch, analysis) = (Scratch::default(), Analysis::default());
        Self { analyzer, corpus, set, scratch, analysis, in_pool }
    }

    /// Analyses a text; the reason if that is not possible. One document must
    /// not end the run, so even a panic becomes a reason.
    fn analyze(&mut self, text: &str) -> std::result::Result<(), String> {
        let analyze = || {
            if self.in_pool && text.len() >= Analyzer::LONG {
                self.analysis = Analysis::default();
                self.analysis = self.analyzer.analyze_in_parallel(text)?;
                return Ok(());
            }
            self.analyzer.analyze_into(text, &mut self.scratch, &mut self.analysis)
        };
        if let Ok(outcome) = catch_unwind(AssertUnwindSafe(analyze)) {
            return outcome.map_err(|e| e.to_string());
        }
        self.scratch = Scratch::default();
        Err("internal error while analysing the text; please report it with the text".to_owned())
    }

    fn score(&mut self, chunk: Chunk) -> Scored {
        let mut scored = Scored {
            tables: self.set.levels().map(|_| Vec::new()).collect(),
            failures: Vec::new(),
            progress: Progress { bytes: chunk.bytes, ..Progress::default() },
        };
        chunk.documents(self.corpus, |document| {
            let document = match document {
                Ok(document) => document,
                Err(failure) => {
                    scored.failures.push(failure);
                    return;
                }
            };
            if let Err(reason) = self.analyze(&document.text) {
                scored.failures.push(Failure { source: document.source, reason });
                return;
            }
            scored.progress.scored += 1;
            scored.progress.words += self.analysis.words;
            scored.progress.sentences += self.analysis.sentences.len() as u64;
            self.set.add(&document, &self.analysis, self.analyzer.lexicon(), &mut scored.tables);
        });
        scored.progress.failed = scored.failures.len() as u64;
        scored
    }
}
