//! Two articles side by side.

use askama::Template;

use super::article::Article;
use super::article_page::article_fragment;
use super::format::{self, ShownFigure};
use super::template::render;
use crate::error::Result;
use crate::lexicon::Side;
use crate::stats;
use crate::tables::DocumentRow;

#[derive(Template)]
#[template(path = "compare.html")]
struct CompareTemplate<'a> {
    documents: [&'a DocumentRow; 2],
    /// The difference of the hedged shares with its interval.
    difference: Option<(f64, f64, f64)>,
    fragments: [String; 2],
}

/// Renders two articles with their figures beside each other. Each needs its own prefix.
pub fn comparison(a: &Article, b: &Article) -> Result<String> {
    let (da, db) = (&a.document, &b.document);
    let template = CompareTemplate {
        documents: [da, db],
        difference: stats::difference(
            da.hedged_sentences,
            da.sentences,
            db.hedged_sentences,
            db.sentences,
        ),
        fragments: [article_fragment(a, None)?, article_fragment(b, None)?],
    };
    render(&template)
}
