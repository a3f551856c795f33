//! Where a pattern may begin: told from a token and the one after it.
//!
//! Every second word of a news text begins some pattern ("the", "of", "to"); what
//! follows it rules nearly all of them out. So that is asked first, of every token
//! alike and without a branch; the graph is walked only from what is left.

use super::graph::{Node, mark_key};
use crate::lexicon::{Vocabulary, WordClasses, WordId, word_class};
use crate::text::{Token, TokenKind};

/// Tokens fall into so many *buckets* at most: one a word in a lexicon of ordinary
/// size; in a large one some words share theirs.
const MOST_BUCKETS: usize = 4096;

/// What is known of each word, and of each kind of mark, as the first of a pattern
/// and as the one after it.
#[derive(Debug, Default)]
pub(super) struct Starts {
    /// By [`Starts::place`], which of the filters tells whether a pattern may begin
    /// with the token, and the token's bucket.
    tokens: Vec<(u32, u16)>,
    /// What may come next: for each filter a bit for each bucket.
    filters: Vec<u64>,
    /// How many elements of [`Starts::filters`] a filter has.
    width: usize,
    /// By bit of a word class: the buckets of its words.
    classes: Vec<Vec<u16>>,
    /// By kind of token, what is added to the word's id.
    offsets: [u32; TokenKind::COUNT],
}

/// The filter of what begins no pattern, and of what is looked at in any case.
const NEVER: u32 = 0;
const ALWAYS: u32 = 1;

impl Starts {
    /// `numbers` says whether some patterns begin with a number.
    pub(super) fn new(vocabulary: &Vocabulary, numbers: bool) -> Self {
        let words = vocabulary.len() as u32 + 1;
        // Marks have places of their own after the words', and so have numbers.
        let offsets = TokenKind::ALL.map(|kind| {
            let own = !(is_keyed_by_word(kind)) || kind == TokenKind::Number;
            if own { words + kind as u32 } else { 0 }
        });
        let all = words as usize + TokenKind::COUNT;
        let width = all.min(MOST_BUCKETS).div_ceil(64);
        let shared = width * 64 - TokenKind::COUNT - 1;
        let own = |kind: TokenKind| (1 + shared + kind as usize) as u16;
        let bucket = |id: WordId| match vocabulary.word(id).chars().next() {
            None => UNKNOWN,
            Some(first) if first.is_numeric() => own(TokenKind::Number),
            Some(_) => (1 + id as usize % shared) as u16,
        };
        let mut tokens: Vec<(u32, u16)> = (0..words).map(|id| (NEVER, bucket(id))).collect();
        tokens.extend(TokenKind::ALL.map(|kind| (NEVER, own(kind))));
        let mut classes = vec![Vec::new(); WordClasses::BITS as usize];
        for id in 1..words {
            for (bit, buckets) in classes.iter_mut().enumerate() {
                if vocabulary.classes(id) >> bit & 1 != 0 {
                    buckets.push(tokens[id as usize].1);
                }
            }
            if numbers && vocabulary.classes(id) & word_class::NUMBER_WORD != 0 {
                tokens[id as usize].0 = ALWAYS;
            }
        }
        tokens[(words + TokenKind::Number as u32) as usize].0 = ALWAYS;
        let filters = [vec![0; width], vec![u64::MAX; width]].concat();
        Self { tokens, filters, width, classes, offsets }
    }

    /// The filter for words after which the patterns go on as from `node`.
    pub(super) fn filter(&mut self, node: &Node) -> u32 {
        if !(node.ends.is_empty() && node.any.is_empty() && node.gaps.is_empty()) {
            return ALWAYS;
        }
        let number = (self.filters.len() / self.width) as u32;
        let begin = self.filters.len();
        self.filters.resize(begin + self.width, 0);
        let next = &mut self.filters[begin..];
        let mut insert = |bucket: u16| next[usize::from(bucket) / 64] |= 1 << (bucket % 64);
        for &(key, _) in &node.edges {
            let mark = TokenKind::ALL.into_iter().find(|kind| mark_key(*kind as u8) == key);
            let place = mark.map_or(key, |kind| self.offsets[kind as usize]);
            insert(self.tokens[place as usize].1);
        }
        let numbers = if node.numbers.is_empty() { 0 } else { word_class::NUMBER_WORD };
        let classes = node.classes.iter().fold(numbers, |all, (classes, _)| all | classes);
        for (bit, buckets) in self.classes.iter().enumerate() {
            if classes >> bit & 1 != 0 {
                for &bucket in buckets {
                    insert(bucket);
                }
            }
        }
        if numbers != 0 {
            insert(self.tokens[self.offsets[TokenKind::Number as usize] as usize].1);
        }
        number
    }

    /// Lets patterns begin with a word.
    pub(super) fn enter(&mut self, word: WordId, filter: u32) {
        let known = &mut self.tokens[word as usize].0;
        if *known == NEVER {
            *known = filter;
        }
    }

    #[inline]
    fn token(&self, token: &Token) -> (u32, u16) {
        let word = if token.kind == TokenKind::Number { 0 } else { token.word };
        self.tokens[(word + self.offsets[token.kind as usize]) as usize]
    }

    /// Replaces `out` by the numbers of the tokens with which a pattern may begin:
    /// all of those with which one does, and some more.
    pub(super) fn list(&self, tokens: &[Token], out: &mut Vec<u32>) {
        out.resize(tokens.len(), 0);
        let mut count = 0;
        let mut follow = tokens.iter();
        let mut here = follow.next().map_or((NEVER, UNKNOWN), |token| self.token(token));
        for at in 0..tokens.len() {
            let next = follow.next().map_or((NEVER, UNKNOWN), |token| self.token(token));
            out[count] = at as u32;
            let word = self.filters[here.0 as usize * self.width + usize::from(next.1) / 64];
            count += (word >> (next.1 % 64) & 1) as usize;
            here = next;
        }
        out.truncate(count);
    }
}

/// The bucket of words that are not in the vocabulary.
const UNKNOWN: u16 = 0;

/// Whether patterns have the word itself, not the kind of mark.
pub(super) fn is_keyed_by_word(kind: TokenKind) -> bool {
    kind.is_word() || kind == TokenKind::Symbol
}
