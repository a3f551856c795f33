//! Digests of data files.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// Name and SHA-256 of a file that took part in a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceDigest {
    /// File name as given, or the built-in file's name.
    pub file: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

impl SourceDigest {
    /// Returns the digest of a file's text.
    pub(crate) fn of(file: &str, text: &str) -> Self {
        let hash = Sha256::digest(text.as_bytes());
        let mut sha256 = String::with_capacity(64);
        for byte in hash {
            // Writing to a string cannot fail.
            let _ = write!(sha256, "{byte:02x}");
        }
        Self { file: file.to_owned(), sha256 }
    }
}
