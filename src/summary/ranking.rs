//! The documents that hedge most and least.

use super::top_list::TopList;
use crate::tables::DocumentRow;

/// Documents with fewer sentences are not ranked.
const MIN_SENTENCES: u64 = 10;

/// A document and its place in the corpus.
#[derive(Debug, Clone, PartialEq)]
pub struct RankedDocument {
    /// Number of the document in the corpus, from 0.
    pub document: u64,
    /// Its row.
    pub row: DocumentRow,
}

/// The documents that hedge most and least. What ranks is the near end of the interval, which
/// a short document does not reach by chance: the lower end for the highest, the upper end for
/// the lowest. Equals stand in the order of the corpus.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ranking {
    /// Documents long enough to be ranked. With few of them the two lists share some.
    pub ranked: u64,
    /// Highest hedged share, the surest first.
    pub highest: Vec<RankedDocument>,
    /// Lowest hedged share, the surest first.
    pub lowest: Vec<RankedDocument>,
}

#[derive(Debug)]
pub(super) struct RankingBuilder {
    ranked: u64,
    highest: TopList<RankedDocument>,
    lowest: TopList<RankedDocument>,
}

impl RankingBuilder {
    pub(super) fn new(top: usize) -> Self {
        Self { ranked: 0, highest: TopList::new(top), lowest: TopList::new(top) }
    }

    pub(super) fn add(&mut self, document: u64, row: &DocumentRow) {
        let interval = row.hedged_share_low.zip(row.hedged_share_high);
        let Some((low, high)) = interval.filter(|_| row.sentences >= MIN_SENTENCES) else {
            return;
        };
        self.ranked += 1;
        let ranked = || RankedDocument { document, row: row.clone() };
        self.highest.offer([low, 0.0, 0.0], ranked);
        self.lowest.offer([-high, 0.0, 0.0], ranked);
    }

    pub(super) fn finish(self) -> Ranking {
        let (highest, lowest) = (self.highest.into_vec(), self.lowest.into_vec());
        Ranking { ranked: self.ranked, highest, lowest }
    }
}
