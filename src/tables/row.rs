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

        impl<T> $Row<T> {
            /// Meaning of a row, in one or two sentences.
            pub(super) const ABOUT: &'static str = concat!($($about),+);
        }

        impl<'a, T: $crate::tables::schema::Text<'a>> $Row<T> {
            /// Fills a row.
            #[inline]
            pub(super) fn new($($argument: $Argument),+) -> Self {
                Self { $($name: $value,)+ }
            }

            /// Appends the row's cells to a sink.
            #[inline]
            pub(super) fn write(&self, sink: &mut impl $crate::tables::sink::RowSink) {
                use $crate::tables::schema::Field;
                $(self.$name.write(sink);)+
            }

            /// Describes the columns, in order.
            pub(super) fn columns() -> Vec<$crate::tables::schema::Column> {
                use $crate::tables::schema::Field;
                let mut columns = Vec::new();
                $(
                    let unit = None$(.or(Some($crate::tables::schema::ColumnUnit::$unit)))?;
                    let meaning = concat!($($meaning),+).trim();
                    <$Type>::describe(stringify!($name), unit, meaning, &mut columns);
                )+
                columns
            }
        }

        impl<T: $crate::tables::schema::Field> $crate::tables::schema::KeptRow for $Row<T> {
            fn rounded(self) -> Self {
                use $crate::tables::schema::Field;
                Self { $($name: self.$name.rounded(),)+ }
            }
        }

        #[cfg(feature = "pipeline")]
        impl $Row {
            /// Reads the row from a record of a finished table.
            pub(super) fn read(
                record: &$crate::tables::read::Record<'_>,
            ) -> $crate::tables::read::RecordResult<Self> {
                use $crate::tables::read::ReadField;
                Ok(Self { $($name: ReadField::read(record, stringify!($name))?,)+ })
            }
        }
    };
}
pub(super) use row;
