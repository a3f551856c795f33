//! Reading documents with their sentence ends.

use serde::Deserialize;

use super::json_lines;
use crate::error::{Error, Result};
use crate::language::Language;

/// A document with its sentence ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldDocument {
    /// Its name: the field `doc`, or else `id`, or else the line number.
    pub name: String,
    /// Kind of text; empty if the file does not say.
    pub genre: String,
    /// The text as it is in the file.
    pub text: String,
    /// Number of non-blank code points of the text before the end of each
    /// sentence. The same in every [`super::Layout`].
    pub ends: Vec<u32>,
}

#[derive(Deserialize)]
struct DocumentFields {
    doc: Option<String>,
    id: Option<serde_json::Value>,
    genre: Option<String>,
    text: String,
    ends: Option<Vec<u32>>,
    sentences: Option<Vec<String>>,
}

/// Reads a file of documents with sentence ends: JSON, one object a line, with
/// `text` and either `ends` (offsets in code points, ascending, end exclusive)
/// or `sentences` (their texts in order), and if there are, `doc` and `genre`.
pub fn read_sentences(name: &str, content: &str) -> Result<Vec<GoldDocument>> {
    let mut out = Vec::new();
    let hint = "a line is an object with \"text\" and \"ends\" or \"sentences\"";
    for read in json_lines::<DocumentFields>(name, content, hint) {
        let (line, row) = read?;
        let fail = |message: String| Error::data(name, line, message);
        let ends = match (row.ends, row.sentences) {
            (Some(ends), _) => positions(&row.text, &ends).map_err(fail)?,
            (None, Some(sentences)) => located(&row.text, &sentences).map_err(fail)?,
            (None, None) => {
                return Err(fail("neither \"ends\" nor \"sentences\" says where they end".into()));
            }
        };
        if ends.is_empty() {
            return Err(fail("the text has no sentence".into()));
        }
        let name = row.doc.or_else(|| row.id.map(|id| id.to_string().replace('"', "")));
        out.push(GoldDocument {
            name: name.unwrap_or_else(|| line.to_string()),
            genre: row.genre.unwrap_or_default(),
            text: row.text,
            ends,
        });
    }
    if out.is_empty() {
        return Err(Error::data(name, 0, "the file has no documents"));
    }
    Ok(out)
}

/// The splitter's own examples as documents.
pub fn builtin_sentences() -> Result<Vec<GoldDocument>> {
    let examples = Language::english().sentence_examples()?;
    let document = |(number, sentences): (usize, Vec<String>)| {
        let text = sentences.join(" ");
        let ends =
            located(&text, &sentences).map_err(|e| Error::data("sentence_examples.toml", 0, e))?;
        Ok(GoldDocument { name: (number + 1).to_string(), genre: String::new(), text, ends })
    };
    examples.into_iter().enumerate().map(document).collect()
}

#[derive(Deserialize)]
struct Prediction {
    ends: Vec<u32>,
}

/// Reads the sentence ends another splitter found: JSON, one object with
/// `ends` a line, in the order of the gold documents.
pub fn read_predictions(
    name: &str,
    content: &str,
    gold: &[&GoldDocument],
) -> Result<Vec<Vec<u32>>> {
    let hint = "a line is an object with \"ends\"";
    let lines: Vec<(usize, Prediction)> = json_lines(name, content, hint).collect::<Result<_>>()?;
    if lines.len() != gold.len() {
        let (lines, gold) = (lines.len(), gold.len());
        let message = format!("{lines} documents, but the gold files have {gold}");
        return Err(Error::data(name, 0, message));
    }
    let ends = lines.into_iter().zip(gold).map(|((line, row), document)| {
        positions(&document.text, &row.ends).map_err(|message| Error::data(name, line, message))
    });
    ends.collect()
}

/// Offsets in code points as numbers of non-blank code points.
fn positions(text: &str, ends: &[u32]) -> std::result::Result<Vec<u32>, String> {
    // Before each code point and at the end.
    let mut filled = vec![0];
    filled.extend(text.chars().scan(0, |filled, c| {
        *filled += u32::from(!c.is_whitespace());
        Some(*filled)
    }));
    let mut last = 0;
    let position = |&end: &u32| {
        let Some(&position) = filled.get(end as usize) else {
            let length = filled.len() - 1;
            return Err(format!(
                "the end {end} lies beyond the text, which has {length} characters"
            ));
        };
        if position <= last {
            return Err(format!("the end {end} leaves an empty sentence before it"));
        }
        last = position;
        Ok(position)
    };
    ends.iter().map(position).collect()
}

/// Finds where the given sentences end, white space aside.
fn located(text: &str, sentences: &[String]) -> std::result::Result<Vec<u32>, String> {
    let mut rest = text.chars().filter(|c| !c.is_whitespace());
    let mut filled = 0;
    let mut ends = Vec::new();
    for sentence in sentences {
        for c in sentence.chars().filter(|c| !c.is_whitespace()) {
            if rest.next() != Some(c) {
                return Err(format!("the text does not go on with the sentence {sentence:?}"));
            }
            filled += 1;
        }
        ends.push(filled);
    }
    match rest.next() {
        Some(c) => Err(format!("no sentence holds what follows the last one, {c:?}")),
        None => Ok(ends),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_counted_in_characters_that_show() {
        let file = "{\"doc\":\"a\",\"text\":\"É da. Ja!\",\"ends\":[5,9]}\n\n\
                    {\"id\":7,\"text\":\"One. Two.\",\"sentences\":[\"One.\",\"Two.\"]}\n";
        let gold = read_sentences("g.jsonl", file).unwrap();
        assert_eq!((gold[0].name.as_str(), &gold[0].ends[..]), ("a", &[4, 7][..]));
        assert_eq!((gold[1].name.as_str(), &gold[1].ends[..]), ("7", &[4, 8][..]));
    }

    #[test]
    fn a_mistake_names_file_and_line() {
        for (line, reason) in [
            ("{\"text\":\"One.\",\"ends\":[9]}", "beyond the text"),
            ("{\"text\":\"One. Two.\",\"ends\":[4,4]}", "empty sentence"),
            ("{\"text\":\"One. Two.\",\"ends\":[9,4]}", "empty sentence"),
            ("{\"text\":\"One.\",\"ends\":[0]}", "empty sentence"),
            ("{\"text\":\"One.\",\"ends\":[-1]}", "invalid value"),
            ("{\"text\":\"\",\"ends\":[]}", "no sentence"),
            ("{\"text\":\"One.\"}", "neither"),
            ("{\"text\":\"One.\",\"sentences\":[\"Two.\"]}", "does not go on"),
            ("{\"text\":\"One. Two.\",\"sentences\":[\"One.\"]}", "no sentence holds"),
            ("[]", "an object with"),
            ("{\"text\":", "EOF"),
        ] {
            let file = format!("{{\"text\":\"One.\",\"ends\":[4]}}\n{line}\n");
            let error = read_sentences("g.jsonl", &file).unwrap_err().to_string();
            assert!(error.starts_with("g.jsonl:2: ") && error.contains(reason), "{error}");
        }
        assert!(read_sentences("g.jsonl", "\n").is_err());
    }
}
