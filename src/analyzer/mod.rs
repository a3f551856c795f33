//! The analyzer: text in, sentences, cues and attributions out.

mod builder;
mod observer;
mod portion;
mod stages;

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

pub use builder::AnalyzerBuilder;
pub(crate) use observer::{ObservedPortion, ObservedSentence, Observer, Stage};
pub use portion::Scratch;
pub(crate) use stages::Flow;

use observer::EachSentence;
use stages::{Stages, split_next};

use crate::analysis::{Analysis, CueMatch};
use crate::context::Policy;
use crate::error::{ErrorKind, Result};
use crate::language::{Language, ProfileWeights};
use crate::lexicon::{Lexicon, Profile, SourceDigest};
use crate::matcher::Matcher;
use crate::text::{Segmenter, Split};

/// Decides, for any text, what is hedged and why. Cheap to clone and safe to
/// share between threads.
#[derive(Debug, Clone)]
pub struct Analyzer {
    parts: Arc<AnalyzerParts>,
    /// Set from outside to stop analyses.
    stop: Option<Arc<AtomicBool>>,
}

#[derive(Debug)]
struct AnalyzerParts {
    policy: Policy,
    matcher: Matcher,
    split: Split,
}

impl Analyzer {
    /// The language of the texts.
    pub fn language(&self) -> &Language {
        &self.parts.policy.language
    }

    /// The lexicon in use.
    pub fn lexicon(&self) -> &Lexicon {
        self.parts.policy.lexicon()
    }

    /// The profile in use.
    pub fn profile(&self) -> &Profile {
        &self.parts.policy.profile
    }

    /// The way in which texts are split into sentences.
    pub fn split(&self) -> Split {
        self.parts.split
    }

    /// The learned weights in use.
    pub fn weights(&self) -> &ProfileWeights {
        &self.parts.policy.weights
    }

    /// Hedge probability (0–1) from which on a sentence is hedged.
    pub fn threshold(&self) -> f64 {
        self.parts.policy.threshold
    }

    /// Returns the weight (0–1) of a match in its sentence's scores.
    pub fn weight(&self, found: &CueMatch) -> f64 {
        self.parts.policy.weight(found)
    }

    /// Returns the digests of all data files that decide the scores.
    pub fn sources(&self) -> impl Iterator<Item = SourceDigest> {
        let policy = &self.parts.policy;
        let readings = policy.weights.readings().map(|own| (own.file(), own.text()));
        let sides = policy.weights.all().map(|weights| (weights.file(), weights.text()));
        let weights: Vec<SourceDigest> =
            sides.chain(readings).map(|(file, text)| SourceDigest::of(file, text)).collect();
        let profile = policy.profile.source.clone();
        self.language().digests().iter().cloned().chain([profile]).chain(weights)
    }

    /// Returns the same analyzer, whose analyses end with [`ErrorKind::Interrupted`] once the flag
    /// is set. It is looked at before each portion of a text, some 12 kB or one longer paragraph.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use std::sync::atomic::{AtomicBool, Ordering};
    ///
    /// let stop = Arc::new(AtomicBool::new(false));
    /// let analyzer = hedgerow::Analyzer::new().stopped_by(stop.clone());
    /// assert!(analyzer.analyze("It may rain.").is_ok());
    /// stop.store(true, Ordering::Relaxed); // as another thread would do meanwhile
    /// assert!(analyzer.analyze("It may rain.").is_err());
    /// ```
    #[must_use]
    pub fn stopped_by(&self, stop: Arc<AtomicBool>) -> Self {
        Self { parts: self.parts.clone(), stop: Some(stop) }
    }

    /// Analyzes a text. A pure function: equal texts give equal results.
    ///
    /// # Errors
    /// [`ErrorKind::TooLong`] for texts of 4 GiB and more; [`ErrorKind::Interrupted`] if it is
    /// [stopped](Self::stopped_by).
    pub fn analyze(&self, text: &str) -> Result<Analysis> {
        let mut analysis = Analysis::default();
        self.analyze_into(text, &mut Scratch::default(), &mut analysis)?;
        Ok(analysis)
    }

    /// Like [`Analyzer::analyze`], but reuses buffers.
    ///
    /// # Errors
    /// As [`Analyzer::analyze`].
    pub fn analyze_into(
        &self,
        text: &str,
        scratch: &mut Scratch,
        out: &mut Analysis,
    ) -> Result<()> {
        self.analyze_watched(text, scratch, out, &mut ())
    }

    /// Analyzes a text while `observer` watches.
    pub(crate) fn analyze_watched(
        &self,
        text: &str,
        scratch: &mut Scratch,
        out: &mut Analysis,
        observer: &mut impl Observer,
    ) -> Result<()> {
        check_length(text)?;
        self.run(text, 0..text.len(), &mut Flow::default(), scratch, out, observer)?;
        out.settle_kinds();
        Ok(())
    }

    /// Analyzes a text and shows each of its sentences to `see`.
    pub(crate) fn observe(
        &self,
        text: &str,
        see: impl FnMut(&mut ObservedSentence<'_>),
    ) -> Result<()> {
        let (mut scratch, mut analysis) = (Scratch::default(), Analysis::default());
        self.analyze_watched(text, &mut scratch, &mut analysis, &mut EachSentence(see))
    }

    /// Analyzes a piece of the text that begins and ends where paragraphs do; `flow` is what the
    /// text before has left, and then what this one leaves. Kinds of sentences are settled when
    /// the whole is put together.
    #[cfg(feature = "pipeline")]
    pub(crate) fn analyze_piece(
        &self,
        text: &str,
        piece: Range<usize>,
        flow: &mut Flow,
        scratch: &mut Scratch,
        out: &mut Analysis,
    ) -> Result<()> {
        self.run(text, piece, flow, scratch, out, &mut ())
    }

    /// [`Analyzer::analyze_piece`], watched.
    fn run(
        &self,
        text: &str,
        piece: Range<usize>,
        flow: &mut Flow,
        scratch: &mut Scratch,
        out: &mut Analysis,
        observer: &mut impl Observer,
    ) -> Result<()> {
        out.clear();
        let AnalyzerParts { policy, matcher, split } = &*self.parts;
        let stages = Stages { text, split: *split, policy, matcher, detail: scratch.detail };
        let words = policy.lexicon().vocabulary().dictionary();
        let model = self.language().splitter();
        let mut segmenter =
            Segmenter::new(&text[..piece.end], *split, model).with_words(words).from(piece.start);
        let mut done = |stage, scratch: &mut Scratch, analysis: &Analysis| {
            observer.stage_done(stage, ObservedPortion { stages: &stages, scratch, analysis });
        };
        loop {
            if self.stop.as_ref().is_some_and(|stop| stop.load(Ordering::Relaxed)) {
                return Err(ErrorKind::Interrupted.into());
            }
            if !split_next(&mut segmenter, &mut flow.quotes, &mut scratch.portion.paragraphs) {
                return Ok(());
            }
            done(Stage::Split, scratch, out);
            stages.match_cues(&mut scratch.portion, &mut scratch.buffers.matching);
            done(Stage::Match, scratch, out);
            stages.judge(
                &mut scratch.portion,
                &mut flow.document,
                &mut scratch.buffers.context,
                out,
            );
            done(Stage::Judge, scratch, out);
            stages.score(scratch, out);
            done(Stage::Score, scratch, out);
            stages.tally(&scratch.portion, out);
            done(Stage::Tally, scratch, out);
        }
    }
}

/// Makes sure that offsets into a text fit 32 bits.
pub(crate) fn check_length(text: &str) -> Result<()> {
    if u32::try_from(text.len()).is_err() {
        let max = u32::MAX as usize;
        return Err(ErrorKind::TooLong { bytes: text.len(), max }.into());
    }
    Ok(())
}
