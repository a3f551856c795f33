//! CSV and TSV: where the columns are.

use csv::StringRecord;

use super::CorpusOptions;

/// Positions of the columns that matter.
#[derive(Debug)]
pub(super) struct Columns {
    pub(super) id: Option<usize>,
    pub(super) text: usize,
    pub(super) kept: Vec<Option<usize>>,
    pub(super) width: usize,
}

impl Columns {
    /// Finds the columns in the header.
    ///
    /// # Errors
    /// Says which column is missing and which there are.
    pub(super) fn find(header: &StringRecord, options: &CorpusOptions) -> Result<Self, String> {
        let position = |name: &str| header.iter().position(|column| column.trim() == name);
        let text = position(&options.text_field).ok_or_else(|| {
            let names: Vec<&str> = header.iter().collect();
            format!(
                "there is no column \"{}\"; the columns are {}; name the one with the text with --text-field",
                options.text_field,
                names.join(", ")
            )
        })?;
        Ok(Self {
            id: position(&options.id_field),
            text,
            kept: options.keep.iter().map(|name| position(name)).collect(),
            width: header.len(),
        })
    }
}
