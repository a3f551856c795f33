//! The best few of many, in bounded memory.

/// Figures by which entries are ranked: the first, among equals the next. Higher is better.
pub(super) type Rank = [f64; 3];

/// The best so far, best first; of equals those that came first.
#[derive(Debug, Clone)]
pub(super) struct TopList<T> {
    limit: usize,
    entries: Vec<(Rank, T)>,
}

impl<T> TopList<T> {
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, entries: Vec::new() }
    }

    /// Keeps what `make` makes if its rank is good enough.
    pub(super) fn offer(&mut self, rank: Rank, make: impl FnOnce() -> T) {
        let place = self.entries.partition_point(|(own, _)| *own >= rank);
        if place < self.limit {
            self.entries.truncate(self.limit - 1);
            self.entries.insert(place, (rank, make()));
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (Rank, &T)> {
        self.entries.iter().map(|(rank, entry)| (*rank, entry))
    }

    pub(super) fn into_vec(self) -> Vec<T> {
        self.entries.into_iter().map(|(_, entry)| entry).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_best_in_order_and_of_equals_the_first() {
        let mut best = TopList::new(3);
        let ranks = [[0.1, 0.0], [0.5, 1.0], [0.5, 2.0], [0.5, 1.0], [0.1, 9.0], [0.9, 0.0]];
        let ranks = ranks.map(|[first, second]| [7.0, first, second]);
        for (i, rank) in ranks.into_iter().enumerate() {
            best.offer(rank, || i);
        }
        assert_eq!(best.into_vec(), [5, 2, 1]);
        let mut none = TopList::new(0);
        none.offer([1.0; 3], || 1);
        assert!(none.into_vec().is_empty());
    }
}
