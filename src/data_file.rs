//! Data files: TOML with the number of their format.

use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error as _};

use crate::error::{Error, Result};

/// The format that this version reads.
const FORMAT: u32 = 1;

/// The key `format` of a data file. Reading it fails for all formats but the one that this version
/// knows.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct DataFormat;

impl<'de> Deserialize<'de> for DataFormat {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        match u32::deserialize(deserializer)? {
            FORMAT => Ok(Self),
            other => Err(D::Error::custom(format!(
                "format {other} is unknown; this version reads format = {FORMAT}"
            ))),
        }
    }
}

/// Reads a data file; `file` is the name that errors give.
///
/// # Errors
/// [`crate::ErrorKind::Data`] with the line of the first mistake.
pub(crate) fn read<T: DeserializeOwned>(text: &str, file: &str) -> Result<T> {
    toml::from_str(text).map_err(|e| Error::toml(file, text, &e))
}
