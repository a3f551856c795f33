//! Rows as they come out of a run, put together by document.

use std::collections::VecDeque;

use csv::StringRecord;

use super::rows::{Columns, CueRow, DocumentRow, DocumentRows, RowResult, SentenceRow};
use super::{Format, Level, TableSet, TableSink};
use crate::analysis::Analysis;
use crate::corpus::{Failure, RawDocument};
use crate::error::{Error, Result};
use crate::lexicon::Lexicon;

/// Takes the rows of a run and hands on each document with its sentences and cues as soon
/// as they are all there. What it hands on is what the tables would say, to the digit.
pub struct Gather<F> {
    set: TableSet,
    columns: Vec<Columns>,
    documents: VecDeque<DocumentRow>,
    sentences: VecDeque<SentenceRow>,
    cues: VecDeque<CueRow>,
    /// The documents that could not be read.
    pub failures: Vec<Failure>,
    each: F,
}

impl<F: FnMut(DocumentRows) -> Result<()>> Gather<F> {
    /// Documents with the rows of these levels besides their own; `keep` names metadata.
    pub fn new(levels: &[Level], keep: &[String], each: F) -> Self {
        let mut all = vec![Level::Documents];
        all.extend(levels.iter().filter(|level| **level != Level::Documents));
        let set = TableSet::new(&all, Format::Csv, keep);
        let columns = set.columns().map(|names| Columns::new(names.iter().cloned())).collect();
        Self {
            set,
            columns,
            documents: VecDeque::new(),
            sentences: VecDeque::new(),
            cues: VecDeque::new(),
            failures: Vec::new(),
            each,
        }
    }

    fn hand_on(&mut self) -> Result<()> {
        let with = |level| self.set.levels().any(|l| l == level);
        let (sentences, cues) = (with(Level::Sentences), with(Level::Cues));
        while let Some(document) = self.documents.front() {
            let wanted = if sentences { document.sentences as usize } else { 0 };
            if self.sentences.len() < wanted {
                break; // the rest of a long document is still to come
            }
            let Some(document) = self.documents.pop_front() else { break };
            let sentences: Vec<SentenceRow> = self.sentences.drain(..wanted).collect();
            let own = if cues {
                let mut own = Vec::new();
                while let Some(cue) = self.cues.front() {
                    // The next document is here if a row of its cues is.
                    let next = self.documents.front();
                    if !belongs(cue, &document, &sentences, &own, next) {
                        break;
                    }
                    own.extend(self.cues.pop_front());
                }
                own
            } else {
                Vec::new()
            };
            (self.each)(DocumentRows { document, sentences, cues: own })?;
        }
        Ok(())
    }
}

/// Whether the next cue row is of this document, whose cues so far are `taken`: the next
/// document may have the same id.
pub(super) fn belongs(
    cue: &CueRow,
    document: &DocumentRow,
    sentences: &[SentenceRow],
    taken: &[CueRow],
    next: Option<&DocumentRow>,
) -> bool {
    let Some(sentence) = sentences.get(cue.sentence as usize) else { return false };
    if cue.document_id != document.id || next.is_none_or(|next| next.id != document.id) {
        return cue.document_id == document.id;
    }
    let place = |cue: &CueRow| (cue.sentence, cue.start);
    let in_it = |other: &&CueRow| other.sentence == cue.sentence;
    let own = || taken.iter().rev().take_while(in_it);
    let same =
        |other: &CueRow| (other.start, other.end, &other.cue) == (cue.start, cue.end, &cue.cue);
    // Cues of a sentence come in the order of their patterns, of which they may be a later
    // part, so one may begin before the last one.
    let goes_on = |last: &CueRow| {
        place(last) < place(cue)
            || last.sentence == cue.sentence && !own().any(same) && stands_in(cue, sentence)
    };
    let counted = || own().filter(|cue| cue.counts()).count();
    cue.start >= sentence.start
        && cue.end <= sentence.end
        && taken.last().is_none_or(goes_on)
        && (!cue.counts() || (counted() as u64) < sentence.sides.iter().sum())
}

/// Whether the sentence has the words of the cue where it is said to stand.
fn stands_in(cue: &CueRow, sentence: &SentenceRow) -> bool {
    let skipped = cue.start.saturating_sub(sentence.start) as usize;
    let mut chars = sentence.text.chars().skip(skipped);
    cue.text.chars().all(|c| chars.next() == Some(c))
}

impl<F: FnMut(DocumentRows) -> Result<()>> TableSink for Gather<F> {
    fn tables(&self) -> &TableSet {
        &self.set
    }

    fn append(&mut self, rows: &[Vec<u8>]) -> Result<()> {
        let levels: Vec<Level> = self.set.levels().collect();
        for ((level, columns), bytes) in levels.into_iter().zip(&self.columns).zip(rows) {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[..]);
            for record in reader.records() {
                let record = record.map_err(|e| Error::usage(format!("internal error: {e}")))?;
                let taken: RowResult<()> = match level {
                    Level::Documents => {
                        columns.document(&record).map(|row| self.documents.push_back(row))
                    }
                    Level::Sentences => {
                        columns.sentence(&record).map(|row| self.sentences.push_back(row))
                    }
                    Level::Cues => columns.cue(&record).map(|row| self.cues.push_back(row)),
                    Level::Attributions => Ok(()),
                };
                taken.map_err(|e| Error::usage(format!("internal error: {e}")))?;
            }
        }
        self.hand_on()
    }

    fn fail(&mut self, failure: &Failure) -> Result<()> {
        self.failures.push(failure.clone());
        Ok(())
    }
}

impl DocumentRows {
    /// What the tables say of one analysed document.
    ///
    /// # Errors
    /// None but faults of ours.
    pub fn of(document: &RawDocument<'_>, analysis: &Analysis, lexicon: &Lexicon) -> Result<Self> {
        let mut found = None;
        let levels = [Level::Sentences, Level::Cues];
        let mut gather = Gather::new(&levels, &[], |rows| {
            found = Some(rows);
            Ok(())
        });
        let mut tables = vec![Vec::new(); 3];
        gather.set.add(document, analysis, lexicon, &mut tables);
        gather.append(&tables)?;
        drop(gather);
        found.ok_or_else(|| Error::usage("internal error: a document without a row"))
    }
}

/// A JSON object as the record of a table with these columns.
pub(super) fn record(
    columns: &[String],
    row: &serde_json::Map<String, serde_json::Value>,
) -> StringRecord {
    let cell = |name: &String| match row.get(name) {
        None | Some(serde_json::Value::Null) => String::new(),
        Some(serde_json::Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    columns.iter().map(cell).collect()
}
