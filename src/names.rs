//! Enums whose variants have names in tables and data files.

/// Declares an enum with `ALL`, `COUNT`, `name`, `from_name` and `Display`.
macro_rules! named_enum {
    (
        $(#[$meta:meta])*
        $visibility:vis enum $name:ident {
            $($(#[$variant_meta:meta])* $variant:ident = $text:literal,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        $visibility enum $name {
            $($(#[$variant_meta])* $variant,)*
        }

        #[allow(dead_code, unreachable_pub)] // few enums need all of these
        impl $name {
            /// Number of variants.
            pub const COUNT: usize = [$($text),*].len();

            /// All variants, in order.
            pub const ALL: [Self; Self::COUNT] = [$(Self::$variant),*];

            /// Returns the name in tables and data files.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// Returns the variant of that name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|variant| variant.name() == name)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}

pub(crate) use named_enum;
