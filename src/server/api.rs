//! What the paths answer.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;
use serde_json::json;

use super::answer::{Refusal, file, with_type};
use super::input::{ComparisonRequest, CsvRequest, Json, PageRequest, Raw, TableRequest};
use super::site::{ProfileAnalyzer, Site};
use crate::analysis::Analysis;
use crate::corpus::{self, RawDocument};
use crate::explain::explain_first;
use crate::html::{self, Article};
use crate::samples::SAMPLES;
use crate::tables::{AnalyzedDocument, BatchBuilder, Format, Level, TableSet};

type Answer = Result<Response, Refusal>;

const JSON: &str = "application/json";
const HTML: &str = "text/html; charset=utf-8";

/// The id that a pasted text has in tables.
const ID: &str = "text";

pub(super) fn page(State(site): State<Site>, local: bool) -> Answer {
    let names = site.profiles.iter().map(|ready| ready.analyzer.profile());
    let profiles: Vec<_> = names.map(|p| (p.name.as_str(), p.description.as_str())).collect();
    let html = html::live_page(&profiles, site.limits.body, local)?;
    Ok(with_type(HTML, html))
}

pub(super) async fn asset(name: Result<Path<String>, PathRejection>) -> Answer {
    let asset = name.ok().and_then(|name| html::asset(&name.0));
    let (media, content) = asset.ok_or_else(no_such_path)?;
    Ok(with_type(media, content))
}

pub(super) async fn openapi() -> Response {
    with_type(JSON, include_str!("../../web/openapi.json"))
}

pub(super) fn no_such_path() -> Refusal {
    Refusal::new(StatusCode::NOT_FOUND, "there is no such path; GET /api/openapi.json lists them")
}

pub(super) async fn wrong_method() -> Refusal {
    let reason = "this path takes another method; GET /api/openapi.json lists them";
    Refusal::new(StatusCode::METHOD_NOT_ALLOWED, reason)
}

pub(super) async fn samples() -> Answer {
    Ok(with_type(JSON, body(&SAMPLES)?))
}

fn body(value: &impl Serialize) -> Result<Vec<u8>, Refusal> {
    serde_json::to_vec(value).map_err(|e| {
        Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, format!("internal error: {e}"))
    })
}

/// A text's rows in a table, added to what is there.
fn add_table(
    ready: &ProfileAnalyzer,
    text: &str,
    analysis: &Analysis,
    level: Level,
    format: Format,
    out: &mut Vec<u8>,
) {
    let set = TableSet::new(&[level], format, &[]);
    out.extend(set.headers().flatten());
    let document = RawDocument::of_text(ID, text);
    let document = AnalyzedDocument::new(&document, analysis, ready.analyzer.lexicon());
    let mut batches = set.batch();
    set.add(&document, 0..analysis.sentences.len(), 0, &mut batches);
    for batch in batches {
        // Writing to a vector cannot fail.
        let _ = batch.write(0, out);
    }
}

/// What stands in front of the rows.
#[derive(Serialize)]
struct Analyzed<'a> {
    version: &'static str,
    profile: &'a str,
    threshold: f64,
}

pub(super) async fn analyze(State(site): State<Site>, Json(asked): Json<TableRequest>) -> Answer {
    let answer = site.work(asked.profile, move |ready| {
        let analysis = ready.analyzer.analyze(&asked.text)?;
        let mut out = body(&Analyzed {
            version: env!("CARGO_PKG_VERSION"),
            profile: &ready.analyzer.profile().name,
            threshold: ready.analyzer.threshold(),
        })?;
        out.pop();
        // Rows are long and many, so they are written where they are to stand.
        for level in Level::ALL {
            out.extend_from_slice(format!(",\"{level}\":[").as_bytes());
            let from = out.len();
            add_table(ready, &asked.text, &analysis, level, Format::Jsonl, &mut out);
            // Within a row line ends are escaped.
            out[from..].iter_mut().filter(|byte| **byte == b'\n').for_each(|byte| *byte = b',');
            if out.len() > from {
                out.pop();
            }
            out.push(b']');
        }
        if asked.explain {
            let all = explain_first(&ready.analyzer, &asked.text, html::CUES_SHOWN)?;
            out.extend_from_slice(b",\"explanations\":");
            out.extend(body(&all)?);
        }
        out.push(b'}');
        Ok(out)
    });
    Ok(with_type(JSON, answer.await?))
}

#[derive(Serialize)]
struct ViewAnswer {
    html: String,
    figures: html::MainFigures,
}

pub(super) async fn view(State(site): State<Site>, Json(asked): Json<PageRequest>) -> Answer {
    let answer = site.work(asked.profile, move |ready| {
        let article = article(ready, asked.title.as_deref().unwrap_or("Your text"), &asked.text)?;
        let html = html::article_fragment(&article, Some(&ready.reference))?;
        body(&ViewAnswer { html, figures: article.figures() })
    });
    Ok(with_type(JSON, answer.await?))
}

fn article(ready: &ProfileAnalyzer, title: &str, text: &str) -> Result<Article, Refusal> {
    Ok(Article::of_text(&ready.analyzer, title, &RawDocument::of_text(ID, text))?)
}

pub(super) async fn compare(
    State(site): State<Site>,
    Json(asked): Json<ComparisonRequest>,
) -> Answer {
    let answer = site.work(asked.profile, move |ready| {
        let a = article(ready, "Text A", &asked.a)?.with_prefix("a-");
        let b = article(ready, "Text B", &asked.b)?.with_prefix("b-");
        body(&json!({ "html": html::comparison(&a, &b)? }))
    });
    Ok(with_type(JSON, answer.await?))
}

pub(super) async fn report(State(site): State<Site>, Json(asked): Json<PageRequest>) -> Answer {
    let answer = site.work(asked.profile, move |ready| {
        let article = article(ready, asked.title.as_deref().unwrap_or("Your text"), &asked.text)?;
        Ok(html::article_report(&article, Some(&ready.reference), &ready.method)?)
    });
    Ok(file(HTML, "hedgerow.html", answer.await?))
}

pub(super) async fn csv(State(site): State<Site>, Json(asked): Json<CsvRequest>) -> Answer {
    let wanted = asked.table.as_deref().unwrap_or("cues");
    let level = Level::from_name(wanted).ok_or_else(|| {
        let names = Level::ALL.map(Level::name).join(", ");
        Refusal::senseless(format!("there is no table \"{wanted}\"; the tables are {names}"))
    })?;
    let answer = site.work(asked.profile, move |ready| {
        let analysis = ready.analyzer.analyze(&asked.text)?;
        let mut out = Vec::new();
        add_table(ready, &asked.text, &analysis, level, Format::Csv, &mut out);
        Ok(out)
    });
    Ok(file("text/csv; charset=utf-8", &format!("{level}.csv"), answer.await?))
}

/// A file's bytes to text, as `hedgerow score` reads them.
pub(super) async fn decode(State(site): State<Site>, Raw(bytes): Raw) -> Answer {
    let answer = site.work(None, move |_| {
        let decoded = corpus::decode(bytes.into(), None);
        let decoded = decoded.map_err(|e| Refusal::senseless(e.reason))?;
        body(&json!({ "text": decoded.text, "warning": decoded.warning }))
    });
    Ok(with_type(JSON, answer.await?))
}
