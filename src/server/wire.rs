//! A connection below HTTP: what is refused before there is a request gets a reason too, and
//! a client that still sends is listened to until it has read why it should stop.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use axum::http::{Extensions, StatusCode};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::Notify;

use super::answer::Refusal;

/// A client that is silent for so long after its last answer has had it.
const SILENCE: Duration = Duration::from_secs(1);

/// A client that has done nothing for so long may be sent away where others wait.
const PATIENCE: Duration = Duration::from_secs(1);

/// A stream that one side hands to the HTTP library and the other keeps.
#[derive(Clone)]
pub(super) struct Wire(Arc<Shared>);

pub(super) struct Shared {
    inner: Mutex<Inner>,
    leave: Notify,
}

struct Inner {
    stream: TcpStream,
    /// When something last came or went.
    active: Instant,
    /// When the first byte came that nothing has been answered since.
    unanswered: Option<Instant>,
    /// The request has come whole and its answer is not there yet.
    busy: bool,
    /// Since when the client does not take what is to be written.
    stuck: Option<Instant>,
    /// A refusal of ours that goes out instead of the library's, and how much has gone.
    instead: Option<(Vec<u8>, usize)>,
}

impl Wire {
    pub(super) fn new(stream: TcpStream) -> Self {
        let active = Instant::now();
        let (unanswered, busy, stuck) = (None, false, None);
        let inner = Inner { stream, active, unanswered, busy, stuck, instead: None };
        Self(Arc::new(Shared { inner: Mutex::new(inner), leave: Notify::new() }))
    }

    pub(super) fn downgrade(&self) -> Weak<Shared> {
        Arc::downgrade(&self.0)
    }

    /// Since when the client owes a request or does nothing, if that is long.
    pub(super) fn silent(shared: Arc<Shared>) -> Option<(Instant, Self)> {
        let wire = Self(shared);
        let since =
            wire.with(|inner| (!inner.busy).then(|| inner.unanswered.unwrap_or(inner.active)))?;
        (since.elapsed() >= PATIENCE).then_some((since, wire))
    }

    /// Ends [`Wire::sent_away`].
    pub(super) fn send_away(&self) {
        self.0.leave.notify_one();
    }

    /// Waits until the connection is to make room, or has not taken its answer in time.
    pub(super) async fn sent_away(&self, time: Duration) {
        let leave = self.0.leave.notified();
        let mut leave = std::pin::pin!(leave);
        while tokio::time::timeout(PATIENCE, &mut leave).await.is_err() {
            let stuck = self.with(|inner| inner.stuck);
            if stuck.is_some_and(|since| since.elapsed() > time) {
                return;
            }
        }
    }

    fn with<T>(&self, work: impl FnOnce(&mut Inner) -> T) -> T {
        work(&mut self.0.inner.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Ends the connection once the library has let go of it. `slow` is whether it did as a
    /// request's head did not come in time.
    pub(super) async fn end(self, slow: bool, time: Duration) {
        // Who looks for room may hold it for a moment.
        let mut shared = self.0;
        let inner = loop {
            match Arc::try_unwrap(shared) {
                Ok(Shared { inner, .. }) => break inner,
                Err(held) => shared = held,
            }
            tokio::task::yield_now().await;
        };
        let Inner { mut stream, unanswered, .. } =
            inner.into_inner().unwrap_or_else(PoisonError::into_inner);
        let farewell = async move {
            if slow && unanswered.is_some() {
                stream.write_all(&refusal(StatusCode::REQUEST_TIMEOUT)).await?;
            }
            stream.shutdown().await?;
            // A socket that is closed with bytes unread takes its last answer with it.
            let mut sink = vec![0; 1 << 14];
            while let Ok(read) = tokio::time::timeout(SILENCE, stream.read(&mut sink)).await {
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
pub(super) fn has_come(extensions: &Extensions) {
    let shared = extensions.get::<Weak<Shared>>().and_then(Weak::upgrade);
    if let Some(shared) = shared {
        Wire(shared).with(|inner| inner.busy = true);
    }
}

/// The answer where there is no request that could have one.
fn refusal(status: StatusCode) -> Vec<u8> {
    let reason = match status {
        StatusCode::REQUEST_TIMEOUT => "the request's head took too long to arrive",
        StatusCode::URI_TOO_LONG => "the request's path is too long; send texts in a body",
        StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => "the request's headers are too long",
        _ => "this is not a request of HTTP/1.1; GET /api/openapi.json describes what is",
    };
    Refusal::new(status, reason).into_bytes()
}

/// The status of a refusal that the HTTP library makes itself, without any body. Answers of
/// ours always carry a policy.
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
        self.with(|inner| {
            let before = buf.filled().len();
            let read = Pin::new(&mut inner.stream).poll_read(cx, buf);
            if buf.filled().len() > before {
                inner.active = Instant::now();
                inner.unanswered.get_or_insert(inner.active);
            }
            read
        })
    }
}

impl Inner {
    /// Writes what the library wants to, or a refusal in its place.
    fn write(&mut self, cx: &mut Context<'_>, all: &[IoSlice<'_>]) -> Poll<io::Result<usize>> {
        (self.unanswered, self.busy) = (None, false);
        if self.instead.is_none() {
            let first = all.first().map_or(&[][..], |first| first);
            self.instead = bare(first).map(|status| (refusal(status), 0));
        }
        let Some((own, gone)) = &mut self.instead else {
            let written = Pin::new(&mut self.stream).poll_write_vectored(cx, all);
            if written.is_pending() {
                self.stuck.get_or_insert_with(Instant::now);
            } else {
                (self.stuck, self.active) = (None, Instant::now());
            }
            return written;
        };
        while *gone < own.len() {
            match ready!(Pin::new(&mut self.stream).poll_write(cx, &own[*gone..]))? {
                0 => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                written => *gone += written,
            }
        }
        self.instead = None;
        Poll::Ready(Ok(all.iter().map(|part| part.len()).sum()))
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.with(|inner| inner.write(cx, &[IoSlice::new(buf)]))
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        all: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.with(|inner| inner.write(cx, all))
    }

    /// Or the library would copy an answer whole before it writes it, and let go of its place
    /// among those that wait.
    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.with(|inner| Pin::new(&mut inner.stream).poll_flush(cx))
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.with(|inner| Pin::new(&mut inner.stream).poll_shutdown(cx))
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
