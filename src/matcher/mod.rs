//! Finds the cues of a sentence: candidates for context to judge.
//!
//! Matching works over tokens, never over characters: a character-level
//! automaton with a word-boundary filter loses "kind" in "a kind often" when
//! "kind of" is listed too. On each side (hedge, booster, evidence) the
//! leftmost and longest entry wins that its neighbours allow; an entry that
//! its neighbours forbid is still reported, to be read as literal, so that
//! nothing disappears.

mod graph;
mod lazy_dfa;
mod neighbours;
mod prefilter;

use std::ops::Range;

use crate::lexicon::{Cue, Lexicon, Profile, Vocabulary, WordId, word_class};
use crate::text::{Token, TokenKind};

use graph::Graph;
use lazy_dfa::{DEAD, StateId, States, Walk, ends_cue};
pub use neighbours::Condition;
use neighbours::Conditions;
use prefilter::Place;

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
    /// The vocabulary.
    pub vocabulary: &'a Vocabulary,
}

impl Words<'_> {
    /// The word at `at` in the vocabulary, 0 if it is not there.
    pub fn id(&self, at: usize) -> WordId {
        self.tokens[at].word
    }

    /// The token at `at`.
    pub fn kind(&self, at: usize) -> TokenKind {
        self.tokens[at].kind
    }

    /// Whether the word at `at` is in any of `classes`.
    pub fn is(&self, at: usize, classes: u64) -> bool {
        self.vocabulary.classes(self.tokens[at].word) & classes != 0
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
    /// By cue.
    conditions: Vec<Conditions>,
}

/// Buffers that a matcher reuses from sentence to sentence.
#[derive(Debug, Default)]
pub struct MatchScratch {
    /// What decides of each token of the block where patterns lead with it.
    places: Vec<Place>,
    /// The tokens of the block with which cues may begin, and how many of them
    /// are done with.
    starts: Vec<u32>,
    next: usize,
    /// The states with which cues end, and where.
    found: Vec<(StateId, usize)>,
    states: States,
}

impl Matcher {
    /// Compiles the entries of `lexicon` that `profile` uses.
    pub fn new(lexicon: &Lexicon, profile: &Profile) -> Self {
        let used = lexicon.cues().iter().enumerate().filter(|(_, cue)| profile.uses(cue));
        Self {
            graph: Graph::new(used, lexicon.vocabulary()),
            conditions: lexicon.cues().iter().map(Conditions::new).collect(),
        }
    }

    /// Prepares the sentences of a block: finds the tokens with which cues may
    /// begin.
    pub fn begin(&self, tokens: &[Token], scratch: &mut MatchScratch) {
        self.graph.starts().list(tokens, &mut scratch.places, &mut scratch.starts);
        scratch.next = 0;
        scratch.states.prepare(&self.graph);
    }

    /// Appends the candidates of one sentence to `out`, in order of their
    /// first token. The sentences of a block come in order, after
    /// [`Matcher::begin`].
    pub fn find(
        &self,
        cues: &[Cue],
        words: Words<'_>,
        sentence: Range<usize>,
        scratch: &mut MatchScratch,
        out: &mut Vec<Candidate>,
    ) {
        let mut free = [sentence.start; 3];
        let MatchScratch { places, starts, next, found, states } = scratch;
        let walk = Walk { graph: &self.graph, cues, words, places };
        while let Some(&at) = starts.get(*next) {
            let at = at as usize;
            if at >= sentence.end {
                break;
            }
            *next += 1;
            found.clear();
            let mut state = states.first(walk, at);
            let mut end = at + 1;
            while state != DEAD {
                if ends_cue(state) {
                    found.push((state, end));
                }
                if end == sentence.end {
                    break;
                }
                state = states.next(walk, end, state);
                end += 1;
            }
            if found.is_empty() {
                continue;
            }
            let mut best = [const { None::<Candidate> }; 3];
            // Longest first; within a length in the lexicon's order.
            for &(state, end) in found.iter().rev() {
                for &(cue, side) in states.ends(state) {
                    let (cue, side) = (cue as usize, usize::from(side));
                    // A longer one, or an earlier, has won on this side.
                    if at < free[side] {
                        continue;
                    }
                    let blocked = self.conditions[cue].blocked(words, at..end, &sentence);
                    if blocked.is_none() {
                        free[side] = end;
                    } else if best[side].is_some() {
                        continue;
                    }
                    best[side] = Some(Candidate { cue, tokens: at..end, blocked });
                }
            }
            out.extend(best.into_iter().flatten());
        }
    }
}
