//! The page of an article.

use askama::Template;

use super::article::Article;
use super::chart::ribbon::{self, RibbonBar};
use super::format;
use super::reference::Reference;
use super::template::{Method, report, template_error};
use crate::error::Result;
use crate::lexicon::{CueClass, Side};
use crate::tables::{SentenceRow, WARNINGS};

/// Figures of a side, with its classes.
struct SideFigures {
    name: &'static str,
    title: &'static str,
    count: u64,
    rate: String,
    classes: Vec<ClassCount>,
}

/// A class among the filters, with its matches that count.
struct ClassCount {
    id: &'static str,
    name: String,
    says: &'static str,
    count: u64,
}

#[derive(Template)]
#[template(path = "article.html")]
struct ArticleTemplate<'a> {
    article: &'a Article,
    reference: Option<&'a Reference>,
    share: String,
    low: String,
    high: String,
    certainty: String,
    balance: String,
    balance_says: &'static str,
    sides: Vec<SideFigures>,
    ribbon: Vec<RibbonBar>,
    warnings: Vec<String>,
}

/// A list of sentences at one end.
struct SentenceList<'a> {
    title: &'static str,
    /// Text in place of an empty list.
    none: &'static str,
    sentences: &'a [SentenceRow],
}

#[allow(clippy::unused_self)] // templates call functions as methods
impl ArticleTemplate<'_> {
    fn lists(&self) -> [SentenceList<'_>; 2] {
        [
            SentenceList {
                title: "Most hedged sentences",
                none: "No sentence is hedged.",
                sentences: &self.article.hedged,
            },
            SentenceList {
                title: "Best-evidenced sentences",
                none: "No sentence that is not hedged says what it rests on.",
                sentences: &self.article.evidenced,
            },
        ]
    }

    fn step(&self, certainty: &f64) -> u8 {
        format::step(*certainty)
    }

    fn margin(&self, probability: &f64) -> String {
        format!("{:.0}", 100.0 * probability)
    }

    fn figure(&self, value: &f64) -> String {
        format::figure(Some(*value), 2)
    }

    fn sanitize(&self, text: &str) -> String {
        format::sanitize(text)
    }

    fn class_name(&self, class: &CueClass) -> String {
        format::class_name(*class)
    }

    /// Says a sentence's figures in words.
    fn sentence_says(&self, row: &SentenceRow) -> String {
        let verdict = if row.hedged { "hedged" } else { "not hedged" };
        let mut out = format!(
            "{verdict}, probability {:.2}; certainty {:.2}",
            row.hedge_probability, row.certainty
        );
        for (is, what) in [
            (row.quoted, "quoted"),
            (row.attributed && !row.quoted, "attributed"),
            (row.question, "a question"),
        ] {
            if is {
                out.push_str("; ");
                out.push_str(what);
            }
        }
        out
    }
}

fn sides(article: &Article) -> Vec<SideFigures> {
    let view = |side: Side| SideFigures {
        name: side.name(),
        title: format::side_title(side),
        count: article.document.side(side),
        rate: format::figure(article.document.per_1000_words(side), 1),
        classes: article
            .classes(side)
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(class, count)| ClassCount {
                id: class.name(),
                name: format::class_name(class),
                says: class.description(),
                count,
            })
            .collect(),
    };
    Side::ALL.map(view).into()
}

/// Explains a warning of the documents table. That a text is empty the page says by itself.
fn warning(warning: &str) -> Option<String> {
    let (code, details) = warning.split_once(':').unwrap_or((warning, ""));
    let known = WARNINGS.iter().find(|known| known.code == code && code != "empty")?;
    let meaning = known.meaning.trim_end_matches('.');
    let details = if details.is_empty() { String::new() } else { format!(" ({details})") };
    Some(format!("{meaning}{details}."))
}

/// Renders an article as a piece of HTML.
///
/// # Errors
/// Only if a template fails to render, which is a bug.
pub fn article_fragment(article: &Article, reference: Option<&Reference>) -> Result<String> {
    let document = &article.document;
    let balance = document.evidence_balance;
    let template = ArticleTemplate {
        article,
        reference,
        share: format::percent_or_dash(document.hedged_share),
        low: format::figure(document.hedged_share_low.map(|share| 100.0 * share), 0),
        high: format::percent_or_dash(document.hedged_share_high),
        certainty: format::figure(document.certainty, 2),
        balance: format::figure(Some(balance), 2),
        balance_says: match balance {
            b if b > 0.05 => "support outweighs hedging",
            b if b < -0.05 => "hedging outweighs support",
            _ => "hedging and support balance",
        },
        sides: sides(article),
        ribbon: ribbon::bars(article),
        warnings: document.warnings.split(';').filter_map(warning).collect(),
    };
    template.render().map_err(template_error)
}

/// Renders an article as a self-contained page.
///
/// # Errors
/// Only if a template fails to render, which is a bug.
pub fn article_report(
    article: &Article,
    reference: Option<&Reference>,
    method: &Method,
) -> Result<String> {
    report(&article.title, article_fragment(article, reference)?, Vec::new(), method, true)
}
