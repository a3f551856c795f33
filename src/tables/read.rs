//! Cells of a finished table, read again as the values of fields.

use std::borrow::Cow;

use super::schema::Field;
use super::sink::DocumentNumber;
use crate::analysis::Holder;
use crate::lexicon::{CueClass, Reading, Side};

/// The names of a table's columns and its records, with their lines, as a format reads them.
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

/// A field that is read again from a finished table.
pub(super) trait ReadField: Field {
    fn read(record: &Record<'_>, name: &str) -> RecordResult<Self>;
}

/// Implements [`ReadField`] for a type that stands in one cell, with a noun for errors.
macro_rules! parse {
    ($($Type:ty, $noun:literal, $parse:expr;)*) => {$(
        impl ReadField for $Type {
            fn read(record: &Record<'_>, name: &str) -> RecordResult<Self> {
                record.parse(name, $parse, $noun)
            }
        }
    )*};
}

parse! {
    String, "text", |cell| Some(cell.to_owned());
    Cow<'static, str>, "text", |cell| Some(Cow::Owned(cell.to_owned()));
    u64, "a count", |cell| cell.parse().ok();
    f64, "a number", |cell| cell.parse().ok().filter(|value: &f64| value.is_finite());
    bool, "true or false", |cell| cell.parse().ok();
    DocumentNumber, "a number", |cell| cell.parse().ok().map(DocumentNumber);
    CueClass, "a class", CueClass::from_name;
    Side, "a side", Side::from_name;
    Reading, "a reading", Reading::from_name;
    Holder, "a holder", Holder::from_name;
}

impl<F: ReadField> ReadField for Option<F> {
    fn read(record: &Record<'_>, name: &str) -> RecordResult<Self> {
        if record.cell(name)?.is_empty() { Ok(None) } else { F::read(record, name).map(Some) }
    }
}

impl ReadField for [u64; CueClass::COUNT] {
    fn read(record: &Record<'_>, _: &str) -> RecordResult<Self> {
        let mut counts = Self::default();
        for (count, class) in counts.iter_mut().zip(CueClass::ALL) {
            *count = u64::read(record, class.name())?;
        }
        Ok(counts)
    }
}

impl ReadField for Vec<String> {
    fn read(record: &Record<'_>, _: &str) -> RecordResult<Self> {
        Ok(record.cells.iter().skip(record.kept).map(|cell| (*cell).to_owned()).collect())
    }
}
