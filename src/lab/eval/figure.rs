//! A figure that was measured.

use serde::Serialize;

use super::judged::{self, Judged};

/// A figure, with its 95 % interval if it has one.
#[derive(Debug, Serialize)]
pub(crate) struct MeasuredFigure {
    pub(crate) name: String,
    pub(crate) value: Option<f64>,
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
}

impl MeasuredFigure {
    pub(super) fn new(name: &str, value: Option<f64>) -> Self {
        Self { name: name.to_owned(), value, low: None, high: None }
    }

    pub(super) fn with_interval(
        name: &str,
        judged: &[&Judged<'_>],
        figure: impl Fn(&[&Judged<'_>]) -> Option<f64>,
    ) -> Self {
        let (low, high) = judged::interval(judged, &figure).unzip();
        Self { name: name.to_owned(), value: figure(judged), low, high }
    }
}
