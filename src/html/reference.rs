//! Texts that an article is compared with.

use super::chart::scale::{nice_end, place};
use super::format::ShownFigure;
use crate::analyzer::Analyzer;
use crate::corpus::RawDocument;
use crate::error::Result;
use crate::samples::{SAMPLES, Sample};
use crate::tables::{AnalyzedDocument, DocumentRow, DocumentRows};

/// Most reference articles that are shown one by one.
const MAX_SINGLE: usize = 60;

/// Texts beside whose figures those of an article are set.
#[derive(Debug, Clone)]
pub struct Reference {
    /// Name of the texts.
    pub name: String,
    /// Figures and ids.
    documents: Vec<([Option<f64>; FIGURES.len()], String)>,
}

/// A figure of an article beside those of the reference.
#[derive(Debug, Clone)]
pub(super) struct ComparedFigure<'r> {
    pub(super) name: &'static str,
    pub(super) value: Option<f64>,
    /// The value as it is shown.
    pub(super) formatted: String,
    pub(super) interval: Option<(f64, f64)>,
    /// End of the scale, which begins at 0.
    end: f64,
    /// The ends of the scale as they are shown.
    pub(super) ends: [String; 2],
    /// The reference articles with their names, if they are few.
    pub(super) others: Vec<(&'r str, f64)>,
    /// Percentiles 5, 25, 50, 75 and 95 of the reference articles, if they are many.
    pub(super) spread: Option<[f64; 5]>,
    /// Numbers of reference articles with a lower figure, and with one at all.
    pub(super) below: (usize, usize),
}

type FigureOf = fn(&DocumentRow) -> Option<f64>;

/// The figures that are compared: two shares, then rates.
const FIGURES: [(&str, FigureOf); 5] = [
    ("Hedged sentences", |row| row.hedged_share),
    ("Certainty", |row| row.certainty),
    ("Hedges per 1,000 words", |row| row.hedges_per_1000_words),
    ("Boosters per 1,000 words", |row| row.boosters_per_1000_words),
    ("Evidence per 1,000 words", |row| row.evidence_per_1000_words),
];

impl Reference {
    /// Scores the sample articles.
    ///
    /// # Errors
    /// As [`Analyzer::analyze`].
    pub fn samples(analyzer: &Analyzer) -> Result<Self> {
        let score = |sample: &Sample| {
            let document = RawDocument::of_text(sample.genre, sample.text);
            let analysis = analyzer.analyze(sample.text)?;
            let document = AnalyzedDocument::new(&document, &analysis, analyzer.lexicon());
            Ok(DocumentRows::without_cues(&document).document)
        };
        let documents = SAMPLES.iter().map(score).collect::<Result<Vec<_>>>()?;
        Ok(Self::new(format!("{} sample articles, one a genre", documents.len()), documents))
    }

    pub(super) fn new(name: String, documents: Vec<DocumentRow>) -> Self {
        let figures = |row: DocumentRow| (FIGURES.map(|(_, of)| of(&row)), row.id);
        Self { name, documents: documents.into_iter().map(figures).collect() }
    }

    /// True if the documents are too many to be shown one by one.
    pub(super) fn is_many(&self) -> bool {
        self.documents.len() > MAX_SINGLE
    }

    /// Sets the figures of a document beside those of the reference.
    pub(super) fn against(&self, document: &DocumentRow) -> Vec<ComparedFigure<'_>> {
        let compare = |(at, (name, of)): (usize, (&'static str, FigureOf))| {
            let value = of(document);
            let others = self.documents.iter();
            let others: Vec<(&str, f64)> =
                others.filter_map(|(figures, id)| Some((id.as_str(), figures[at]?))).collect();
            let mut sorted: Vec<f64> = others.iter().map(|(_, value)| *value).collect();
            sorted.sort_by(f64::total_cmp);
            let below = value.map_or(0, |v| sorted.partition_point(|other| *other < v));
            let greatest = sorted.last().copied().unwrap_or(0.0).max(value.unwrap_or(0.0));
            let end = if at < 2 { 1.0 } else { nice_end(greatest) };
            let many = others.len() > MAX_SINGLE;
            let quantile = |q: f64| sorted[((sorted.len() - 1) as f64 * q).round() as usize];
            ComparedFigure {
                name,
                value,
                formatted: match at {
                    0 => value.percent(),
                    1 => value.figure(2),
                    _ => value.figure(1),
                },
                interval: document.hedged_share_interval().filter(|_| at == 0),
                end,
                ends: [0.0, end].map(|end| if at == 0 { end.percent() } else { end.to_string() }),
                spread: many.then(|| [0.05, 0.25, 0.5, 0.75, 0.95].map(quantile)),
                below: (below, sorted.len()),
                others: if many { Vec::new() } else { others },
            }
        };
        FIGURES.into_iter().enumerate().map(compare).collect()
    }
}

impl ComparedFigure<'_> {
    /// Returns the place of a figure on the scale, 0–100.
    pub(super) fn at(&self, value: &f64) -> String {
        place(*value, self.end)
    }
}
