//! The one file format of learned weights.
//!
//! The first line is [`FORMAT`]. Each further line is a feature's name (a template and its values)
//! and its weight, separated by tabs; `threshold` with a probability; or a comment after `#`.

use super::feature::{Feature, Template, split_name};
use crate::error::{Error, Result};

/// First line of a file, with the version of the format.
const FORMAT: &str = "# hedgerow weights 1";

/// Bound of weights: hundredths fit into 16 bits.
const LARGEST: f64 = 300.0;

/// Contents of a file of weights.
pub(crate) struct WeightFile {
    /// Probability from which on a sentence is hedged.
    pub(crate) threshold: Option<f64>,
    /// Weights in hundredths of the file's unit.
    pub(crate) weights: Vec<(Feature, i16)>,
}

impl WeightFile {
    /// Reads a file whose features are of these templates; `file` is the name that errors give.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Data`] with the line of the first mistake.
    pub(crate) fn parse(text: &str, file: &str, templates: &[Template]) -> Result<Self> {
        let mut out = Self { threshold: None, weights: Vec::new() };
        let mut last = 0;
        let shape = "a template, its values and a weight like -1.25, separated by tabs";
        each_line(text, file, shape, |line| {
            if let Some((feature, weight)) = read_weight(line, &mut last, templates) {
                out.weights.push((feature, weight));
                return Some(());
            }
            let threshold: f64 = line.strip_prefix("threshold\t")?.parse().ok()?;
            out.threshold = Some(threshold).filter(|value| (0.0..=1.0).contains(value));
            out.threshold.map(|_| ())
        })?;
        Ok(out)
    }
}

/// Calls `read` with each line of a file that has the first line of the format and is no comment.
/// `shape` says what a line looks like, for the error where `read` returns none.
pub(super) fn each_line<'t>(
    text: &'t str,
    file: &str,
    shape: &str,
    mut read: impl FnMut(&'t str) -> Option<()>,
) -> Result<()> {
    let mut lines = text.lines();
    if lines.next() != Some(FORMAT) {
        return Err(Error::data(file, 1, format!("the first line must be \"{FORMAT}\"")));
    }
    for (line, number) in lines.zip(2..) {
        if !line.starts_with('#') && !line.is_empty() {
            let message = || format!("not a weight: {shape}");
            read(line).ok_or_else(|| Error::data(file, number, message()))?;
        }
    }
    Ok(())
}

/// Reads a feature and its weight in hundredths; `last` is the template of the line before, which
/// is most often the same.
pub(super) fn read_weight(
    line: &str,
    last: &mut usize,
    templates: &[Template],
) -> Option<(Feature, i16)> {
    let tab = memchr::memrchr(b'\t', line.as_bytes())?;
    let (template, values) = split_name(&line[..tab]);
    if templates[*last].name != template {
        *last = templates.iter().position(|own| own.name == template)?;
    }
    let feature = Feature::from_values(*last, values, templates)?;
    let weight: f64 = line[tab + 1..].parse().ok()?;
    (weight.abs() < LARGEST).then_some((feature, (weight * 100.0).round() as i16))
}

/// Returns the text of a file with these weights, which are given with their names. `about` says
/// what their unit is, and perhaps where they come from.
#[cfg(feature = "cli")]
pub(crate) fn write_weights(
    about: &str,
    threshold: Option<f64>,
    weights: impl IntoIterator<Item = (String, f64)>,
) -> String {
    let lines = weights.into_iter().map(|(name, weight)| format!("{name}\t{weight:+.2}\n"));
    let mut lines: Vec<String> = lines.collect();
    lines.sort_unstable();
    let mut out = format!(
        "{FORMAT}\n# {} weights in {about}, made by `hedgerow train`; see lexicons/README.md.\n",
        lines.len()
    );
    out.extend(threshold.map(|threshold| format!("threshold\t{threshold}\n")));
    out.extend(lines);
    out
}
