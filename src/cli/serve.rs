//! `hedgerow serve`: the local page.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::files::read_text_files;
use super::interrupt::is_interrupted;
use super::options::{build_analyzer, default_profile, profile_names};
use super::outcome::Outcome;
use crate::error::{Error, Result};
use crate::language::Language;
use crate::server::{Limits, Site, listen, serve};
use crate::text::Split;

const EXAMPLES: &str = "\
Examples:
  hedgerow serve
      then open http://127.0.0.1:7171/ in a browser
  hedgerow serve --port 0 --profile science --lexicon my-cues.toml
  curl -s http://127.0.0.1:7171/api/analyze -H 'Content-Type: application/json' \\
      -d '{\"text\": \"The minister may resign, officials said.\"}'

Only this computer reaches the page, unless --host says otherwise. Nothing of a text
is stored or logged. GET /api/openapi.json describes the interface for scripts.
Requests that are too long get 413, too slow 408, not JSON 400, senseless 422, for
another name than this computer's 421, too many at a time 503, each with a reason in
JSON. Ctrl-C or SIGTERM stops the server within two seconds, in which answers under
way may be finished; a second one stops it at once.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ServeArgs {
    /// Address to listen on; another than loopback lets other computers in
    #[arg(long, default_value = "127.0.0.1", value_name = "ADDRESS")]
    host: std::net::IpAddr,
    /// Port to listen on; 0 for any that is free
    #[arg(long, default_value_t = 7171, value_name = "N")]
    port: u16,
    /// Profile that is chosen at first
    #[arg(long, default_value = default_profile(), value_parser = profile_names())]
    profile: String,
    /// Add a lexicon file (may be given several times)
    #[arg(long, value_name = "FILE")]
    lexicon: Vec<PathBuf>,
    /// Longest request in bytes
    #[arg(long, default_value_t = 2 << 20, value_name = "N", value_parser = clap::value_parser!(u32).range(1_024..=1 << 30))]
    max_body_bytes: u32,
    /// Seconds that a request may take to arrive, and its answer to be made
    #[arg(long, default_value_t = 10, value_name = "S", value_parser = clap::value_parser!(u16).range(1..=3_600))]
    timeout: u16,
}

pub(super) fn run(args: &ServeArgs) -> Result<Outcome> {
    let lexicons = read_text_files(&args.lexicon)?;
    let mut profiles = Language::english().profile_names();
    // The site shows the first one at first.
    profiles.sort_by_key(|name| *name != args.profile);
    let analyzers =
        profiles.into_iter().map(|name| build_analyzer(name, Split::Sentences, &lexicons));
    let limits = Limits {
        body: args.max_body_bytes as usize,
        time: Duration::from_secs(args.timeout.into()),
        ..Limits::default()
    };
    let site = Site::new(analyzers.collect::<Result<_>>()?, limits)?;
    let address = SocketAddr::new(args.host, args.port);
    let cannot_listen = |e: std::io::Error| {
        Error::usage(format!("cannot listen on {address}: {e}; choose another --port"))
    };
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(cannot_listen)?;
    let outcome = runtime.block_on(async {
        let listener = listen(address).map_err(cannot_listen)?;
        let address = listener.local_addr().map_err(cannot_listen)?;
        anstream::println!("hedgerow serves http://{address}/ (Ctrl-C stops it)");
        if !args.host.is_loopback() {
            anstream::eprintln!(
                "hedgerow: {address} can be reached from other computers, and what they send is not encrypted"
            );
        }
        serve(site, listener, asked_to_stop()).await;
        Ok(Outcome::Done)
    });
    // Texts that are still being analyzed are not waited for.
    runtime.shutdown_background();
    outcome
}

/// Waits until the user or the system wants the program to end.
async fn asked_to_stop() {
    while !is_interrupted() {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
