//! Finds the cues of a sentence: candidates for context to judge.
//!
//! Matching works over tokens, never over characters: a character-level
//! automaton with a word-boundary filter loses "kind" in "a kind often" when
//! "kind of" is listed too. On each side (hedge, booster, evidence) the
//! leftmost and longest entry wins that its neighbours allow; an entry that
//! its neighbours forbid is still reported, to be read as literal, so that
//! nothing disappears.

mod graph;
mod neighbours;

use std::ops::Range;

use crate::lexicon::{Cue, Lexicon, Profile, Vocabulary, WordId, word_class};
use crate::text::{Token, TokenKind};

use graph::Graph;
pub use neighbours::Condition;

/// One place where a cue's pattern matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Index of the cue in the lexicon.
    pub cue: usize,
    /// The matched tokens.
    pub tokens: Range<usize>,
    /// The neighbour condition that forbids it, if one does.
    pub blocked: Option<Condition>,
}

/// The tokens of one block with their words looked up.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// The whole text.
    pub text: &'a str,
    /// The block's tokens.
    pub tokens: &'a [Token],
    /// For each token its word in the vocabulary, or 0.
    pub ids: &'a [WordId],
    /// The vocabulary.
    pub vocabulary: &'a Vocabulary,
}

impl Words<'_> {
    /// The token at `at`.
    pub fn kind(&self, at: usize) -> TokenKind {
        self.tokens[at].kind
    }

    /// Whether the word at `at` is in any of `classes`.
    pub fn is(&self, at: usize, classes: u64) -> bool {
        self.vocabulary.classes(self.ids[at]) & classes != 0
    }

    /// Whether a number in digits or words stands at `at`.
    pub fn is_number(&self, at: usize) -> bool {
        self.tokens[at].kind == TokenKind::Number || self.is(at, word_class::NUMBER_WORD)
    }
}

/// The compiled lexicon for one profile.
#[derive(Debug)]
pub struct Matcher {
    graph: Graph,
}

/// Buffers that a matcher reuses from sentence to sentence.
#[derive(Debug, Default)]
pub struct MatchScratch {
    found: Vec<(usize, usize)>,
}

impl Matcher {
    /// Compiles the entries of `lexicon` that `profile` uses.
    pub fn new(lexicon: &Lexicon, profile: &Profile) -> Self {
        let used = lexicon.cues().iter().enumerate().filter(|(_, cue)| profile.uses(cue));
        Self { graph: Graph::new(used, lexicon.vocabulary()) }
    }

    /// Looks up the words of a block.
    pub fn look_up(
        &self,
        vocabulary: &Vocabulary,
        text: &str,
        tokens: &[Token],
        ids: &mut Vec<WordId>,
    ) {
        ids.clear();
        ids.extend(tokens.iter().map(|token| vocabulary.lookup(token, text)));
    }

    /// Appends the candidates of one sentence to `out`, in order of their
    /// first token.
    pub fn find(
        &self,
        cues: &[Cue],
        words: Words<'_>,
        sentence: Range<usize>,
        scratch: &mut MatchScratch,
        out: &mut Vec<Candidate>,
    ) {
        let mut free = [sentence.start; 3];
        for at in sentence.clone() {
            scratch.found.clear();
            self.graph.find(words, at, sentence.end, &mut scratch.found);
            if scratch.found.is_empty() {
                continue;
            }
            // Longest first; within a length in the lexicon's order.
            scratch.found.sort_unstable_by_key(|&(cue, end)| (usize::MAX - end, cue));
            for (side, free) in free.iter_mut().enumerate() {
                if at < *free {
                    continue;
                }
                let mut best: Option<Candidate> = None;
                for &(cue, end) in &scratch.found {
                    if cues[cue].side() as usize != side {
                        continue;
                    }
                    let blocked = neighbours::blocked(&cues[cue], words, at..end, &sentence);
                    let allowed = blocked.is_none();
                    if allowed || best.is_none() {
                        best = Some(Candidate { cue, tokens: at..end, blocked });
                    }
                    if allowed {
                        *free = end;
                        break;
                    }
                }
                out.extend(best);
            }
        }
    }
}
