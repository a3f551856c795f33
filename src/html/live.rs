//! The live page around the articles, and its files.

use askama::Template;
use serde::Serialize;

use super::article::Article;
use super::format::ShownFigure;
use super::template::{SCRIPT, STYLE, render};
use crate::error::Result;
use crate::samples::SAMPLES;

/// An article's main figures as the page shows them, to be set beside those of an edited text.
#[derive(Debug, Serialize)]
pub(crate) struct MainFigures {
    hedged: String,
    certainty: String,
    hedges: u64,
    boosters: u64,
    evidence: u64,
    words: u64,
}

impl Article {
    /// Formats the main figures.
    pub(crate) fn figures(&self) -> MainFigures {
        let document = &self.document;
        MainFigures {
            hedged: document.hedged_share.percent(),
            certainty: document.certainty.figure(2),
            hedges: document.hedges,
            boosters: document.boosters,
            evidence: document.evidence,
            words: document.words,
        }
    }
}

#[derive(Template)]
#[template(path = "live.html")]
struct LiveTemplate<'a> {
    profiles: &'a [(&'a str, &'a str)],
    samples: Vec<&'static str>,
    version: &'static str,
    /// Most bytes of a text.
    most: usize,
    /// True if only the computer that serves the page can see it.
    local: bool,
}

/// Renders the live page.
pub(crate) fn live_page(profiles: &[(&str, &str)], most: usize, local: bool) -> Result<String> {
    let samples = SAMPLES.iter().map(|sample| sample.genre).collect();
    let version = env!("CARGO_PKG_VERSION");
    let template = LiveTemplate { profiles, samples, version, most, local };
    render(&template)
}

/// The files of the live page: `live.js` loads the scripts below it.
const ASSETS: [(&str, &str); 12] = [
    ("page.css", STYLE),
    ("live.css", include_str!("../../web/assets/live.css")),
    ("page.js", SCRIPT),
    ("live.js", include_str!("../../web/assets/live.js")),
    ("shared.js", include_str!("../../web/assets/shared.js")),
    ("edit.js", include_str!("../../web/assets/edit.js")),
    ("files.js", include_str!("../../web/assets/files.js")),
    ("guess.js", include_str!("../../web/assets/guess.js")),
    ("markup.js", include_str!("../../web/assets/markup.js")),
    ("save.js", include_str!("../../web/assets/save.js")),
    ("tidy.js", include_str!("../../web/assets/tidy.js")),
    ("whatif.js", include_str!("../../web/assets/whatif.js")),
];

/// Finds a file of the live page, with its media type.
pub(crate) fn asset(name: &str) -> Option<(&'static str, &'static str)> {
    const CSS: &str = "text/css; charset=utf-8";
    const JS: &str = "text/javascript; charset=utf-8";
    let (name, content) = ASSETS.into_iter().find(|asset| asset.0 == name)?;
    let is_style = name.ends_with("css");
    Some((if is_style { CSS } else { JS }, content))
}
