//! The columns of the tables and how their rows are filled.
//!
//! Columns, their order and their meaning are a contract with users' scripts;
//! README.md describes them. New columns go to the end.

use std::ops::Range;

use super::csv::CsvSink;
use super::jsonl::JsonlSink;
use super::{Format, Level, RowSink};
use crate::analysis::DocumentScore;
use crate::analysis::{Analysis, AnalyzedSentence};
use crate::corpus::{Kept, RawDocument};
use crate::lexicon::{CueClass, Lexicon, Side};
use crate::text::{ByteSpan, CharOffsets};

/// Columns of the documents table up to the class counts.
const DOCUMENT: [&str; 18] = [
    "id",
    "source",
    "words",
    "sentences",
    "hedged_sentences",
    "hedged_share",
    "hedged_share_low",
    "hedged_share_high",
    "certainty",
    "hedges",
    "hedges_per_1000_words",
    "boosters",
    "boosters_per_1000_words",
    "evidence",
    "evidence_per_1000_words",
    "evidence_balance",
    "author_hedges",
    "source_hedges",
];

const SENTENCE: [&str; 14] = [
    "document_id",
    "sentence",
    "start",
    "end",
    "text",
    "hedged",
    "hedge_probability",
    "certainty",
    "hedges",
    "boosters",
    "evidence",
    "attributed",
    "quoted",
    "question",
];

const CUE: [&str; 19] = [
    "document_id",
    "sentence",
    "start",
    "end",
    "text",
    "cue",
    "class",
    "side",
    "reading",
    "probability",
    "strength",
    "holder",
    "negated",
    "scope_start",
    "scope_end",
    "rule",
    "probability_low",
    "probability_mid",
    "probability_high",
];

const ATTRIBUTION: [&str; 13] = [
    "document_id",
    "sentence",
    "source_start",
    "source_end",
    "source",
    "cue_start",
    "cue_end",
    "cue",
    "content_start",
    "content_end",
    "content",
    "named",
    "quoted",
];

/// Column names for kept fields: a name that the documents table has already
/// gets `meta_` in front.
pub fn kept_column_names(keep: &[String]) -> Vec<String> {
    let own = document_columns(&[]);
    keep.iter()
        .map(|name| if own.contains(name) { format!("meta_{name}") } else { name.clone() })
        .collect()
}

fn document_columns(keep: &[String]) -> Vec<String> {
    let own = DOCUMENT.iter().copied().chain(["attributions"]);
    let classes = CueClass::ALL.iter().map(|class| class.name());
    let mut columns: Vec<String> =
        own.chain(classes).chain(["questions", "warnings"]).map(str::to_owned).collect();
    columns.extend(keep.iter().cloned());
    columns
}

/// The tables of one run, with their columns.
#[derive(Debug, Clone)]
pub struct TableSet {
    tables: Vec<(Level, Vec<String>)>,
    format: Format,
}

impl TableSet {
    /// The given levels in the given format; `keep` names metadata to copy
    /// into the documents table.
    pub fn new(levels: &[Level], format: Format, keep: &[String]) -> Self {
        let kept = kept_column_names(keep);
        let strings = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect();
        let tables = levels
            .iter()
            .map(|level| {
                let columns: Vec<String> = match level {
                    Level::Documents => document_columns(&kept),
                    Level::Sentences => strings(&SENTENCE),
                    Level::Cues => strings(&CUE),
                    Level::Attributions => strings(&ATTRIBUTION),
                };
                (*level, columns)
            })
            .collect();
        Self { tables, format }
    }

    /// The levels, in order.
    pub fn levels(&self) -> impl Iterator<Item = Level> + '_ {
        self.tables.iter().map(|(level, _)| *level)
    }

    /// The columns of each table, in order.
    pub fn columns(&self) -> impl Iterator<Item = &[String]> {
        self.tables.iter().map(|(_, columns)| &columns[..])
    }

    /// Whether no table shows single matches.
    pub(crate) fn only_figures(&self) -> bool {
        self.levels().all(|level| matches!(level, Level::Documents | Level::Sentences))
    }

    /// The format.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The name of a level's file.
    pub fn file_name(&self, level: Level) -> String {
        format!("{}.{}", level.name(), self.format.extension())
    }

    /// What stands at the top of each table's file.
    pub fn header(&self, index: usize) -> Vec<u8> {
        let mut out = Vec::new();
        if self.format == Format::Csv {
            let mut sink = CsvSink::new(&mut out);
            for column in &self.tables[index].1 {
                sink.text(column);
            }
            sink.end_row();
        }
        out
    }

    /// Appends a document's rows to each table's bytes.
    pub fn add(
        &self,
        document: &RawDocument<'_>,
        analysis: &Analysis,
        lexicon: &Lexicon,
        out: &mut [Vec<u8>],
    ) {
        self.rows(document, analysis, lexicon).add(0..analysis.sentences.len(), out);
    }

    /// A document's rows, to be taken in portions.
    pub fn rows<'a>(
        &'a self,
        document: &'a RawDocument<'_>,
        analysis: &'a Analysis,
        lexicon: &'a Lexicon,
    ) -> Rows<'a> {
        let positions = self.levels().any(|level| level != Level::Documents);
        let chars = CharOffsets::new(if positions { &document.text } else { "" });
        Rows { set: self, document, analysis, lexicon, chars }
    }
}

/// The rows of one document.
pub struct Rows<'a> {
    set: &'a TableSet,
    document: &'a RawDocument<'a>,
    analysis: &'a Analysis,
    lexicon: &'a Lexicon,
    chars: CharOffsets<'a>,
}

impl Rows<'_> {
    /// Appends the rows of these sentences to each table's bytes; the document's own
    /// comes with the first sentence, or by itself if there is none.
    pub fn add(&self, sentences: Range<usize>, out: &mut [Vec<u8>]) {
        for ((level, columns), out) in self.set.tables.iter().zip(out) {
            match self.set.format {
                Format::Csv => self.fill(*level, sentences.clone(), &mut CsvSink::new(out)),
                Format::Jsonl => {
                    self.fill(*level, sentences.clone(), &mut JsonlSink::new(out, columns));
                }
            }
        }
    }

    fn fill(&self, level: Level, sentences: Range<usize>, sink: &mut impl RowSink) {
        match level {
            Level::Documents if sentences.start == 0 => {
                document_row(self.document, self.analysis, sink);
            }
            Level::Documents => {}
            Level::Sentences => self.sentence_rows(sentences, sink),
            Level::Cues => self.cue_rows(sentences, sink),
            Level::Attributions => self.attribution_rows(sentences, sink),
        }
    }

    /// Sentences with their numbers.
    fn numbered(&self, sentences: Range<usize>) -> impl Iterator<Item = (u64, &AnalyzedSentence)> {
        (sentences.start as u64..).zip(&self.analysis.sentences[sentences])
    }

    fn span(&self, span: ByteSpan, sink: &mut impl RowSink) {
        sink.uint(self.chars.at(span.start).into());
        sink.uint(self.chars.at(span.end).into());
    }

    fn sentence_rows(&self, sentences: Range<usize>, sink: &mut impl RowSink) {
        let Self { document, .. } = self;
        for (number, sentence) in self.numbered(sentences) {
            sink.text(&document.id);
            sink.uint(number);
            self.span(sentence.span, sink);
            sink.text(&document.text[sentence.span.range()]);
            sink.boolean(sentence.hedged);
            sink.float(Some(sentence.hedge_probability));
            sink.float(Some(sentence.certainty));
            sink.uint(sentence.hedges.into());
            sink.uint(sentence.boosters.into());
            sink.uint(sentence.evidence.into());
            sink.boolean(sentence.attributed);
            sink.boolean(sentence.quoted);
            sink.boolean(sentence.question);
            sink.end_row();
        }
    }

    fn cue_rows(&self, sentences: Range<usize>, sink: &mut impl RowSink) {
        let Self { document, analysis, lexicon, .. } = self;
        for (number, sentence) in self.numbered(sentences) {
            for cue in analysis.cues_of(sentence) {
                sink.text(&document.id);
                sink.uint(number);
                self.span(cue.span, sink);
                sink.text(&document.text[cue.span.range()]);
                sink.text(&lexicon.cues()[cue.cue].name);
                sink.name(cue.class.name());
                sink.name(cue.side().name());
                sink.name(cue.reading.name());
                sink.float(cue.probability.map(|p| p.mid));
                sink.float(Some(cue.strength));
                sink.name(cue.holder.name());
                sink.boolean(cue.negated);
                self.span(cue.scope, sink);
                sink.name(cue.rule);
                sink.float(cue.probability.map(|p| p.low));
                sink.float(cue.probability.map(|p| p.mid));
                sink.float(cue.probability.map(|p| p.high));
                sink.end_row();
            }
        }
    }

    fn attribution_rows(&self, sentences: Range<usize>, sink: &mut impl RowSink) {
        let Self { document, analysis, .. } = self;
        let stretch = |found: Option<ByteSpan>, sink: &mut _| {
            if let Some(found) = found {
                self.span(found, sink);
                RowSink::text(sink, &document.text[found.range()]);
            } else {
                (0..3).for_each(|_| RowSink::missing(sink));
            }
        };
        for (number, sentence) in self.numbered(sentences) {
            for attribution in analysis.attributions_of(sentence) {
                sink.text(&document.id);
                sink.uint(number);
                stretch(attribution.source, sink);
                stretch(Some(attribution.cue), sink);
                stretch(attribution.content, sink);
                sink.boolean(attribution.named);
                sink.boolean(attribution.quoted);
                sink.end_row();
            }
        }
    }
}

fn document_row(document: &RawDocument<'_>, analysis: &Analysis, sink: &mut impl RowSink) {
    let score = DocumentScore::of(analysis);
    let interval = score.hedged_share_interval();
    sink.text(&document.id);
    sink.text(&document.source);
    sink.uint(score.words);
    sink.uint(score.sentences);
    sink.uint(score.hedged_sentences);
    sink.float(score.hedged_share());
    sink.float(interval.map(|i| i.0));
    sink.float(interval.map(|i| i.1));
    sink.float(score.certainty);
    for side in Side::ALL {
        sink.uint(score.side(side));
        sink.float(score.per_1000_words(side));
    }
    sink.float(Some(score.evidence_balance()));
    sink.uint(score.author_hedges);
    sink.uint(score.source_hedges);
    sink.uint(score.attributions);
    for count in score.classes {
        sink.uint(count);
    }
    sink.uint(score.questions);
    let mut warnings = document.warnings.clone();
    if score.words == 0 {
        warnings.push("empty".to_owned());
    }
    sink.text(&warnings.join(";"));
    for kept in &document.kept {
        match kept {
            Kept::Missing => sink.missing(),
            Kept::Text(text) => sink.text(text),
            Kept::Json(raw) => sink.json(raw.get()),
        }
    }
    sink.end_row();
}
