//! Two articles side by side.

use askama::Template;

use super::article::Article;
use super::article_page::article_fragment;
use super::format::{self, side_title};
use super::template::template_error;
use crate::error::Result;
use crate::lexicon::Side;
use crate::stats::difference;

/// A figure of both articles.
struct ComparedLine {
    name: &'static str,
    a: String,
    b: String,
}

#[derive(Template)]
#[template(path = "compare.html")]
struct CompareTemplate {
    rows: Vec<ComparedLine>,
    /// Says in words how the hedged shares differ.
    verdict: String,
    a: String,
    b: String,
}

/// Renders two articles with their figures beside each other. Each needs its own prefix.
///
/// # Errors
/// Only if a template fails to render, which is a bug.
pub fn comparison(a: &Article, b: &Article) -> Result<String> {
    let (da, db) = (&a.document, &b.document);
    let row = |name, of: &dyn Fn(&Article) -> String| ComparedLine { name, a: of(a), b: of(b) };
    let mut rows = vec![
        row("Words", &|x| format::count(x.document.words)),
        row("Sentences", &|x| format::count(x.document.sentences)),
        row("Hedged sentences", &|x| {
            let d = &x.document;
            let interval = d.hedged_share_interval().map(|(low, high)| {
                format!(" ({}–{})", format::percent(low), format::percent(high))
            });
            format!("{}{}", format::percent_or_dash(d.hedged_share), interval.unwrap_or_default())
        }),
        row("Certainty", &|x| format::figure(x.document.certainty, 2)),
    ];
    for side in Side::ALL {
        rows.push(row(side_title(side), &|x| {
            let d = &x.document;
            let rate = format::figure(d.per_1000_words(side), 1);
            format!("{} ({rate} per 1,000 words)", d.side(side))
        }));
    }
    rows.push(row("Evidence balance", &|x| format::figure(Some(x.document.evidence_balance), 2)));
    let found = difference(da.hedged_sentences, da.sentences, db.hedged_sentences, db.sentences);
    let verdict = found.map_or_else(String::new, |(value, low, high)| {
        let points = |share: f64| format::figure(Some(100.0 * share), 0);
        let says = if low > 0.0 {
            "A hedges more of its sentences than B."
        } else if high < 0.0 {
            "B hedges more of its sentences than A."
        } else {
            "With so few sentences the two cannot be told apart."
        };
        format!(
            "Difference of the hedged shares: {} percentage points (95 % interval {} to {}, Newcombe’s). {says}",
            points(value),
            points(low),
            points(high)
        )
    });
    let template = CompareTemplate {
        rows,
        verdict,
        a: article_fragment(a, None)?,
        b: article_fragment(b, None)?,
    };
    template.render().map_err(template_error)
}
