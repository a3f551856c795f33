//! The live page around the fragments, and its files.

use askama::Template;
use serde::Serialize;

use super::article::Article;
use super::assets::{SCRIPT, STYLE};
use super::render::faulty;
use super::shown;
use crate::error::Result;
use crate::lexicon::Side;
use crate::samples::SAMPLES;

/// An article's main figures as they are shown, to be set beside those of an edited text.
#[derive(Debug, Serialize)]
pub(crate) struct Figures {
    hedged: String,
    certainty: String,
    hedges: u64,
    boosters: u64,
    evidence: u64,
    words: u64,
}

impl Article {
    /// Its main figures in words.
    pub(crate) fn figures(&self) -> Figures {
        let document = &self.document;
        let side = |side: Side| document.sides[side as usize];
        Figures {
            hedged: shown::percent_or_dash(document.hedged_share),
            certainty: shown::figure(document.certainty, 2),
            hedges: side(Side::Hedge),
            boosters: side(Side::Booster),
            evidence: side(Side::Evidence),
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
    /// Most bytes that are taken.
    most: usize,
    /// Whether it is shown on the computer that serves it.
    local: bool,
}

/// The live page.
///
/// # Errors
/// None but faults of ours.
pub(crate) fn live_page(profiles: &[(&str, &str)], most: usize, local: bool) -> Result<String> {
    let samples = SAMPLES.iter().map(|sample| sample.genre).collect();
    let version = env!("CARGO_PKG_VERSION");
    let template = LiveTemplate { profiles, samples, version, most, local };
    template.render().map_err(|e| faulty(&e))
}

/// The scripts of the live page: `live.js` loads the others.
const SCRIPTS: [(&str, &str); 9] = [
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

/// A file of the live page, with its media type.
pub(crate) fn asset(name: &str) -> Option<(&'static str, &'static str)> {
    const CSS: &str = "text/css; charset=utf-8";
    const JS: &str = "text/javascript; charset=utf-8";
    match name {
        "page.css" => Some((CSS, STYLE)),
        "live.css" => Some((CSS, include_str!("../../web/assets/live.css"))),
        "page.js" => Some((JS, SCRIPT)),
        _ => SCRIPTS.iter().find(|script| script.0 == name).map(|script| (JS, script.1)),
    }
}
