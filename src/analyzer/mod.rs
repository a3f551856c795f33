//! The analyser: text in, sentences, cues and attributions out.

mod builder;
mod certainty;
#[cfg(feature = "pipeline")]
mod pieces;
mod tally;

use std::sync::Arc;

pub use builder::AnalyzerBuilder;
use certainty::{Again, Place};

use crate::analysis::{Analysis, AnalyzedSentence, CueMatch};
use crate::context::{
    self, Detail, DocumentState, Drafts, Guide, QuoteState, SentenceContext, Weighed,
};
use crate::error::{ErrorKind, Result};
use crate::lexicon::{CueClass, Lexicon, Profile, Side, SourceDigest, WordId};
use crate::matcher::{Candidate, MatchScratch, Matcher, Words};
use crate::score::{self, Parts, SentenceScore};
use crate::text::{Block, Segmenter, SentenceModel, Split};
use crate::weights::{Feature, Seen, Weights};

/// Decides, for any text, what is hedged and why. Cheap to clone and safe to
/// share between threads.
#[derive(Debug, Clone)]
pub struct Analyzer {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    lexicon: LexiconRef,
    profile: Profile,
    matcher: Matcher,
    /// For each cue its weight for each class that context may give it: its
    /// own class's weight, and that of the two classes it can turn into.
    weights: Vec<f64>,
    /// The weights of the adverbs that certainty sets aside.
    adverbs: Vec<(WordId, f64)>,
    /// What was learned from annotated text, if the profile has it.
    learned: Option<Arc<Weights>>,
    /// What was learned about certainty.
    certainty: Option<Arc<Weights>>,
    /// From which probability on a sentence is hedged.
    threshold: f64,
    split: Split,
    /// Whether context rules speak.
    rules: bool,
}

#[derive(Debug)]
enum LexiconRef {
    Builtin(&'static Lexicon),
    Own(Box<Lexicon>),
}

impl LexiconRef {
    fn get(&self) -> &Lexicon {
        match self {
            Self::Builtin(lexicon) => lexicon,
            Self::Own(lexicon) => lexicon,
        }
    }
}

/// What there is to learn from in one sentence.
pub(crate) struct Observation<'a> {
    /// The matches that weights judge.
    pub(crate) weighed: Vec<Weighed>,
    /// The sentence.
    pub(crate) parts: &'a Parts<'a>,
    /// Its score before weights for sentences.
    pub(crate) score: SentenceScore,
    /// The features of its certainty.
    #[cfg_attr(not(feature = "pipeline"), allow(dead_code))] // for training
    pub(crate) certainty: Vec<(Feature, f64)>,
}

/// What passes from one paragraph to the next.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Flow {
    quotes: QuoteState,
    state: DocumentState,
}

#[cfg(feature = "pipeline")]
impl Flow {
    /// What most paragraphs leave.
    const USUAL: Self = Self { quotes: QuoteState::USUAL, state: DocumentState::USUAL };
}

pub(crate) type Observer<'a> = dyn FnMut(Observation<'_>) + 'a;

/// Buffers that are reused from text to text.
#[derive(Debug, Default)]
pub struct Scratch {
    block: Block,
    quoted: Vec<bool>,
    matching: MatchScratch,
    candidates: Vec<Candidate>,
    drafts: Drafts,
    again: Again,
    seen: Seen,
    /// Where the work ends.
    until: Stage,
    /// What the matches are for.
    detail: Detail,
    /// How many candidates there were.
    pub(crate) candidates_found: u64,
}

/// The stages of the analysis after segmentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
#[cfg_attr(not(feature = "cli"), allow(dead_code))] // only measured there
pub(crate) enum Stage {
    /// Candidates are found.
    Match,
    /// Context has judged them.
    Context,
    /// Everything is done.
    #[default]
    Score,
}

#[cfg(feature = "pipeline")]
impl Scratch {
    /// For analyses of which perhaps `only` figures are wanted, those of documents and
    /// sentences.
    pub(crate) fn for_figures(only: bool) -> Self {
        let detail = if only { Detail::Figures } else { Detail::Full };
        Self { detail, ..Self::default() }
    }
}

#[cfg(feature = "cli")]
impl Scratch {
    /// For an analysis that ends early, to measure what the stages cost.
    #[must_use]
    pub(crate) fn until(mut self, until: Stage) -> Self {
        self.until = until;
        self
    }
}

impl Default for Analyzer {
    fn default() -> Self {
        Self::new()
    }
}

impl Analyzer {
    /// The built-in lexicon with the profile `news`.
    ///
    /// # Panics
    /// Never in a released version: a test reads every built-in file.
    pub fn new() -> Self {
        Self::builder().build().unwrap_or_else(|e| panic!("built-in data: {e}"))
    }

    /// Sets up an analyser with other options.
    pub fn builder() -> AnalyzerBuilder {
        AnalyzerBuilder::default()
    }

    /// The lexicon in use.
    pub fn lexicon(&self) -> &Lexicon {
        self.inner.lexicon.get()
    }

    /// The profile in use.
    pub fn profile(&self) -> &Profile {
        &self.inner.profile
    }

    /// How texts are split.
    pub fn split(&self) -> Split {
        self.inner.split
    }

    /// Digests of all data files that decide the scores.
    pub fn sources(&self) -> impl Iterator<Item = SourceDigest> {
        let learned = [&self.inner.learned, &self.inner.certainty].into_iter().flatten();
        let weights: Vec<SourceDigest> =
            learned.map(|weights| SourceDigest::of(weights.file(), weights.text())).collect();
        let profile = self.inner.profile.source.clone();
        self.lexicon().sources().iter().cloned().chain([profile]).chain(weights)
    }

    /// Analyses a text. A pure function: equal texts give equal results.
    ///
    /// # Errors
    /// [`ErrorKind::TooLong`] for texts of 4 GiB and more.
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
        check_length(text)?;
        self.run(text, 0, &mut Flow::default(), scratch, out, None);
        Ok(())
    }

    /// Analyses a text and shows `observer` the features of each sentence.
    pub(crate) fn observe(&self, text: &str, observer: &mut Observer<'_>) -> Result<Analysis> {
        check_length(text)?;
        let (mut flow, mut analysis) = (Flow::default(), Analysis::default());
        self.run(text, 0, &mut flow, &mut Scratch::default(), &mut analysis, Some(observer));
        Ok(analysis)
    }

    /// Analyses the text from `begin` on, where a paragraph begins; `flow` is what
    /// the text before has left, and then what this one leaves.
    fn run(
        &self,
        text: &str,
        begin: usize,
        flow: &mut Flow,
        scratch: &mut Scratch,
        out: &mut Analysis,
        mut observer: Option<&mut Observer<'_>>,
    ) {
        out.clear();
        let lexicon = self.lexicon();
        let Flow { quotes, state } = flow;
        let vocabulary = lexicon.vocabulary();
        let mut segmenter = Segmenter::new(text, self.inner.split, SentenceModel::english())
            .with_words(vocabulary.dictionary())
            .from(begin);
        while segmenter.next_into(&mut scratch.block) {
            let block = &scratch.block;
            quotes.mark(&block.tokens, block.has_quotes(), &mut scratch.quoted);
            self.inner.matcher.begin(&block.tokens, &mut scratch.matching);
            let words = Words { text, tokens: &block.tokens, vocabulary };
            for sentence in &block.sentences {
                scratch.candidates.clear();
                self.inner.matcher.find(
                    lexicon.cues(),
                    words,
                    sentence.tokens.clone(),
                    &mut scratch.matching,
                    &mut scratch.candidates,
                );
                scratch.candidates_found += scratch.candidates.len() as u64;
                if scratch.until < Stage::Context {
                    continue;
                }
                let first_cue = out.cues.len();
                let first_attribution = out.attributions.len();
                let mut weighed = Vec::new();
                let state_before = *state;
                let tokens = &block.tokens[sentence.tokens.clone()];
                if !scratch.candidates.is_empty() {
                    let headline = tally::is_headline(tokens);
                    let quoted = &scratch.quoted;
                    let context =
                        SentenceContext::new(words, sentence, quoted, headline, self.guide());
                    if observer.is_some() {
                        weighed = context::observe(&context, &scratch.candidates, *state);
                    }
                    context::judge(
                        &context,
                        &scratch.candidates,
                        state,
                        scratch.detail,
                        &mut scratch.drafts,
                        &mut out.cues,
                        &mut out.attributions,
                    );
                }
                if scratch.until < Stage::Score {
                    continue;
                }
                let word_count = tally::words(tokens);
                out.words += u64::from(word_count);
                let quoted = block.has_quotes() && {
                    let marks = &scratch.quoted[sentence.tokens.clone()];
                    u64::from(tally::quoted_words(tokens, marks)) * 2 > u64::from(word_count)
                };
                let parts = Parts {
                    words,
                    tokens: sentence.tokens.clone(),
                    matches: &out.cues[first_cue..],
                    cues: lexicon.cues(),
                    adverb: scratch
                        .candidates
                        .iter()
                        .any(|candidate| score::has_adverb(words, candidate.tokens.clone())),
                };
                let mut scored = self.score(parts.matches);
                let place = Place { sentence, quoted: &scratch.quoted, state: &state_before };
                if let Some(observer) = &mut observer {
                    let certainty = self.with_base(
                        &parts,
                        place,
                        scored,
                        &mut scratch.again,
                        |base, hedged| score::certainty_features(base, &parts, hedged),
                    );
                    observer(Observation { weighed, parts: &parts, score: scored, certainty });
                }
                scored.certainty =
                    self.certainty(&parts, place, scored, &mut scratch.seen, &mut scratch.again);
                if let Some(weights) = &self.inner.learned {
                    score::weigh(
                        &mut scored,
                        &parts,
                        weights,
                        self.inner.threshold,
                        &mut scratch.seen,
                    );
                }
                let mut sides = [0_u32; 3];
                for cue in out.cues[first_cue..].iter().filter(|cue| cue.counts()) {
                    sides[cue.side() as usize] += 1;
                }
                out.sentences.push(AnalyzedSentence {
                    span: sentence.span,
                    hedged: scored.hedged,
                    hedge_probability: scored.hedge_probability,
                    certainty: scored.certainty,
                    hedges: sides[Side::Hedge as usize],
                    boosters: sides[Side::Booster as usize],
                    evidence: sides[Side::Evidence as usize],
                    attributed: quoted || out.attributions.len() > first_attribution,
                    quoted,
                    question: sentence.question,
                    cues: (first_cue as u32, out.cues.len() as u32),
                    attributions: (first_attribution as u32, out.attributions.len() as u32),
                });
            }
        }
    }

    fn guide(&self) -> Guide<'_> {
        Guide {
            cues: self.lexicon().cues(),
            profile: &self.inner.profile,
            weights: self.inner.learned.as_deref(),
            rules: self.inner.rules,
        }
    }

    /// The learned weights in use, if any.
    pub fn learned(&self) -> Option<&Weights> {
        self.inner.learned.as_deref()
    }

    /// From which hedge probability (0–1) on a sentence is hedged.
    pub fn threshold(&self) -> f64 {
        self.inner.threshold
    }

    fn score(&self, cues: &[CueMatch]) -> SentenceScore {
        let counted = cues.iter().filter(|cue| cue.counts());
        score::sentence(&self.inner.profile, counted.map(|cue| (cue.side(), self.weight(cue))))
    }

    /// The weight (0–1) of a match in its sentence's scores.
    pub fn weight(&self, cue: &CueMatch) -> f64 {
        if let Some(confidence) = cue.confidence {
            return confidence;
        }
        let own: CueClass = self.lexicon().cues()[cue.cue].class;
        if own == cue.class {
            self.inner.weights[cue.cue]
        } else {
            self.inner.profile.converted_weight(cue.class, cue.strength)
        }
    }
}

fn check_length(text: &str) -> Result<()> {
    if u32::try_from(text.len()).is_err() {
        let max = u32::MAX as usize;
        return Err(ErrorKind::TooLong { bytes: text.len(), max }.into());
    }
    Ok(())
}
