//! Reading annotated sentences: what is hedged, how certain it is, in which ways.

use std::collections::{BTreeMap, HashSet};

use serde::Deserialize;

use super::json_lines;
use crate::error::{Error, Result};
use crate::lexicon::{CueClass, Profile, Reading, Side};
use crate::text::ByteSpan;

/// Subject of a gold file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Task {
    /// Hedged sentences, and perhaps their cues.
    Hedging,
    /// Certainty (0–1).
    Certainty,
    /// Ways of being certain or uncertain.
    Aspects,
    /// How certain readers take the events of a sentence to be presented: only measured against.
    Factuality,
    /// Readings of modal verbs.
    Readings,
}

/// One annotated sentence: a line of a gold file.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoldRow {
    /// The sentence.
    pub text: String,
    id: Option<String>,
    doc: Option<String>,
    /// Where its text comes from.
    pub source: Option<String>,
    /// True if it is hedged.
    pub hedged: Option<bool>,
    #[serde(rename = "cues")]
    marked: Option<Vec<AnnotatedCue>>,
    /// True if it has evidence markers.
    pub evidence: Option<bool>,
    /// True if it has boosters.
    pub booster: Option<bool>,
    /// Certainty (0–1).
    pub certainty: Option<f64>,
    /// Label of each aspect.
    pub aspects: Option<BTreeMap<String, String>>,
    scopes: Option<Vec<Scope>>,
    start: Option<u64>,
    end: Option<u64>,
    #[serde(rename = "split")]
    _split: Option<String>,
    passage: Option<String>,
    draw: Option<String>,
    #[serde(rename = "annotators")]
    _annotators: Option<u32>,
    #[serde(rename = "agreed")]
    _agreed: Option<bool>,
    #[serde(rename = "holder")]
    _holder: Option<String>,
    /// Kind of text; where a profile has this name, readings are judged in it.
    pub genre: Option<String>,
    #[serde(rename = "licence")]
    _licence: Option<String>,
    /// Its modal verbs with their readings.
    #[serde(skip)]
    pub modals: Vec<AnnotatedModal>,
    /// The line of the file it stands in, from 1.
    #[serde(skip)]
    pub line: usize,
    /// Sentences with the same number are of one document and never parted
    /// between training and testing.
    #[serde(skip)]
    pub document: usize,
    /// Its cues; none if the file marks no places.
    #[serde(skip)]
    pub cues: Option<Vec<GoldCue>>,
}

/// A cue that annotators have marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GoldCue {
    /// Where it stands.
    pub span: ByteSpan,
    /// Its class; none where the file marks speculation alone.
    pub class: Option<CueClass>,
}

/// A gold file.
#[derive(Debug, Clone, PartialEq)]
pub struct Gold {
    /// Its name without folders and ending.
    pub name: String,
    /// Its subject.
    pub task: Task,
    /// Its sentences.
    pub rows: Vec<GoldRow>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct AnnotatedCue {
    start: Option<usize>,
    end: Option<usize>,
    kind: Option<String>,
    #[serde(rename = "scope")]
    _scope: Option<String>,
    text: Option<String>,
    class: Option<String>,
    #[serde(rename = "votes")]
    _votes: Option<u32>,
    reading: Option<String>,
    #[serde(rename = "negated")]
    _negated: Option<bool>,
    #[serde(rename = "quirk")]
    _quirk: Option<serde_json::Value>,
    #[serde(rename = "labels")]
    _labels: Option<Vec<String>>,
}

/// A modal verb, and what annotators take it to mean.
#[derive(Debug, Clone, PartialEq)]
pub struct AnnotatedModal {
    /// Its place.
    pub span: ByteSpan,
    /// The verb as written, in lower case.
    pub modal: String,
    /// Its reading; none where annotators saw several or could not tell.
    pub reading: Option<Reading>,
}

/// What stands for no single reading: several at once, none that fits, or not known.
const UNDECIDED: [&str; 3] = ["mixed", "rhetorical", "unknown"];

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Scope {
    #[serde(rename = "id")]
    _id: Option<String>,
    start: usize,
    end: usize,
}

/// Neighboring lines that count as one document where the file names none.
pub(super) const LINES: usize = 25;

/// Reads a file of annotated sentences: JSON, one object a line with `text` and
/// `hedged` (perhaps with `cues`: `start`, `end` in code points, and `kind`), or
/// `certainty` (a rating from 1 to 5 or 6), or `aspects` (labels by name), or
/// `cues` that have a `reading` each.
///
/// # Errors
/// [`crate::ErrorKind::Data`] with the file and line of the first mistake:
/// unknown fields, wrong offsets, empty texts, or only one answer in the file.
pub(super) fn read(file: &str, content: &str) -> Result<Gold> {
    let mut rows: Vec<GoldRow> = Vec::new();
    let mut documents = BTreeMap::new();
    let mut task = None;
    let mut ids = HashSet::new();
    let hint = "a line is an object with \"text\" and \"hedged\", \"certainty\", \"aspects\" or \"cues\" with a \"reading\"";
    for read in json_lines::<GoldRow>(file, content, hint) {
        let (line, mut row) = read?;
        let fail = |message: String| Error::data(file, line, message);
        if row.text.trim().is_empty() {
            return Err(fail("the text is empty".into()));
        }
        if let Some(id) = &row.id
            && !ids.insert(id.clone())
        {
            return Err(fail(format!("the id {id:?} occurs twice")));
        }
        let has_readings = row.marked.iter().flatten().any(|cue| cue.reading.is_some());
        let own = match (row.hedged, &row.aspects, row.certainty) {
            (None, None, None) if has_readings => Task::Readings,
            (Some(_), _, _) => Task::Hedging,
            (None, Some(_), _) => Task::Aspects,
            (None, None, Some(_)) => Task::Certainty,
            (None, None, None) => {
                return Err(fail("\"hedged\", \"certainty\" or \"aspects\" is missing".into()));
            }
        };
        if *task.get_or_insert(own) != own {
            return Err(fail("it annotates something else than the lines before".into()));
        }
        if own == Task::Readings {
            row.modals = row.readings().map_err(fail)?;
        } else {
            row.cues = row.read_cues().map_err(fail)?;
        }
        row.check_place().map_err(fail)?;
        let mut cues = row.cues.iter().flatten();
        if row.hedged == Some(false) && cues.any(|cue| cue.class.is_none()) {
            return Err(fail("it has a cue of speculation, but \"hedged\" is false".into()));
        }
        let next = documents.len();
        let key = row
            .passage
            .clone()
            .or_else(|| row.doc.clone())
            .unwrap_or_else(|| format!("line {}", (line - 1) / LINES));
        row.document = *documents.entry(key).or_insert(next);
        row.line = line;
        rows.push(row);
    }
    let (Some(task), Some(last)) = (task, rows.last()) else {
        return Err(Error::data(file, 0, "the file has no sentences"));
    };
    let is_like_last = |row: &GoldRow| match task {
        Task::Hedging => row.hedged == last.hedged,
        Task::Certainty | Task::Factuality => row.certainty == last.certainty,
        Task::Aspects => row.aspects == last.aspects,
        Task::Readings => row.modals.iter().all(|modal| modal.reading == last.first_reading()),
    };
    if rows.iter().all(is_like_last) {
        let message =
            "all sentences up to here have the same answer: nothing can be learned or measured";
        return Err(Error::data(file, last.line, message));
    }
    scale_ratings(file, &mut rows)?;
    Ok(Gold { name: file_stem(file), task, rows })
}

/// The name of a file without folders and ending.
pub(super) fn file_stem(file: &str) -> String {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.split('.').next().unwrap_or(name).to_owned()
}

/// Turns ratings from 1 to 5, or to 6 where the highest is more than 5, into 0–1.
fn scale_ratings(file: &str, rows: &mut [GoldRow]) -> Result<()> {
    let top = if rows.iter().any(|row| row.certainty > Some(5.0)) { 6.0 } else { 5.0 };
    for row in rows {
        let Some(rating) = row.certainty else { continue };
        if !(1.0..=top).contains(&rating) {
            let message = format!("the certainty {rating} does not lie between 1 and {top}");
            return Err(Error::data(file, row.line, message));
        }
        row.certainty = Some((rating - 1.0) / (top - 1.0));
    }
    Ok(())
}

/// The draw in which passages were taken at random, so that shares can be told from it.
const EVEN: &str = "even";

impl GoldRow {
    /// What annotators say of it on a side; none if the file does not annotate the side.
    pub fn says(&self, side: Side) -> Option<bool> {
        match side {
            Side::Hedge => self.hedged,
            Side::Booster => self.booster,
            Side::Evidence => self.evidence,
        }
    }

    /// The places of its cues of a side, of classes that count in the profile; none if the file
    /// marks no places.
    pub(crate) fn cues_of(&self, side: Side, profile: &Profile) -> Option<Vec<ByteSpan>> {
        let counts = |cue: &&GoldCue| match cue.class {
            Some(class) => class.side() == side && profile.class_weights[class.index()] > 0.0,
            None => side == Side::Hedge,
        };
        // What no annotation of the sentence stands behind is no cue of it.
        let none = self.says(side) == Some(false);
        let cues = self.cues.as_ref()?.iter().filter(|_| !none).filter(counts);
        Some(cues.map(|cue| cue.span).collect())
    }

    /// True unless its passage was chosen for what it holds: shares and thresholds are told from
    /// such sentences alone.
    pub(crate) fn is_drawn_evenly(&self) -> bool {
        self.draw.as_ref().is_none_or(|draw| draw == EVEN)
    }

    /// True if the gold says how its passage was chosen.
    pub(crate) fn has_draw(&self) -> bool {
        self.draw.is_some()
    }

    /// Makes sure that the sentence is as long as its place in the document.
    fn check_place(&self) -> std::result::Result<(), String> {
        let (Some(start), Some(end)) = (self.start, self.end) else { return Ok(()) };
        let length = self.text.chars().count() as u64;
        if start.checked_add(length) == Some(end) {
            return Ok(());
        }
        Err(format!("the text has {length} characters, but stands from {start} to {end}"))
    }

    /// Returns a function that turns places in code points into bytes, or says that they do not
    /// lie within the text.
    fn places(&self) -> impl Fn(usize, usize, &str) -> std::result::Result<ByteSpan, String> {
        let ends: Vec<usize> =
            self.text.char_indices().map(|(at, _)| at).chain([self.text.len()]).collect();
        move |start, end, what| {
            let length = ends.len() - 1;
            if start >= end || end > length {
                return Err(format!(
                    "the {what} from {start} to {end} does not lie within the text of {length} characters"
                ));
            }
            Ok(ByteSpan::new(ends[start] as u32, ends[end] as u32))
        }
    }

    fn first_reading(&self) -> Option<Reading> {
        self.modals.first().and_then(|modal| modal.reading)
    }

    /// Its modal verbs with their readings.
    fn readings(&self) -> std::result::Result<Vec<AnnotatedModal>, String> {
        let bytes = self.places();
        let modal = |cue: &AnnotatedCue| {
            let (Some(start), Some(end)) = (cue.start, cue.end) else {
                return Err("a cue with a reading needs \"start\" and \"end\"".to_owned());
            };
            let span = bytes(start, end, "cue")?;
            let written = &self.text[span.range()];
            if let Some(text) = cue.text.as_deref().filter(|text| *text != written) {
                return Err(format!(
                    "from {start} to {end} stands {written:?}, but the cue's text is {text:?}"
                ));
            }
            let name = cue.reading.as_deref().unwrap_or_default();
            let known = [Reading::Epistemic, Reading::Deontic, Reading::Dynamic];
            let reading = known.into_iter().find(|reading| reading.name() == name);
            if reading.is_none() && !UNDECIDED.contains(&name) {
                return Err(format!(
                    "{name:?} is no reading: epistemic, deontic, dynamic; or mixed, rhetorical, unknown"
                ));
            }
            Ok(AnnotatedModal { span, modal: written.to_lowercase(), reading })
        };
        self.marked.iter().flatten().map(modal).collect()
    }

    /// Its cues, if it says where they stand.
    fn read_cues(&self) -> std::result::Result<Option<Vec<GoldCue>>, String> {
        let bytes = self.places();
        for scope in self.scopes.iter().flatten() {
            bytes(scope.start, scope.end, "scope")?;
        }
        let Some(marked) = &self.marked else { return Ok(None) };
        let mut cues = Vec::new();
        let mut placed = marked.is_empty() && self.scopes.is_some();
        for cue in marked {
            let (Some(start), Some(end)) = (cue.start, cue.end) else { continue };
            placed = true;
            let span = bytes(start, end, "cue")?;
            let class = cue.class.as_deref().map(|name| {
                let unknown =
                    || format!("{name:?} is no class of cues; docs/codebook.md lists them");
                CueClass::from_name(name).ok_or_else(unknown)
            });
            let class = class.transpose()?;
            match cue.kind.as_deref() {
                Some("speculation") | None => cues.push(GoldCue { span, class }),
                Some("negation") => {}
                Some(kind) => {
                    return Err(format!("{kind:?} is no kind of cue: speculation or negation"));
                }
            }
        }
        Ok(placed.then_some(cues))
    }
}
