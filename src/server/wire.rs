//! A connection below HTTP: what the HTTP library refuses before there is a request gets a reason
//! too, and a client that still sends is listened to until it has read why it should stop.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use axum::http::{Extensions, StatusCode};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::Notify;

use super::answer::Refusal;

/// Time that a client may be silent after its last answer before its connection is closed.
const LINGER_TIMEOUT: Duration = Duration::from_secs(1);

/// Time that a client must have done nothing before it may be sent away where others wait.
const IDLE_BEFORE_EVICTION: Duration = Duration::from_secs(1);

/// A stream that one side hands to the HTTP library and the other keeps.
pub(super) struct Wire(pub(super) Arc<Connection>);

pub(super) struct Connection {
    state: Mutex<ConnectionState>,
    eviction: Notify,
}

struct ConnectionState {
    stream: TcpStream,
    /// When bytes last came or went.
    last_active: Instant,
    /// When the first byte came that nothing has been answered since.
    unanswered_since: Option<Instant>,
    /// The request has come whole and its answer is not there yet.
    is_answering: bool,
    /// Since when the client does not take what is to be written.
    blocked_since: Option<Instant>,
    /// What is still to be written of a refusal that goes out instead of the library's.
    replacement: Option<Vec<u8>>,
}

impl Connection {
    pub(super) fn new(stream: TcpStream) -> Self {
        let state = Mutex::new(ConnectionState {
            stream,
            last_active: Instant::now(),
            unanswered_since: None,
            is_answering: false,
            blocked_since: None,
            replacement: None,
        });
        Self { state, eviction: Notify::new() }
    }

    fn state(&self) -> MutexGuard<'_, ConnectionState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns since when the client owes a request or does nothing, if that is long.
    pub(super) fn idle_since(&self) -> Option<Instant> {
        let state = self.state();
        let since = state.unanswered_since.unwrap_or(state.last_active);
        (!state.is_answering && since.elapsed() >= IDLE_BEFORE_EVICTION).then_some(since)
    }

    /// Ends [`Connection::evicted`].
    pub(super) fn evict(&self) {
        self.eviction.notify_one();
    }

    /// Waits until the connection is to make room, or has not taken its answer in `time`.
    pub(super) async fn evicted(&self, time: Duration) {
        let mut eviction = std::pin::pin!(self.eviction.notified());
        while tokio::time::timeout(IDLE_BEFORE_EVICTION, &mut eviction).await.is_err() {
            let blocked_since = self.state().blocked_since;
            if blocked_since.is_some_and(|since| since.elapsed() > time) {
                return;
            }
        }
    }

    /// Closes the connection once the library has let go of it, within `time`. A client whose
    /// request has `timed_out` is told so.
    pub(super) async fn close(mut self: Arc<Self>, timed_out: bool, time: Duration) {
        // The search for a connection to evict may hold it for a moment.
        let state = loop {
            match Arc::try_unwrap(self) {
                Ok(connection) => break connection.state.into_inner(),
                Err(held) => self = held,
            }
            tokio::task::yield_now().await;
        };
        let ConnectionState { mut stream, unanswered_since, .. } =
            state.unwrap_or_else(PoisonError::into_inner);
        let farewell = async move {
            if timed_out && unanswered_since.is_some() {
                stream.write_all(&refusal(StatusCode::REQUEST_TIMEOUT)).await?;
            }
            stream.shutdown().await?;
            // A socket that is closed with bytes unread takes its last answer with it.
            let mut sink = vec![0; 1 << 14];
            while let Ok(read) = tokio::time::timeout(LINGER_TIMEOUT, stream.read(&mut sink)).await
            {
                if read? == 0 {
                    break;
                }
            }
            io::Result::Ok(())
        };
        let _ = tokio::time::timeout(time, farewell).await;
    }
}

/// Tells a request's connection that it has come whole.
pub(super) fn has_arrived(extensions: &Extensions) {
    let connection = extensions.get::<Weak<Connection>>().and_then(Weak::upgrade);
    if let Some(connection) = connection {
        connection.state().is_answering = true;
    }
}

/// Returns the answer where there is no request that could have one.
fn refusal(status: StatusCode) -> Vec<u8> {
    let reason = match status {
        StatusCode::REQUEST_TIMEOUT => "the request's head took too long to arrive",
        StatusCode::URI_TOO_LONG => "the request's path is too long; send texts in a body",
        StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => "the request's headers are too long",
        _ => "this is not a request of HTTP/1.1; GET /api/openapi.json describes what is",
    };
    Refusal::new(status, reason).into_bytes()
}

/// Returns the status of a refusal that the HTTP library makes itself, without any body.
/// Answers of the site always carry a policy.
fn bare(head: &[u8]) -> Option<StatusCode> {
    let head = std::str::from_utf8(head).ok()?;
    let code = head.strip_prefix("HTTP/1.")?.get(2..5)?;
    let status = StatusCode::from_bytes(code.as_bytes()).ok()?;
    let is_bare = status.is_client_error()
        && head.ends_with("\r\n\r\n")
        && !head.contains("content-security-policy");
    is_bare.then_some(status)
}

impl AsyncRead for Wire {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let mut state = self.0.state();
        let before = buf.filled().len();
        let read = Pin::new(&mut state.stream).poll_read(cx, buf);
        if buf.filled().len() > before {
            let now = Instant::now();
            state.last_active = now;
            state.unanswered_since.get_or_insert(now);
        }
        read
    }
}

impl ConnectionState {
    /// Writes what the library wants to, or a refusal in its place.
    fn write(&mut self, cx: &mut Context<'_>, all: &[IoSlice<'_>]) -> Poll<io::Result<usize>> {
        (self.unanswered_since, self.is_answering) = (None, false);
        if self.replacement.is_none() {
            let first = all.first().map_or(&[][..], |first| first);
            self.replacement = bare(first).map(refusal);
        }
        let Some(refusal) = &mut self.replacement else {
            let written = Pin::new(&mut self.stream).poll_write_vectored(cx, all);
            if written.is_pending() {
                self.blocked_since.get_or_insert_with(Instant::now);
            } else {
                (self.blocked_since, self.last_active) = (None, Instant::now());
            }
            return written;
        };
        while !refusal.is_empty() {
            match ready!(Pin::new(&mut self.stream).poll_write(cx, refusal))? {
                0 => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                written => drop(refusal.drain(..written)),
            }
        }
        self.replacement = None;
        Poll::Ready(Ok(all.iter().map(|part| part.len()).sum()))
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.0.state().write(cx, &[IoSlice::new(buf)])
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        all: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.0.state().write(cx, all)
    }

    /// Or the library would copy an answer whole before it writes it, and let go of its place
    /// among those that wait.
    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0.state().stream).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0.state().stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_librarys_own_refusals_are_put_into_words() {
        let own = "HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n";
        assert_eq!(bare(own.as_bytes()), Some(StatusCode::BAD_REQUEST));
        for other in [
            "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n",
            "HTTP/1.1 404 Not Found\r\ncontent-security-policy: x\r\ncontent-length: 0\r\n\r\n",
            "HTTP/1.1 400 Bad Request\r\ncontent-length: 2\r\n\r\n{}",
            "a text about HTTP/1.1 400 Bad Request\r\n\r\n",
            "",
        ] {
            assert_eq!(bare(other.as_bytes()), None, "{other}");
        }
    }
}
