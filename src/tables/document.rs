//! An analyzed document, from which rows are made.

use std::ops::Range;
use std::sync::OnceLock;

use crate::analysis::{Analysis, AnalyzedSentence};
use crate::corpus::RawDocument;
use crate::lexicon::Lexicon;
use crate::text::{ByteSpan, CharOffsets};

/// A document with its analysis. Converts byte offsets to the code points of the tables.
#[derive(Debug)]
pub struct AnalyzedDocument<'a> {
    pub(super) document: &'a RawDocument<'a>,
    pub(super) analysis: &'a Analysis,
    pub(super) lexicon: &'a Lexicon,
    /// Built when it is first needed: the documents table has no offsets.
    offsets: OnceLock<CharOffsets<'a>>,
}

impl<'a> AnalyzedDocument<'a> {
    /// Puts a document and its analysis together; `lexicon` is the one the analyzer used.
    pub fn new(
        document: &'a RawDocument<'_>,
        analysis: &'a Analysis,
        lexicon: &'a Lexicon,
    ) -> Self {
        Self { document, analysis, lexicon, offsets: OnceLock::new() }
    }

    /// Converts a byte offset to code points.
    pub(super) fn offset(&self, byte: u32) -> u64 {
        self.offsets.get_or_init(|| CharOffsets::new(&self.document.text)).at(byte).into()
    }

    pub(super) fn text(&self, span: ByteSpan) -> &'a str {
        &self.document.text[span.range()]
    }

    /// Yields a range of the sentences with their indices.
    pub(super) fn sentences(
        &self,
        range: Range<usize>,
    ) -> impl Iterator<Item = (usize, &'a AnalyzedSentence)> + use<'a> {
        (range.start..).zip(&self.analysis.sentences[range])
    }

    /// Yields what stands in a range of the sentences, with the indices of these.
    pub(super) fn in_sentences<T: 'a>(
        &self,
        range: Range<usize>,
        of: fn(&'a Analysis, &AnalyzedSentence) -> &'a [T],
    ) -> impl Iterator<Item = (usize, &'a T)> + use<'a, T> {
        let analysis = self.analysis;
        self.sentences(range).flat_map(move |(index, sentence)| {
            of(analysis, sentence).iter().map(move |it| (index, it))
        })
    }
}
