//! Official scales: what institutions lay down that phrases of likelihood mean.

use std::collections::BTreeSet;

use serde::Deserialize;
use toml::Spanned;

use crate::data_file::{self, DataFormat};
use crate::error::{Error, Result, line_of};

/// An official scale of likelihood, such as the IPCC's (`scales.toml`).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// What it is called.
    pub name: String,
    /// Who laid it down, and where.
    pub source: String,
    terms: Vec<Spanned<ScaleTerm>>,
}

/// A phrase of an official scale with the probabilities that it is laid down to mean.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleTerm {
    /// The phrase, such as "very likely".
    pub phrase: String,
    /// The least probability (0–1).
    pub low: f64,
    /// The greatest probability (0–1).
    pub high: f64,
}

impl Scale {
    /// Returns its phrases, in the order of the file.
    pub fn terms(&self) -> impl Iterator<Item = &ScaleTerm> {
        self.terms.iter().map(Spanned::get_ref)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScalesFile {
    #[serde(rename = "format")]
    _format: DataFormat,
    scale: Vec<Spanned<Scale>>,
}

/// Reads the file of scales.
///
/// # Errors
/// [`crate::ErrorKind::Data`] with the line of a scale without a name, a source or phrases, of a
/// name or phrase that stands twice, and of bounds that are none.
pub(crate) fn read_scales(text: &str, file: &str) -> Result<Vec<Scale>> {
    let data: ScalesFile = data_file::read(text, file)?;
    let mut names = BTreeSet::new();
    for scale in &data.scale {
        let wrong = |at: usize, message: String| Err(Error::data(file, line_of(text, at), message));
        let (start, Scale { name, source, terms }) = (scale.span().start, scale.get_ref());
        if [name, source].iter().any(|value| value.trim().is_empty()) || terms.is_empty() {
            return wrong(start, "a scale needs a name, a source and terms".to_owned());
        }
        if !names.insert(name) {
            return wrong(start, format!("the scale \"{name}\" stands twice"));
        }
        let mut phrases = BTreeSet::new();
        for term in terms {
            let (at, ScaleTerm { phrase, low, high }) = (term.span().start, term.get_ref());
            if phrase.trim().is_empty() || !phrases.insert(phrase) {
                return wrong(at, format!("the phrase \"{phrase}\" is empty or stands twice"));
            }
            if !(0.0 <= *low && low < high && *high <= 1.0) {
                let rule = "low and high must lie between 0 and 1, low below high";
                return wrong(at, format!("\"{phrase}\": {rule}"));
            }
        }
    }
    Ok(data.scale.into_iter().map(Spanned::into_inner).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(name: &str, terms: &str) -> String {
        format!("[[scale]]\nname = \"{name}\"\nsource = \"A board\"\nterms = [\n{terms}\n]\n")
    }

    #[test]
    fn scales_with_a_mistake_are_refused_with_their_line() {
        let fine = "{ phrase = \"likely\", low = 0.6, high = 1.0 },";
        let read = |scales: &str| read_scales(&format!("format = 1\n{scales}"), "s.toml");
        let scales = read(&scale("ours", fine)).unwrap();
        assert_eq!(scales[0].terms().map(|term| term.high).collect::<Vec<_>>(), [1.0]);
        for (scales, wanted) in [
            (scale("ours", fine) + &scale("ours", fine), "s.toml:8: the scale \"ours\""),
            (scale(" ", fine), "s.toml:2: a scale needs a name"),
            (scale("ours", ""), "s.toml:2: a scale needs"),
            (scale("ours", &format!("{fine}\n{fine}")), "s.toml:7: the phrase \"likely\""),
            (scale("ours", &fine.replace("1.0", "0.5")), "s.toml:6: \"likely\": low and high"),
            (scale("ours", &fine.replace("1.0", "60")), "s.toml:6: \"likely\": low and high"),
            (scale("ours", &fine.replace("high", "top")), "s.toml:6: unknown field `top`"),
        ] {
            let error = read(&scales).unwrap_err().to_string();
            assert!(error.contains(wanted), "{error}\n{scales}");
        }
    }
}
