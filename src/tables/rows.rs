//! Rows of the tables, read again: what a table says of a document, a sentence, a cue.

use csv::StringRecord;

use crate::lexicon::{CueClass, Reading, Side};

/// A row of the documents table; README.md describes the columns.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)] // the columns' names
pub struct DocumentRow {
    pub id: String,
    pub source: String,
    pub words: u64,
    pub sentences: u64,
    pub hedged_sentences: u64,
    /// 0–1; none without sentences.
    pub hedged_share: Option<f64>,
    pub hedged_share_low: Option<f64>,
    pub hedged_share_high: Option<f64>,
    /// 0–1; none without sentences.
    pub certainty: Option<f64>,
    /// Counted matches by side, in the order of [`Side::ALL`].
    pub sides: [u64; 3],
    /// The same per 1,000 words; none without words.
    pub per_1000_words: [Option<f64>; 3],
    pub evidence_balance: f64,
    pub author_hedges: u64,
    pub source_hedges: u64,
    pub attributions: u64,
    /// Counted matches by class, in the order of [`CueClass::ALL`].
    pub classes: [u64; CueClass::COUNT],
    pub questions: u64,
    pub warnings: String,
    /// Kept metadata, in the order of the columns.
    pub kept: Vec<String>,
}

/// A row of the sentences table.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, clippy::struct_excessive_bools)] // the columns' names
pub struct SentenceRow {
    pub document_id: String,
    pub sentence: u64,
    /// In code points of the document's text, as `end`.
    pub start: u64,
    pub end: u64,
    pub text: String,
    pub hedged: bool,
    pub hedge_probability: f64,
    pub certainty: f64,
    /// Counted matches by side, in the order of [`Side::ALL`].
    pub sides: [u64; 3],
    pub attributed: bool,
    pub quoted: bool,
    pub question: bool,
}

/// A row of the cues table.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)] // the columns' names
pub struct CueRow {
    pub document_id: String,
    pub sentence: u64,
    /// In code points of the document's text, as `end`.
    pub start: u64,
    pub end: u64,
    pub text: String,
    pub cue: String,
    pub class: CueClass,
    pub reading: String,
    pub strength: f64,
    pub holder: String,
    pub negated: bool,
    pub rule: String,
    /// Low, middle and high of the probability that readers understand.
    pub probability: Option<[f64; 3]>,
}

impl CueRow {
    /// The side of its class.
    pub fn side(&self) -> Side {
        self.class.side()
    }

    /// Whether it counts in scores.
    pub fn counts(&self) -> bool {
        Reading::from_name(&self.reading).is_some_and(Reading::counts)
    }
}

/// A document with the rows of its sentences and cues, where these tables were asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentRows {
    /// Its own row.
    pub document: DocumentRow,
    /// Its sentences, in order.
    pub sentences: Vec<SentenceRow>,
    /// Its cues, in order.
    pub cues: Vec<CueRow>,
}

/// A table's columns and where they stand.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    names: Vec<String>,
    /// Metadata follows from here.
    kept: usize,
}

/// What is wrong with a row.
pub(super) type RowResult<T> = std::result::Result<T, String>;

/// A record with the names of its cells.
struct Cells<'a> {
    columns: &'a Columns,
    record: &'a StringRecord,
}

impl Columns {
    pub(super) fn new(names: impl IntoIterator<Item = String>) -> Self {
        let names: Vec<String> = names.into_iter().collect();
        let kept =
            names.iter().position(|name| name == "warnings").map_or(names.len(), |at| at + 1);
        Self { names, kept }
    }

    /// The columns of metadata in a documents table.
    pub(super) fn kept(&self) -> &[String] {
        &self.names[self.kept..]
    }

    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    pub(super) fn document(&self, record: &StringRecord) -> RowResult<DocumentRow> {
        let cells = Cells { columns: self, record };
        let mut classes = [0; CueClass::COUNT];
        for (count, class) in classes.iter_mut().zip(CueClass::ALL) {
            *count = cells.uint(class.name())?;
        }
        Ok(DocumentRow {
            id: cells.text("id")?,
            source: cells.text("source")?,
            words: cells.uint("words")?,
            sentences: cells.uint("sentences")?,
            hedged_sentences: cells.uint("hedged_sentences")?,
            hedged_share: cells.float("hedged_share")?,
            hedged_share_low: cells.float("hedged_share_low")?,
            hedged_share_high: cells.float("hedged_share_high")?,
            certainty: cells.float("certainty")?,
            sides: cells.sides()?,
            per_1000_words: [
                cells.float("hedges_per_1000_words")?,
                cells.float("boosters_per_1000_words")?,
                cells.float("evidence_per_1000_words")?,
            ],
            evidence_balance: cells.number("evidence_balance")?,
            author_hedges: cells.uint("author_hedges")?,
            source_hedges: cells.uint("source_hedges")?,
            attributions: cells.uint("attributions")?,
            classes,
            questions: cells.uint("questions")?,
            warnings: cells.text("warnings")?,
            kept: record.iter().skip(self.kept).map(str::to_owned).collect(),
        })
    }

    pub(super) fn sentence(&self, record: &StringRecord) -> RowResult<SentenceRow> {
        let cells = Cells { columns: self, record };
        Ok(SentenceRow {
            document_id: cells.text("document_id")?,
            sentence: cells.uint("sentence")?,
            start: cells.uint("start")?,
            end: cells.uint("end")?,
            text: cells.text("text")?,
            hedged: cells.boolean("hedged")?,
            hedge_probability: cells.number("hedge_probability")?,
            certainty: cells.number("certainty")?,
            sides: cells.sides()?,
            attributed: cells.boolean("attributed")?,
            quoted: cells.boolean("quoted")?,
            question: cells.boolean("question")?,
        })
    }

    pub(super) fn cue(&self, record: &StringRecord) -> RowResult<CueRow> {
        let cells = Cells { columns: self, record };
        let class = cells.cell("class")?;
        let low = cells.float("probability_low")?;
        let (mid, high) = (cells.float("probability_mid")?, cells.float("probability_high")?);
        Ok(CueRow {
            document_id: cells.text("document_id")?,
            sentence: cells.uint("sentence")?,
            start: cells.uint("start")?,
            end: cells.uint("end")?,
            text: cells.text("text")?,
            cue: cells.text("cue")?,
            class: CueClass::from_name(class).ok_or_else(|| cells.wrong("class", "a class"))?,
            reading: cells.text("reading")?,
            strength: cells.number("strength")?,
            holder: cells.text("holder")?,
            negated: cells.boolean("negated")?,
            rule: cells.text("rule")?,
            probability: low.zip(mid).zip(high).map(|((low, mid), high)| [low, mid, high]),
        })
    }
}

impl Cells<'_> {
    fn cell(&self, name: &str) -> RowResult<&str> {
        let at = self.columns.names.iter().position(|column| column == name);
        at.and_then(|at| self.record.get(at)).ok_or_else(|| {
            format!("there is no column \"{name}\"; was the table made by another version?")
        })
    }

    fn wrong(&self, name: &str, wanted: &str) -> String {
        let value = self.cell(name).unwrap_or_default();
        format!("column \"{name}\": \"{value}\" is not {wanted}; was the table edited?")
    }

    fn text(&self, name: &str) -> RowResult<String> {
        self.cell(name).map(str::to_owned)
    }

    fn uint(&self, name: &str) -> RowResult<u64> {
        self.cell(name)?.parse().map_err(|_| self.wrong(name, "a count"))
    }

    fn float(&self, name: &str) -> RowResult<Option<f64>> {
        let cell = self.cell(name)?;
        if cell.is_empty() {
            return Ok(None);
        }
        let value = cell.parse::<f64>().ok().filter(|value| value.is_finite());
        value.map(Some).ok_or_else(|| self.wrong(name, "a number"))
    }

    fn number(&self, name: &str) -> RowResult<f64> {
        self.float(name)?.ok_or_else(|| self.wrong(name, "a number"))
    }

    fn boolean(&self, name: &str) -> RowResult<bool> {
        self.cell(name)?.parse().map_err(|_| self.wrong(name, "true or false"))
    }

    fn sides(&self) -> RowResult<[u64; 3]> {
        Ok([self.uint("hedges")?, self.uint("boosters")?, self.uint("evidence")?])
    }
}
