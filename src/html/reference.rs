//! What an article is compared with.

use super::shown;
use crate::analyzer::Analyzer;
use crate::corpus::RawDocument;
use crate::error::Result;
use crate::lexicon::Side;
use crate::samples::SAMPLES;
use crate::tables::{DocumentRow, DocumentRows, FinishedRun};

/// Up to so many reference articles are shown one by one.
const SINGLE: usize = 60;

/// Texts whose figures an article's are set against.
#[derive(Debug, Clone)]
pub struct Reference {
    /// What they are, in words.
    pub name: String,
    documents: Vec<(String, [Option<f64>; 5])>,
}

/// A figure of an article beside those of the reference.
#[derive(Debug, Clone)]
pub(super) struct Measured<'r> {
    pub(super) name: &'static str,
    pub(super) value: Option<f64>,
    pub(super) interval: Option<(f64, f64)>,
    /// Where the scale ends; it begins at 0.
    pub(super) end: f64,
    pub(super) is_share: bool,
    /// The reference articles with names, if they are few.
    pub(super) others: Vec<(&'r str, f64)>,
    /// Their 5th, 25th, 50th, 75th, 95th percentile, if they are many.
    pub(super) spread: Option<[f64; 5]>,
    /// How many of them lie below, of how many.
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
    let rate = |side: Side| document.per_1000_words[side as usize];
    [
        document.hedged_share,
        document.certainty,
        rate(Side::Hedge),
        rate(Side::Booster),
        rate(Side::Evidence),
    ]
}

impl Reference {
    /// The sample articles, one a genre, scored by this analyser.
    ///
    /// # Errors
    /// As [`Analyzer::analyze`].
    pub fn samples(analyzer: &Analyzer) -> Result<Self> {
        let mut documents = Vec::new();
        for sample in SAMPLES {
            let document = RawDocument::of_text(sample.genre, sample.text);
            let analysis = analyzer.analyze(sample.text)?;
            let rows = DocumentRows::of(&document, &analysis, analyzer.lexicon())?;
            documents.push((sample.genre.to_owned(), figures(&rows.document)));
        }
        let count = documents.len();
        Ok(Self { name: format!("{count} sample articles, one a genre"), documents })
    }

    /// The documents of a finished run.
    ///
    /// # Errors
    /// If its documents table cannot be read.
    pub fn of_run(run: &FinishedRun, name: &str) -> Result<Self> {
        let mut documents = Vec::new();
        for rows in run.documents(false)? {
            let document = rows?.document;
            documents.push((super::shown::shown(&document.id), figures(&document)));
        }
        let count = super::shown::counted(documents.len() as u64, "document", "documents");
        Ok(Self { name: format!("{count} of {}", super::shown::shown(name)), documents })
    }

    /// Whether its documents are too many to be shown one by one.
    pub(super) fn is_many(&self) -> bool {
        self.documents.len() > SINGLE
    }

    pub(super) fn against(&self, document: &DocumentRow) -> Vec<Measured<'_>> {
        let interval = document.hedged_share_low.zip(document.hedged_share_high);
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
                let many = others.len() > SINGLE;
                let quantile = |q: f64| sorted[((sorted.len() - 1) as f64 * q).round() as usize];
                Measured {
                    name: NAMES[at],
                    value,
                    interval: interval.filter(|_| at == 0),
                    end: if is_share { 1.0 } else { super::chart::scale::nice_end(greatest) },
                    is_share,
                    spread: many.then(|| [0.05, 0.25, 0.5, 0.75, 0.95].map(quantile)),
                    below: (below, sorted.len()),
                    others: if many { Vec::new() } else { others },
                }
            })
            .collect()
    }
}

impl Measured<'_> {
    /// The article's figure in words.
    pub(super) fn shown(&self) -> String {
        match self.value {
            Some(value) if self.name == NAMES[0] => shown::percent(value),
            value => super::shown::figure(value, if self.is_share { 2 } else { 1 }),
        }
    }

    /// Where a figure lies on the scale, 0–100.
    pub(super) fn at(&self, value: &f64) -> String {
        format!("{:.1}", (100.0 * value / self.end).clamp(0.0, 100.0))
    }

    /// The ends of the scale, in words.
    pub(super) fn ends(&self) -> (String, String) {
        match self.name {
            name if name == NAMES[0] => (shown::percent(0.0), shown::percent(1.0)),
            _ => ("0".to_owned(), format!("{}", self.end)),
        }
    }
}
