//! Examples of sentences, from which the splitter is tested and learns.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::data_file::{self, DataFormat};
use crate::error::Result;

/// The file `sentence_examples.toml`.
#[derive(Deserialize)]
struct ExamplesFile {
    #[serde(rename = "format")]
    _format: DataFormat,
    #[serde(flatten)]
    groups: BTreeMap<String, ExampleGroup>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExampleGroup {
    cases: Vec<Vec<String>>,
}

/// Reads the examples of a language: the sentences of one text each, which are joined by one
/// space.
///
/// # Errors
/// [`crate::ErrorKind::Data`] with the line of a mistake.
pub(crate) fn parse_sentence_examples(text: &str, file: &str) -> Result<Vec<Vec<String>>> {
    let data: ExamplesFile = data_file::read(text, file)?;
    Ok(data.groups.into_values().flat_map(|group| group.cases).collect())
}

#[cfg(test)]
mod tests {
    use crate::language::Language;

    #[test]
    fn all_examples_are_split_as_written() {
        let cases = Language::english().sentence_examples().unwrap();
        assert!(cases.len() > 80);
        let wrong: Vec<String> = cases
            .iter()
            .filter_map(|case| {
                let text = case.join(" ");
                let found = Language::english().split(&text);
                (found != *case).then(|| format!("{found:#?} instead of {case:#?}"))
            })
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
