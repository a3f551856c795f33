//! Rows on their way into a sink.

use std::ops::Range;

use super::attributions::AttributionRow;
use super::cues::CueRow;
use super::document::AnalyzedDocument;
use super::documents::DocumentRow;
use super::level::Level;
use super::sentences::SentenceRow;
use super::sink::{DocumentNumber, RowSink};
use crate::corpus::Kept;

/// The rows of one table that belong to a range of a document's sentences.
pub(super) struct RowRange<'a, 'd> {
    pub(super) level: Level,
    pub(super) document: &'a AnalyzedDocument<'d>,
    pub(super) sentences: Range<usize>,
    pub(super) number: DocumentNumber,
}

impl RowRange<'_, '_> {
    pub(super) fn write(&self, sink: &mut impl RowSink) {
        let (document, number, sentences) = (self.document, self.number, self.sentences.clone());
        /// Writes rows one after the other.
        macro_rules! write {
            ($rows:expr) => {
                for row in $rows {
                    row.write(sink);
                    sink.end_row();
                }
            };
        }
        match self.level {
            Level::Documents if sentences.start > 0 => {}
            Level::Documents => {
                DocumentRow::<&str>::of(document).write(sink);
                document.document.kept.iter().for_each(|kept| write_kept(kept, sink));
                sink.end_row();
            }
            Level::Sentences => write!(SentenceRow::<&str>::of(document, number, sentences)),
            Level::Cues => write!(CueRow::<&str>::of(document, number, sentences)),
            Level::Attributions => write!(AttributionRow::<&str>::of(document, number, sentences)),
        }
    }
}

fn write_kept(kept: &Kept, sink: &mut impl RowSink) {
    match kept {
        Kept::Missing => sink.missing(),
        Kept::Text(text) => sink.text(text),
        Kept::Json(raw) => sink.json(raw.get()),
    }
}
