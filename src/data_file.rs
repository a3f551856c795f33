//! Data files: TOML with the number of their format.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::error::{Error, Result};

/// The format that this version reads.
const FORMAT: u32 = 1;

/// The key `format` of a data file. Reading it fails for all formats but the one that this version
/// knows.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(try_from = "u32")]
pub(crate) struct DataFormat;

impl TryFrom<u32> for DataFormat {
    type Error = String;

    fn try_from(format: u32) -> std::result::Result<Self, String> {
        let wrong = || format!("format {format} is unknown; this version reads format = {FORMAT}");
        (format == FORMAT).then_some(Self).ok_or_else(wrong)
    }
}

/// Reads a data file; `file` is the name that errors give.
///
/// # Errors
/// [`crate::ErrorKind::Data`] with the line of the first mistake.
pub(crate) fn read<T: DeserializeOwned>(text: &str, file: &str) -> Result<T> {
    toml::from_str(text).map_err(|e| Error::toml(file, text, &e))
}
