//! Nodes of the pattern graph while it is built.

use crate::lexicon::{Element, Pattern, WordClasses, WordId};
use crate::text::{Token, TokenKind};

pub(super) type NodeId = u32;

/// A point between two tokens of a pattern, with the edges that lead on from it.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// Cues whose pattern can end here.
    pub(super) ends: Vec<usize>,
    /// Edges by word or mark, in the finished graph sorted by key; a key may occur more than once.
    pub(super) words: Vec<(WordId, NodeId)>,
    pub(super) classes: Vec<(WordClasses, NodeId)>,
    pub(super) numbers: Vec<NodeId>,
    pub(super) any: Vec<NodeId>,
    pub(super) gaps: Vec<NodeId>,
}

impl Node {
    fn add(&mut self, element: Element, to: NodeId) {
        match element {
            Element::Word(id) => self.words.push((id, to)),
            Element::Mark(kind) => self.words.push((mark_key(kind), to)),
            Element::Class(classes) => self.classes.push((classes, to)),
            Element::Number => self.numbers.push(to),
            Element::Any => self.any.push(to),
            Element::Gap => self.gaps.push(to),
        }
    }

    /// Adds everything that can happen at `other`.
    pub(super) fn absorb(&mut self, other: &Self) {
        self.ends.extend(&other.ends);
        self.words.extend(&other.words);
        self.classes.extend(&other.classes);
        self.numbers.extend(&other.numbers);
        self.any.extend(&other.any);
        self.gaps.extend(&other.gaps);
    }
}

/// Appends the nodes of a pattern, from its end, and returns the node before its first part.
pub(super) fn build(cue: usize, pattern: &Pattern, nodes: &mut Vec<Node>) -> Node {
    let mut node = Node { ends: vec![cue], ..Node::default() };
    for part in pattern.parts.iter().rev() {
        let mut before = Node::default();
        let after = push(nodes, std::mem::take(&mut node));
        for option in part {
            let Some((first, rest)) = option.split_first() else {
                before.absorb(&nodes[after as usize]);
                continue;
            };
            // The later words of an alternative get nodes of their own.
            let mut to = after;
            for element in rest.iter().rev() {
                let mut inner = Node::default();
                inner.add(*element, to);
                to = push(nodes, inner);
            }
            before.add(*first, to);
        }
        node = before;
    }
    node
}

pub(super) fn push(nodes: &mut Vec<Node>, node: Node) -> NodeId {
    nodes.push(node);
    nodes.len() as NodeId - 1
}

/// Key of a punctuation mark. Marks share the key space of words, from the top down.
pub(super) fn mark_key(kind: TokenKind) -> WordId {
    WordId::MAX - kind as WordId
}

#[inline]
pub(super) fn token_key(token: &Token) -> WordId {
    let by_word = token.kind.is_word() || token.kind == TokenKind::Symbol;
    if by_word { token.word } else { mark_key(token.kind) }
}
