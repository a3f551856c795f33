//! The graph's walks, made deterministic as they are met.
//!
//! A walk from one token may stand at many nodes of the graph at once. Which nodes
//! those are, a *state*, depends on the tokens passed alone, and few states occur:
//! each is worked out once (the subset construction of Rabin & Scott, "Finite
//! automata and their decision problems", 1959, done lazily) and found again by a
//! look into a table. A [`States`] belongs to one worker, so it needs no lock.

use std::collections::HashMap;

use super::Words;
use super::graph::{GAP, Graph, NodeId, is_keyed_by_word, mark_key};
use crate::lexicon::{Cue, WordClasses, WordId, word_class};
use crate::text::{Token, TokenKind};

/// A state's number, twice; and one more if a cue ends there.
pub(super) type StateId = u32;

/// Where nothing can follow and nothing has ended.
pub(super) const DEAD: StateId = 0;
/// Whether any cue ends with this state.
#[inline]
pub(super) fn ends_cue(state: StateId) -> bool {
    state & 1 == 1
}

/// Before a pattern's first token.
const ROOT: StateId = 2;
/// Not worked out yet.
const UNMADE: StateId = StateId::MAX;

/// All states are forgotten when there are so many: memory stays bounded whatever
/// the patterns and texts.
const MOST_STATES: usize = 1 << (STATE_BITS - 3);
const MOST_STEPS: usize = 1 << 21;

/// One of the places where a walk may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Item {
    Node(NodeId),
    /// Inside a number of several tokens, with which a node has been reached.
    Number(NodeId),
    /// Inside a gap, so many words skipped.
    Gap(NodeId, u8),
}

/// What is looked at to leave a state.
#[derive(Debug, Clone, Copy)]
struct State {
    /// A bit for each word or mark that is named, by [`bit`].
    named: u64,
    /// The classes that are named; those of number words if a number is.
    classes: WordClasses,
    /// Where words, hyphens and other marks lead that are not named.
    other: [StateId; 3],
    /// By side, where in [`States::ends`] the cues stand that end here.
    ends: [(u32, u32); 3],
}

/// The states met so far.
#[derive(Debug, Default)]
pub(super) struct States {
    /// The graph that they were made from.
    graph: u64,
    made: Vec<State>,
    /// Each state's items, and the states by them.
    items: Vec<Box<[Item]>>,
    known: HashMap<Box<[Item]>, StateId>,
    /// Cues, by side in the lexicon's order.
    ends: Vec<u32>,
    /// By word, the state after it if it comes first.
    firsts: Vec<StateId>,
    steps: Steps,
}

impl States {
    /// Prepares for walks in `graph`, whose vocabulary has so many words.
    pub(super) fn prepare(&mut self, graph: &Graph, vocabulary: usize) {
        let full = self.made.len() >= MOST_STATES || self.steps.count >= MOST_STEPS;
        if self.graph == graph.id() && !full {
            return;
        }
        let firsts = vec![UNMADE; vocabulary + 1];
        *self = Self { graph: graph.id(), firsts, ..Self::default() };
        for _ in [DEAD, ROOT] {
            self.made.push(State { named: 0, classes: 0, other: [DEAD; 3], ends: [(0, 0); 3] });
            self.items.push(Box::default());
        }
        self.known.insert(Box::default(), DEAD);
    }

    /// The state after the first token of a walk.
    #[inline]
    pub(super) fn first(
        &mut self,
        graph: &Graph,
        cues: &[Cue],
        words: Words<'_>,
        at: usize,
    ) -> StateId {
        let token = &words.tokens[at];
        if token.kind == TokenKind::Word {
            return match self.firsts[token.word as usize] {
                UNMADE => {
                    let to = self.reach(graph, cues, words, at, ROOT);
                    self.firsts[token.word as usize] = to;
                    to
                }
                to => to,
            };
        }
        self.step(graph, cues, words, at, ROOT)
    }

    /// The state after one more token.
    #[inline]
    pub(super) fn next(
        &mut self,
        graph: &Graph,
        cues: &[Cue],
        words: Words<'_>,
        at: usize,
        from: StateId,
    ) -> StateId {
        let token = &words.tokens[at];
        let state = &self.made[from as usize / 2];
        let number = u64::from(token.kind == TokenKind::Number) * word_class::NUMBER_WORD;
        let classes = words.vocabulary.classes(token.word) | number;
        if state.named & bit(key(token)) == 0 && state.classes & classes == 0 {
            let kind = other(token.kind);
            match state.other[kind] {
                UNMADE => {
                    let to = self.reach(graph, cues, words, at, from);
                    self.made[from as usize / 2].other[kind] = to;
                    to
                }
                to => to,
            }
        } else {
            self.step(graph, cues, words, at, from)
        }
    }

    #[inline]
    fn step(
        &mut self,
        graph: &Graph,
        cues: &[Cue],
        words: Words<'_>,
        at: usize,
        from: StateId,
    ) -> StateId {
        let Some(key) = step_key(from, &words.tokens[at]) else {
            return self.reach(graph, cues, words, at, from);
        };
        match self.steps.get(key) {
            UNMADE => self.make(graph, cues, words, at, from, key),
            to => to,
        }
    }

    /// The cues of one side that end with this state, in the lexicon's order.
    #[inline]
    pub(super) fn ends(&self, state: StateId, side: usize) -> &[u32] {
        let (from, to) = self.made[state as usize / 2].ends[side];
        &self.ends[from as usize..to as usize]
    }

    #[cold]
    fn make(
        &mut self,
        graph: &Graph,
        cues: &[Cue],
        words: Words<'_>,
        at: usize,
        from: StateId,
        key: u64,
    ) -> StateId {
        let to = self.reach(graph, cues, words, at, from);
        if to >> STATE_BITS == 0 {
            self.steps.insert(key, to);
        }
        to
    }

    /// Where the token at `at` leads from a state.
    #[cold]
    fn reach(
        &mut self,
        graph: &Graph,
        cues: &[Cue],
        words: Words<'_>,
        at: usize,
        from: StateId,
    ) -> StateId {
        let mut to = Vec::new();
        if from == ROOT {
            if let Some(node) = graph.root(words.id(at)) {
                close(graph, node, &mut to);
            }
            if words.is_number(at) {
                pass_number(graph, graph.number_roots(), &mut to);
            }
        }
        let (kind, key) = (words.kind(at), key(&words.tokens[at]));
        for item in &self.items[from as usize / 2] {
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
                        pass_number(graph, graph.numbers(node), &mut to);
                    }
                    if kind.is_word() {
                        for &next in graph.any(node) {
                            close(graph, next, &mut to);
                        }
                    }
                }
                Item::Number(node) => {
                    if words.is_number(at) {
                        pass_number(graph, &[node], &mut to);
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
        let mut state = State { named: 0, classes: 0, other: [DEAD; 3], ends: [(0, 0); 3] };
        let mut ended: Vec<usize> = Vec::new();
        for item in &items {
            match *item {
                Item::Node(node) => {
                    ended.extend(graph.ends(node));
                    for key in graph.keys(node) {
                        state.named |= bit(key);
                    }
                    for (classes, _) in graph.classes(node) {
                        state.classes |= classes;
                    }
                    if !graph.numbers(node).is_empty() {
                        state.classes |= word_class::NUMBER_WORD;
                    }
                    if !graph.any(node).is_empty() {
                        state.other[other(TokenKind::Word)] = UNMADE;
                    }
                }
                Item::Number(_) => state.classes |= word_class::NUMBER_WORD,
                Item::Gap(_, skipped) if usize::from(skipped) < GAP => {
                    state.other[other(TokenKind::Word)] = UNMADE;
                    state.other[other(TokenKind::Hyphen)] = UNMADE;
                }
                Item::Gap(..) => {}
            }
        }
        ended.sort_unstable();
        ended.dedup();
        for (side, ends) in state.ends.iter_mut().enumerate() {
            let from = self.ends.len() as u32;
            let own = ended.iter().filter(|&&cue| cues[cue].side() as usize == side);
            self.ends.extend(own.map(|&cue| cue as u32));
            *ends = (from, self.ends.len() as u32);
        }
        let id = 2 * self.made.len() as StateId + StateId::from(!ended.is_empty());
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
fn pass_number(graph: &Graph, nodes: &[NodeId], to: &mut Vec<Item>) {
    for &node in nodes {
        to.push(Item::Number(node));
        close(graph, node, to);
    }
}

/// What edges know a token by.
#[inline]
fn key(token: &Token) -> WordId {
    if is_keyed_by_word(token.kind) { token.word } else { mark_key(token.kind as u8) }
}

/// The bit of a key; that of words that are not in the vocabulary is shared.
#[inline]
fn bit(key: WordId) -> u64 {
    1 << (key.wrapping_mul(0x9E37_79B9) >> 26)
}

/// Of tokens that are not named: what they are to a state.
#[inline]
fn other(kind: TokenKind) -> usize {
    if kind.is_word() { 0 } else { 1 + usize::from(kind != TokenKind::Hyphen) }
}

/// A state and all of a token that decides where it leads to: its kind, and its
/// word if it is known by one. None if the numbers are too large to be remembered.
#[inline]
fn step_key(from: StateId, token: &Token) -> Option<u64> {
    let kind = match token.kind {
        TokenKind::Word => 0,
        TokenKind::Number => 1,
        TokenKind::Symbol => 2,
        kind => 3 + 4 * kind as u64,
    };
    let fits = token.word >> WORD_BITS | from >> STATE_BITS == 0;
    fits.then(|| u64::from(from) << (WORD_BITS + 2) | u64::from(token.word) << 2 | kind)
}

const STATE_BITS: u32 = 21;
const WORD_BITS: u32 = 20;

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
        if 2 * self.count >= self.slots.len() {
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
