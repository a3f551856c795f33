//! The macro in which a table declares each of its columns once, as a field of a row, with name,
//! type, unit, meaning and value.

/// Declares the rows of a table. Of each field, which is a column, are given: its meaning (the
/// doc comment), its name, its type, the unit of its numbers, and its value, computed from the
/// arguments behind the name of the row.
macro_rules! row {
    (
        $(#[doc = $about:literal])+
        $Row:ident($($argument:ident: $Argument:ty),+) {
            $(
                $(#[doc = $meaning:literal])+
                $name:ident: $Type:ty $([$unit:ident])? = $value:expr;
            )+
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone, PartialEq)]
        #[allow(clippy::struct_excessive_bools)] // as many as the table has
        pub struct $Row<T = String> {
            $($(#[doc = $meaning])+ pub $name: $Type,)+
        }

        #[allow(dead_code)] // not all rows are kept
        impl<'a, T: $crate::tables::schema::Text<'a>> $Row<T> {
            #[inline]
            pub(super) fn new($($argument: $Argument),+) -> Self {
                Self { $($name: $value,)+ }
            }

            /// Rounds the numbers to what a table shows of them.
            pub(super) fn rounded(self) -> Self {
                use $crate::tables::schema::Field;
                Self { $($name: self.$name.rounded(),)+ }
            }

            #[inline]
            pub(super) fn write(&self, sink: &mut impl $crate::tables::sink::RowSink) {
                use $crate::tables::schema::Field;
                $(self.$name.write(sink);)+
            }

            /// Returns the meaning of a row, in one or two sentences, and the columns, in order.
            pub(super) fn schema() -> (&'static str, Vec<$crate::tables::schema::Column>) {
                use $crate::tables::schema::{Column, ColumnType, ColumnUnit, Field};
                let columns = [$(<$Type>::describe(Column {
                    name: stringify!($name),
                    kind: ColumnType::Text,
                    unit: None$(.or(Some(ColumnUnit::$unit)))?,
                    optional: false,
                    meaning: concat!($($meaning),+).trim(),
                })),+];
                (concat!($($about),+), columns.concat())
            }
        }

        #[cfg(feature = "pipeline")]
        impl $Row {
            /// Reads the row from a record of a finished table.
            pub(super) fn read(
                record: &$crate::tables::schema::Record<'_>,
            ) -> $crate::error::Result<Self> {
                use $crate::tables::schema::Field;
                Ok(Self { $($name: Field::read(record, stringify!($name))?,)+ })
            }
        }
    };
}
pub(super) use row;
