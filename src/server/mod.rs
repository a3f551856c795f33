//! The local page: a small web server around the analyser.
//!
//! It stores nothing, sets no cookies, and writes nothing of a text anywhere. Every answer
//! carries a content security policy under which only the page's own files are run.

mod accept;
mod answer;
mod api;
mod host;
mod input;
mod wire;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::from_fn;
use axum::routing::{get, post};
use tokio::sync::Semaphore;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::set_header::SetResponseHeaderLayer;

pub use accept::{listen, serve};

use crate::analyzer::Analyzer;
use crate::error::{Error, Result};
use crate::html::{Method, Reference};

/// How much the server takes on.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Longest request body in bytes; longer ones get 413.
    pub body: usize,
    /// How long the parts of a request, and then its answer, may take; slower ones get 408
    /// and 503.
    pub time: Duration,
    /// Connections at a time; for more the clients that have owed a request for longest make
    /// room.
    pub connections: usize,
    /// Bytes of answers that may wait for their clients to take them; for more they get 503.
    pub answers: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { body: 2 << 20, time: Duration::from_secs(10), connections: 512, answers: 512 << 20 }
    }
}

/// A profile, ready to analyse.
struct Ready {
    analyzer: Analyzer,
    reference: Reference,
    method: Method,
}

/// What all requests share.
struct Shared {
    /// One a profile; the first is the default.
    profiles: Vec<Ready>,
    limits: Limits,
    /// As many texts are analysed at a time.
    workers: Arc<Semaphore>,
    /// What is left of [`Limits::answers`].
    answers: Arc<Semaphore>,
}

/// The server's state.
#[derive(Clone)]
pub struct Site(Arc<Shared>);

impl Site {
    /// A site with these analysers, one a profile; the first is the default.
    ///
    /// # Errors
    /// Without any analyser.
    pub fn new(analyzers: Vec<Analyzer>, limits: Limits) -> Result<Self> {
        if analyzers.is_empty() {
            return Err(Error::usage("a site needs at least one profile"));
        }
        let ready = |analyzer: Analyzer| {
            let reference = Reference::samples(&analyzer)?;
            let method = Method::of(&analyzer);
            Ok(Ready { analyzer, reference, method })
        };
        let profiles = analyzers.into_iter().map(ready).collect::<Result<_>>()?;
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let workers = Arc::new(Semaphore::new(cores));
        let answers = Arc::new(Semaphore::new(limits.answers as usize));
        Ok(Self(Arc::new(Shared { profiles, limits, workers, answers })))
    }

    /// All paths of the site, with the headers every answer carries. What only this computer
    /// reaches (`local`) answers only where it is asked for by a name of this computer.
    pub fn router(self, local: bool) -> Router {
        let router = Router::new()
            .route("/", get(async move |site| api::page(site, local)))
            .route("/assets/{name}", get(api::asset))
            .route("/api/openapi.json", get(api::openapi))
            .route("/api/samples", get(api::samples))
            .route("/api/analyze", post(api::analyze))
            .route("/api/view", post(api::view))
            .route("/api/compare", post(api::compare))
            .route("/api/report", post(api::report))
            .route("/api/csv", post(api::csv))
            .route("/api/decode", post(api::decode))
            .fallback(api::not_found)
            .method_not_allowed_fallback(api::wrong_method)
            .layer(CatchPanicLayer::custom(answer::panicked));
        let router = if local { router.layer(from_fn(host::only_own)) } else { router };
        let header = |(name, value)| {
            let (name, value) = (HeaderName::from_static(name), HeaderValue::from_static(value));
            SetResponseHeaderLayer::overriding(name, value)
        };
        HEADERS.map(header).into_iter().fold(router, Router::layer).with_state(self)
    }
}

/// What every answer carries.
const HEADERS: [(&str, &str); 7] = [
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("x-frame-options", "DENY"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cache-control", "no-store"),
];

/// Only the page's own files, and requests to its own server.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
