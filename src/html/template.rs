//! The page around every report, and what all templates share.

use askama::Template;
use base64::Engine;
use sha2::{Digest, Sha256};

use crate::analyzer::Analyzer;
use crate::error::{Error, Result};
use crate::lexicon::SourceDigest;

/// The style of all pages.
pub(super) const STYLE: &str = include_str!("../../web/assets/page.css");

/// Script of reports: filters, details of a word, sorting.
pub(super) const SCRIPT: &str = include_str!("../../web/assets/page.js");

/// The hash by which a content security policy allows an inline script or style.
fn csp_hash(content: &str) -> String {
    base64::engine::general_purpose::STANDARD.encode(Sha256::digest(content))
}

/// The version, profile and lexicons that the figures of a page rest on.
#[derive(Debug, Clone)]
pub struct Method {
    version: String,
    profile: String,
    /// Lexicon files with the beginnings of their digests.
    lexicons: Vec<(String, String)>,
}

/// Number of characters shown of a digest.
const DIGEST_LENGTH: usize = 12;

impl Method {
    /// Describes an analyzer.
    pub fn of(analyzer: &Analyzer) -> Self {
        let profile = &analyzer.profile().name;
        Self::new(env!("CARGO_PKG_VERSION"), profile, analyzer.sources())
    }

    pub(super) fn new(
        version: &str,
        profile: &str,
        lexicons: impl Iterator<Item = SourceDigest>,
    ) -> Self {
        let shorten = |digest: &str| digest.chars().take(DIGEST_LENGTH).collect();
        Self {
            version: version.to_owned(),
            profile: profile.to_owned(),
            lexicons: lexicons.map(|s| (s.file, shorten(&s.sha256))).collect(),
        }
    }
}

/// Renders a template. That fails by a bug only: no template can fail by what it is given.
pub(super) fn render(template: &impl Template) -> Result<String> {
    template.render().map_err(|e| Error::internal(format!("a page template failed: {e}")))
}

#[derive(Template)]
#[template(path = "report.html")]
struct ReportTemplate<'a> {
    title: &'a str,
    style: &'a str,
    style_hash: String,
    script: &'a str,
    script_hash: String,
    /// Id prefixes and titles of the articles after a corpus.
    pages: Vec<(String, String)>,
    body: String,
    method: &'a Method,
    /// True if there are figures, whose reading is explained.
    figures: bool,
}

/// Renders a self-contained page around a body. `figures` adds how to read them.
pub(super) fn report(
    title: &str,
    body: String,
    pages: Vec<(String, String)>,
    method: &Method,
    figures: bool,
) -> Result<String> {
    let template = ReportTemplate {
        title,
        style: STYLE,
        style_hash: csp_hash(STYLE),
        script: SCRIPT,
        script_hash: csp_hash(SCRIPT),
        pages,
        body,
        method,
        figures,
    };
    render(&template)
}
