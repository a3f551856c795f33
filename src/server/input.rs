//! Requests: their bodies within the limits of length and time, and what is asked.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::answer::Refusal;
use super::wire::has_come;
use super::{Limits, Ready, Shared, Site};
use crate::lexicon::PROFILE_NAMES;

/// A text, and what is wanted of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    pub(super) text: String,
    pub(super) profile: Option<String>,
    pub(super) title: Option<String>,
    /// Which table, where one is asked for.
    pub(super) table: Option<String>,
    /// Whether the reasons of learned weights are wanted.
    #[serde(default)]
    pub(super) explain: bool,
}

/// Two texts to be compared.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pair {
    pub(super) a: String,
    pub(super) b: String,
    pub(super) profile: Option<String>,
}

/// A request's JSON.
pub(super) struct Json<T>(pub(super) T);

/// A request's bytes.
pub(super) struct Raw(pub(super) Bytes);

impl FromRequest<Site> for Raw {
    type Rejection = Refusal;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Refusal> {
        let limits = site.0.limits;
        let (parts, body) = request.into_parts();
        let body = read(&parts.headers, body, limits).await?;
        has_come(&parts.extensions);
        Ok(Self(body))
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
        serde_json::from_slice(&bytes).map(Self).map_err(|e| {
            let reason = format!("{e}; GET /api/openapi.json describes what is expected");
            match e.classify() {
                serde_json::error::Category::Data => Refusal::senseless(reason),
                _ => Refusal::new(StatusCode::BAD_REQUEST, format!("not JSON: {reason}")),
            }
        })
    }
}

async fn read(headers: &HeaderMap, body: Body, limits: Limits) -> Result<Bytes, Refusal> {
    let too_long = || {
        let reason = format!(
            "the request is longer than {} bytes; send less text at a time, or use `hedgerow score` or `hedgerow report`",
            limits.body
        );
        Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, reason)
    };
    let told = headers.get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()?.parse().ok());
    if told.is_some_and(|length: u64| length > limits.body as u64) {
        return Err(too_long());
    }
    let whole = Limited::new(body, limits.body).collect();
    match tokio::time::timeout(limits.time, whole).await {
        Ok(Ok(collected)) => Ok(collected.to_bytes()),
        Ok(Err(e)) if e.is::<LengthLimitError>() => Err(too_long()),
        Ok(Err(e)) => {
            Err(Refusal::new(StatusCode::BAD_REQUEST, format!("the request broke off: {e}")))
        }
        Err(_) => {
            let reason =
                format!("the request took longer than {} s to arrive", limits.time.as_secs_f64());
            Err(Refusal::new(StatusCode::REQUEST_TIMEOUT, reason))
        }
    }
}

impl Shared {
    /// The analyser of a profile; the default one where none is named.
    pub(super) fn ready(&self, profile: Option<&str>) -> Result<&Ready, Refusal> {
        let Some(name) = profile else { return Ok(&self.profiles[0]) };
        let found = self.profiles.iter().find(|ready| ready.analyzer.profile().name == name);
        found.ok_or_else(|| {
            let names = PROFILE_NAMES.join(", ");
            Refusal::senseless(format!("there is no profile \"{name}\"; the profiles are {names}"))
        })
    }
}

impl Site {
    /// Does work on a text on a thread of its own, within the limit of time.
    pub(super) async fn work<T: Send + 'static>(
        self,
        work: impl FnOnce(&Shared) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let time = self.0.limits.time;
        let run = async {
            let permit = self.0.workers.clone().acquire_owned().await;
            let task = tokio::task::spawn_blocking(move || {
                let outcome = work(&self.0);
                drop(permit);
                outcome
            });
            task.await.unwrap_or_else(|_| {
                let reason = "internal error; please report it with the text";
                Err(Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, reason))
            })
        };
        tokio::time::timeout(time, run).await.unwrap_or_else(|_| {
            let reason = "the server is busy; try again, or send less text";
            Err(Refusal::new(StatusCode::SERVICE_UNAVAILABLE, reason))
        })
    }
}
