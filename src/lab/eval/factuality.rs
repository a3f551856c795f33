//! Event factuality: how certain readers take the events of a sentence to be presented.
//!
//! Such a file is no ratings of sentences: readers rated each event from −3 (surely not) to 3
//! (surely so), and a sentence's commitment is the mean distance of its events from 0. It is
//! measured against and never learned from.

use std::collections::HashSet;

use serde::Deserialize;
use serde_json::json;

use super::gold::{Gold, GoldRow, LINES, Task, file_stem};
use super::json_lines;
use crate::error::{Error, Result};

/// The strongest commitment that an event can have.
const TOP: f64 = 3.0;

/// A line of the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: Option<String>,
    source: Option<String>,
    #[serde(rename = "genre")]
    _genre: Option<String>,
    #[serde(rename = "split")]
    _split: Option<String>,
    text: String,
    events: Vec<Event>,
    commitment_min: Option<f64>,
    commitment_mean: Option<f64>,
    /// Derived from the ratings, no annotation.
    #[serde(rename = "hedged")]
    _hedged: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Event {
    start: usize,
    end: usize,
    text: Option<String>,
    factuality: f64,
}

impl Row {
    /// Says what is wrong with it.
    fn mistake(&self) -> Option<String> {
        if self.text.trim().is_empty() {
            return Some("the text is empty".to_owned());
        }
        let length = self.text.chars().count();
        for Event { start, end, text, .. } in &self.events {
            if start >= end || *end > length {
                return Some(format!(
                    "the event from {start} to {end} does not lie within the text of {length} characters"
                ));
            }
            let found: String = self.text.chars().skip(*start).take(end - start).collect();
            if text.as_ref().is_some_and(|text| *text != found) {
                return Some(format!(
                    "from {start} to {end} stands {found:?}, not the text of the event"
                ));
            }
        }
        let commitments = [self.commitment_mean, self.commitment_min].into_iter().flatten();
        let mut ratings = commitments.chain(self.events.iter().map(|event| event.factuality));
        let wrong = ratings.find(|rating| !(-TOP..=TOP).contains(rating))?;
        Some(format!("the rating {wrong} does not lie between -{TOP} and {TOP}"))
    }
}

/// Tells by the first line of a file whether it annotates event factuality.
pub(super) fn is_factuality(content: &str) -> bool {
    let line = content.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let row: serde_json::Value = serde_json::from_str(line).unwrap_or_default();
    row.get("commitment_mean").is_some()
}

/// Reads a file of event factuality. Sentences without an event have no commitment and are left
/// out; the others have it as their certainty (0–1).
///
/// # Errors
/// [`crate::ErrorKind::Data`] with the file and line of the first mistake.
pub(super) fn read(file: &str, content: &str) -> Result<Gold> {
    let hint = "a line is an object with \"text\", \"events\" and \"commitment_mean\"";
    let (mut rows, mut ids) = (Vec::new(), HashSet::new());
    for read in json_lines::<Row>(file, content, hint) {
        let (line, row) = read?;
        if let Some(message) = row.mistake() {
            return Err(Error::data(file, line, message));
        }
        if let Some(id) = row.id
            && !ids.insert(id.clone())
        {
            return Err(Error::data(file, line, format!("the id {id:?} occurs twice")));
        }
        let Some(commitment) = row.commitment_mean else { continue };
        let fields = json!({ "text": row.text, "source": row.source });
        let sentence = serde_json::from_value::<GoldRow>(fields);
        let mut sentence = sentence.map_err(|e| Error::data(file, line, e.to_string()))?;
        sentence.certainty = Some((commitment + TOP) / (2.0 * TOP));
        (sentence.line, sentence.document) = (line, (line - 1) / LINES);
        rows.push(sentence);
    }
    let Some(last) = rows.last() else {
        return Err(Error::data(file, 0, "the file has no sentences with a \"commitment_mean\""));
    };
    if rows.iter().all(|row| row.certainty == last.certainty) {
        let message = "all sentences up to here have the same answer: nothing can be measured";
        return Err(Error::data(file, last.line, message));
    }
    Ok(Gold { name: file_stem(file), task: Task::Factuality, rows })
}
