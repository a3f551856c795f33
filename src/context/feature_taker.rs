//! What is done with the features of a cue match: they are collected, to learn from them and to
//! explain, or their weights are added up, which has to be fast.

use std::ops::Range;

use crate::sentence_view::SentenceView;
use crate::text::word_value;
use crate::weights::{Feature, FeatureTable, NO_VALUE, ValueRow};

/// Takes the features of a match.
pub(super) trait FeatureTaker {
    /// A word, looked up once for all its features.
    type Word: Copy;

    /// The name of a cue or class, likewise.
    type Name: Copy;

    /// Returns the word of a token; none is the sentence's edge.
    fn at(&self, at: Option<usize>) -> Self::Word;

    /// Returns the name of this hash.
    fn name(&self, hash: u32) -> Self::Name;

    /// Takes what every match has.
    fn always(&mut self, template: u8);

    /// Takes a value that is neither word nor name.
    fn value(&mut self, template: u8, value: u32);

    /// Takes a name.
    fn name_alone(&mut self, template: u8, name: Self::Name);

    /// Takes a name with a value.
    fn with_value(&mut self, template: u8, name: Self::Name, value: u32);

    /// Takes a word.
    fn word(&mut self, template: u8, word: Self::Word);

    /// Takes the words of some tokens, one that occurs twice twice.
    fn words(&mut self, template: u8, tokens: Range<usize>);

    /// Takes a name with a word.
    fn with_word(&mut self, template: u8, name: Self::Name, word: Self::Word);

    /// Takes two words.
    fn pair(&mut self, template: u8, first: Self::Word, second: Self::Word);
}

/// Collects features.
pub(super) struct Collector<'a> {
    pub(super) view: &'a SentenceView<'a>,
    pub(super) features: Vec<Feature>,
}

impl Collector<'_> {
    fn take(&mut self, template: u8, first: u32, second: u32) {
        self.features.push(Feature::new(template, first, second));
    }
}

/// Words and names are their hashes.
impl FeatureTaker for Collector<'_> {
    type Word = u32;
    type Name = u32;

    fn at(&self, at: Option<usize>) -> u32 {
        word_value(at.map(|at| &self.view.tokens[at]))
    }

    fn name(&self, hash: u32) -> u32 {
        hash
    }

    fn always(&mut self, template: u8) {
        self.take(template, NO_VALUE, NO_VALUE);
    }

    fn value(&mut self, template: u8, value: u32) {
        self.take(template, value, NO_VALUE);
    }

    fn name_alone(&mut self, template: u8, name: u32) {
        self.take(template, name, NO_VALUE);
    }

    fn with_value(&mut self, template: u8, name: u32, value: u32) {
        self.take(template, name, value);
    }

    fn word(&mut self, template: u8, word: u32) {
        self.take(template, word, NO_VALUE);
    }

    fn words(&mut self, template: u8, tokens: Range<usize>) {
        tokens.for_each(|at| self.word(template, self.at(Some(at))));
    }

    fn with_word(&mut self, template: u8, name: u32, word: u32) {
        self.take(template, name, word);
    }

    fn pair(&mut self, template: u8, first: u32, second: u32) {
        self.take(template, first, second);
    }
}

/// The rows that a sentence's words have in a table of weights, looked up when first asked for.
#[derive(Debug, Default)]
pub(super) struct SentenceRows {
    /// By token, and last that of the sentence's edge; empty: not looked up yet.
    rows: Vec<u32>,
}

impl SentenceRows {
    /// Begins a sentence.
    pub(super) fn clear(&mut self) {
        self.rows.clear();
    }

    fn fill<const N: usize>(&mut self, view: &SentenceView<'_>, table: &FeatureTable<N>) {
        if self.rows.is_empty() {
            let tokens = view.tokens.iter().map(Some).chain([None]);
            self.rows.extend(tokens.map(|token| table.row_of(word_value(token))));
        }
    }
}

/// Adds up the weights of features.
pub(super) struct Adder<'a, const N: usize> {
    view: &'a SentenceView<'a>,
    table: &'a FeatureTable<N>,
    rows: &'a [u32],
    /// The sums.
    pub(super) sums: [i32; N],
}

impl<'a, const N: usize> Adder<'a, N> {
    pub(super) fn new(
        view: &'a SentenceView<'a>,
        table: &'a FeatureTable<N>,
        rows: &'a mut SentenceRows,
    ) -> Self {
        rows.fill(view, table);
        Self { view, table, rows: &rows.rows, sums: [0; N] }
    }

    #[inline]
    fn add(&mut self, weights: [i16; N]) {
        self.sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += i32::from(weight));
    }

    #[inline]
    fn hash(&self, word: WordRow<'a, N>) -> u32 {
        word_value(word.at.map(|at| &self.view.tokens[at]))
    }

    #[inline]
    fn take(&mut self, template: u8, first: u32, second: u32) {
        self.add(self.table.of(Feature::new(template, first, second)));
    }
}

/// A word by its token, with what the table has for it.
#[derive(Clone, Copy)]
pub(super) struct WordRow<'a, const N: usize> {
    at: Option<usize>,
    row: &'a ValueRow<N>,
}

/// A name by its hash, with what the table has for it.
#[derive(Clone, Copy)]
pub(super) struct NameRow<'a, const N: usize> {
    hash: u32,
    row: &'a ValueRow<N>,
}

impl<'a, const N: usize> FeatureTaker for Adder<'a, N> {
    type Word = WordRow<'a, N>;
    type Name = NameRow<'a, N>;

    #[inline]
    fn at(&self, at: Option<usize>) -> WordRow<'a, N> {
        let row = self.rows[at.unwrap_or(self.rows.len() - 1)];
        WordRow { at, row: self.table.row(row) }
    }

    #[inline]
    fn name(&self, hash: u32) -> NameRow<'a, N> {
        NameRow { hash, row: self.table.row(self.table.row_of(hash)) }
    }

    #[inline]
    fn always(&mut self, template: u8) {
        self.take(template, NO_VALUE, NO_VALUE);
    }

    #[inline]
    fn value(&mut self, template: u8, value: u32) {
        self.add(self.table.row(self.table.row_of(value)).alone(template));
    }

    #[inline]
    fn name_alone(&mut self, template: u8, name: NameRow<'a, N>) {
        self.add(name.row.alone(template));
    }

    #[inline]
    fn with_value(&mut self, template: u8, name: NameRow<'a, N>, value: u32) {
        if name.row.has(template) {
            self.take(template, name.hash, value);
        }
    }

    #[inline]
    fn word(&mut self, template: u8, word: WordRow<'a, N>) {
        self.add(word.row.alone(template));
    }

    #[inline]
    fn words(&mut self, template: u8, tokens: Range<usize>) {
        for &row in &self.rows[tokens] {
            self.add(self.table.row(row).alone(template));
        }
    }

    #[inline]
    fn with_word(&mut self, template: u8, name: NameRow<'a, N>, word: WordRow<'a, N>) {
        if name.row.has(template) & word.row.has(template) {
            self.take(template, name.hash, self.hash(word));
        }
    }

    #[inline]
    fn pair(&mut self, template: u8, first: WordRow<'a, N>, second: WordRow<'a, N>) {
        if first.row.has(template) & second.row.has(template) {
            self.take(template, self.hash(first), self.hash(second));
        }
    }
}
