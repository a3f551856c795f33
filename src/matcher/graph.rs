//! The graph of all patterns, entered by the first word.

use std::collections::BTreeMap;

use super::Words;
use crate::lexicon::{Cue, Element, Pattern, Vocabulary, WordClasses, WordId};
use crate::text::TokenKind;

/// At most this many words are skipped by a gap.
const GAP: usize = 4;

type NodeId = u32;

/// No node.
const NONE: NodeId = NodeId::MAX;

#[derive(Debug, Default)]
struct Node {
    /// Cues whose pattern can end here.
    ends: Vec<usize>,
    /// Sorted by key; a key may occur more than once.
    edges: Vec<(WordId, NodeId)>,
    classes: Vec<(WordClasses, NodeId)>,
    numbers: Vec<NodeId>,
    any: Vec<NodeId>,
    gaps: Vec<NodeId>,
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

/// Patterns as small graphs: each part of a pattern is a node, each of its
/// alternatives an edge, so that alternatives add up instead of multiplying.
#[derive(Debug)]
pub(super) struct Graph {
    /// The node after a first word, by word id.
    roots: Vec<NodeId>,
    /// The nodes after a number in front.
    number_roots: Vec<NodeId>,
    nodes: Vec<Node>,
}

/// Punctuation shares the key space of words, from the top down.
fn mark_key(kind: u8) -> WordId {
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
        let mut roots = vec![NONE; vocabulary.len() + 1];
        let mut joined: BTreeMap<Vec<NodeId>, NodeId> = BTreeMap::new();
        for same in first.edges.chunk_by(|a, b| a.0 == b.0) {
            let starts: Vec<NodeId> = same.iter().map(|edge| edge.1).collect();
            let node = *joined.entry(starts).or_insert_with_key(|starts| {
                let mut node = Node::default();
                for &start in starts {
                    node.absorb(&nodes[start as usize]);
                }
                node.edges.sort_unstable();
                nodes.push(node);
                nodes.len() as NodeId - 1
            });
            roots[same[0].0 as usize] = node;
        }
        Self { roots, number_roots: first.numbers, nodes }
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
        let node = self.roots[words.ids[at] as usize];
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
        out.extend(node.ends.iter().map(|&cue| (cue, at)));
        if at >= end {
            return;
        }
        let kind = words.kind(at);
        let id = words.ids[at];
        let key =
            if kind.is_word() || kind == TokenKind::Symbol { id } else { mark_key(kind as u8) };
        if key != 0 {
            let from = node.edges.partition_point(|e| e.0 < key);
            for &(_, next) in node.edges[from..].iter().take_while(|e| e.0 == key) {
                self.walk(next, words, at + 1, end, out);
            }
        }
        for &(classes, next) in &node.classes {
            if words.is(at, classes) {
                self.walk(next, words, at + 1, end, out);
            }
        }
        if !node.numbers.is_empty() && words.is_number(at) {
            for &next in &node.numbers {
                self.number(next, words, at, end, out);
            }
        }
        if kind.is_word() {
            for &next in &node.any {
                self.walk(next, words, at + 1, end, out);
            }
        }
        for &after in &node.gaps {
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
