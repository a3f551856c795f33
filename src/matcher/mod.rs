//! The matcher: finds the cues of a sentence, candidates for context to judge.
//!
//! On each side (hedge, booster, evidence) the leftmost and longest entry wins that its neighbors
//! allow. An entry that its neighbors forbid is still reported, to be read as literal.

mod conditions;
mod graph;
mod lazy_dfa;
mod node;
mod prefilter;

use std::ops::Range;

use crate::lexicon::{Conditions, Cue, Lexicon, Profile, Side};
use crate::sentence_view::SentenceView;
use crate::text::Token;

pub use conditions::Condition;
use conditions::blocked;
use graph::Graph;
use lazy_dfa::{DEAD, LazyDfa, StateId, WalkInput, is_match};
use prefilter::TokenClass;

/// A stretch of tokens that a cue's pattern matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Index of the cue in the lexicon.
    pub cue: usize,
    /// The matched tokens.
    pub tokens: Range<usize>,
    /// The neighbour condition that forbids it, if one does.
    pub blocked: Option<Condition>,
}

/// The compiled lexicon for one profile.
#[derive(Debug)]
pub struct Matcher {
    graph: Graph,
    /// By cue; they should lie close together.
    conditions: Vec<Conditions>,
}

/// Buffers that a matcher reuses from sentence to sentence.
#[derive(Debug, Default)]
pub struct MatchScratch {
    /// By token of the block.
    classes: Vec<TokenClass>,
    /// The tokens of the block with which cues may begin, and how many of them are done with.
    starts: Vec<u32>,
    next: usize,
    /// The states with which cues end, and where.
    ends: Vec<(StateId, usize)>,
    dfa: LazyDfa,
}

impl Matcher {
    /// Compiles the entries of `lexicon` that `profile` uses.
    pub fn new(lexicon: &Lexicon, profile: &Profile) -> Self {
        let used = lexicon.cues().iter().enumerate().filter(|(_, cue)| profile.uses(cue));
        Self {
            graph: Graph::new(used, lexicon.vocabulary()),
            conditions: lexicon.cues().iter().map(|cue| cue.conditions.clone()).collect(),
        }
    }

    /// Prepares the sentences of a block: finds the tokens with which cues may begin.
    pub fn begin(&self, tokens: &[Token], scratch: &mut MatchScratch) {
        let MatchScratch { classes, starts, next, dfa, .. } = scratch;
        self.graph.prefilter.find_starts(tokens, classes, starts);
        *next = 0;
        dfa.prepare(&self.graph);
    }

    /// Appends the candidates of one sentence to `out`, in order of their first token. Sentences
    /// come in order, after [`Matcher::begin`]; the sentence's first token is the one at `first`
    /// among those of the block.
    pub fn find(
        &self,
        cues: &[Cue],
        view: &SentenceView<'_>,
        first: usize,
        scratch: &mut MatchScratch,
        out: &mut Vec<Candidate>,
    ) {
        // By side, the first token that no match has taken.
        let mut free = [0; Side::COUNT];
        let MatchScratch { classes, starts, next, ends, dfa } = scratch;
        let classes = &classes[first..first + view.len()];
        let input = WalkInput { graph: &self.graph, cues, view, classes };
        while let Some(&at) = starts.get(*next) {
            let at = at as usize - first;
            if at >= view.len() {
                break;
            }
            *next += 1;
            ends.clear();
            let mut state = dfa.start(input, at);
            let mut end = at + 1;
            while state != DEAD {
                if is_match(state) {
                    ends.push((state, end));
                }
                if end == view.len() {
                    break;
                }
                state = dfa.next(input, end, state);
                end += 1;
            }
            if ends.is_empty() {
                continue;
            }
            let mut best = [const { None::<Candidate> }; Side::COUNT];
            // Longest first; within a length in the lexicon's order.
            for &(state, end) in ends.iter().rev() {
                for &(cue, side) in dfa.ends(state) {
                    let (cue, side) = (cue as usize, usize::from(side));
                    // A longer one, or an earlier, has won on this side.
                    if at < free[side] {
                        continue;
                    }
                    let blocked = blocked(&self.conditions[cue], view, &(at..end));
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
