//! The schema's types: columns, and the values that fields of rows may have.

use std::borrow::Cow;

use super::decimal;
use super::sink::{Cell, DocumentNumber, RowSink};
use crate::analysis::{Holder, SentenceKind};
use crate::error::{Error, Result};
use crate::lexicon::{CueClass, Reading, Side};
use crate::names::named_enum;

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Name, as in the header.
    pub name: &'static str,
    /// Type of the cells.
    pub kind: ColumnType,
    /// Unit of the numbers.
    pub unit: Option<ColumnUnit>,
    /// True if a cell may be empty (`null` in JSON).
    pub optional: bool,
    /// Meaning, as one or two sentences.
    pub meaning: &'static str,
}

/// The type of a column's cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnType {
    /// Text.
    Text,
    /// A whole number from 0.
    Integer,
    /// A number with at most six decimals.
    Number,
    /// `true` or `false`.
    Boolean,
    /// One of these names.
    Name(Vec<&'static str>),
}

named_enum! {
    /// The unit of a column's numbers, named as in documentation.
    pub enum ColumnUnit {
        /// A share, probability or degree from 0 to 1.
        Share = "0–1",
        /// A rate per 1,000 words.
        Per1000Words = "per 1,000 words",
        /// A natural logarithm of a ratio.
        LogRatio = "natural logarithm",
        /// Unicode code points from the beginning of the document's text.
        CodePoints = "code points",
        /// A number that counts from 0.
        Index = "number, from 0",
        /// Occurrences.
        Count = "count",
    }
}

/// The names of a table's columns and its records, with their lines, as a format reads them.
#[cfg(feature = "pipeline")]
pub(super) type TableRecords =
    (Vec<String>, Box<dyn Iterator<Item = Result<(usize, csv::StringRecord)>>>);

/// One record of a finished table, with the names of its cells.
#[derive(Debug, Clone, Copy)]
pub struct Record<'r> {
    /// Name of the file, for errors.
    pub(super) file: &'r str,
    pub(super) line: usize,
    pub(super) names: &'r [String],
    pub(super) cells: &'r [&'r str],
    /// Index of the first column with kept metadata.
    pub(super) kept: usize,
}

impl<'r> Record<'r> {
    fn cell(&self, name: &str) -> Result<&'r str> {
        let index = self.names.iter().position(|column| column == name);
        index.and_then(|index| self.cells.get(index).copied()).ok_or_else(|| {
            let reason = format!("there is no column \"{name}\"; the table was made by another version, so score again");
            Error::data(self.file, self.line, reason)
        })
    }

    fn error(&self, name: &str, cell: &str, noun: &str) -> Error {
        let reason = format!("column \"{name}\": \"{cell}\" is not {noun}; was the table edited?");
        Error::data(self.file, self.line, reason)
    }
}

/// The value of a field of a row: how it is described, written, and read from a record.
pub trait Field<'r>: Sized {
    /// Completes the description of the column; returns one for each cell of the field.
    fn describe(column: Column) -> Vec<Column>;

    /// Rounds the value to what a table shows of it.
    fn rounded(self) -> Self {
        self
    }

    fn write(&self, sink: &mut impl RowSink);

    fn read(record: &Record<'r>, name: &str) -> Result<Self>;
}

/// A string in a row: borrowed in rows that are written at once, owned in those that are kept.
pub trait Text<'a>: Field<'a> + From<&'a str> {}
impl<'a> Text<'a> for &'a str {}
impl Text<'_> for String {}

/// Implements [`Field`] for types that stand in one cell, given the column's type, the cell, a
/// noun for errors, the way to parse it and, where the table shows less of it, to round it.
macro_rules! one_cell {
    ($(
        $Type:ty: $kind:expr, |$it:ident| $cell:expr, $noun:literal, |$text:ident| $parse:expr
        $(, $rounded:expr)?;
    )+) => {$(
        impl<'r> Field<'r> for $Type {
            fn describe(column: Column) -> Vec<Column> {
                vec![Column { kind: $kind, ..column }]
            }

            $(fn rounded(self) -> Self {
                $rounded(self)
            })?

            fn write(&self, sink: &mut impl RowSink) {
                let $it = self;
                sink.cell($cell);
            }

            fn read(record: &Record<'r>, name: &str) -> Result<Self> {
                let $text = record.cell(name)?;
                let value: Option<Self> = $parse;
                value.ok_or_else(|| record.error(name, $text, $noun))
            }
        }
    )+};
}

one_cell! {
    &'r str: ColumnType::Text, |it| Cell::Text(it), "text", |cell| Some(cell);
    String: ColumnType::Text, |it| Cell::Text(it), "text", |cell| Some(cell.to_owned());
    u64: ColumnType::Integer, |it| Cell::Integer(*it), "a count", |cell| cell.parse().ok();
    f64: ColumnType::Number, |it| Cell::Number(*it), "a number",
        |cell| cell.parse().ok().filter(|value: &f64| value.is_finite()), decimal::round;
    bool: ColumnType::Boolean, |it| Cell::Boolean(*it), "true or false", |cell| cell.parse().ok();
    DocumentNumber: ColumnType::Integer, |it| Cell::Document(*it), "a number",
        |cell| cell.parse().ok().map(DocumentNumber);
    // A name of the program is borrowed, and has nothing in it that a format escapes.
    Cow<'static, str>: ColumnType::Text, |it| match it {
        Cow::Borrowed(name) => Cell::Name(name),
        Cow::Owned(text) => Cell::Text(text),
    }, "text", |cell| Some(Cow::Owned(cell.to_owned()));
}

/// Implements [`Field`] for types whose values have names.
macro_rules! names {
    ($($Type:ty, $noun:literal;)+) => {
        one_cell! {$(
            $Type: ColumnType::Name(Self::ALL.map(Self::name).into()), |it| Cell::Name(it.name()),
                $noun, |cell| Self::from_name(cell);
        )+}
    };
}
names! { CueClass, "a class"; Side, "a side"; Reading, "a reading"; Holder, "a holder"; SentenceKind, "a kind"; }

impl<'r, F: Field<'r>> Field<'r> for Option<F> {
    fn describe(column: Column) -> Vec<Column> {
        F::describe(Column { optional: true, ..column })
    }

    fn rounded(self) -> Self {
        self.map(F::rounded)
    }

    fn write(&self, sink: &mut impl RowSink) {
        match self {
            Some(value) => value.write(sink),
            None => sink.cell(Cell::Missing),
        }
    }

    fn read(record: &Record<'r>, name: &str) -> Result<Self> {
        if record.cell(name)?.is_empty() { Ok(None) } else { F::read(record, name).map(Some) }
    }
}

/// Counts by class: a column for each, in the order of [`CueClass::ALL`].
impl Field<'_> for [u64; CueClass::COUNT] {
    fn describe(column: Column) -> Vec<Column> {
        let of = |class: CueClass| Column {
            name: class.name(),
            kind: ColumnType::Integer,
            meaning: class.description(),
            ..column
        };
        CueClass::ALL.map(of).into()
    }

    fn write(&self, sink: &mut impl RowSink) {
        for count in self {
            sink.cell(Cell::Integer(*count));
        }
    }

    fn read(record: &Record<'_>, _: &str) -> Result<Self> {
        let mut counts = Self::default();
        for (count, class) in counts.iter_mut().zip(CueClass::ALL) {
            *count = u64::read(record, class.name())?;
        }
        Ok(counts)
    }
}

/// Kept metadata. The run names these columns, and its documents have the cells as they were
/// read, so the schema neither describes nor writes them.
impl<'r, T: Text<'r>> Field<'r> for Vec<T> {
    fn describe(_: Column) -> Vec<Column> {
        Vec::new()
    }

    fn write(&self, _: &mut impl RowSink) {}

    fn read(record: &Record<'r>, _: &str) -> Result<Self> {
        Ok(record.cells.iter().skip(record.kept).map(|cell| T::from(cell)).collect())
    }
}
