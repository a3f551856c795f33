//! The local page: a small web server around the analyzer.
//!
//! It stores nothing, sets no cookies, and writes nothing of a text anywhere. Every answer
//! carries a content security policy under which only the page's own files are run.

mod accept;
mod answer;
mod api;
mod host;
mod input;
mod router;
mod site;
mod wire;

pub use accept::{listen, serve};
pub use site::{Limits, Site};
