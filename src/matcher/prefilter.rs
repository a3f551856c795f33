//! The prefilter: skips tokens at which no pattern can start.
//!
//! Every second word of a news text begins some pattern ("the", "of", "to"), but the word after it
//! rules out nearly all of them. The prefilter looks at both, for every token alike and without a
//! branch; the graph is walked only from the tokens that are left.

use super::node::{Node, mark_key};
use crate::lexicon::{Vocabulary, WordClasses, WordId, word_class};
use crate::text::{Token, TokenKind};

/// Number of buckets that tokens fall into. Each kind of mark has its own; words share the others.
/// A set of 256 bits is half a cache line.
const BUCKETS: usize = 256;
const WORD_BUCKETS: usize = BUCKETS - TokenKind::COUNT - 1;

/// The bucket of words that are not in the vocabulary.
const UNKNOWN: u16 = 0;

/// The bucket of a kind of token that is not told apart by word.
const fn kind_bucket(kind: TokenKind) -> u16 {
    (1 + WORD_BUCKETS + kind as usize) as u16
}

#[derive(Debug, Clone, Copy)]
pub(super) struct BucketSet([u64; BUCKETS / 64]);

impl BucketSet {
    pub(super) const EMPTY: Self = Self([0; BUCKETS / 64]);
    const ALL: Self = Self([u64::MAX; BUCKETS / 64]);

    #[inline]
    fn insert(&mut self, bucket: u16) {
        self.0[usize::from(bucket) / 64] |= 1 << (bucket % 64);
    }

    #[inline]
    pub(super) fn contains(&self, bucket: u16) -> bool {
        self.0[usize::from(bucket) / 64 % self.0.len()] >> (bucket % 64) & 1 != 0
    }

    fn extend(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(all, more)| *all |= more);
    }
}

/// Everything about a token that decides where patterns lead with it.
#[derive(Debug, Clone, Copy)]
pub(super) struct TokenClass {
    /// Number of its kind, or of its word if it is known by one.
    pub(super) id: u32,
    pub(super) bucket: u16,
}

/// For each word and each kind of mark: its bucket, and the buckets of the tokens that may come
/// second in the patterns that begin with it.
#[derive(Debug, Default)]
pub(super) struct Prefilter {
    /// By [`TokenClass::id`], the index of the filter for the next token, and the bucket.
    tokens: Vec<(u32, u16)>,
    /// Sets of buckets that may come second.
    filters: Vec<BucketSet>,
    /// By bit of a word class, the buckets of its words.
    classes: Vec<BucketSet>,
    /// By kind of token, the offset from the word's number to the id.
    offsets: [u32; TokenKind::COUNT],
}

/// Index of the filter for tokens that begin no pattern.
const NEVER: u32 = 0;
/// Index of the filter that lets every next token pass.
const ALWAYS: u32 = 1;

fn bits(classes: WordClasses) -> impl Iterator<Item = usize> {
    (0..WordClasses::BITS as usize).filter(move |bit| classes >> bit & 1 != 0)
}

impl Prefilter {
    /// Makes the filter for a vocabulary. `numbers` says whether a pattern may begin with a number.
    pub(super) fn new(vocabulary: &Vocabulary, numbers: bool) -> Self {
        let words = vocabulary.len() as u32 + 1;
        // Ids: words, then numbers, then symbols, each by their word; then the other kinds.
        let offsets = TokenKind::ALL.map(|kind| match kind {
            TokenKind::Word => 0,
            TokenKind::Number => words,
            TokenKind::Symbol => 2 * words,
            kind => 3 * words + kind as u32,
        });
        let bucket = |id: WordId| match vocabulary.word(id).chars().next() {
            None => UNKNOWN,
            Some(first) if first.is_numeric() => kind_bucket(TokenKind::Number),
            Some(_) => (1 + id as usize % WORD_BUCKETS) as u16,
        };
        let is_number = |id| vocabulary.classes(id) & word_class::NUMBER_WORD != 0;
        let filter = |id| if numbers && is_number(id) { ALWAYS } else { NEVER };
        let mut tokens: Vec<(u32, u16)> = (0..words).map(|id| (filter(id), bucket(id))).collect();
        let mut classes = vec![BucketSet::EMPTY; WordClasses::BITS as usize];
        for id in 1..words {
            for bit in bits(vocabulary.classes(id)) {
                classes[bit].insert(tokens[id as usize].1);
            }
        }
        let number = kind_bucket(TokenKind::Number);
        bits(word_class::NUMBER_WORD).for_each(|bit| classes[bit].insert(number));
        tokens.resize(2 * words as usize, (ALWAYS, number));
        tokens.extend_from_within(..words as usize);
        tokens.extend(TokenKind::ALL.map(|kind| match kind {
            // No pattern has an address.
            TokenKind::Address => (NEVER, UNKNOWN),
            kind => (NEVER, kind_bucket(kind)),
        }));
        Self { tokens, filters: vec![BucketSet::EMPTY, BucketSet::ALL], classes, offsets }
    }

    pub(super) fn ids(&self) -> usize {
        self.tokens.len()
    }

    /// Adds a filter for the tokens that may come after `node`, and returns its index.
    pub(super) fn add_filter(&mut self, node: &Node) -> u32 {
        if !(node.ends.is_empty() && node.any.is_empty() && node.gaps.is_empty()) {
            return ALWAYS;
        }
        let numbers = if node.numbers.is_empty() { 0 } else { word_class::NUMBER_WORD };
        let classes = node.classes.iter().fold(numbers, |all, (classes, _)| all | classes);
        let set = self.buckets(node.words.iter().map(|edge| edge.0), classes);
        self.filters.push(set);
        self.filters.len() as u32 - 1
    }

    /// The buckets of words, marks and the words of classes. Digits go with number words.
    pub(super) fn buckets(
        &self,
        keys: impl Iterator<Item = WordId>,
        classes: WordClasses,
    ) -> BucketSet {
        let mut set = BucketSet::EMPTY;
        for key in keys {
            let mark = TokenKind::ALL.into_iter().find(|kind| mark_key(*kind) == key);
            set.insert(mark.map_or_else(|| self.tokens[key as usize].1, kind_bucket));
        }
        bits(classes).for_each(|bit| set.extend(&self.classes[bit]));
        set
    }

    /// Lets patterns begin with a word, where the filter lets the next token pass.
    pub(super) fn enter(&mut self, word: WordId, filter: u32) {
        let symbol = self.offsets[TokenKind::Symbol as usize] + word;
        for id in [word, symbol] {
            let known = &mut self.tokens[id as usize].0;
            if *known == NEVER {
                *known = filter;
            }
        }
    }

    /// Replaces `classes` by those of the tokens, and `starts` by the indexes of all tokens with
    /// which a pattern begins, and of some more.
    pub(super) fn find_starts(
        &self,
        tokens: &[Token],
        classes: &mut Vec<TokenClass>,
        starts: &mut Vec<u32>,
    ) {
        classes.clear();
        starts.clear();
        starts.resize(tokens.len(), 0);
        let (mut count, mut filter) = (0, NEVER);
        // Each token decides whether the one before it is a start.
        classes.extend((0..).zip(tokens).map(|(at, token): (u32, _)| {
            let id = token.word + self.offsets[token.kind as usize];
            let (own, bucket) = self.tokens[id as usize];
            if let Some(slot) = starts.get_mut(count) {
                *slot = at.wrapping_sub(1);
            }
            count += usize::from(self.filters[filter as usize].contains(bucket));
            filter = own;
            TokenClass { id, bucket }
        }));
        // No token comes after the last.
        if self.filters[filter as usize].contains(UNKNOWN) {
            starts[count] = tokens.len() as u32 - 1;
            count += 1;
        }
        starts.truncate(count);
    }
}
