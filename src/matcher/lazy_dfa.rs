//! The graph's walks, made deterministic as they are met.
//!
//! A walk from one token may stand at many nodes of the graph at once. Which nodes
//! those are, a *state*, depends on the tokens passed alone, and few states occur:
//! each is worked out once (the subset construction of Rabin & Scott, "Finite
//! automata and their decision problems", 1959, done lazily) and found again by a
//! look into a table. A [`States`] belongs to one worker, so it needs no lock.

use std::collections::HashMap;

use super::Words;
use super::graph::{GAP, Graph, LONGEST_NUMBER, NodeId, is_keyed_by_word, mark_key};
use super::prefilter::{Place, Row, holds};
use crate::lexicon::{Cue, WordId, word_class};
use crate::text::{Token, TokenKind};

/// A state's number, four times; and one more if a cue ends there, two more if tokens
/// that are not named lead on from it.
pub(super) type StateId = u32;

/// Where nothing can follow and nothing has ended.
pub(super) const DEAD: StateId = 0;
/// Whether any cue ends with this state.
#[inline]
pub(super) fn ends_cue(state: StateId) -> bool {
    state & 1 == 1
}

const GOES_ON: StateId = 2;

/// The number of a state.
#[inline]
fn number(state: StateId) -> usize {
    state as usize / 4
}

/// Before a pattern's first token.
const ROOT: StateId = 4;
/// Not worked out yet.
const UNMADE: StateId = StateId::MAX;

/// All states are forgotten when there are so many: memory stays bounded whatever
/// the patterns and texts.
const MOST_STATES: usize = 1 << (STATE_BITS - 3);
const MOST_STEPS: usize = 1 << 21;

/// Where walks are made: in a graph, along the tokens of a block.
#[derive(Clone, Copy)]
pub(super) struct Walk<'a> {
    pub(super) graph: &'a Graph,
    pub(super) cues: &'a [Cue],
    pub(super) words: Words<'a>,
    pub(super) places: &'a [Place],
}

/// One of the points of the graph where a walk may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Item {
    Node(NodeId),
    /// Inside a number, so many tokens long by now, with which a node has been reached.
    Number(NodeId, u8),
    /// Inside a gap, so many words skipped.
    Gap(NodeId, u8),
}

/// What is known of a state beside what leads on from it.
#[derive(Debug, Clone, Copy)]
struct State {
    /// Where words, hyphens and other marks lead that are not named.
    other: [StateId; 3],
    /// Where in [`States::ends`] the cues stand that end here.
    ends: (u32, u32),
}

impl State {
    const NOTHING: Self = Self { other: [DEAD; 3], ends: (0, 0) };
}

/// The states met so far.
#[derive(Debug, Default)]
pub(super) struct States {
    /// The graph that they were made from.
    graph: u64,
    /// By state, the buckets of the tokens that are named there: of the words, marks
    /// and classes that lead on.
    named: Vec<Row>,
    made: Vec<State>,
    /// Each state's items, and the states by them.
    items: Vec<Box<[Item]>>,
    known: HashMap<Box<[Item]>, StateId>,
    /// Cues, each with its side.
    ends: Vec<(u32, u8)>,
    /// By [`Place::id`], the state after it if it comes first.
    firsts: Vec<StateId>,
    steps: Steps,
}

impl States {
    /// Prepares for walks in `graph`.
    pub(super) fn prepare(&mut self, graph: &Graph) {
        let full = self.made.len() >= MOST_STATES || self.steps.count >= MOST_STEPS;
        if self.graph == graph.id() && !full {
            return;
        }
        let firsts = vec![UNMADE; graph.starts().ids()];
        *self = Self { graph: graph.id(), firsts, ..Self::default() };
        for _ in [DEAD, ROOT] {
            self.named.push(Row::default());
            self.made.push(State::NOTHING);
            self.items.push(Box::default());
        }
        self.known.insert(Box::default(), DEAD);
    }

    /// The state after the first token of a walk.
    #[inline]
    pub(super) fn first(&mut self, walk: Walk<'_>, at: usize) -> StateId {
        let id = walk.places[at].id as usize;
        match self.firsts[id] {
            UNMADE => {
                let to = self.reach(walk, at, ROOT);
                self.firsts[id] = to;
                to
            }
            to => to,
        }
    }

    /// The state after one more token.
    #[inline]
    pub(super) fn next(&mut self, walk: Walk<'_>, at: usize, from: StateId) -> StateId {
        let place = walk.places[at];
        if holds(&self.named[number(from)], place.bucket) {
            let Some(key) = step_key(from, place.id) else {
                return self.reach(walk, at, from);
            };
            match self.steps.get(key) {
                UNMADE => self.make(walk, at, from, key),
                to => to,
            }
        } else if from & GOES_ON == 0 {
            DEAD
        } else {
            let kind = other(walk.words.kind(at));
            match self.made[number(from)].other[kind] {
                UNMADE => {
                    let to = self.reach(walk, at, from);
                    self.made[number(from)].other[kind] = to;
                    to
                }
                to => to,
            }
        }
    }

    /// The cues that end with this state, in the lexicon's order, with their sides.
    #[inline]
    pub(super) fn ends(&self, state: StateId) -> &[(u32, u8)] {
        let (from, to) = self.made[number(state)].ends;
        &self.ends[from as usize..to as usize]
    }

    #[cold]
    fn make(&mut self, walk: Walk<'_>, at: usize, from: StateId, key: u64) -> StateId {
        let to = self.reach(walk, at, from);
        if to >> STATE_BITS == 0 {
            self.steps.insert(key, to);
        }
        to
    }

    /// Where the token at `at` leads from a state.
    #[cold]
    fn reach(&mut self, walk: Walk<'_>, at: usize, from: StateId) -> StateId {
        let Walk { graph, cues, words, .. } = walk;
        let mut to = Vec::new();
        if from == ROOT {
            if let Some(node) = graph.root(words.id(at)) {
                close(graph, node, &mut to);
            }
            if words.is_number(at) {
                pass_number(graph, graph.number_roots(), 1, &mut to);
            }
        }
        let (kind, key) = (words.kind(at), key(&words.tokens[at]));
        for item in &self.items[number(from)] {
            match *item {
                Item::Node(node) => {
                    for next in graph.edges(node, key) {
                        close(graph, next, &mut to);
                    }
                    for &(classes, next) in graph.classes(node) {
                        if words.is(at, classes) {
                            close(graph, next, &mut to);
                        }
                    }
                    if words.is_number(at) {
                        pass_number(graph, graph.numbers(node), 1, &mut to);
                    }
                    if kind.is_word() {
                        for &next in graph.any(node) {
                            close(graph, next, &mut to);
                        }
                    }
                }
                Item::Number(node, length) => {
                    if usize::from(length) < LONGEST_NUMBER && words.is_number(at) {
                        pass_number(graph, &[node], length + 1, &mut to);
                    }
                }
                Item::Gap(node, skipped) => {
                    let word = kind.is_word();
                    if usize::from(skipped) < GAP && (word || kind == TokenKind::Hyphen) {
                        to.push(Item::Gap(node, skipped + u8::from(word)));
                        close(graph, node, &mut to);
                    }
                }
            }
        }
        to.sort_unstable();
        to.dedup();
        match self.known.get(to.as_slice()) {
            Some(&state) => state,
            None => self.add(graph, cues, to.into()),
        }
    }

    fn add(&mut self, graph: &Graph, cues: &[Cue], items: Box<[Item]>) -> StateId {
        let mut state = State::NOTHING;
        let (mut keys, mut classes) = (Vec::new(), 0);
        let mut ended: Vec<usize> = Vec::new();
        for item in &items {
            match *item {
                Item::Node(node) => {
                    ended.extend(graph.ends(node));
                    keys.extend(graph.keys(node));
                    for (more, _) in graph.classes(node) {
                        classes |= more;
                    }
                    if !graph.numbers(node).is_empty() {
                        classes |= word_class::NUMBER_WORD;
                    }
                    if !graph.any(node).is_empty() {
                        state.other[other(TokenKind::Word)] = UNMADE;
                    }
                }
                Item::Number(_, length) if usize::from(length) < LONGEST_NUMBER => {
                    classes |= word_class::NUMBER_WORD;
                }
                Item::Gap(_, skipped) if usize::from(skipped) < GAP => {
                    state.other[other(TokenKind::Word)] = UNMADE;
                    state.other[other(TokenKind::Hyphen)] = UNMADE;
                }
                Item::Number(..) | Item::Gap(..) => {}
            }
        }
        self.named.push(graph.starts().row(keys.into_iter(), classes));
        ended.sort_unstable();
        ended.dedup();
        let from = self.ends.len() as u32;
        self.ends.extend(ended.iter().map(|&cue| (cue as u32, cues[cue].side() as u8)));
        state.ends = (from, self.ends.len() as u32);
        let goes_on = state.other != [DEAD; 3];
        let id = 4 * self.made.len() as StateId
            + GOES_ON * StateId::from(goes_on)
            + StateId::from(!ended.is_empty());
        self.made.push(state);
        self.items.push(items.clone());
        self.known.insert(items, id);
        id
    }
}

/// Adds a node and the gaps that begin at it.
fn close(graph: &Graph, node: NodeId, to: &mut Vec<Item>) {
    to.push(Item::Node(node));
    for &after in graph.gaps(node) {
        to.push(Item::Gap(after, 0));
        close(graph, after, to);
    }
}

/// Adds nodes that a number leads to. It may be several tokens long: "1.5 million".
fn pass_number(graph: &Graph, nodes: &[NodeId], length: u8, to: &mut Vec<Item>) {
    for &node in nodes {
        to.push(Item::Number(node, length));
        close(graph, node, to);
    }
}

/// What edges know a token by.
#[inline]
fn key(token: &Token) -> WordId {
    if is_keyed_by_word(token.kind) { token.word } else { mark_key(token.kind as u8) }
}

/// Of tokens that are not named: what they are to a state.
#[inline]
fn other(kind: TokenKind) -> usize {
    if kind.is_word() { 0 } else { 1 + usize::from(kind != TokenKind::Hyphen) }
}

/// A state and a token's id. None if the numbers are too large to be remembered.
#[inline]
fn step_key(from: StateId, id: u32) -> Option<u64> {
    let fits = id >> ID_BITS | from >> STATE_BITS == 0;
    fits.then(|| u64::from(from) << ID_BITS | u64::from(id))
}

const STATE_BITS: u32 = 21;
const ID_BITS: u32 = 22;

/// A table of steps with open addressing: a key, and the state it leads to, in one
/// number; 0 for a free slot, since the dead state is never left.
#[derive(Debug, Default)]
struct Steps {
    slots: Vec<u64>,
    count: usize,
}

impl Steps {
    #[inline]
    fn slot(&self, key: u64) -> usize {
        let bits = self.slots.len().trailing_zeros();
        (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - bits)) as usize
    }

    #[inline]
    fn get(&self, key: u64) -> StateId {
        if self.slots.is_empty() {
            return UNMADE;
        }
        let mut slot = self.slot(key);
        loop {
            match self.slots[slot] {
                0 => return UNMADE,
                step if step >> STATE_BITS == key => return step as u32 & ((1 << STATE_BITS) - 1),
                _ => slot = (slot + 1) & (self.slots.len() - 1),
            }
        }
    }

    fn insert(&mut self, key: u64, to: StateId) {
        if 4 * self.count >= 3 * self.slots.len() {
            let larger = vec![0; (2 * self.slots.len()).max(1024)];
            let old = std::mem::replace(&mut self.slots, larger);
            old.into_iter().filter(|&step| step != 0).for_each(|step| self.place(step));
        }
        self.place(key << STATE_BITS | u64::from(to));
        self.count += 1;
    }

    fn place(&mut self, step: u64) {
        let mut slot = self.slot(step >> STATE_BITS);
        while self.slots[slot] != 0 {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        self.slots[slot] = step;
    }
}
