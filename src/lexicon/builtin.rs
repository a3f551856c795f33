//! The lexicon files that are part of the program.

macro_rules! files {
    ($($name:literal)*) => {
        &[$((
            concat!("lexicons/en/cues/", $name, ".toml"),
            include_str!(concat!("../../lexicons/en/cues/", $name, ".toml")),
        ),)*]
    };
}

/// Name and text of the built-in cue files.
pub(crate) const CUES: &[(&str, &str)] = files![
    "possibility" "probability" "appearance" "belief" "hearsay" "vague_source" "approximator"
    "vague_quantity" "condition" "unknown" "emphatic" "factive" "named_source" "data" "document"
    "observation"
];

/// The word classes.
pub(crate) const WORDS: &str = include_str!("../../lexicons/en/words.toml");

/// How phrases of likelihood compose.
pub(crate) const LIKELIHOOD: &str = include_str!("../../lexicons/en/likelihood.toml");

/// Irregular inflection.
pub(crate) const INFLECTION: &str = include_str!("../../lexicons/en/inflection.toml");

/// Name and text of the profiles.
pub(crate) const PROFILES: &[(&str, &str)] = &[
    ("news", include_str!("../../lexicons/en/profiles/news.toml")),
    ("science", include_str!("../../lexicons/en/profiles/science.toml")),
    ("reviews", include_str!("../../lexicons/en/profiles/reviews.toml")),
    ("encyclopedia", include_str!("../../lexicons/en/profiles/encyclopedia.toml")),
];
