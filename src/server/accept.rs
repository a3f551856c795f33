//! Accepts connections, a limited number at a time, each with a limit on how long its
//! requests may take to arrive. Where no slot is left, the client that has owed a request
//! for longest makes room.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Weak};
use std::time::Duration;

use axum::Extension;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::router::router;
use super::site::Site;
use super::wire::{Connection, Wire};

/// Pause after a failure to accept (no free file descriptors, say), and between two looks
/// for a connection to evict.
const ACCEPT_BACKOFF: Duration = Duration::from_millis(100);

/// Time that answers under way may take once the server is to stop.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(2);

/// Connections that may wait to be accepted. With fewer, a burst of them is told nothing and
/// tries again only after a second.
const BACKLOG: u32 = 1_024;

/// Slots for connections, and the connections that have one.
struct Slots {
    free: Arc<Semaphore>,
    open: Vec<Weak<Connection>>,
}

impl Slots {
    /// Waits for a slot; while there is none, asks the client to leave that has owed a request
    /// for longest.
    async fn acquire(&mut self) -> Option<OwnedSemaphorePermit> {
        self.open.retain(|connection| connection.strong_count() > 0);
        while self.free.available_permits() == 0 {
            let open = self.open.iter().filter_map(Weak::upgrade);
            let idle = open.filter_map(|it| Some((it.idle_since()?, it)));
            if let Some((_, connection)) = idle.min_by_key(|(since, _)| *since) {
                connection.evict();
            }
            let free = self.free.clone().acquire_owned();
            if let Ok(slot) = tokio::time::timeout(ACCEPT_BACKOFF, free).await {
                return slot.ok();
            }
        }
        self.free.clone().acquire_owned().await.ok()
    }
}

/// Listens on an address; must be called from within a Tokio runtime.
pub fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    if cfg!(unix) {
        // Or the port of a server that has just ended would be taken for a while.
        socket.set_reuseaddr(true)?;
    }
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// Serves the site until `stop` comes.
pub async fn serve(site: Site, listener: TcpListener, stop: impl Future<Output = ()>) {
    let limits = site.limits;
    // Where nothing can be told of the address, the stricter way is taken.
    let local = listener.local_addr().map_or(true, |own| own.ip().to_canonical().is_loopback());
    let router = router(site, local);
    let free = Arc::new(Semaphore::new(limits.connections));
    let mut slots = Slots { free, open: Vec::new() };
    let graceful = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = async {
            let accepted = listener.accept().await;
            (slots.acquire().await, accepted)
        };
        let (slot, accepted) = tokio::select! {
            accepted = accepted => accepted,
            () = &mut stop => break,
        };
        let Ok((stream, _)) = accepted else {
            tokio::time::sleep(ACCEPT_BACKOFF).await;
            continue;
        };
        // Small answers should not wait for more to send.
        let _ = stream.set_nodelay(true);
        let connection = Arc::new(Connection::new(stream));
        let weak = Arc::downgrade(&connection);
        slots.open.push(weak.clone());
        let service = TowerToHyperService::new(router.clone().layer(Extension(weak)));
        let served = hyper::server::conn::http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(limits.time)
            .serve_connection(TokioIo::new(Wire(connection.clone())), service);
        let served = graceful.watch(served);
        tokio::spawn(async move {
            // What breaks a connection is the client's affair.
            let timed_out = tokio::select! {
                ended = served => ended.is_err_and(|e| e.is_timeout()),
                () = connection.evicted(limits.time) => {
                    drop(slot);
                    true
                }
            };
            connection.close(timed_out, limits.time).await;
        });
    }
    let _ = tokio::time::timeout(SHUTDOWN_TIMEOUT, graceful.shutdown()).await;
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;

    use super::*;
    use crate::analyzer::Analyzer;
    use crate::server::site::Limits;

    #[test]
    fn answers_that_are_not_taken_count_until_they_are() {
        let limits =
            Limits { answers: 24 << 20, time: Duration::from_secs(60), ..Limits::default() };
        let site = Site::new(vec![Analyzer::builder().build().unwrap()], limits).unwrap();
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        let listener = runtime.block_on(async { listen(address) }).unwrap();
        let address = listener.local_addr().unwrap();
        runtime.spawn(serve(site, listener, std::future::pending()));
        // About 15 MB of rows, more than the system takes in.
        let ask = || {
            let body = serde_json::json!({ "text": "may ".repeat(40_000) }).to_string();
            let mut stream = TcpStream::connect(address).unwrap();
            write!(
                stream,
                "POST /api/analyze HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            )
            .unwrap();
            stream
        };
        let status = |stream: &mut TcpStream| {
            let mut head = [0; 12];
            stream.read_exact(&mut head).unwrap();
            String::from_utf8_lossy(&head[9..]).into_owned()
        };
        let mut first = ask();
        assert_eq!(status(&mut first), "200");
        assert_eq!(status(&mut ask()), "503");
        let mut answer = Vec::new();
        first.read_to_end(&mut answer).unwrap();
        assert!(answer.len() > 12 << 20 && answer.ends_with(b"}"), "{}", answer.len());
        assert_eq!(status(&mut ask()), "200");
    }
}
