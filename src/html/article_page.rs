//! The page of an article.

use askama::Template;

use super::article::Article;
use super::chart::ribbon::{self, RibbonBar};
use super::format::{self, ShownFigure};
use super::reference::Reference;
use super::template::{Method, render, report};
use crate::error::Result;
use crate::lexicon::{CueClass, Side};
use crate::tables::WARNINGS;

#[derive(Template)]
#[template(path = "article.html")]
struct ArticleTemplate<'a> {
    article: &'a Article,
    reference: Option<&'a Reference>,
    ribbon: Vec<RibbonBar>,
    warnings: Vec<String>,
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
pub fn article_fragment(article: &Article, reference: Option<&Reference>) -> Result<String> {
    let template = ArticleTemplate {
        article,
        reference,
        ribbon: ribbon::bars(article),
        warnings: article.document.warnings.split(';').filter_map(warning).collect(),
    };
    render(&template)
}

/// Renders an article as a self-contained page.
pub fn article_report(
    article: &Article,
    reference: Option<&Reference>,
    method: &Method,
) -> Result<String> {
    report(&article.title, article_fragment(article, reference)?, Vec::new(), method, true)
}
