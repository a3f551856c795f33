//! hedgerow tells how speculative a text is.
//!
//! It splits a text into sentences, finds hedges ("may", "reportedly",
//! "experts believe"), boosters ("clearly") and evidence markers ("documents
//! show", "according to the FBI"), decides in context what each of them is
//! doing there, and scores sentences and documents. Every figure can be traced
//! to the words and the rule behind it.
//!
//! ```
//! use hedgerow::Analyzer;
//!
//! let analyzer = Analyzer::new();
//! let analysis = analyzer.analyze("The minister may resign in May. He said so on Monday.")?;
//! assert!(analysis.sentences[0].hedged);
//! assert!(!analysis.sentences[1].hedged);
//!
//! // Each occurrence has a reading and the rule that decided it.
//! let may = &analysis.cues[0];
//! assert_eq!(may.reading.name(), "epistemic");
//! let month = &analysis.cues[1];
//! assert_eq!(month.reading.name(), "literal");
//! # Ok::<(), hedgerow::Error>(())
//! ```
//!
//! The parts form one flow, `corpus → text → matcher (+ lexicon) → context →
//! score → analysis → tables → summary → html`; `ARCHITECTURE.md` has the map. Offsets are
//! bytes into the original text everywhere in the library.
//!
//! # Features
//! * `pipeline`: reading corpora, scoring them in parallel, writing tables, concordances.
//! * `html`: pages with marked text; with `pipeline`, charts of corpora, too.
//! * `serve` (default): the local page, a web server; implies `html` and `pipeline`.
//! * `cli` (default): the `hedgerow` program and its laboratory, `lab`; implies `pipeline`.

pub mod analysis;
mod analyzer;
mod context;
pub mod corpus;
mod data_file;
mod error;
mod examples;
mod explain;
mod language;
pub mod lexicon;
mod logit;
pub mod matcher;
mod names;
mod score;
pub mod sentence;
pub mod stats;
pub mod tables;
pub mod text;
pub mod weights;
mod word;

#[cfg(feature = "html")]
pub mod html;
#[cfg(feature = "pipeline")]
pub mod kwic;
#[cfg(feature = "pipeline")]
mod parallel;
#[cfg(feature = "pipeline")]
pub mod pipeline;
#[cfg(any(feature = "cli", feature = "html"))]
pub mod samples;
#[cfg(feature = "serve")]
pub mod server;
#[cfg(feature = "html")]
pub mod summary;

#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "cli")]
pub mod lab;

pub use analysis::{
    Analysis, AnalyzedSentence, Attribution, CueMatch, DocumentScore, Holder, RuleId,
};
pub use analyzer::{Analyzer, AnalyzerBuilder, Scratch};
pub use context::rules;
pub use error::{Diagnostic, Error, ErrorKind, Result};
pub use examples::{ExampleReport, check_examples};
pub use explain::{Explanation, Reason, explain};
pub use language::Language;

/// The examples of README.md, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct ReadmeExamples;
