//! The splitter's own examples, `lexicons/en/sentence_examples.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::error::{Error, Result};

const BUILTIN: &str = include_str!("../../lexicons/en/sentence_examples.toml");

#[derive(Deserialize)]
struct Group {
    cases: Vec<Vec<String>>,
}

/// The built-in examples: the sentences of one text each, which are joined by
/// one space. The splitter gets all of them right, and training learns from
/// them.
///
/// # Errors
/// [`crate::ErrorKind::Data`] with the line of a syntax error.
pub fn sentence_examples() -> Result<Vec<Vec<String>>> {
    let file = "lexicons/en/sentence_examples.toml";
    let mut groups: BTreeMap<String, toml::Value> =
        toml::from_str(BUILTIN).map_err(|e| Error::toml(file, BUILTIN, &e))?;
    groups.remove("format");
    let mut out = Vec::new();
    for (name, group) in groups {
        let group: Group = group.try_into().map_err(|e: toml::de::Error| {
            Error::data(file, 0, format!("[{name}]: {}", e.message()))
        })?;
        out.extend(group.cases);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::super::{SentenceModel, segment};
    use super::*;

    #[test]
    fn all_examples_are_split_as_written() {
        let cases = sentence_examples().unwrap();
        assert!(cases.len() > 80);
        let wrong: Vec<String> = cases
            .iter()
            .filter_map(|case| {
                let text = case.join(" ");
                let found = segment(&text, SentenceModel::english());
                (found != *case).then(|| format!("{found:#?} instead of {case:#?}"))
            })
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
