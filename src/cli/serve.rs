//! `hedgerow serve`.

use std::net::SocketAddr;
use std::time::Duration;

use super::args::ServeArgs;
use super::{Outcome, read_files};
use crate::analyzer::Analyzer;
use crate::error::{Error, Result};
use crate::lexicon::PROFILE_NAMES;
use crate::server::{Limits, Site, serve};

pub(super) fn run(args: &ServeArgs) -> Result<Outcome> {
    let lexicons = read_files(&args.lexicon)?;
    let mut names: Vec<&str> = PROFILE_NAMES.to_vec();
    // The default comes first.
    names.sort_by_key(|name| *name != args.profile);
    let analyzers = names.into_iter().map(|name| {
        let builder = Analyzer::builder().profile(name);
        lexicons.iter().fold(builder, |builder, (name, text)| builder.lexicon(name, text)).build()
    });
    let limits = Limits {
        body: args.max_body_bytes as usize,
        time: Duration::from_secs(args.timeout.into()),
        ..Limits::default()
    };
    let site = Site::new(analyzers.collect::<Result<_>>()?, limits)?;
    let wrong = |e: std::io::Error| {
        let address = SocketAddr::new(args.host, args.port);
        Error::usage(format!("cannot listen on {address}: {e}; choose another --port"))
    };
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(wrong)?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind((args.host, args.port)).await.map_err(wrong)?;
        let address = listener.local_addr().map_err(wrong)?;
        anstream::println!("hedgerow serves http://{address}/ (Ctrl-C stops it)");
        if !args.host.is_loopback() {
            anstream::eprintln!(
                "hedgerow: {address} can be reached from other computers, and what they send is not encrypted"
            );
        }
        serve(site, listener, stopped()).await;
        Ok(Outcome::Done)
    })
}

/// Waits until the user or the system wants the program to end.
async fn stopped() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let kind = tokio::signal::unix::SignalKind::terminate();
        if let Ok(mut terminated) = tokio::signal::unix::signal(kind) {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    let _ = interrupted.await;
}
