//! Answers: JSON, files, and errors with a reason.

use axum::body::Body;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// Headers of every answer.
pub(super) const HEADERS: [(&str, &str); 7] = [
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("x-frame-options", "DENY"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cache-control", "no-store"),
];

/// Allows only the page's own files, and requests to its own server.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// A refusal of a request, with its reason.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) status: StatusCode,
    pub(super) reason: String,
}

impl Refusal {
    pub(super) fn new(status: StatusCode, reason: impl Into<String>) -> Self {
        Self { status, reason: reason.into() }
    }

    fn body(&self) -> String {
        json!({ "status": self.status.as_u16(), "reason": self.reason }).to_string()
    }

    /// The whole answer as it goes over the wire, the last of its connection.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        let body = self.body();
        let mut head = format!(
            "HTTP/1.1 {}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n",
            self.status,
            body.len()
        );
        for (name, value) in HEADERS {
            head.extend([name, ": ", value, "\r\n"]);
        }
        head.push_str("\r\n");
        (head + &body).into_bytes()
    }

    /// A fault of ours.
    pub(super) fn internal() -> Self {
        let reason = "internal error; please report it with the text";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, reason)
    }

    /// A request that is well formed and makes no sense.
    pub(super) fn senseless(reason: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, reason)
    }
}

impl From<crate::Error> for Refusal {
    fn from(e: crate::Error) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, e.to_string())
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let response = (self.status, with_type("application/json", self.body()));
        match self.status {
            // The rest of the request is not read.
            StatusCode::PAYLOAD_TOO_LARGE | StatusCode::REQUEST_TIMEOUT => {
                ([(header::CONNECTION, "close")], response).into_response()
            }
            _ => response.into_response(),
        }
    }
}

/// An answer of a media type.
pub(super) fn with_type(media: &'static str, body: impl Into<Body>) -> Response {
    ([(header::CONTENT_TYPE, media)], body.into()).into_response()
}

/// An answer to be saved as a file.
pub(super) fn file(media: &'static str, name: &str, body: impl Into<Body>) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(header::CONTENT_DISPOSITION, disposition)], with_type(media, body)).into_response()
}
