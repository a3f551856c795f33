//! The tables there are.

use serde::Serialize;

use super::attributions::AttributionRow;
use super::cues::CueRow;
use super::documents::DocumentRow;
use super::schema::Column;
use super::sentences::SentenceRow;
use crate::names::named_enum;

named_enum! {
    /// A table, by what its rows stand for. Its name is also the file's.
    #[derive(Serialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Level {
        /// One row for each document.
        Documents = "documents",
        /// One row for each sentence.
        Sentences = "sentences",
        /// One row for each cue match.
        Cues = "cues",
        /// One row for each attribution.
        Attributions = "attributions",
    }
}

impl Level {
    /// Says what a row stands for.
    pub fn about(self) -> &'static str {
        match self {
            Self::Documents => DocumentRow::<&str>::ABOUT,
            Self::Sentences => SentenceRow::<&str>::ABOUT,
            Self::Cues => CueRow::<&str>::ABOUT,
            Self::Attributions => AttributionRow::<&str>::ABOUT,
        }
    }

    /// Describes the columns, in order, kept metadata aside.
    pub fn columns(self) -> Vec<Column> {
        match self {
            Self::Documents => DocumentRow::<&str>::columns(),
            Self::Sentences => SentenceRow::<&str>::columns(),
            Self::Cues => CueRow::<&str>::columns(),
            Self::Attributions => AttributionRow::<&str>::columns(),
        }
    }
}
