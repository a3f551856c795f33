//! Texts that an article is compared with.

use super::chart::scale::nice_end;
use super::format;
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
    documents: Vec<(String, [Option<f64>; 5])>,
}

/// A figure of an article beside those of the reference.
#[derive(Debug, Clone)]
pub(super) struct ComparedFigure<'r> {
    pub(super) name: &'static str,
    pub(super) value: Option<f64>,
    pub(super) interval: Option<(f64, f64)>,
    /// End of the scale, which begins at 0.
    pub(super) end: f64,
    pub(super) is_share: bool,
    /// The reference articles with their names, if they are few.
    pub(super) others: Vec<(&'r str, f64)>,
    /// Percentiles 5, 25, 50, 75 and 95 of the reference articles, if they are many.
    pub(super) spread: Option<[f64; 5]>,
    /// Numbers of reference articles with a lower figure, and with one at all.
    pub(super) below: (usize, usize),
}

const NAMES: [&str; 5] = [
    "Hedged sentences",
    "Certainty",
    "Hedges per 1,000 words",
    "Boosters per 1,000 words",
    "Evidence per 1,000 words",
];

fn figures(document: &DocumentRow) -> [Option<f64>; 5] {
    [
        document.hedged_share,
        document.certainty,
        document.hedges_per_1000_words,
        document.boosters_per_1000_words,
        document.evidence_per_1000_words,
    ]
}

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
            Ok((sample.genre.to_owned(), DocumentRows::without_cues(&document).document))
        };
        let documents = SAMPLES.iter().map(score).collect::<Result<Vec<_>>>()?;
        let name = format!("{} sample articles, one a genre", documents.len());
        Ok(Self::new(name, documents.into_iter()))
    }

    pub(super) fn new(
        name: String,
        documents: impl Iterator<Item = (String, DocumentRow)>,
    ) -> Self {
        Self { name, documents: documents.map(|(name, row)| (name, figures(&row))).collect() }
    }

    /// True if the documents are too many to be shown one by one.
    pub(super) fn is_many(&self) -> bool {
        self.documents.len() > MAX_SINGLE
    }

    pub(super) fn against(&self, document: &DocumentRow) -> Vec<ComparedFigure<'_>> {
        let interval = document.hedged_share_interval();
        let figures = figures(document);
        (0..NAMES.len())
            .map(|at| {
                let value = figures[at];
                let others = self.documents.iter();
                let others: Vec<(&str, f64)> = others
                    .filter_map(|(name, figures)| Some((name.as_str(), figures[at]?)))
                    .collect();
                let mut sorted: Vec<f64> = others.iter().map(|(_, value)| *value).collect();
                sorted.sort_by(f64::total_cmp);
                let below = value.map_or(0, |v| sorted.partition_point(|other| *other < v));
                let is_share = at < 2;
                let greatest = sorted.last().copied().unwrap_or(0.0).max(value.unwrap_or(0.0));
                let many = others.len() > MAX_SINGLE;
                let quantile = |q: f64| sorted[((sorted.len() - 1) as f64 * q).round() as usize];
                ComparedFigure {
                    name: NAMES[at],
                    value,
                    interval: interval.filter(|_| at == 0),
                    end: if is_share { 1.0 } else { nice_end(greatest) },
                    is_share,
                    spread: many.then(|| [0.05, 0.25, 0.5, 0.75, 0.95].map(quantile)),
                    below: (below, sorted.len()),
                    others: if many { Vec::new() } else { others },
                }
            })
            .collect()
    }
}

impl ComparedFigure<'_> {
    /// Formats the article's figure.
    pub(super) fn formatted(&self) -> String {
        match self.value {
            Some(value) if self.name == NAMES[0] => format::percent(value),
            value => format::figure(value, if self.is_share { 2 } else { 1 }),
        }
    }

    /// Returns the place of a figure on the scale, 0–100.
    pub(super) fn at(&self, value: &f64) -> String {
        format!("{:.1}", (100.0 * value / self.end).clamp(0.0, 100.0))
    }

    /// Formats the ends of the scale.
    pub(super) fn ends(&self) -> (String, String) {
        match self.name {
            name if name == NAMES[0] => (format::percent(0.0), format::percent(1.0)),
            _ => ("0".to_owned(), format!("{}", self.end)),
        }
    }
}
