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
        let mut lines = text.lines();
        if lines.next() != Some(FORMAT) {
            return Err(Error::data(file, 1, format!("the first line must be \"{FORMAT}\"")));
        }
        let mut last = 0;
        for (line, number) in lines.zip(2..) {
            if line.starts_with('#') || line.is_empty() {
                continue;
            }
            out.read_line(line, &mut last, templates).ok_or_else(|| {
                Error::data(
                    file,
                    number,
                    "not a weight: a template, its values and a weight like -1.25, separated by tabs",
                )
            })?;
        }
        Ok(out)
    }

    /// Reads a line; `last` is the template of the line before, which is most often the same.
    fn read_line(&mut self, line: &str, last: &mut usize, templates: &[Template]) -> Option<()> {
        let tab = memchr::memrchr(b'\t', line.as_bytes())?;
        let weight: f64 = line[tab + 1..].parse().ok()?;
        let (template, values) = split_name(&line[..tab]);
        if templates[*last].name != template {
            if template == "threshold" && values.is_none() && (0.0..=1.0).contains(&weight) {
                self.threshold = Some(weight);
                return Some(());
            }
            *last = templates.iter().position(|own| own.name == template)?;
        }
        let feature = Feature::from_values(*last, values, templates)?;
        if weight.is_nan() || weight.abs() >= LARGEST {
            return None;
        }
        self.weights.push((feature, (weight * 100.0).round() as i16));
        Some(())
    }
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
