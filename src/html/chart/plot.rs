//! Charts on two axes: histograms, scatters, timelines. Places are percentages of the field
//! between the axes, from its top left, so that a chart fits any width while its words and
//! dots keep their size.

use super::scale::{nice_end, steps};
use crate::html::format::{self, ShownFigure};
use crate::summary::{BINS, Distribution, Period, Scatter, ScatterGrid, ScatterPoint, Timeline};

/// A tick with its label.
pub(in crate::html) struct Tick {
    pub(in crate::html) at: String,
    pub(in crate::html) label: String,
}

/// A rectangle, or a point.
#[derive(Default)]
pub(in crate::html) struct ChartMark {
    pub(in crate::html) x: String,
    pub(in crate::html) y: String,
    /// Of a point the radius in pixels.
    pub(in crate::html) width: String,
    pub(in crate::html) height: String,
    /// Strength of a cell, 1–5.
    pub(in crate::html) step: u8,
    pub(in crate::html) label: String,
    /// The section it leads to.
    pub(in crate::html) href: Option<String>,
}

impl ChartMark {
    fn rectangle([x, y, width, height]: [f64; 4], label: String) -> Self {
        let [x, y, width, height] = [x, y, width, height].map(number);
        Self { x, y, width, height, label, ..Self::default() }
    }

    fn point(x: f64, y: f64, radius: &str, label: String) -> Self {
        Self { x: number(x), y: number(y), width: radius.to_owned(), label, ..Self::default() }
    }
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
    pub(in crate::html) trend: Vec<[[String; 2]; 2]>,
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
        let place = [x_at(from) + 0.15, top, 100.0 * width - 0.3, 100.0 - top];
        let documents = format::counted(*count, "document");
        let label = format!("{what} {}–{}: {documents}", label(from), label(from + width));
        ChartMark::rectangle(place, label)
    });
    let names = ["lower quartile", "median", "upper quartile"];
    let quartiles = of.quartiles.iter().flat_map(|q| q.iter().zip(names));
    let line = |(value, name): (&f64, _)| Tick {
        at: number(x_at(*value)),
        label: format!("{name} {}", label(*value)),
    };
    let lines: Vec<Tick> = quartiles.map(line).collect();
    let told: Vec<&str> = lines.iter().map(|line| line.label.as_str()).collect();
    let documents = format::counted(of.documents, "document");
    Plot {
        says: format!("{what} of {documents}: {}", told.join(", ")),
        kind: "narrow",
        x_title: what.to_owned(),
        y_title: "Documents".to_owned(),
        x_ticks: ticks(1.0, x_at, label),
        y_ticks: ticks(end, y_at, |value| format::count(value.round() as u64)),
        bars: bars.collect(),
        lines,
        ..Plot::default()
    }
}

/// Draws hedges against evidence; `page` gives a document's own section.
pub(in crate::html) fn scatter(of: &Scatter, page: impl Fn(u64) -> Option<String>) -> Plot {
    let documents = format::counted(of.documents, "document");
    let mut plot = Plot {
        says: format!("Hedges against evidence per 1,000 words in {documents}"),
        x_title: "Hedges per 1,000 words".to_owned(),
        y_title: "Evidence per 1,000 words".to_owned(),
        ..Plot::default()
    };
    if of.points.is_empty() {
        plot.cells = cells(&of.cells);
        // The last cells have what lies beyond, too.
        let end = ScatterGrid::RANGE;
        let label = |at| if at < end { two_decimals(at) } else { two_decimals(at) + "+" };
        plot.x_ticks = ticks(end, x_at, label);
        plot.y_ticks = ticks(end, y_at, label);
        return plot;
    }
    let end = |of_point: fn(&ScatterPoint) -> f64| {
        nice_end(of.points.iter().map(of_point).fold(0.0, f64::max))
    };
    let (x_end, y_end) = (end(|point| point.x), end(|point| point.y));
    let radius = if of.points.len() > 300 { "3" } else { "4.5" };
    let point = |ScatterPoint { document, id, x, y }: &ScatterPoint| ChartMark {
        href: page(*document),
        ..ChartMark::point(
            x_at(x / x_end),
            y_at(y / y_end),
            radius,
            format!("{id}: {x:.1} hedges, {y:.1} evidence"),
        )
    };
    plot.points = of.points.iter().map(point).collect();
    plot.x_ticks = ticks(x_end, x_at, two_decimals);
    plot.y_ticks = ticks(y_end, y_at, two_decimals);
    plot
}

/// The cells that have documents, filled the stronger the more they have.
fn cells(grid: &ScatterGrid) -> Vec<ChartMark> {
    let most = grid.counts.iter().flatten().copied().max().unwrap_or(0).max(1);
    let (columns, rows) = (ScatterGrid::COLUMNS as f64, ScatterGrid::ROWS as f64);
    let cell = |(at, count): (usize, &u64)| {
        let (row, column) = (at / ScatterGrid::COLUMNS, at % ScatterGrid::COLUMNS);
        let (x, y) = (x_at(column as f64 / columns), y_at((row + 1) as f64 / rows));
        let place = [x, y, 100.0 / columns - 0.1, 100.0 / rows - 0.2];
        // By the logarithm: few documents should still be seen beside many.
        let strength = (*count as f64).ln_1p() / (most as f64).ln_1p();
        let step = (strength * 5.0).ceil().clamp(1.0, 5.0) as u8;
        ChartMark { step, ..ChartMark::rectangle(place, format::counted(*count, "document")) }
    };
    let counts = grid.counts.iter().flatten().enumerate();
    counts.filter(|(_, count)| **count > 0).map(cell).collect()
}

/// Labels of dates stand so far apart, in percent of the field: seven at most.
const APART: f64 = 15.8;

/// Draws the hedged share over time.
pub(in crate::html) fn timeline(of: &Timeline) -> Plot {
    let shares = of.periods.iter().filter_map(|period| period.figures.hedged_share);
    let highs = shares.map(|share| share.high.unwrap_or(share.value));
    let end = nice_end(highs.fold(0.0, f64::max)).min(1.0);
    let last = of.periods.last().map_or(0, |period| period.offset);
    let wide = (70.0 / (last + 1) as f64).clamp(0.3, 4.3);
    let radius = if of.periods.len() > 60 { "2.5" } else { "4.5" };
    let (unit, periods) = (of.granularity, format::counted(of.periods.len() as u64, "period"));
    let mut plot = Plot {
        says: format!("Hedged share by {unit} in {periods}"),
        kind: "dates",
        x_title: format!("By {unit}"),
        y_title: "Hedged share".to_owned(),
        y_ticks: ticks(end, y_at, exact_percent),
        ..Plot::default()
    };
    let most = of.most_documents().max(1);
    let mut labelled = f64::NEG_INFINITY;
    let mut before: Option<(u64, [String; 2])> = None;
    for Period { offset, label, figures } in &of.periods {
        // One period stands in the middle.
        let share = if last == 0 { 0.5 } else { *offset as f64 / last as f64 };
        let x = 2.5 + 95.0 * share;
        if x - labelled >= APART {
            labelled = x;
            plot.x_ticks.push(Tick { at: number(x), label: label.clone() });
        }
        let documents = format::counted(figures.documents, "document");
        let height = 18.0 * figures.documents as f64 / most as f64;
        let place = [x - wide / 2.0, 100.0 - height, wide, height];
        plot.bars.push(ChartMark::rectangle(place, format!("{label}: {documents}")));

        let Some(share) = figures.hedged_share else { continue };
        let y = |share: f64| y_at(share / end);
        let percent = share.value.percent();
        let mut label = format!("{label}: {percent} of the sentences in {documents}");
        if let Some((low, high)) = share.low.zip(share.high) {
            plot.whiskers.push((number(x), number(y(low)), number(y(high))));
            let (low, high) = (low.percent(), high.percent());
            label = format!("{label}, 95 % interval {low}–{high}");
        }
        let place = [number(x), number(y(share.value))];
        if let Some((_, from)) = before.take_if(|(previous, _)| *previous + 1 == *offset) {
            plot.trend.push([from, place.clone()]);
        }
        before = Some((*offset, place));
        plot.points.push(ChartMark::point(x, y(share.value), radius, label));
    }
    plot
}
