//! Figures of documents taken together.

use crate::stats::{Estimate, RatioOf};
use crate::tables::DocumentRow;

/// Documents taken together: every sentence counts the same, and the intervals are those of
/// [`RatioOf::estimate`], with documents as what was sampled.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PooledFigures {
    /// Documents, those without sentences too.
    pub documents: u64,
    /// Their sentences.
    pub sentences: u64,
    /// Their words.
    pub words: u64,
    /// Share (0–1) of all their sentences that are hedged; none without sentences.
    pub hedged_share: Option<Estimate>,
    /// Mean certainty (0–1) of all their sentences; none without sentences.
    pub certainty: Option<Estimate>,
    /// Counted matches per 1,000 words by side, in the order of
    /// [`Side::ALL`](crate::lexicon::Side::ALL); none without words.
    pub per_1000_words: [Option<Estimate>; 3],
}

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct PooledFiguresBuilder {
    pub(super) documents: u64,
    sentences: u64,
    words: u64,
    hedged: RatioOf,
    certainty: RatioOf,
    sides: [RatioOf; 3],
}

impl PooledFiguresBuilder {
    pub(super) fn add(&mut self, row: &DocumentRow) {
        let sentences = row.sentences as f64;
        self.documents += 1;
        self.sentences += row.sentences;
        self.words += row.words;
        self.hedged.add(row.hedged_sentences as f64, sentences);
        if let Some(certainty) = row.certainty {
            self.certainty.add(certainty * sentences, sentences);
        }
        add_counts(&mut self.sides, &row.sides(), row.words);
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.documents += other.documents;
        self.sentences += other.sentences;
        self.words += other.words;
        self.hedged.merge(&other.hedged);
        self.certainty.merge(&other.certainty);
        self.sides.iter_mut().zip(&other.sides).for_each(|(own, other)| own.merge(other));
    }

    pub(super) fn finish(&self) -> PooledFigures {
        PooledFigures {
            documents: self.documents,
            sentences: self.sentences,
            words: self.words,
            hedged_share: self.hedged.estimate(),
            certainty: self.certainty.estimate(),
            per_1000_words: per_1000_words(&self.sides),
        }
    }
}

/// Takes a document's counts in.
pub(super) fn add_counts<const N: usize>(rates: &mut [RatioOf; N], counts: &[u64; N], words: u64) {
    for (rate, count) in rates.iter_mut().zip(counts) {
        rate.add(*count as f64, words as f64);
    }
}

/// Returns pooled rates per 1,000 words.
pub(super) fn per_1000_words<const N: usize>(rates: &[RatioOf; N]) -> [Option<Estimate>; N] {
    rates.map(|rate| rate.estimate().map(|estimate| estimate.times(1000.0)))
}
