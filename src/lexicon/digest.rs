//! Digests of data files.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Name and SHA-256 of a file that took part in a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceDigest {
    /// File name as given, or the built-in file's name.
    pub file: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

impl SourceDigest {
    /// Returns the digest of a file's text.
    pub(crate) fn of(file: &str, text: &str) -> Self {
        Self { file: file.to_owned(), sha256: format!("{:x}", Sha256::digest(text)) }
    }
}
