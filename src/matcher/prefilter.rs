//! Where a pattern may begin: told from a token and the one after it.
//!
//! Every second word of a news text begins some pattern ("the", "of", "to"); what
//! follows it rules nearly all of them out. So that is asked first, of every token
//! alike and without a branch; the graph is walked only from what is left.

use super::graph::{Node, mark_key};
use crate::lexicon::{Vocabulary, WordClasses, WordId, word_class};
use crate::text::{Token, TokenKind};

/// Tokens fall into so many *buckets*, words into those that kinds of marks leave: a
/// [`Row`] of them fills a line of the processor's cache.
const BUCKETS: usize = 256;
const SHARED: usize = BUCKETS - TokenKind::COUNT - 1;

/// A set of buckets, a bit each.
pub(super) type Row = [u64; BUCKETS / 64];

/// The bucket of words that are not in the vocabulary.
const UNKNOWN: u16 = 0;

const fn own_bucket(kind: TokenKind) -> u16 {
    (1 + SHARED + kind as usize) as u16
}

/// Adds a bucket.
#[inline]
fn insert(row: &mut Row, bucket: u16) {
    row[usize::from(bucket) / 64] |= 1 << (bucket % 64);
}

/// Whether a bucket is in the row.
#[inline]
pub(super) fn holds(row: &Row, bucket: u16) -> bool {
    row[usize::from(bucket) / 64 % row.len()] >> (bucket % 64) & 1 != 0
}

/// All of a token that decides where patterns lead with it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// Its kind, and its word if it is known by one.
    pub(super) id: u32,
    pub(super) bucket: u16,
}

/// What is known of each word, and of each kind of mark, as the first of a pattern
/// and as the one after it.
#[derive(Debug, Default)]
pub(super) struct Starts {
    /// By [`Place::id`], which of the filters tells whether a pattern may begin
    /// with the token, and the token's bucket.
    tokens: Vec<(u32, u16)>,
    /// What may come next.
    filters: Vec<Row>,
    /// By bit of a word class, its words' buckets.
    classes: Vec<Row>,
    /// By kind of token, what is added to the word's number to make it an id.
    offsets: [u32; TokenKind::COUNT],
}

/// The filter of what begins no pattern, and of what is looked at in any case.
const NEVER: u32 = 0;
const ALWAYS: u32 = 1;

impl Starts {
    /// `numbers` says whether some patterns begin with a number.
    pub(super) fn new(vocabulary: &Vocabulary, numbers: bool) -> Self {
        let words = vocabulary.len() as u32 + 1;
        // Words, numbers and symbols, each by their word; then the other kinds.
        let offsets = TokenKind::ALL.map(|kind| match kind {
            TokenKind::Word => 0,
            TokenKind::Number => words,
            TokenKind::Symbol => 2 * words,
            kind => 3 * words + kind as u32,
        });
        let bucket = |id: WordId| match vocabulary.word(id).chars().next() {
            None => UNKNOWN,
            Some(first) if first.is_numeric() => own_bucket(TokenKind::Number),
            Some(_) => (1 + id as usize % SHARED) as u16,
        };
        let mut tokens: Vec<(u32, u16)> = (0..words).map(|id| (NEVER, bucket(id))).collect();
        let mut classes = vec![Row::default(); WordClasses::BITS as usize];
        for id in 1..words {
            let own = vocabulary.classes(id);
            for (bit, row) in classes.iter_mut().enumerate().filter(|(bit, _)| own >> bit & 1 != 0)
            {
                insert(row, tokens[id as usize].1);
                if numbers && 1 << bit == word_class::NUMBER_WORD {
                    tokens[id as usize].0 = ALWAYS;
                }
            }
        }
        insert(
            &mut classes[word_class::NUMBER_WORD.trailing_zeros() as usize],
            own_bucket(TokenKind::Number),
        );
        tokens.resize(2 * words as usize, (ALWAYS, own_bucket(TokenKind::Number)));
        tokens.extend_from_within(..words as usize);
        tokens.extend(TokenKind::ALL.map(|kind| match kind {
            // No pattern has an address.
            TokenKind::Address => (NEVER, UNKNOWN),
            kind => (NEVER, own_bucket(kind)),
        }));
        let filters = vec![[0; BUCKETS / 64], [u64::MAX; BUCKETS / 64]];
        Self { tokens, filters, classes, offsets }
    }

    /// How many ids tokens may have.
    pub(super) fn ids(&self) -> usize {
        self.tokens.len()
    }

    /// The filter for words after which the patterns go on as from `node`.
    pub(super) fn filter(&mut self, node: &Node) -> u32 {
        if !(node.ends.is_empty() && node.any.is_empty() && node.gaps.is_empty()) {
            return ALWAYS;
        }
        let numbers = if node.numbers.is_empty() { 0 } else { word_class::NUMBER_WORD };
        let classes = node.classes.iter().fold(numbers, |all, (classes, _)| all | classes);
        let row = self.row(node.edges.iter().map(|edge| edge.0), classes);
        self.filters.push(row);
        self.filters.len() as u32 - 1
    }

    /// The buckets of some words and marks, and of the words of some classes; with
    /// those of number words go numbers.
    pub(super) fn row(&self, keys: impl Iterator<Item = WordId>, classes: WordClasses) -> Row {
        let mut row = Row::default();
        for key in keys {
            let mark = TokenKind::ALL.into_iter().find(|kind| mark_key(*kind as u8) == key);
            let bucket = mark.map_or_else(|| self.tokens[key as usize].1, own_bucket);
            insert(&mut row, bucket);
        }
        let mut rest = classes;
        while rest != 0 {
            let of_class = &self.classes[rest.trailing_zeros() as usize];
            row.iter_mut().zip(of_class).for_each(|(all, own)| *all |= own);
            rest &= rest - 1;
        }
        row
    }

    /// Lets patterns begin with a word.
    pub(super) fn enter(&mut self, word: WordId, filter: u32) {
        let symbol = self.offsets[TokenKind::Symbol as usize] + word;
        for id in [word, symbol] {
            let known = &mut self.tokens[id as usize].0;
            if *known == NEVER {
                *known = filter;
            }
        }
    }

    /// Replaces `places` by those of the tokens, and `starts` by the numbers of those
    /// with which a pattern may begin: all of those with which one does, and some more.
    pub(super) fn list(&self, tokens: &[Token], places: &mut Vec<Place>, starts: &mut Vec<u32>) {
        places.clear();
        starts.clear();
        starts.resize(tokens.len(), 0);
        let (mut count, mut filter) = (0, NEVER);
        // Of each token it is known only with the next one whether it is a start.
        places.extend((0..).zip(tokens).map(|(at, token): (u32, _)| {
            let id = token.word + self.offsets[token.kind as usize];
            let (own, bucket) = self.tokens[id as usize];
            if let Some(slot) = starts.get_mut(count) {
                *slot = at.wrapping_sub(1);
            }
            count += usize::from(holds(&self.filters[filter as usize], bucket));
            filter = own;
            Place { id, bucket }
        }));
        // Behind the last there is nothing.
        if holds(&self.filters[filter as usize], UNKNOWN) {
            starts[count] = tokens.len() as u32 - 1;
            count += 1;
        }
        starts.truncate(count);
    }
}

/// Whether patterns have the word itself, not the kind of mark.
pub(super) fn is_keyed_by_word(kind: TokenKind) -> bool {
    kind.is_word() || kind == TokenKind::Symbol
}
