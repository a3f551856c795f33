//! The tables there are, and their rows on the way into a sink.

use std::ops::Range;

use super::attributions::AttributionRow;
use super::cues::CueRow;
use super::document::AnalyzedDocument;
use super::documents::DocumentRow;
use super::schema::Column;
use super::sentences::SentenceRow;
use super::sink::{Cell, DocumentNumber, RowSink};
use crate::analysis::Analysis;
use crate::corpus::Kept;
use crate::names::named_enum;

named_enum! {
    /// A table, by what its rows stand for. Its name is also the file's.
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
        self.schema().0
    }

    /// Describes the columns, in order, kept metadata aside.
    pub fn columns(self) -> Vec<Column> {
        self.schema().1
    }

    fn schema(self) -> (&'static str, Vec<Column>) {
        match self {
            Self::Documents => DocumentRow::<&str>::schema(),
            Self::Sentences => SentenceRow::<&str>::schema(),
            Self::Cues => CueRow::<&str>::schema(),
            Self::Attributions => AttributionRow::<&str>::schema(),
        }
    }

    /// Writes the rows that belong to a range of a document's sentences.
    pub(super) fn write(
        self,
        document: &AnalyzedDocument<'_>,
        number: DocumentNumber,
        sentences: Range<usize>,
        sink: &mut impl RowSink,
    ) {
        match self {
            Self::Documents if sentences.start > 0 => {}
            Self::Documents => {
                DocumentRow::<&str>::of(document).write(sink);
                for kept in &document.document.kept {
                    sink.cell(match kept {
                        Kept::Missing => Cell::Missing,
                        Kept::Text(text) => Cell::Text(text),
                        Kept::Json(raw) => Cell::Json(raw.get()),
                    });
                }
                sink.end_row();
            }
            Self::Sentences => {
                for (index, it) in document.sentences(sentences) {
                    SentenceRow::<&str>::new(document, number, index, it).write(sink);
                    sink.end_row();
                }
            }
            Self::Cues => {
                for (index, it) in document.in_sentences(sentences, Analysis::cues_of) {
                    CueRow::<&str>::new(document, number, index, it).write(sink);
                    sink.end_row();
                }
            }
            Self::Attributions => {
                for (index, it) in document.in_sentences(sentences, Analysis::attributions_of) {
                    AttributionRow::<&str>::new(document, number, index, it).write(sink);
                    sink.end_row();
                }
            }
        }
    }
}
