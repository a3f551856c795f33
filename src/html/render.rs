//! From articles and figures to HTML, through the templates.

use askama::Template;

use super::article::Article;
use super::assets::{SCRIPT, STYLE, csp_hash};
use super::chart::ribbon::{self, Bar};
use super::corpus::Corpus;
use super::reference::Reference;
use super::shown;
use crate::analyzer::Analyzer;
use crate::error::{Error, Result};
use crate::lexicon::{CueClass, Side};
use crate::summary::ListedSentence;
use crate::tables::{FinishedRun, SentenceRow};

/// What the figures of a page rest on.
#[derive(Debug, Clone)]
pub struct Method {
    version: String,
    profile: String,
    /// Lexicon files with the front of their digests.
    lexicons: Vec<(String, String)>,
}

/// So much of a digest is shown.
const DIGEST: usize = 12;

impl Method {
    /// That of an analyser.
    pub fn of(analyzer: &Analyzer) -> Self {
        let front = |digest: String| digest.chars().take(DIGEST).collect();
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            profile: analyzer.profile().name.clone(),
            lexicons: analyzer.sources().map(|s| (s.file, front(s.sha256))).collect(),
        }
    }

    /// That of a finished run.
    pub fn of_run(run: &FinishedRun) -> Self {
        let front = |digest: &str| digest.chars().take(DIGEST).collect();
        let files = run.report.lexicons.iter();
        Self {
            version: shown::shown(&run.report.version),
            profile: shown::shown(&run.report.profile),
            lexicons: files.map(|file| (shown::shown(&file.file), front(&file.sha256))).collect(),
        }
    }
}

/// A side with its figures.
struct SideView {
    name: &'static str,
    title: &'static str,
    count: u64,
    rate: String,
    classes: Vec<ClassView>,
}

/// A class in the list of filters.
struct ClassView {
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
    sides: Vec<SideView>,
    ribbon: Vec<Bar>,
    warnings: Vec<String>,
}

/// A list of sentences.
struct List<'a> {
    title: &'static str,
    /// What is said where there are none.
    none: &'static str,
    sentences: &'a [ListedSentence],
}

#[allow(clippy::unused_self)] // templates call functions as methods
impl ArticleTemplate<'_> {
    fn lists(&self) -> [List<'_>; 2] {
        [
            List {
                title: "Most hedged sentences",
                none: "No sentence is hedged.",
                sentences: &self.article.hedged,
            },
            List {
                title: "Best-evidenced sentences",
                none: "No sentence that is not hedged says what it rests on.",
                sentences: &self.article.evidenced,
            },
        ]
    }

    fn step(&self, certainty: &f64) -> u8 {
        shown::step(*certainty)
    }

    fn margin(&self, probability: &f64) -> String {
        format!("{:.0}", 100.0 * probability)
    }

    fn figure(&self, value: &f64) -> String {
        shown::figure(Some(*value), 2)
    }

    fn shown(&self, text: &str) -> String {
        shown::shown(text)
    }

    fn class_name(&self, class: &CueClass) -> String {
        shown::class_name(*class)
    }

    /// A sentence's figures in words.
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

/// A side's name over its figures.
pub(super) fn side_title(side: Side) -> &'static str {
    match side {
        Side::Hedge => "Hedges",
        Side::Booster => "Boosters",
        Side::Evidence => "Evidence",
    }
}

fn sides(article: &Article) -> Vec<SideView> {
    let view = |side: Side| SideView {
        name: side.name(),
        title: side_title(side),
        count: article.document.sides[side as usize],
        rate: shown::figure(article.document.per_1000_words[side as usize], 1),
        classes: article
            .classes(side)
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(class, count)| ClassView {
                id: class.name(),
                name: shown::class_name(class),
                says: class.description(),
                count,
            })
            .collect(),
    };
    Side::ALL.map(view).into()
}

/// What a warning code of the documents table means.
fn warning(code: &str) -> Option<String> {
    match code.split_once(':').unwrap_or((code, "")) {
        ("transcoded", from) => Some(format!("The text was not UTF-8; it was read as {from}.")),
        ("replaced_characters", _) => {
            Some("Some bytes of the text are no characters; they are shown as �.".to_owned())
        }
        ("ragged_row", _) => Some("Its row of the table was not as long as the header.".to_owned()),
        // No words: the page says so itself.
        _ => None,
    }
}

/// A failed template is a fault of the program: nothing in them depends on the outside.
pub(super) fn faulty(e: &askama::Error) -> Error {
    Error::internal(format!("a page template failed: {e}"))
}

/// An article as a piece of HTML.
///
/// # Errors
/// None but faults of ours.
pub fn article_fragment(article: &Article, reference: Option<&Reference>) -> Result<String> {
    let document = &article.document;
    let balance = document.evidence_balance;
    let template = ArticleTemplate {
        article,
        reference,
        share: shown::percent_or_dash(document.hedged_share),
        low: shown::figure(document.hedged_share_low.map(|share| 100.0 * share), 0),
        high: shown::percent_or_dash(document.hedged_share_high),
        certainty: shown::figure(document.certainty, 2),
        balance: shown::figure(Some(balance), 2),
        balance_says: match balance {
            b if b > 0.05 => "support outweighs hedging",
            b if b < -0.05 => "hedging outweighs support",
            _ => "hedging and support balance",
        },
        sides: sides(article),
        ribbon: ribbon::bars(article),
        warnings: document.warnings.split(';').filter_map(warning).collect(),
    };
    template.render().map_err(|e| faulty(&e))
}

#[derive(Template)]
#[template(path = "report.html")]
struct ReportTemplate<'a> {
    title: String,
    style: &'a str,
    style_hash: String,
    script: &'a str,
    script_hash: String,
    /// Ids and titles of the articles after a corpus.
    pages: Vec<(String, String)>,
    body: String,
    method: &'a Method,
    /// Whether there are figures, whose reading is explained.
    figures: bool,
}

fn report(
    title: &str,
    body: String,
    pages: Vec<(String, String)>,
    method: &Method,
    figures: bool,
) -> Result<String> {
    let template = ReportTemplate {
        title: shown::shown(title),
        style: STYLE,
        style_hash: csp_hash(STYLE),
        script: SCRIPT,
        script_hash: csp_hash(SCRIPT),
        pages,
        body,
        method,
        figures,
    };
    template.render().map_err(|e| faulty(&e))
}

/// A whole page around a body that has no scores.
pub(super) fn report_bare(title: &str, body: String, method: &Method) -> Result<String> {
    report(title, body, Vec::new(), method, false)
}

/// One article as a self-contained page.
///
/// # Errors
/// None but faults of ours.
pub fn article_report(
    article: &Article,
    reference: Option<&Reference>,
    method: &Method,
) -> Result<String> {
    report(&article.title, article_fragment(article, reference)?, Vec::new(), method, true)
}

/// A corpus, and then articles of it, as a self-contained page. The articles stand in the
/// order of the corpus' pages.
///
/// # Errors
/// None but faults of ours.
pub fn corpus_report(
    corpus: &Corpus,
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
