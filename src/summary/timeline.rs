//! Figures over time.

use std::collections::BTreeMap;

use super::date::{Date, iso_day};
use super::figures::{Figures, FiguresOf};
use crate::report::DocumentRow;

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Granularity {
    /// A day, if the last is at most 62 after the first.
    Day,
    /// A week from Monday on, if the last day is at most 366 after the first.
    Week,
    /// A month, if the last day is at most ten years (3,653 days) after the first.
    Month,
    /// A year.
    Year,
}

/// The documents of a period.
#[derive(Debug, Clone, PartialEq)]
pub struct Period {
    /// How many periods after the first it is; those without documents are counted and not
    /// listed.
    pub offset: u64,
    /// `YYYY-MM-DD`, of a week its Monday; `YYYY-MM`; `YYYY`.
    pub label: String,
    /// Their figures.
    pub figures: Figures,
}

/// A corpus over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// As fine as the span of the dates asks for, but not finer than any date is given: one
    /// that is a mere year makes it years, one that is a mere month at least months.
    pub granularity: Granularity,
    /// The periods that have documents, in the order of time.
    pub periods: Vec<Period>,
    /// Documents without a date that can be read; they are in no period.
    pub undated: u64,
}

/// [`Timeline`] in the making. Takes memory by the number of different days.
#[derive(Debug)]
pub(super) struct TimelineOf {
    column: usize,
    dates: BTreeMap<Date, FiguresOf>,
    undated: u64,
}

impl TimelineOf {
    pub(super) fn new(column: usize) -> Self {
        Self { column, dates: BTreeMap::new(), undated: 0 }
    }

    pub(super) fn add(&mut self, row: &DocumentRow) {
        match row.kept.get(self.column).and_then(|value| Date::parse(value)) {
            Some(date) => self.dates.entry(date).or_default().add(row),
            None => self.undated += 1,
        }
    }

    pub(super) fn finish(&self) -> Timeline {
        let granularity = self.granularity();
        let mut periods: BTreeMap<i64, FiguresOf> = BTreeMap::new();
        for (date, figures) in &self.dates {
            periods.entry(granularity.period(*date)).or_default().merge(figures);
        }
        let first = periods.keys().next().copied().unwrap_or_default();
        let periods = periods.into_iter().map(|(period, figures)| Period {
            offset: (period - first).unsigned_abs(),
            label: granularity.label(period),
            figures: figures.finish(),
        });
        Timeline { granularity, periods: periods.collect(), undated: self.undated }
    }

    fn granularity(&self) -> Granularity {
        let end = |date: Option<&Date>| date.map_or(0, |date| date.days());
        let (first, last) = (end(self.dates.keys().next()), end(self.dates.keys().next_back()));
        let by_span = match last - first {
            ..63 => Granularity::Day,
            63..=366 => Granularity::Week,
            367..=3_653 => Granularity::Month,
            _ => Granularity::Year,
        };
        let given = self.dates.keys().map(|date| match date {
            Date { month: 0, .. } => Granularity::Year,
            Date { day: 0, .. } => Granularity::Month,
            _ => Granularity::Day,
        });
        given.fold(by_span, Granularity::max)
    }
}

impl Granularity {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// The number of the period a date lies in.
    fn period(self, date: Date) -> i64 {
        match self {
            Self::Day => date.days(),
            // 1970-01-01 was a Thursday.
            Self::Week => (date.days() + 3).div_euclid(7),
            Self::Month => i64::from(date.year) * 12 + i64::from(date.month.max(1)) - 1,
            Self::Year => i64::from(date.year),
        }
    }

    fn label(self, period: i64) -> String {
        match self {
            Self::Day => iso_day(period),
            Self::Week => iso_day(period * 7 - 3),
            Self::Month => {
                format!("{:04}-{:02}", period.div_euclid(12), period.rem_euclid(12) + 1)
            }
            Self::Year => format!("{period:04}"),
        }
    }
}
