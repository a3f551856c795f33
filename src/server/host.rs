//! Names that a computer has for itself. A foreign page can have its own name resolve to this
//! computer (DNS rebinding), and would then be of the same origin as ours and read its answers.

use std::net::IpAddr;

use axum::extract::Request;
use axum::http::uri::Authority;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use super::answer::Refusal;

/// Lets requests through that are meant for this computer.
pub(super) async fn only_own(request: Request, next: Next) -> Result<Response, Refusal> {
    let Some(host) = request.headers().get(header::HOST) else {
        // No browser leaves it out.
        return Ok(next.run(request).await);
    };
    // No client may send user information in it.
    let named = host.to_str().ok().filter(|host| !host.contains('@'));
    let named = named.and_then(|host| host.parse::<Authority>().ok());
    let asked = [named.as_ref(), request.uri().authority().or(named.as_ref())];
    if asked.into_iter().all(|name| name.is_some_and(|name| is_own(name.host()))) {
        return Ok(next.run(request).await);
    }
    Err(Refusal::new(
        StatusCode::MISDIRECTED_REQUEST,
        "only this computer is answered, at 127.0.0.1 or localhost, unless the server is started for others",
    ))
}

fn is_own(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    let host = host.to_ascii_lowercase();
    host == "localhost"
        || host.ends_with(".localhost")
        || address.is_ok_and(|address| address.to_canonical().is_loopback())
}
