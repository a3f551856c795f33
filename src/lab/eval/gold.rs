//! Reading annotated sentences: what is hedged, how certain it is, in which ways.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use serde::Deserialize;

use super::json_lines;
use crate::error::{Error, Result};
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
}

/// A cue as annotated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldCue {
    /// Its place in the text.
    pub span: ByteSpan,
}

/// One annotated sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct GoldRow {
    /// The line of the file it stands in, from 1.
    pub line: usize,
    /// Sentences with the same number are of one document and never parted
    /// between training and testing.
    pub document: usize,
    /// The sentence.
    pub text: String,
    /// True if it is hedged.
    pub hedged: Option<bool>,
    /// The cues of speculation in it; none if the file annotates no cues.
    pub cues: Option<Vec<GoldCue>>,
    /// True if it has evidence markers.
    pub evidence: Option<bool>,
    /// True if it has boosters.
    pub booster: Option<bool>,
    /// Certainty (0–1).
    pub certainty: Option<f64>,
    /// Label of each aspect.
    pub aspects: BTreeMap<String, String>,
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SentenceFields {
    text: String,
    id: Option<String>,
    doc: Option<String>,
    hedged: Option<bool>,
    cues: Option<Vec<CueFields>>,
    evidence: Option<bool>,
    booster: Option<bool>,
    certainty: Option<f64>,
    aspects: Option<BTreeMap<String, String>>,
    scopes: Option<Vec<Scope>>,
    #[serde(rename = "start")]
    _start: Option<u64>,
    #[serde(rename = "end")]
    _end: Option<u64>,
    #[serde(rename = "split")]
    _split: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueFields {
    start: Option<usize>,
    end: Option<usize>,
    kind: Option<String>,
    #[serde(rename = "scope")]
    _scope: Option<String>,
    #[serde(rename = "text")]
    _text: Option<String>,
    #[serde(rename = "class")]
    _class: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scope {
    #[serde(rename = "id")]
    _id: Option<String>,
    start: usize,
    end: usize,
}

/// Neighboring lines that count as one document where the file names none.
const LINES: usize = 25;

/// Ratings run from 1 to 6 where the highest in the file is more than 5.
const SCALES: [f64; 2] = [5.0, 6.0];

/// Reads a file of annotated sentences: JSON, one object a line with `text` and
/// `hedged` (perhaps with `cues`: `start`, `end` in code points, and `kind`), or
/// `certainty` (a rating from 1 to 5 or 6), or `aspects` (labels by name).
///
/// # Errors
/// [`crate::ErrorKind::Data`] with the file and line of the first mistake:
/// unknown fields, wrong offsets, empty texts, or only one answer in the file.
pub fn read_gold(file: &str, content: &str) -> Result<Gold> {
    let mut rows = Vec::new();
    let mut documents = BTreeMap::new();
    let mut task = None;
    let mut ids = HashSet::new();
    let hint = "a line is an object with \"text\" and \"hedged\", \"certainty\" or \"aspects\"";
    for read in json_lines::<SentenceFields>(file, content, hint) {
        let (line, row) = read?;
        let fail = |message: String| Error::data(file, line, message);
        if row.text.trim().is_empty() {
            return Err(fail("the text is empty".into()));
        }
        if let Some(id) = &row.id
            && !ids.insert(id.clone())
        {
            return Err(fail(format!("the id {id:?} occurs twice")));
        }
        let own = match (row.hedged, &row.aspects, row.certainty) {
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
        let next = documents.len();
        let key = row.doc.clone().unwrap_or_else(|| format!("line {}", (line - 1) / LINES));
        let document = *documents.entry(key).or_insert(next);
        let cues = cues(&row).map_err(fail)?;
        if let (Some(cues), Some(false)) = (&cues, row.hedged)
            && !cues.is_empty()
        {
            return Err(fail("it has a cue of speculation, but \"hedged\" is false".into()));
        }
        rows.push(GoldRow {
            line,
            document,
            text: row.text,
            hedged: row.hedged,
            cues,
            evidence: row.evidence,
            booster: row.booster,
            certainty: row.certainty,
            aspects: row.aspects.unwrap_or_default(),
        });
    }
    let Some(task) = task else {
        return Err(Error::data(file, 0, "the file has no sentences"));
    };
    let end = rows.last().map_or(0, |row| row.line);
    let one_class = match task {
        Task::Hedging => rows.iter().all(|row| row.hedged == rows[0].hedged),
        Task::Certainty => rows.iter().all(|row| row.certainty == rows[0].certainty),
        Task::Aspects => rows.iter().all(|row| row.aspects == rows[0].aspects),
    };
    if one_class {
        let message =
            "all sentences up to here have the same answer: nothing can be learned or measured";
        return Err(Error::data(file, end, message));
    }
    ratings(file, &mut rows)?;
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let name = name.split('.').next().unwrap_or(name).to_owned();
    Ok(Gold { name, task, rows })
}

/// Turns ratings from 1 to 5 or 6 into 0–1.
fn ratings(file: &str, rows: &mut [GoldRow]) -> Result<()> {
    let most = rows.iter().filter_map(|row| row.certainty).fold(0.0, f64::max);
    let top = SCALES.into_iter().find(|top| most <= *top).unwrap_or(SCALES[1]);
    for row in rows {
        if let Some(rating) = row.certainty {
            if !(1.0..=top).contains(&rating) {
                let message = format!("the certainty {rating} does not lie between 1 and {top}");
                return Err(Error::data(file, row.line, message));
            }
            row.certainty = Some((rating - 1.0) / (top - 1.0));
        }
    }
    Ok(())
}

/// The cues of speculation, if the row says where its cues stand.
fn cues(row: &SentenceFields) -> std::result::Result<Option<Vec<GoldCue>>, String> {
    let length = row.text.chars().count();
    let bytes = |range: Range<usize>, what: &str| {
        if range.start >= range.end || range.end > length {
            let (start, end) = (range.start, range.end);
            return Err(format!(
                "the {what} from {start} to {end} does not lie within the text of {length} characters"
            ));
        }
        let mut chars = row.text.char_indices().map(|(at, _)| at).chain([row.text.len()]);
        let start = chars.nth(range.start).unwrap_or_default();
        let end = chars.nth(range.end - range.start - 1).unwrap_or_default();
        Ok(ByteSpan::new(start as u32, end as u32))
    };
    let scopes = row.scopes.as_deref().unwrap_or_default();
    for scope in scopes {
        bytes(scope.start..scope.end, "scope")?;
    }
    let Some(cues) = &row.cues else { return Ok(None) };
    let mut out = Vec::new();
    let mut placed = cues.is_empty() && row.scopes.is_some();
    for cue in cues {
        let (Some(start), Some(end)) = (cue.start, cue.end) else { continue };
        placed = true;
        let span = bytes(start..end, "cue")?;
        match cue.kind.as_deref() {
            Some("speculation") | None => out.push(GoldCue { span }),
            Some("negation") => {}
            Some(kind) => {
                return Err(format!("{kind:?} is no kind of cue: speculation or negation"));
            }
        }
    }
    Ok(placed.then_some(out))
}
