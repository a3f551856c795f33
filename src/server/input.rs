//! Requests: their bodies, within the limits of length and time, and their fields.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::answer::Refusal;
use super::site::{Limits, Site};
use super::wire::has_arrived;

/// Asks for the rows of a text.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableRequest {
    pub(super) text: String,
    pub(super) profile: Option<String>,
    /// Asks for the reasons of learned weights too.
    #[serde(default)]
    pub(super) explain: bool,
}

/// Asks for a page of a text.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PageRequest {
    pub(super) text: String,
    pub(super) profile: Option<String>,
    pub(super) title: Option<String>,
}

/// Asks for one table of a text.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CsvRequest {
    pub(super) text: String,
    pub(super) profile: Option<String>,
    pub(super) table: Option<String>,
}

/// Asks to compare two texts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ComparisonRequest {
    pub(super) a: String,
    pub(super) b: String,
    pub(super) profile: Option<String>,
}

const SEE: &str = "GET /api/openapi.json describes what is expected";

/// A request's JSON.
pub(super) struct Json<T>(pub(super) T);

/// A request's bytes.
pub(super) struct Raw(pub(super) Bytes);

impl FromRequest<Site> for Raw {
    type Rejection = Refusal;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Refusal> {
        let Limits { body: most, time, .. } = site.limits;
        let too_long = || {
            let reason = format!(
                "the request is longer than {most} bytes; send less text at a time, or use `hedgerow score` or `hedgerow report`"
            );
            Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, reason)
        };
        let (parts, body) = request.into_parts();
        let told = parts.headers.get(header::CONTENT_LENGTH);
        let told = told.and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
        if told.is_some_and(|length| length > most as u64) {
            return Err(too_long());
        }
        let whole = Limited::new(body, most).collect();
        let whole = tokio::time::timeout(time, whole).await.map_err(|_| {
            let reason = format!("the request took longer than {} s to arrive", time.as_secs_f64());
            Refusal::new(StatusCode::REQUEST_TIMEOUT, reason)
        })?;
        let whole = whole.map_err(|e| {
            if e.is::<LengthLimitError>() {
                return too_long();
            }
            Refusal::new(StatusCode::BAD_REQUEST, format!("the request broke off: {e}"))
        })?;
        has_arrived(&parts.extensions);
        Ok(Self(whole.to_bytes()))
    }
}

impl<T: DeserializeOwned> FromRequest<Site> for Json<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Refusal> {
        let media = request.headers().get(header::CONTENT_TYPE);
        let media = media.and_then(|value| value.to_str().ok()).unwrap_or_default();
        let media = media.split(';').next().unwrap_or_default().trim();
        if !media.eq_ignore_ascii_case("application/json") {
            return Err(Refusal::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "send JSON, with the header Content-Type: application/json",
            ));
        }
        let Raw(bytes) = Raw::from_request(request, site).await?;
        if bytes.trim_ascii_start().starts_with(b"[") {
            // Which serde would take for the fields in their order.
            return Err(Refusal::senseless(format!("an object is expected, not an array; {SEE}")));
        }
        serde_json::from_slice(&bytes).map(Self).map_err(|e| {
            let reason = format!("{e}; {SEE}");
            match e.classify() {
                serde_json::error::Category::Data => Refusal::senseless(reason),
                _ => Refusal::new(StatusCode::BAD_REQUEST, format!("not JSON: {reason}")),
            }
        })
    }
}
