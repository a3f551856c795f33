//! A lazy DFA over the graph of patterns.
//!
//! A walk from one token may stand at many nodes of the graph at once. Which nodes those are, a
//! *state*, depends only on the tokens passed, and few states occur: each is made when it is first
//! met (the subset construction of Rabin & Scott, "Finite automata and their decision problems",
//! 1959, done lazily) and found again by one look into a table. A [`LazyDfa`] belongs to one
//! worker, so it needs no lock.

use std::collections::HashMap;

use super::graph::{Graph, MAX_GAP, MAX_NUMBER};
use super::node::{NodeId, token_key};
use super::prefilter::{BucketSet, TokenClass};
use crate::lexicon::{Cue, word_class};
use crate::sentence_view::SentenceView;
use crate::text::TokenKind;

/// State index << 2, with flag bits [`IS_MATCH`] and [`HAS_DEFAULT`].
pub(super) type StateId = u32;

/// Flag: a cue ends with the state.
const IS_MATCH: StateId = 1;
/// Flag: tokens that the state does not name lead on from it.
const HAS_DEFAULT: StateId = 2;

/// The state from which nothing can follow and with which no cue ends.
pub(super) const DEAD: StateId = 0;
/// The state before a pattern's first token.
const ROOT: StateId = 1 << 2;
/// Marks a transition that has not been computed yet.
const UNKNOWN: StateId = StateId::MAX;

const STATE_BITS: u32 = 21;
const TOKEN_BITS: u32 = 22;

/// All states are dropped when there are so many, so that memory stays bounded.
const MAX_STATES: usize = 1 << (STATE_BITS - 3);
const MAX_TRANSITIONS: usize = 1 << 21;

#[inline]
pub(super) fn is_match(state: StateId) -> bool {
    state & IS_MATCH != 0
}

#[inline]
fn index(state: StateId) -> usize {
    state as usize >> 2
}

/// The graph and the tokens of a block that a walk goes over.
#[derive(Clone, Copy)]
pub(super) struct WalkInput<'a> {
    pub(super) graph: &'a Graph,
    pub(super) cues: &'a [Cue],
    pub(super) view: &'a SentenceView<'a>,
    pub(super) classes: &'a [TokenClass],
}

/// One of the points of the graph where a walk may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Position {
    Node(NodeId),
    /// Inside a number that leads to the node, with its length in tokens so far.
    Number(NodeId, u8),
    /// Inside a gap before the node, with the number of words skipped so far.
    Gap(NodeId, u8),
}

/// A state, without the transitions of the tokens that it names.
#[derive(Debug, Clone, Copy)]
struct DfaState {
    /// Buckets of the tokens that the state names: the words, marks and classes that lead on.
    named: BucketSet,
    /// Where other tokens lead, by [`default_kind`].
    defaults: [StateId; 3],
    /// Range in [`LazyDfa::ends`] of the cues that end here.
    ends: (u32, u32),
}

impl DfaState {
    const NOTHING: Self = Self { named: BucketSet::EMPTY, defaults: [DEAD; 3], ends: (0, 0) };
}

/// The states met so far, with their transitions.
#[derive(Debug, Default)]
pub(super) struct LazyDfa {
    /// Id of the graph that the states were made from.
    graph: u64,
    states: Vec<DfaState>,
    /// By state, the positions it consists of.
    positions: Vec<Box<[Position]>>,
    known: HashMap<Box<[Position]>, StateId>,
    /// Cues, each with its side.
    ends: Vec<(u32, u8)>,
    /// By [`TokenClass::id`], the state after it if it comes first.
    starts: Vec<StateId>,
    transitions: Transitions,
}

impl LazyDfa {
    pub(super) fn prepare(&mut self, graph: &Graph) {
        let full = self.states.len() >= MAX_STATES || self.transitions.count >= MAX_TRANSITIONS;
        if self.graph == graph.id && !full {
            return;
        }
        let starts = vec![UNKNOWN; graph.prefilter.ids()];
        let transitions = Transitions { slots: vec![0; 1024], count: 0 };
        *self = Self { graph: graph.id, starts, transitions, ..Self::default() };
        self.states = vec![DfaState::NOTHING; 2];
        self.positions = vec![Box::default(), Box::new([Position::Node(graph.root)])];
        self.known.insert(Box::default(), DEAD);
    }

    /// Returns the state after the first token of a walk.
    #[inline]
    pub(super) fn start(&mut self, input: WalkInput<'_>, at: usize) -> StateId {
        let id = input.classes[at].id as usize;
        if self.starts[id] == UNKNOWN {
            self.starts[id] = self.compute(input, at, ROOT);
        }
        self.starts[id]
    }

    /// Returns the state after one more token.
    #[inline]
    pub(super) fn next(&mut self, input: WalkInput<'_>, at: usize, from: StateId) -> StateId {
        let class = input.classes[at];
        let state = &self.states[index(from)];
        if state.named.contains(class.bucket) {
            let Some(key) = transition_key(from, class.id) else {
                return self.compute(input, at, from);
            };
            match self.transitions.get(key) {
                UNKNOWN => {
                    let to = self.compute(input, at, from);
                    self.transitions.insert(key, to);
                    to
                }
                to => to,
            }
        } else if from & HAS_DEFAULT == 0 {
            DEAD
        } else {
            let kind = default_kind(input.view.kind(at));
            match state.defaults[kind] {
                UNKNOWN => {
                    let to = self.compute(input, at, from);
                    self.states[index(from)].defaults[kind] = to;
                    to
                }
                to => to,
            }
        }
    }

    /// Returns the cues that end with this state, in the lexicon's order, with their sides.
    #[inline]
    pub(super) fn ends(&self, state: StateId) -> &[(u32, u8)] {
        let (from, to) = self.states[index(state)].ends;
        &self.ends[from as usize..to as usize]
    }

    /// Computes where the token at `at` leads from a state.
    #[cold]
    fn compute(&mut self, input: WalkInput<'_>, at: usize, from: StateId) -> StateId {
        let WalkInput { graph, view, .. } = input;
        let mut to = Vec::new();
        let kind = view.kind(at);
        for position in &self.positions[index(from)] {
            match *position {
                Position::Node(id) => {
                    let node = graph.node(id);
                    for next in graph.next(id, token_key(&view.tokens[at])) {
                        close(graph, next, &mut to);
                    }
                    for &(classes, next) in &node.classes {
                        if view.is(at, classes) {
                            close(graph, next, &mut to);
                        }
                    }
                    if view.is_number(at) {
                        pass_number(graph, &node.numbers, 1, &mut to);
                    }
                    if kind.is_word() {
                        node.any.iter().for_each(|&next| close(graph, next, &mut to));
                    }
                }
                Position::Number(node, length) => {
                    if usize::from(length) < MAX_NUMBER && view.is_number(at) {
                        pass_number(graph, &[node], length + 1, &mut to);
                    }
                }
                Position::Gap(node, skipped) => {
                    let word = kind.is_word();
                    if usize::from(skipped) < MAX_GAP && (word || kind == TokenKind::Hyphen) {
                        to.push(Position::Gap(node, skipped + u8::from(word)));
                        close(graph, node, &mut to);
                    }
                }
            }
        }
        to.sort_unstable();
        to.dedup();
        match self.known.get(to.as_slice()) {
            Some(&state) => state,
            None => self.add_state(graph, input.cues, to.into()),
        }
    }

    fn add_state(&mut self, graph: &Graph, cues: &[Cue], positions: Box<[Position]>) -> StateId {
        let mut state = DfaState::NOTHING;
        let (mut keys, mut classes) = (Vec::new(), 0);
        let mut ended: Vec<usize> = Vec::new();
        for position in &positions {
            match *position {
                Position::Node(id) => {
                    let node = graph.node(id);
                    ended.extend(&node.ends);
                    keys.extend(node.words.iter().map(|edge| edge.0));
                    classes = node.classes.iter().fold(classes, |all, edge| all | edge.0);
                    if !node.numbers.is_empty() {
                        classes |= word_class::NUMBER_WORD;
                    }
                    if !node.any.is_empty() {
                        state.defaults[default_kind(TokenKind::Word)] = UNKNOWN;
                    }
                }
                Position::Number(_, length) if usize::from(length) < MAX_NUMBER => {
                    classes |= word_class::NUMBER_WORD;
                }
                Position::Gap(_, skipped) if usize::from(skipped) < MAX_GAP => {
                    state.defaults[default_kind(TokenKind::Word)] = UNKNOWN;
                    state.defaults[default_kind(TokenKind::Hyphen)] = UNKNOWN;
                }
                Position::Number(..) | Position::Gap(..) => {}
            }
        }
        state.named = graph.prefilter.buckets(keys.into_iter(), classes);
        ended.sort_unstable();
        ended.dedup();
        let from = self.ends.len() as u32;
        self.ends.extend(ended.iter().map(|&cue| (cue as u32, cues[cue].side() as u8)));
        state.ends = (from, self.ends.len() as u32);
        let mut id = (self.states.len() as StateId) << 2;
        if !ended.is_empty() {
            id |= IS_MATCH;
        }
        if state.defaults != [DEAD; 3] {
            id |= HAS_DEFAULT;
        }
        self.states.push(state);
        self.positions.push(positions.clone());
        self.known.insert(positions, id);
        id
    }
}

/// Adds a node and the gaps that begin at it (its epsilon closure).
fn close(graph: &Graph, node: NodeId, to: &mut Vec<Position>) {
    to.push(Position::Node(node));
    for &after in &graph.node(node).gaps {
        to.push(Position::Gap(after, 0));
        close(graph, after, to);
    }
}

/// Adds nodes that a number leads to. A number may be several tokens long: "1.5 million".
fn pass_number(graph: &Graph, nodes: &[NodeId], length: u8, to: &mut Vec<Position>) {
    for &node in nodes {
        to.push(Position::Number(node, length));
        close(graph, node, to);
    }
}

/// Index in [`DfaState::defaults`]: 0 for words, 1 for hyphens, 2 for other marks.
#[inline]
fn default_kind(kind: TokenKind) -> usize {
    if kind.is_word() { 0 } else { 1 + usize::from(kind != TokenKind::Hyphen) }
}

/// Key of a state and a token's id; none if the numbers are too large for the table.
#[inline]
fn transition_key(from: StateId, id: u32) -> Option<u64> {
    let fits = id >> TOKEN_BITS | from >> STATE_BITS == 0;
    fits.then(|| u64::from(from) << TOKEN_BITS | u64::from(id))
}

/// A hash table of transitions with open addressing. A slot holds a key and the state it leads to in
/// one number; 0 is a free slot, since no transition leaves the dead state.
#[derive(Debug, Default)]
struct Transitions {
    slots: Vec<u64>,
    count: usize,
}

impl Transitions {
    /// Returns the slot that has a key, or the free one where it belongs, and what is in it.
    #[inline]
    fn find(&self, key: u64) -> (usize, u64) {
        let bits = self.slots.len().trailing_zeros();
        let mut slot = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - bits)) as usize;
        loop {
            let found = self.slots[slot];
            if found == 0 || found >> STATE_BITS == key {
                return (slot, found);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }

    /// Returns the state that a key leads to, or [`UNKNOWN`].
    #[inline]
    fn get(&self, key: u64) -> StateId {
        match self.find(key).1 {
            0 => UNKNOWN,
            found => found as u32 & ((1 << STATE_BITS) - 1),
        }
    }

    /// Adds a transition, unless the number of the state is too large for the table.
    fn insert(&mut self, key: u64, to: StateId) {
        if to >> STATE_BITS != 0 {
            return;
        }
        if 4 * self.count >= 3 * self.slots.len() {
            let larger = vec![0; 2 * self.slots.len()];
            let old = std::mem::replace(&mut self.slots, larger);
            old.into_iter().filter(|&entry| entry != 0).for_each(|entry| self.place(entry));
        }
        self.place(key << STATE_BITS | u64::from(to));
        self.count += 1;
    }

    fn place(&mut self, entry: u64) {
        let (slot, _) = self.find(entry >> STATE_BITS);
        self.slots[slot] = entry;
    }
}
