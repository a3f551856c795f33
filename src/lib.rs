//! hedgerow tells how speculative a text is.
//!
//! It splits a text into sentences, finds hedges ("may", "reportedly",
//! "experts believe"), boosters ("clearly") and evidence markers ("documents
//! show", "according to the FBI"), decides in context what each of them is
//! doing there, and scores sentences and documents. Every figure can be traced
//! to the words and the rule behind it.
//!
//! # One text
//!
//! ```
//! use hedgerow::{Analyzer, Reading};
//!
//! let analyzer = Analyzer::new();
//! let text = "The minister may resign in May. He said so on Monday.";
//! let analysis = analyzer.analyze(text)?;
//! assert!(analysis.sentences[0].hedged);
//! assert!(!analysis.sentences[1].hedged);
//!
//! // Each occurrence has a reading and the rule that decided it.
//! let (may, month) = (&analysis.cues[0], &analysis.cues[1]);
//! assert_eq!(may.reading, Reading::Epistemic);
//! assert_eq!(month.reading, Reading::Literal);
//! assert_eq!(&text[month.span.range()], "May");
//!
//! // A document's figures are sums over its sentences.
//! assert_eq!(analysis.document().hedged_share(), Some(0.5));
//! # Ok::<(), hedgerow::Error>(())
//! ```
//!
//! # Many texts, in parallel
//!
//! An analyzer is shared between threads; each thread reuses a [`Scratch`].
//!
//! ```
//! # #[cfg(feature = "pipeline")] {
//! use hedgerow::{Analysis, Analyzer, Scratch};
//! use rayon::prelude::*;
//!
//! let analyzer = Analyzer::builder().profile("science").build()?;
//! let abstracts = ["The gene may be active.", "The gene is active.", "Mice are small."];
//! let hedged: Vec<u64> = abstracts
//!     .par_iter()
//!     .map_init(Scratch::default, |scratch, text| {
//!         let mut analysis = Analysis::default();
//!         analyzer.analyze_into(text, scratch, &mut analysis)?;
//!         Ok(analysis.document().hedged_sentences)
//!     })
//!     .collect::<hedgerow::Result<_>>()?;
//! assert_eq!(hedged, [1, 0, 0]);
//! # }
//! # Ok::<(), hedgerow::Error>(())
//! ```
//!
//! A corpus in files goes through `pipeline::run`, from a `corpus::Corpus` into the files of a
//! `tables::Output`.
//!
//! # Entries of one's own
//!
//! ```
//! use hedgerow::Analyzer;
//!
//! let entries = r#"
//! format = 1
//! class = "hearsay"
//!
//! [[cue]]
//! cue = "rumour has it"
//! strength = 0.8
//! examples = ["Rumour has it that he left."]
//! counter_examples = ["The rumour spread."]
//! "#;
//! let analyzer = Analyzer::builder().lexicon("mine.toml", entries).build()?;
//! let analysis = analyzer.analyze("Rumour has it that the plant will close.")?;
//! let found = &analysis.cues[0];
//! assert_eq!(analyzer.lexicon().cues()[found.cue].file, "mine.toml");
//! # Ok::<(), hedgerow::Error>(())
//! ```
//!
//! # A language of one's own
//!
//! A language is a folder of data files, described in `lexicons/README.md`. The toy language of
//! the tests is one:
//!
//! ```
//! # #[cfg(feature = "pipeline")] {
//! use hedgerow::{Analyzer, Language};
//!
//! let toy = Language::from_folder("tests/toy-language".as_ref())?;
//! let analyzer = Analyzer::builder().language(&toy).build()?;
//! assert!(analyzer.analyze("Eble pluvos.")?.sentences[0].hedged);
//! # }
//! # Ok::<(), hedgerow::Error>(())
//! ```
//!
//! # Types
//!
//! | what | types |
//! |---|---|
//! | set up | [`Analyzer`], [`AnalyzerBuilder`], [`Split`], [`Scratch`] |
//! | results | [`Analysis`], [`AnalyzedSentence`], [`CueMatch`], [`Attribution`], [`DocumentScore`] |
//! | what a cue is and does | [`CueClass`], [`Side`], [`Reading`], [`Holder`], [`Probability`], [`RuleId`], [`rules`] |
//! | places | [`ByteSpan`], bytes into the original text; [`CharOffsets`], code points as in the tables |
//! | data | [`Language`], [`Lexicon`], [`Cue`], [`Profile`], [`ProfileWeights`], [`Weights`], [`ReadingWeights`], [`SourceDigest`], [`check_examples`] |
//! | reasons | [`explain()`], [`Explanation`], [`Reason`] |
//! | errors | [`Error`], [`ErrorKind`], [`Diagnostic`] |
//!
//! [`AnalyzedSentence`] has the formulas of the scores, with their sources. `ARCHITECTURE.md` has
//! the map of the parts.
//!
//! # Features
//! * `pipeline`: reading corpora, scoring them in parallel, writing tables, concordances.
//! * `html`: pages with marked text; with `pipeline`, charts of corpora, too.
//! * `serve` (default): the local page, a web server; implies `html` and `pipeline`.
//! * `cli` (default): the `hedgerow` program and its laboratory, `lab`; implies `pipeline`.
//!
//! Without features, the library uses no files, threads, clock or environment.

// The laboratory in `cli` asks for more of the core than the rest does.
#![cfg_attr(not(feature = "cli"), allow(dead_code, unused_imports))]

mod analysis;
mod analyzer;
mod context;
mod data_file;
mod error;
mod examples;
mod explain;
mod language;
mod lexicon;
mod logit;
mod matcher;
mod names;
mod score;
mod sentence_view;
mod text;
mod weights;
mod word;

pub mod corpus;
pub mod stats;
pub mod tables;

#[cfg(feature = "html")]
pub mod html;
#[cfg(feature = "pipeline")]
pub mod kwic;
#[cfg(feature = "pipeline")]
mod long_text;
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
    Analysis, AnalyzedSentence, Attribution, CueMatch, DocumentScore, Holder, RuleId, SentenceKind,
};
pub use analyzer::{Analyzer, AnalyzerBuilder, Scratch};
pub use context::rules;
pub use error::{Diagnostic, Error, ErrorKind, Result};
pub use examples::{ExampleReport, check_examples};
pub use explain::{Explanation, Reason, explain};
pub use language::{Language, ProfileWeights};
pub use lexicon::{
    Cue, CueClass, LearningSource, Lexicon, Likelihood, Probability, ProbabilityOrigin, Profile,
    ProfileCard, Reading, Scale, ScaleTerm, Side, SourceDigest,
};
pub use text::{ByteSpan, CharOffsets, Split};
pub use weights::{ModalReadings, ReadingWeights, Weights};

/// The examples of README.md, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct ReadmeExamples;
