//! The schema's types: columns, and the values that fields of rows may have.

use std::borrow::Cow;

use super::decimal;
use super::sink::{DocumentNumber, RowSink};
use crate::analysis::Holder;
use crate::lexicon::{CueClass, Reading, Side};

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

/// The unit of a column's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnUnit {
    /// A share, probability or degree from 0 to 1.
    Share,
    /// A rate per 1,000 words.
    Per1000Words,
    /// A natural logarithm of a ratio.
    LogRatio,
    /// Unicode code points from the beginning of the document's text.
    CodePoints,
    /// A number that counts from 0.
    Index,
    /// Occurrences.
    Count,
}

impl ColumnUnit {
    /// Name in documentation.
    pub fn name(self) -> &'static str {
        match self {
            Self::Share => "0–1",
            Self::Per1000Words => "per 1,000 words",
            Self::LogRatio => "natural logarithm",
            Self::CodePoints => "code points",
            Self::Index => "number, from 0",
            Self::Count => "count",
        }
    }
}

/// The value of a field of a row: how it is described and written.
pub trait Field: Sized {
    /// Appends the columns the field stands for.
    fn describe(
        name: &'static str,
        unit: Option<ColumnUnit>,
        meaning: &'static str,
        to: &mut Vec<Column>,
    );

    /// Rounds the value to what a table shows of it.
    fn rounded(self) -> Self {
        self
    }

    fn write(&self, sink: &mut impl RowSink);
}

/// A string in a row: borrowed in rows that are written at once, owned in those that are kept.
pub trait Text<'a>: Field + From<&'a str> {}
impl<'a> Text<'a> for &'a str {}
impl Text<'_> for String {}

/// Implements [`Field`] for a type that stands in one cell.
macro_rules! cell {
    ($Type:ty, $kind:expr, $write:expr $(, $rounded:expr)?) => {
        impl Field for $Type {
            fn describe(
                name: &'static str,
                unit: Option<ColumnUnit>,
                meaning: &'static str,
                to: &mut Vec<Column>,
            ) {
                to.push(Column { name, kind: $kind, unit, optional: false, meaning });
            }

            $(fn rounded(self) -> Self {
                $rounded(self)
            })?

            fn write(&self, sink: &mut impl RowSink) {
                $write(self, sink);
            }
        }
    };
}

/// Implements [`Field`] for a type whose values have names.
macro_rules! names {
    ($($Type:ty),*) => {$(
        cell!(
            $Type,
            ColumnType::Name(<$Type>::ALL.map(<$Type>::name).into()),
            |value: &Self, sink: &mut _| RowSink::name(sink, value.name())
        );
    )*};
}

cell!(&str, ColumnType::Text, |value: &Self, sink: &mut _| RowSink::text(sink, value));
cell!(String, ColumnType::Text, |value: &Self, sink: &mut _| RowSink::text(sink, value));
cell!(u64, ColumnType::Integer, |value: &Self, sink: &mut _| RowSink::integer(sink, *value));
cell!(
    f64,
    ColumnType::Number,
    |value: &Self, sink: &mut _| RowSink::number(sink, *value),
    decimal::round
);
cell!(bool, ColumnType::Boolean, |value: &Self, sink: &mut _| RowSink::boolean(sink, *value));
cell!(DocumentNumber, ColumnType::Integer, |value: &Self, sink: &mut _| {
    RowSink::document_number(sink, *value);
});
// A name of the program is borrowed, and has nothing in it that a format escapes.
cell!(Cow<'static, str>, ColumnType::Text, |value: &Self, sink: &mut _| match value {
    Cow::Borrowed(name) => RowSink::name(sink, name),
    Cow::Owned(text) => RowSink::text(sink, text),
});
names!(CueClass, Side, Reading, Holder);

impl<F: Field> Field for Option<F> {
    fn describe(
        name: &'static str,
        unit: Option<ColumnUnit>,
        meaning: &'static str,
        to: &mut Vec<Column>,
    ) {
        let first = to.len();
        F::describe(name, unit, meaning, to);
        to[first..].iter_mut().for_each(|column| column.optional = true);
    }

    fn rounded(self) -> Self {
        self.map(F::rounded)
    }

    fn write(&self, sink: &mut impl RowSink) {
        match self {
            Some(value) => value.write(sink),
            None => sink.missing(),
        }
    }
}

/// Counts by class: a column for each, in the order of [`CueClass::ALL`].
impl Field for [u64; CueClass::COUNT] {
    fn describe(_: &'static str, unit: Option<ColumnUnit>, _: &'static str, to: &mut Vec<Column>) {
        for class in CueClass::ALL {
            u64::describe(class.name(), unit, class.description(), to);
        }
    }

    fn write(&self, sink: &mut impl RowSink) {
        for count in self {
            sink.integer(*count);
        }
    }
}

/// Kept metadata. The run names these columns, and its documents have the cells as they were
/// read, so the schema neither describes nor writes them.
impl<T> Field for Vec<T> {
    fn describe(_: &'static str, _: Option<ColumnUnit>, _: &'static str, _: &mut Vec<Column>) {}

    fn write(&self, _: &mut impl RowSink) {}
}

/// A row that is kept as a value.
pub(super) trait KeptRow: Sized {
    /// Rounds the numbers to what a table shows of them.
    fn rounded(self) -> Self;
}
