//! The attributions table.

use super::document::AnalyzedDocument;
use super::row::row;
use super::sink::DocumentNumber;
use crate::analysis::Attribution;

row! {
    /// An attribution: a statement that the text ascribes to a source.
    AttributionRow(of: &'a AnalyzedDocument<'_>, number: DocumentNumber, index: usize, it: &Attribution) {
        /// Id of the document.
        document_id: T = (*of.document.id).into();
        /// Number of the sentence in its document.
        sentence: u64 [Index] = index as u64;
        /// Where the source begins; empty where the sentence names none.
        source_start: Option<u64> [CodePoints] = it.source.map(|span| of.offset(span.start));
        /// Where the source ends, exclusive.
        source_end: Option<u64> [CodePoints] = it.source.map(|span| of.offset(span.end));
        /// Who says it.
        source: Option<T> = it.source.map(|span| of.text(span).into());
        /// Where the verb or preposition that reports begins.
        cue_start: u64 [CodePoints] = of.offset(it.cue.start);
        /// Where it ends, exclusive.
        cue_end: u64 [CodePoints] = of.offset(it.cue.end);
        /// The verb or preposition that reports.
        cue: T = of.text(it.cue).into();
        /// Where the content begins; empty where the sentence does not hold it.
        content_start: Option<u64> [CodePoints] = it.content.map(|span| of.offset(span.start));
        /// Where the content ends, exclusive.
        content_end: Option<u64> [CodePoints] = it.content.map(|span| of.offset(span.end));
        /// The content of the statement.
        content: Option<T> = it.content.map(|span| of.text(span).into());
        /// True if the source can be asked: a name, an institution, a role, or a pronoun for one
        /// of these.
        named: bool = it.named;
        /// True if the content, or part of it, is quoted word for word.
        quoted: bool = it.quoted;
        /// Number of the document among the scored ones: its row in the documents table.
        document: DocumentNumber [Index] = number;
    }
}
