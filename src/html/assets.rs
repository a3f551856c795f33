//! Style sheets and scripts, built in.

use base64::Engine;
use sha2::{Digest, Sha256};

/// The style of all pages.
pub(crate) const STYLE: &str = include_str!("../../web/assets/page.css");

/// Script of reports: filters, details of a word, sorting.
pub(crate) const SCRIPT: &str = include_str!("../../web/assets/page.js");

/// The hash by which a content security policy allows an inline script or style.
pub(super) fn csp_hash(content: &str) -> String {
    base64::engine::general_purpose::STANDARD.encode(Sha256::digest(content))
}
