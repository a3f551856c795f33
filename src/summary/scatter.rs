//! Documents by their hedges and their evidence.

use crate::tables::DocumentRow;

/// Documents with fewer words have no place: one match more would move them far.
pub const MIN_WORDS: u64 = 100;

/// Most documents that are kept as points.
pub const MAX_POINTS: usize = 2_000;

/// A document's place.
#[derive(Debug, Clone, PartialEq)]
pub struct ScatterPoint {
    /// Number of the document in the corpus, from 0.
    pub document: u64,
    /// Its id.
    pub id: String,
    /// Hedges per 1,000 words.
    pub x: f64,
    /// Evidence per 1,000 words.
    pub y: f64,
}

/// Numbers of documents in the cells of a grid over [`ScatterGrid::RANGE`] both ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScatterGrid {
    /// By row from y = 0 up, in it by column from x = 0 on. The last row and the last column
    /// have what lies beyond, too.
    pub counts: [[u64; Self::COLUMNS]; Self::ROWS],
}

/// Documents by hedges (x) and evidence (y) per 1,000 words.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scatter {
    /// Documents that have a place.
    pub documents: u64,
    /// Documents with fewer than [`MIN_WORDS`] words, which have none.
    pub short: u64,
    /// All of them in corpus order if they are at most [`MAX_POINTS`], else none.
    pub points: Vec<ScatterPoint>,
    /// All of them, counted by cell.
    pub cells: ScatterGrid,
}

impl ScatterGrid {
    /// Cells along x.
    pub const COLUMNS: usize = 40;
    /// Cells along y.
    pub const ROWS: usize = 30;
    /// Where the grid ends, along x and along y; it begins at 0.
    pub const RANGE: f64 = 120.0;
}

impl Default for ScatterGrid {
    fn default() -> Self {
        Self { counts: [[0; Self::COLUMNS]; Self::ROWS] }
    }
}

impl Scatter {
    pub(super) fn add(&mut self, document: u64, row: &DocumentRow) {
        let rates = row.hedges_per_1000_words.zip(row.evidence_per_1000_words);
        let place = rates.filter(|(x, y)| x.is_finite() && y.is_finite());
        let Some((x, y)) = place.filter(|_| row.words >= MIN_WORDS) else {
            self.short += 1;
            return;
        };
        self.documents += 1;
        self.cells.counts[cell(y, ScatterGrid::ROWS)][cell(x, ScatterGrid::COLUMNS)] += 1;
        if self.documents <= MAX_POINTS as u64 {
            self.points.push(ScatterPoint { document, id: row.id.clone(), x, y });
        } else {
            self.points = Vec::new();
        }
    }
}

fn cell(value: f64, cells: usize) -> usize {
    let at = (value / ScatterGrid::RANGE * cells as f64).clamp(0.0, cells as f64 - 1.0);
    (at as i64).unsigned_abs() as usize
}
