//! Records of a table that is read again.

/// The names of a table's columns and its records, with their lines, as a format reads them.
#[cfg(feature = "pipeline")]
pub(super) type TableRecords =
    (Vec<String>, Box<dyn Iterator<Item = crate::error::Result<(usize, csv::StringRecord)>>>);

/// One record of a finished table, with the names of its cells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'r> {
    pub(super) names: &'r [String],
    pub(super) cells: &'r [&'r str],
    /// Index of the first column with kept metadata.
    pub(super) kept: usize,
}

/// A result whose error says what is wrong with a record.
pub(super) type RecordResult<T> = Result<T, String>;

impl<'r> Record<'r> {
    pub(super) fn cell(&self, name: &str) -> RecordResult<&'r str> {
        let index = self.names.iter().position(|column| column == name);
        index.and_then(|index| self.cells.get(index).copied()).ok_or_else(|| {
            format!("there is no column \"{name}\"; the table was made by another version, so score again")
        })
    }

    pub(super) fn parse<T>(
        &self,
        name: &str,
        parse: fn(&'r str) -> Option<T>,
        what: &str,
    ) -> RecordResult<T> {
        let cell = self.cell(name)?;
        parse(cell).ok_or_else(|| {
            format!("column \"{name}\": \"{cell}\" is not {what}; was the table edited?")
        })
    }
}
