//! Requests: their bodies within the limits of length and time, and what is asked.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use tokio::sync::OwnedSemaphorePermit;

use super::answer::Refusal;
use super::wire::has_come;
use super::{Limits, Ready, Shared, Site};
use crate::lexicon::PROFILE_NAMES;

/// A text whose rows are wanted.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rows {
    pub(super) text: String,
    pub(super) profile: Option<String>,
    /// Whether the reasons of learned weights are wanted.
    #[serde(default)]
    pub(super) explain: bool,
}

/// A text to be shown.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Titled {
    pub(super) text: String,
    pub(super) profile: Option<String>,
    pub(super) title: Option<String>,
}

/// A text of which one table is wanted.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OneTable {
    pub(super) text: String,
    pub(super) profile: Option<String>,
    pub(super) table: Option<String>,
}

/// Two texts to be compared.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pair {
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
    /// Makes an answer from a text on a thread of its own, within the limits of time and
    /// of what may wait to be taken.
    pub(super) async fn work<T: Into<Vec<u8>> + Send + 'static>(
        self,
        work: impl FnOnce(&Shared) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<Bytes, Refusal> {
        let Limits { time, answers: most, .. } = self.0.limits;
        let answers = self.0.answers.clone();
        let run = async {
            let permit = self.0.workers.clone().acquire_owned().await;
            let task = tokio::task::spawn_blocking(move || {
                let outcome = work(&self.0).map(Into::into);
                drop(permit);
                outcome
            });
            task.await.unwrap_or_else(|_| {
                let reason = "internal error; please report it with the text";
                Err(Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, reason))
            })
        };
        let busy = || {
            let reason = "the server is busy; try again, or send less text";
            Refusal::new(StatusCode::SERVICE_UNAVAILABLE, reason)
        };
        let mut bytes: Vec<u8> = tokio::time::timeout(time, run).await.map_err(|_| busy())??;
        // Or it would take up to twice what is counted.
        bytes.shrink_to_fit();
        // One that is longer than all that may wait may wait alone.
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX).min(most);
        let place = answers.try_acquire_many_owned(length).map_err(|_| busy())?;
        Ok(Bytes::from_owner(Waiting { bytes, _place: place }))
    }
}

/// An answer, and its place among those that wait to be taken.
struct Waiting {
    bytes: Vec<u8>,
    _place: OwnedSemaphorePermit,
}

impl AsRef<[u8]> for Waiting {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::Analyzer;

    #[test]
    fn answers_that_nobody_takes_do_not_fill_the_memory() {
        let analyzer = Analyzer::builder().build().unwrap();
        let limits = Limits { answers: 1_000, ..Limits::default() };
        let site = Site::new(vec![analyzer], limits).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let answer = |length: usize| site.clone().work(move |_| Ok(vec![b'a'; length]));
            let first = answer(700).await.unwrap();
            assert_eq!(answer(301).await.unwrap_err().status, StatusCode::SERVICE_UNAVAILABLE);
            assert_eq!(answer(300).await.unwrap().len(), 300);
            // What is handed on in part waits whole.
            let rest = first.slice(600..);
            drop(first);
            assert!(answer(301).await.is_err());
            drop(rest);
            assert_eq!(answer(2_000).await.unwrap().len(), 2_000);
            assert!(answer(1_000).await.is_ok());
        });
    }
}
