//! The graph of all patterns, entered by the first word.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

use super::node::{Node, NodeId, build, push};
use super::prefilter::Prefilter;
use crate::lexicon::{Cue, Vocabulary, WordId};

/// The longest gap, in words.
pub(super) const MAX_GAP: usize = 4;

/// The longest number, in tokens ("two hundred fifty thousand"). The bound keeps rows of figures
/// from being taken for one number, from each of them anew.
pub(super) const MAX_NUMBER: usize = 8;

static GRAPHS: AtomicU64 = AtomicU64::new(1);

/// Patterns as small graphs: each part of a pattern is a node, each of its alternatives an edge, so
/// that alternatives add up instead of multiplying.
#[derive(Debug)]
pub(super) struct Graph {
    /// Number that no other graph of the process has.
    pub(super) id: u64,
    pub(super) prefilter: Prefilter,
    /// The node from which first words and numbers lead on.
    pub(super) root: NodeId,
    nodes: Vec<Node>,
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
            node.words.sort_unstable();
        }
        first.words.sort_unstable();
        first.words.dedup();
        // Everything that can follow a first word becomes one node, shared by the words that have
        // the same (the forms of "be", say).
        let mut prefilter = Prefilter::new(vocabulary, !first.numbers.is_empty());
        let mut root = Node { numbers: first.numbers, ..Node::default() };
        let mut joined: BTreeMap<Vec<NodeId>, (NodeId, u32)> = BTreeMap::new();
        for same in first.words.chunk_by(|a, b| a.0 == b.0) {
            let word = same[0].0;
            let begun: Vec<NodeId> = same.iter().map(|edge| edge.1).collect();
            let (after, filter) = *joined.entry(begun).or_insert_with_key(|begun| {
                let mut node = Node::default();
                for &start in begun {
                    node.absorb(&nodes[start as usize]);
                }
                node.words.sort_unstable();
                let filter = prefilter.add_filter(&node);
                (push(&mut nodes, node), filter)
            });
            root.words.push((word, after));
            prefilter.enter(word, filter);
        }
        let id = GRAPHS.fetch_add(1, Ordering::Relaxed);
        Self { id, prefilter, root: push(&mut nodes, root), nodes }
    }

    pub(super) fn node(&self, node: NodeId) -> &Node {
        &self.nodes[node as usize]
    }

    /// The nodes to which a word or mark leads from a node. Key 0 is no word and leads nowhere.
    pub(super) fn next(&self, node: NodeId, key: WordId) -> impl Iterator<Item = NodeId> {
        let edges = &self.node(node).words;
        let from = edges.partition_point(|edge| edge.0 < key);
        let same = edges[from..].iter().take_while(move |edge| edge.0 == key && key != 0);
        same.map(|edge| edge.1)
    }
}
