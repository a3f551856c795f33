//! Taking connections, a limited number at a time, each with a limit on how long its
//! requests may take to arrive.

use std::sync::Arc;
use std::time::Duration;

use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use super::Site;
use super::wire::Wire;

/// After a failure to accept (no free file descriptors, say) so long is waited.
const PAUSE: Duration = Duration::from_millis(100);

/// How long answers under way may take once the server is to stop.
const FAREWELL: Duration = Duration::from_secs(2);

/// Serves the site until `stop` comes.
pub async fn serve(site: Site, listener: TcpListener, stop: impl Future<Output = ()>) {
    let limits = site.0.limits;
    let router = site.router();
    let places = Arc::new(Semaphore::new(limits.connections));
    let graceful = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = async {
            let place = places.clone().acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            accepted = accepted => accepted,
            () = &mut stop => break,
        };
        let Ok((stream, _)) = accepted else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        // Small answers should not wait for more to send.
        let _ = stream.set_nodelay(true);
        let wire = Wire::new(stream);
        let service = TowerToHyperService::new(router.clone());
        let connection = hyper::server::conn::http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(limits.time)
            .serve_connection(TokioIo::new(wire.clone()), service);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // What breaks a connection is the client's affair.
            let slow = connection.await.is_err_and(|e| e.is_timeout());
            wire.end(slow, limits.time).await;
            drop(place);
        });
    }
    let _ = tokio::time::timeout(FAREWELL, graceful.shutdown()).await;
}
