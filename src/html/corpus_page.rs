//! A corpus in charts and tables, drawn from its summary.

use askama::Template;

use super::article::Article;
use super::article_page::article_fragment;
use super::chart::plot::{self, Plot};
use super::chart::scale::{nice_end, place};
use super::format::{self, ShownFigure};
use super::reference::Reference;
use super::template::{Method, render, report};
use crate::corpus::Failure;
use crate::error::Result;
use crate::lexicon::{CueClass, Side};
use crate::stats::Estimate;
use crate::summary::{CorpusSummary, GroupFigures, MIN_WORDS};
use crate::tables::DocumentRow;

/// Most documents that are listed as unreadable.
const FAILURES: usize = 50;

/// The page of a corpus.
#[derive(Debug)]
pub struct CorpusPage {
    /// Title of the page.
    pub title: String,
    /// The figures.
    pub summary: CorpusSummary,
    /// Name of the column that documents are grouped by, and its place among the kept.
    pub group: Option<(String, usize)>,
    /// Name of the column with dates, and its place among the kept.
    pub date: Option<(String, usize)>,
    /// Documents that could not be read.
    pub failures: Vec<Failure>,
    /// The documents with a page of their own: their numbers in the corpus, in order.
    pub pages: Vec<u64>,
}

impl ShownFigure for Option<Estimate> {
    fn value(self) -> Option<f64> {
        self.map(|estimate| estimate.value)
    }
}

/// Where a scale ends that has room for all these and their intervals.
fn scale_end<'a>(all: impl Iterator<Item = &'a Estimate>) -> f64 {
    nice_end(all.map(|e| e.high.unwrap_or(e.value)).fold(0.0, f64::max))
}

#[derive(Template)]
#[template(path = "corpus.html")]
struct CorpusTemplate<'a> {
    page: &'a CorpusPage,
    summary: &'a CorpusSummary,
    histograms: [Plot; 2],
    scatter: Plot,
    timeline: Option<Plot>,
    classes_end: f64,
    groups_end: f64,
    /// Number of documents in the table.
    listed: u64,
}

#[allow(clippy::unused_self)] // templates call functions as methods
impl CorpusTemplate<'_> {
    /// The groups, those not kept apart last.
    fn groups(&self) -> impl Iterator<Item = &GroupFigures> {
        self.summary.groups.iter().flat_map(|groups| groups.apart.iter().chain(&groups.other))
    }

    fn interval(&self, of: &Option<Estimate>) -> Option<(f64, f64)> {
        of.and_then(|estimate| estimate.low.zip(estimate.high))
    }

    fn place(&self, value: &f64, end: &f64) -> String {
        place(*value, *end)
    }

    /// Formats the ends of a figure's interval.
    fn range(&self, of: &Option<Estimate>, factor: f64, decimals: usize) -> String {
        format::range(self.interval(of), factor, decimals)
    }

    fn hedged_share(&self, row: &DocumentRow) -> Option<Estimate> {
        let (low, high) = (row.hedged_share_low, row.hedged_share_high);
        row.hedged_share.map(|value| Estimate { value, low, high, n: row.sentences })
    }

    /// The value of a document in a column of metadata.
    fn kept<'r>(&self, row: &'r DocumentRow, column: &usize) -> &'r str {
        row.kept.get(*column).map_or("", String::as_str)
    }

    /// Formats a figure for the sorting script.
    fn raw(&self, value: &Option<f64>) -> String {
        value.map_or_else(String::new, |value| value.to_string())
    }
}

impl CorpusPage {
    /// The section of a document's own page.
    fn section(&self, document: &u64) -> Option<String> {
        let at = self.pages.iter().position(|page| page == document)?;
        Some(format!("d{}-title", at + 1))
    }

    fn render(&self) -> Result<String> {
        let summary = &self.summary;
        let mut template = CorpusTemplate {
            page: self,
            summary,
            histograms: [
                plot::histogram(&summary.hedged_share, "Hedged share", ShownFigure::percent),
                plot::histogram(&summary.certainty, "Certainty", plot::two_decimals),
            ],
            scatter: plot::scatter(&summary.scatter, |document| self.section(&document)),
            timeline: summary.timeline.as_ref().map(plot::timeline),
            classes_end: scale_end(summary.classes_per_1000_words.iter().flatten()),
            groups_end: 0.0,
            listed: summary.rows.len() as u64,
        };
        let shares = template.groups().filter_map(|group| group.figures.hedged_share.as_ref());
        template.groups_end = scale_end(shares).min(1.0);
        render(&template)
    }
}

/// Renders a corpus, and then articles of it, as a self-contained page. The articles stand in
/// the order of [`CorpusPage::pages`].
pub fn corpus_report(
    corpus: &CorpusPage,
    articles: Vec<Article>,
    reference: Option<&Reference>,
    method: &Method,
) -> Result<String> {
    let mut body = corpus.render()?;
    let mut pages = Vec::new();
    for (number, article) in (1..).zip(articles) {
        let article = article.with_prefix(&format!("d{number}-"));
        body.push_str(&article_fragment(&article, reference)?);
        pages.push((article.prefix.clone(), article.title.clone()));
    }
    report(&corpus.title, body, pages, method, true)
}
