//! The paths of the site.

use axum::Router;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::from_fn;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::set_header::SetResponseHeaderLayer;

use super::answer::{HEADERS, Refusal};
use super::site::Site;
use super::{api, host};

/// Routes all paths of the site, with the headers of every answer. A server that only this
/// computer reaches (`local`) answers only to names of this computer.
pub(super) fn router(site: Site, local: bool) -> Router {
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
        .fallback(async || api::no_such_path())
        .method_not_allowed_fallback(api::wrong_method)
        .layer(CatchPanicLayer::custom(|_| Refusal::internal().into_response()));
    let router = if local { router.layer(from_fn(host::only_own)) } else { router };
    let header = |(name, value)| {
        let (name, value) = (HeaderName::from_static(name), HeaderValue::from_static(value));
        SetResponseHeaderLayer::overriding(name, value)
    };
    HEADERS.map(header).into_iter().fold(router, Router::layer).with_state(site)
}
