//! The graph of all patterns, entered by the first word.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use super::prefilter::Starts;
pub(super) use super::prefilter::is_keyed_by_word;
use crate::lexicon::{Cue, Element, Pattern, Vocabulary, WordClasses, WordId};

/// At most this many words are skipped by a gap.
pub(super) const GAP: usize = 4;

/// A number is at most so many tokens long ("two hundred fifty thousand"), so that rows
/// of figures are not taken for one, from each of them anew.
pub(super) const LONGEST_NUMBER: usize = 8;

pub(super) type NodeId = u32;

/// How many graphs the process has made.
static GRAPHS: AtomicU64 = AtomicU64::new(1);

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
    id: u64,
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
        let id = GRAPHS.fetch_add(1, Ordering::Relaxed);
        let number_roots = first.numbers;
        let mut graph = Self { id, starts, roots, number_roots, ..Self::default() };
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

    /// Tells this graph from all others of the process.
    pub(super) fn id(&self) -> u64 {
        self.id
    }

    /// The node after a first word, if a pattern begins with it.
    pub(super) fn root(&self, word: WordId) -> Option<NodeId> {
        Some(self.roots[word as usize]).filter(|&node| node != NONE)
    }

    /// The nodes after a number in front.
    pub(super) fn number_roots(&self) -> &[NodeId] {
        &self.number_roots
    }

    /// The cues whose pattern can end at a node.
    pub(super) fn ends(&self, node: NodeId) -> &[usize] {
        &self.ends[self.nodes[node as usize].ends.range()]
    }

    /// The words and marks that a node has edges for.
    pub(super) fn keys(&self, node: NodeId) -> impl Iterator<Item = WordId> {
        self.edges[self.nodes[node as usize].edges.range()].iter().map(|edge| edge.0)
    }

    /// Where a word or mark leads from a node; 0 is no word.
    pub(super) fn edges(&self, node: NodeId, key: WordId) -> impl Iterator<Item = NodeId> {
        let edges = &self.edges[self.nodes[node as usize].edges.range()];
        let from = edges.partition_point(|edge| edge.0 < key);
        let same = edges[from..].iter().take_while(move |edge| edge.0 == key && key != 0);
        same.map(|edge| edge.1)
    }

    /// The classes of words that lead on from a node, and where to.
    pub(super) fn classes(&self, node: NodeId) -> &[(WordClasses, NodeId)] {
        &self.classes[self.nodes[node as usize].classes.range()]
    }

    /// Where a number leads from a node.
    pub(super) fn numbers(&self, node: NodeId) -> &[NodeId] {
        &self.others[self.nodes[node as usize].numbers.range()]
    }

    /// Where any word leads from a node.
    pub(super) fn any(&self, node: NodeId) -> &[NodeId] {
        &self.others[self.nodes[node as usize].any.range()]
    }

    /// The nodes behind the gaps that begin at a node.
    pub(super) fn gaps(&self, node: NodeId) -> &[NodeId] {
        &self.others[self.nodes[node as usize].gaps.range()]
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
