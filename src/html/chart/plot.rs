//! Charts on two axes: histograms, scatters, timelines. Places are percentages of the field
//! between the axes, from its top left, so that a chart fits any width while its words and
//! dots keep their size.

use super::scale::{nice_end, steps};
use crate::html::format::{self, Figure};
use crate::summary::{BINS, Distribution, Scatter, ScatterGrid, Timeline};

/// A tick with its label.
pub(in crate::html) struct Tick {
    pub(in crate::html) at: String,
    pub(in crate::html) label: String,
}

/// A mark: a rectangle, or a point with `width` as its radius in pixels.
pub(in crate::html) struct ChartMark {
    pub(in crate::html) x: String,
    pub(in crate::html) y: String,
    pub(in crate::html) width: String,
    pub(in crate::html) height: String,
    /// Strength of a cell, 1–5.
    pub(in crate::html) step: u8,
    pub(in crate::html) label: String,
    /// The section it leads to.
    pub(in crate::html) href: Option<String>,
}

/// A chart, ready to be drawn.
#[derive(Default)]
pub(in crate::html) struct Plot {
    /// Description for those who do not see it.
    pub(in crate::html) says: String,
    /// Style class: `narrow` beside another, `dates` with long labels below.
    pub(in crate::html) kind: &'static str,
    pub(in crate::html) x_title: String,
    pub(in crate::html) y_title: String,
    pub(in crate::html) x_ticks: Vec<Tick>,
    pub(in crate::html) y_ticks: Vec<Tick>,
    pub(in crate::html) bars: Vec<ChartMark>,
    pub(in crate::html) cells: Vec<ChartMark>,
    pub(in crate::html) points: Vec<ChartMark>,
    /// Upright lines with a label: quartiles.
    pub(in crate::html) lines: Vec<Tick>,
    /// Whiskers: x, from y, to y.
    pub(in crate::html) whiskers: Vec<(String, String, String)>,
    /// A line through the points, in pieces from x, y to x, y; there is none over a gap.
    pub(in crate::html) trend: Vec<[String; 4]>,
}

impl Plot {
    /// True if marks lead somewhere.
    pub(in crate::html) fn leads(&self) -> bool {
        self.points.iter().any(|point| point.href.is_some())
    }
}

fn number(value: f64) -> String {
    format!("{value:.2}%")
}

fn x_at(share: f64) -> f64 {
    100.0 * share.clamp(0.0, 1.0)
}

fn y_at(share: f64) -> f64 {
    100.0 - x_at(share)
}

/// Ticks in round steps of a scale that ends at `end`.
fn ticks(end: f64, at: fn(f64) -> f64, label: impl Fn(f64) -> String) -> Vec<Tick> {
    let steps = steps(end);
    let parts = (0..=steps).map(|step| f64::from(step) / f64::from(steps));
    parts.map(|share| Tick { at: number(at(share)), label: label(share * end) }).collect()
}

/// Formats a share as a percentage with two decimals at most.
pub(in crate::html) fn exact_percent(share: f64) -> String {
    format!("{}\u{a0}%", two_decimals(100.0 * share))
}

/// Formats a figure with two decimals at most.
pub(in crate::html) fn two_decimals(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Draws the numbers of documents by share.
pub(in crate::html) fn histogram(of: &Distribution, what: &str, label: fn(f64) -> String) -> Plot {
    let most = of.bins.iter().copied().max().unwrap_or(0);
    // Counts are whole, so are the ticks.
    let end = nice_end((most as f64 / 4.0).ceil()) * 4.0;
    let width = 1.0 / BINS as f64;
    let bars = of.bins.iter().enumerate().filter(|(_, count)| **count > 0).map(|(at, count)| {
        let from = at as f64 * width;
        let top = y_at(*count as f64 / end);
        let documents = format::counted(*count, "document");
        ChartMark {
            x: number(x_at(from) + 0.15),
            y: number(top),
            width: number(100.0 * width - 0.3),
            height: number(100.0 - top),
            step: 0,
            label: format!("{what} {}–{}: {documents}", label(from), label(from + width)),
            href: None,
        }
    });
    let bars = bars.collect();
    let names = ["lower quartile", "median", "upper quartile"];
    let quartiles = of.quartiles.iter().flat_map(|q| q.iter().zip(names));
    let lines: Vec<Tick> = quartiles
        .map(|(value, name)| Tick {
            at: number(x_at(*value)),
            label: format!("{name} {}", label(*value)),
        })
        .collect();
    let told: Vec<&str> = lines.iter().map(|line| line.label.as_str()).collect();
    let documents = format::counted(of.documents, "document");
    Plot {
        says: format!("{what} of {documents}: {}", told.join(", ")),
        kind: "narrow",
        x_title: what.to_owned(),
        y_title: "Documents".to_owned(),
        x_ticks: ticks(1.0, x_at, label),
        y_ticks: ticks(end, y_at, |value| format::count(value.round() as u64)),
        bars,
        lines,
        ..Plot::default()
    }
}

/// Hedges against evidence; `page` gives a document's own section.
pub(in crate::html) fn scatter(of: &Scatter, page: impl Fn(u64) -> Option<String>) -> Plot {
    let mut plot = Plot {
        says: format!(
            "Hedges against evidence per 1,000 words in {}",
            format::counted(of.documents, "document")
        ),
        x_title: "Hedges per 1,000 words".to_owned(),
        y_title: "Evidence per 1,000 words".to_owned(),
        ..Plot::default()
    };
    let (mut x_end, mut y_end) = (ScatterGrid::RANGE, ScatterGrid::RANGE);
    if of.points.is_empty() {
        let most = of.cells.counts.iter().flatten().copied().max().unwrap_or(0).max(1);
        let (columns, rows) = (ScatterGrid::COLUMNS as f64, ScatterGrid::ROWS as f64);
        for (row, counts) in of.cells.counts.iter().enumerate() {
            for (column, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
                let (x, y) = (x_at(column as f64 / columns), y_at((row + 1) as f64 / rows));
                let documents = format::counted(*count, "document");
                // By the logarithm: few documents should still be seen beside many.
                let strength = (*count as f64).ln_1p() / (most as f64).ln_1p();
                plot.cells.push(ChartMark {
                    x: number(x),
                    y: number(y),
                    width: number(100.0 / columns - 0.1),
                    height: number(100.0 / rows - 0.2),
                    step: (strength * 5.0).ceil().clamp(1.0, 5.0) as u8,
                    label: documents,
                    href: None,
                });
            }
        }
    } else {
        x_end = nice_end(of.points.iter().map(|p| p.x).fold(0.0, f64::max));
        y_end = nice_end(of.points.iter().map(|p| p.y).fold(0.0, f64::max));
        for point in &of.points {
            plot.points.push(ChartMark {
                x: number(x_at(point.x / x_end)),
                y: number(y_at(point.y / y_end)),
                width: if of.points.len() > 300 { "3" } else { "4.5" }.to_owned(),
                height: String::new(),
                step: 0,
                label: format!("{}: {:.1} hedges, {:.1} evidence", point.id, point.x, point.y),
                href: page(point.document),
            });
        }
    }
    plot.x_ticks = ticks(x_end, x_at, two_decimals);
    plot.y_ticks = ticks(y_end, y_at, two_decimals);
    if of.points.is_empty() {
        // The last cells have what lies beyond, too.
        let last = two_decimals(ScatterGrid::RANGE);
        for tick in plot.x_ticks.iter_mut().chain(&mut plot.y_ticks).filter(|t| t.label == last) {
            tick.label.push('+');
        }
    }
    plot
}

/// Labels of dates stand so far apart, in percent of the field: seven at most.
const APART: f64 = 15.8;

/// The hedged share over time.
pub(in crate::html) fn timeline(of: &Timeline) -> Plot {
    let highs = of.periods.iter().filter_map(|period| {
        let share = period.figures.hedged_share?;
        Some(share.high.unwrap_or(share.value))
    });
    let end = nice_end(highs.fold(0.0, f64::max)).min(1.0);
    let last = of.periods.last().map_or(0, |period| period.offset);
    // One period stands in the middle.
    let x = |offset: u64| {
        let share = if last == 0 { 0.5 } else { offset as f64 / last as f64 };
        2.5 + 95.0 * share
    };
    let mut plot = Plot {
        says: format!(
            "Hedged share by {} in {}",
            of.granularity.name(),
            format::counted(of.periods.len() as u64, "period")
        ),
        kind: "dates",
        x_title: format!("By {}", of.granularity.name()),
        y_title: "Hedged share".to_owned(),
        y_ticks: ticks(end, y_at, exact_percent),
        ..Plot::default()
    };
    let most = of.most_documents().max(1);
    let mut labelled = f64::NEG_INFINITY;
    let mut before: Option<(u64, String, String)> = None;
    for period in &of.periods {
        let place = x(period.offset);
        if place - labelled >= APART {
            labelled = place;
            plot.x_ticks.push(Tick { at: number(place), label: period.label.clone() });
        }
        let documents = format::counted(period.figures.documents, "document");
        let height = 18.0 * period.figures.documents as f64 / most as f64;
        let wide = (70.0 / (last + 1) as f64).clamp(0.3, 4.3);
        plot.bars.push(ChartMark {
            x: number(place - wide / 2.0),
            y: number(100.0 - height),
            width: number(wide),
            height: number(height),
            step: 0,
            label: format!("{}: {documents}", period.label),
            href: None,
        });
        let Some(share) = period.figures.hedged_share else { continue };
        let y = number(y_at(share.value / end));
        let mut label = format!(
            "{}: {} of the sentences in {documents}",
            period.label,
            Figure::percent(share.value)
        );
        if let Some((low, high)) = share.low.zip(share.high) {
            plot.whiskers.push((number(place), number(y_at(low / end)), number(y_at(high / end))));
            let (low, high) = (Figure::percent(low), Figure::percent(high));
            label = format!("{label}, 95 % interval {low}–{high}");
        }
        if let Some((_, x, from)) = before.take_if(|(offset, ..)| *offset + 1 == period.offset) {
            plot.trend.push([x, from, number(place), y.clone()]);
        }
        before = Some((period.offset, number(place), y.clone()));
        plot.points.push(ChartMark {
            x: number(place),
            y,
            width: if of.periods.len() > 60 { "2.5" } else { "4.5" }.to_owned(),
            height: String::new(),
            step: 0,
            label,
            href: None,
        });
    }
    plot
}
