//! The graph of all patterns, entered by the first word.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Words;
use super::starts::{Starts, is_keyed_by_word};
use crate::lexicon::{Cue, Element, Pattern, Vocabulary, WordClasses, WordId};
use crate::text::TokenKind;

/// At most this many words are skipped by a gap.
const GAP: usize = 4;

pub(super) type NodeId = u32;

/// No node.
const NONE: NodeId = NodeId::MAX;

#[derive(Debug, Default)]
pub(super) struct Node {
    /// Cues whose pattern can end here.
    pub(super) ends: Vec<usize>,
    /// Sorted by key; a key may occur more than once.
    pub(super) edges: Vec<(WordId, NodeId)>,
    pub(super) classes: Vec<(WordClasses, NodeId)>,
    pub(super) numbers: Vec<NodeId>,
    pub(super) any: Vec<NodeId>,
    pub(super) gaps: Vec<NodeId>,
}

impl Node {
    fn add(&mut self, element: Element, to: NodeId) {
        match element {
            Element::Word(id) => self.edges.push((id, to)),
            Element::Mark(kind) => self.edges.push((mark_key(kind), to)),
            Element::Class(classes) => self.classes.push((classes, to)),
            Element::Number => self.numbers.push(to),
            Element::Any => self.any.push(to),
            Element::Gap => self.gaps.push(to),
        }
    }

    /// Takes over everything that can happen at `other`.
    fn absorb(&mut self, other: &Self) {
        self.ends.extend(&other.ends);
        self.edges.extend(&other.edges);
        self.classes.extend(&other.classes);
        self.numbers.extend(&other.numbers);
        self.any.extend(&other.any);
        self.gaps.extend(&other.gaps);
    }
}

/// A stretch of one of the lists of a [`Graph`].
#[derive(Debug, Clone, Copy, Default)]
struct Stretch {
    from: u32,
    to: u32,
}

impl Stretch {
    /// Moves `items` to the end of `list`.
    fn of<T>(items: Vec<T>, list: &mut Vec<T>) -> Self {
        let from = list.len() as u32;
        list.extend(items);
        Self { from, to: list.len() as u32 }
    }

    fn is_empty(self) -> bool {
        self.from == self.to
    }

    fn range(self) -> Range<usize> {
        self.from as usize..self.to as usize
    }
}

/// A [`Node`] of the finished graph.
#[derive(Debug, Clone, Copy)]
struct Flat {
    ends: Stretch,
    edges: Stretch,
    classes: Stretch,
    numbers: Stretch,
    any: Stretch,
    gaps: Stretch,
}

/// Patterns as small graphs: each part of a pattern is a node, each of its
/// alternatives an edge, so that alternatives add up instead of multiplying.
#[derive(Debug, Default)]
pub(super) struct Graph {
    starts: Starts,
    /// By word id, the node after a first word.
    roots: Vec<NodeId>,
    /// The nodes after a number in front.
    number_roots: Vec<NodeId>,
    nodes: Vec<Flat>,
    ends: Vec<usize>,
    edges: Vec<(WordId, NodeId)>,
    classes: Vec<(WordClasses, NodeId)>,
    /// Nodes after numbers, any word, gaps.
    others: Vec<NodeId>,
}

/// Punctuation shares the key space of words, from the top down.
pub(super) fn mark_key(kind: u8) -> WordId {
    WordId::MAX - WordId::from(kind)
}

impl Graph {
    pub(super) fn new<'c>(
        cues: impl Iterator<Item = (usize, &'c Cue)>,
        vocabulary: &Vocabulary,
    ) -> Self {
        let mut nodes: Vec<Node> = Vec::new();
        let mut first = Node::default();
        for (cue, entry) in cues {
            for pattern in &entry.compiled {
                first.absorb(&build(cue, pattern, &mut nodes));
            }
        }
        for node in &mut nodes {
            node.edges.sort_unstable();
        }
        first.edges.sort_unstable();
        first.edges.dedup();
        // Everything that can follow a first word becomes one node, shared by
        // the words that have the same (the forms of "be", say).
        let mut starts = Starts::new(vocabulary, !first.numbers.is_empty());
        let mut roots = vec![NONE; vocabulary.len() + 1];
        let mut joined: BTreeMap<Vec<NodeId>, (NodeId, u32)> = BTreeMap::new();
        for same in first.edges.chunk_by(|a, b| a.0 == b.0) {
            let begun: Vec<NodeId> = same.iter().map(|edge| edge.1).collect();
            let (root, filter) = *joined.entry(begun).or_insert_with_key(|begun| {
                let mut node = Node::default();
                for &start in begun {
                    node.absorb(&nodes[start as usize]);
                }
                node.edges.sort_unstable();
                let filter = starts.filter(&node);
                nodes.push(node);
                (nodes.len() as NodeId - 1, filter)
            });
            roots[same[0].0 as usize] = root;
            starts.enter(same[0].0, filter);
        }
        let mut graph = Self { starts, roots, number_roots: first.numbers, ..Self::default() };
        graph.nodes = nodes.into_iter().map(|node| graph.flat(node)).collect();
        graph
    }

    fn flat(&mut self, node: Node) -> Flat {
        Flat {
            ends: Stretch::of(node.ends, &mut self.ends),
            edges: Stretch::of(node.edges, &mut self.edges),
            classes: Stretch::of(node.classes, &mut self.classes),
            numbers: Stretch::of(node.numbers, &mut self.others),
            any: Stretch::of(node.any, &mut self.others),
            gaps: Stretch::of(node.gaps, &mut self.others),
        }
    }

    /// Where a pattern may begin.
    pub(super) fn starts(&self) -> &Starts {
        &self.starts
    }

    /// Appends (cue, end) for every pattern that begins with the token at `at`
    /// and ends by `end`.
    pub(super) fn find(
        &self,
        words: Words<'_>,
        at: usize,
        end: usize,
        out: &mut Vec<(usize, usize)>,
    ) {
        let node = self.roots[words.id(at) as usize];
        if node != NONE {
            self.walk(node, words, at + 1, end, out);
        }
        if words.is_number(at) {
            for &node in &self.number_roots {
                self.number(node, words, at, end, out);
            }
        }
    }

    /// A number may be several tokens long: "1.5 million".
    fn number(
        &self,
        node: NodeId,
        words: Words<'_>,
        at: usize,
        end: usize,
        out: &mut Vec<(usize, usize)>,
    ) {
        let mut next = at;
        while next < end && words.is_number(next) {
            next += 1;
            self.walk(node, words, next, end, out);
        }
    }

    fn walk(
        &self,
        node: NodeId,
        words: Words<'_>,
        at: usize,
        end: usize,
        out: &mut Vec<(usize, usize)>,
    ) {
        let node = &self.nodes[node as usize];
        out.extend(self.ends[node.ends.range()].iter().map(|&cue| (cue, at)));
        if at >= end {
            return;
        }
        let kind = words.kind(at);
        let id = words.id(at);
        let key = if is_keyed_by_word(kind) { id } else { mark_key(kind as u8) };
        if key != 0 {
            let edges = &self.edges[node.edges.range()];
            let from = edges.partition_point(|e| e.0 < key);
            for &(_, next) in edges[from..].iter().take_while(|e| e.0 == key) {
                self.walk(next, words, at + 1, end, out);
            }
        }
        for &(classes, next) in &self.classes[node.classes.range()] {
            if words.is(at, classes) {
                self.walk(next, words, at + 1, end, out);
            }
        }
        if !node.numbers.is_empty() && words.is_number(at) {
            for &next in &self.others[node.numbers.range()] {
                self.number(next, words, at, end, out);
            }
        }
        if kind.is_word() {
            for &next in &self.others[node.any.range()] {
                self.walk(next, words, at + 1, end, out);
            }
        }
        for &after in &self.others[node.gaps.range()] {
            let mut skipped = 0;
            let mut next = at;
            loop {
                self.walk(after, words, next, end, out);
                if next >= end || skipped == GAP {
                    break;
                }
                let kind = words.kind(next);
                if !kind.is_word() && kind != TokenKind::Hyphen {
                    break;
                }
                skipped += usize::from(kind.is_word());
                next += 1;
            }
        }
    }
}

/// Builds a pattern from its end and returns the state before its first part.
fn build(cue: usize, pattern: &Pattern, nodes: &mut Vec<Node>) -> Node {
    let mut state = Node { ends: vec![cue], ..Node::default() };
    for part in pattern.parts.iter().rev() {
        let mut before = Node::default();
        let after = nodes.len() as NodeId;
        nodes.push(std::mem::take(&mut state));
        for option in part {
            let Some((first, rest)) = option.split_first() else {
                before.absorb(&nodes[after as usize]);
                continue;
            };
            // Words inside an alternative get nodes of their own, from its end.
            let mut to = after;
            for element in rest.iter().rev() {
                let mut node = Node::default();
                node.add(*element, to);
                nodes.push(node);
                to = nodes.len() as NodeId - 1;
            }
            before.add(*first, to);
        }
        state = before;
    }
    state
}
