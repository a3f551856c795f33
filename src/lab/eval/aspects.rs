//! Figures on the labels of findings' aspects.

use std::collections::BTreeSet;

use super::Confusion;

/// Figures for one aspect.
#[derive(Debug, Clone, PartialEq)]
pub struct AspectFigures {
    /// Its name.
    pub aspect: String,
    /// F1 of each label.
    pub labels: Vec<(String, f64)>,
    /// Their mean, every label counting the same (0–1).
    pub macro_f1: f64,
}

impl AspectFigures {
    /// From pairs of the right label and the one that was given.
    pub fn new(aspect: &str, labels: &BTreeSet<&str>, pairs: &[(&str, &str)]) -> Self {
        let f1 = |label: &str| {
            let mut counts = Confusion::default();
            for (gold, found) in pairs {
                counts.count(*found == label, *gold == label);
            }
            counts.f1().unwrap_or_default()
        };
        let labels: Vec<(String, f64)> =
            labels.iter().map(|label| ((*label).to_owned(), f1(label))).collect();
        let macro_f1 = labels.iter().map(|(_, f1)| f1).sum::<f64>() / labels.len().max(1) as f64;
        Self { aspect: aspect.to_owned(), labels, macro_f1 }
    }
}
