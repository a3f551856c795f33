//! A portion: consecutive paragraphs that pass the stages together, with all that is known of
//! them.

use crate::analysis::{Analysis, CueMatch};
use crate::context::{ContextScratch, Detail, DocumentState};
use crate::matcher::{Candidate, MatchScratch};
use crate::score::SentenceScore;
use crate::text::{Block, Sentence, Token};
use crate::weights::SeenFeatures;

/// The paragraphs of a portion, split: filled by `split`.
#[derive(Debug, Default)]
pub(super) struct Paragraphs {
    /// Tokens and sentences of all paragraphs.
    pub(super) block: Block,
    /// For each token, whether it stands inside quotation marks.
    pub(super) quoted: Vec<bool>,
}

/// The results of judging one sentence, as ranges of the analysis.
#[derive(Debug, Clone, Copy)]
pub(super) struct JudgedSentence {
    pub(super) cues: (u32, u32),
    pub(super) attributions: (u32, u32),
    /// The state of the document before the sentence.
    pub(super) state: DocumentState,
}

impl JudgedSentence {
    /// The matches of the sentence.
    pub(super) fn matches<'a>(&self, analysis: &'a Analysis) -> &'a [CueMatch] {
        &analysis.cues[self.cues.0 as usize..self.cues.1 as usize]
    }
}

/// Consecutive paragraphs that pass the stages together. Each stage fills one field.
#[derive(Debug, Default)]
pub(crate) struct Portion {
    /// Filled by `split`.
    pub(super) paragraphs: Paragraphs,
    /// Filled by `match_cues`.
    pub(super) candidates: Candidates,
    /// By sentence; filled by `judge`.
    pub(super) judged: Vec<JudgedSentence>,
    /// By sentence; filled by `score`.
    pub(super) scores: Vec<SentenceScore>,
}

impl Portion {
    /// The sentences.
    pub(super) fn sentences(&self) -> &[Sentence] {
        &self.paragraphs.block.sentences
    }
}

/// The cue candidates of all sentences of a portion.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    pub(super) all: Vec<Candidate>,
    /// For each sentence the end of its candidates in `all`.
    pub(super) ends: Vec<usize>,
}

impl Candidates {
    pub(super) fn clear(&mut self) {
        self.all.clear();
        self.ends.clear();
    }

    /// The candidates of a sentence.
    pub(super) fn of(&self, sentence: usize) -> &[Candidate] {
        let start = sentence.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start..self.ends[sentence]]
    }
}

/// Buffers that are reused from text to text.
#[derive(Debug, Default)]
pub struct Scratch {
    pub(super) portion: Portion,
    pub(super) buffers: Buffers,
    pub(super) seen: SeenFeatures,
    pub(super) detail: Detail,
}

/// Buffers for matching and judging.
#[derive(Debug, Default)]
pub(super) struct Buffers {
    pub(super) matching: MatchScratch,
    pub(super) context: ContextScratch,
    pub(super) base: BaseScratch,
}

/// The base of one sentence, which is judged again without its statement adverbs.
#[derive(Debug, Default)]
pub(super) struct BaseScratch {
    pub(super) tokens: Vec<Token>,
    pub(super) quoted: Vec<bool>,
    pub(super) candidates: Vec<Candidate>,
    pub(super) judged: Analysis,
}

#[cfg(feature = "pipeline")]
impl Scratch {
    /// Returns buffers for analyses with all that is known of matches, with all figures of
    /// sentences, or else with those of documents alone.
    pub(crate) fn with(sentences: bool, matches: bool) -> Self {
        let detail = match (matches, sentences) {
            (true, _) => Detail::Full,
            (false, true) => Detail::Sentences,
            (false, false) => Detail::Figures,
        };
        Self { detail, ..Self::default() }
    }
}
