//! Figures over time.

use std::collections::BTreeMap;
use std::ops::Range;

use super::date::{Date, iso_day};
use super::figures::{PooledFigures, PooledFiguresBuilder};
use crate::names::named_enum;
use crate::tables::DocumentRow;

named_enum! {
    /// Length of the periods of a timeline.
    pub enum Granularity {
        /// A day, if the last is at most 62 after the first.
        Day = "day",
        /// A week from Monday on, if the last day is at most 366 after the first.
        Week = "week",
        /// A month, if the last day is at most ten years (3,653 days) after the first.
        Month = "month",
        /// A year.
        Year = "year",
    }
}

/// The documents of a period.
#[derive(Debug, Clone, PartialEq)]
pub struct Period {
    /// Number of periods since the first; those without documents are counted and not
    /// listed.
    pub offset: u64,
    /// `YYYY-MM-DD`, of a week its Monday; `YYYY-MM`; `YYYY`.
    pub label: String,
    /// Their figures.
    pub figures: PooledFigures,
}

/// Documents so far from the others in time that a timeline leaves them out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatesLeftOut {
    /// Number of documents.
    pub documents: u64,
    /// The first or last date that is in, as far as it is given.
    pub date: String,
}

/// A corpus over time.
///
/// A few dates far away, be they mistaken or true, would make one heap of all others. What
/// is in is found from the middle document outwards: the next date belongs to it as long as
/// the empty time before it is no more than a year, or four times what is in so far. What lies
/// beyond is left out if it is one document or a tenth of all at most, three or more are in,
/// and with it the periods would be longer or more than 60; otherwise everything is in.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// As fine as the span of the dates asks for, but not finer than any date is given: one
    /// that is a mere year makes it years, one that is a mere month at least months.
    pub granularity: Granularity,
    /// The periods that have documents, in the order of time.
    pub periods: Vec<Period>,
    /// Documents without a date that can be read; they are in no period.
    pub undated: u64,
    /// Documents long before the others; they are in no period.
    pub before: Option<DatesLeftOut>,
    /// Documents long after the others; they are in no period.
    pub after: Option<DatesLeftOut>,
}

impl Timeline {
    /// Returns the number of documents in the fullest period.
    pub fn most_documents(&self) -> u64 {
        self.periods.iter().map(|period| period.figures.documents).max().unwrap_or(0)
    }
}

/// Most days without a document that part no dates.
const NEAR: i64 = 366;

/// Longest gap that parts no dates, as a multiple of the time between those that are in.
const TIMES: i64 = 4;

/// One document of this many may be left out.
const OUT_OF: u64 = 10;

/// Fewest documents that have to stay.
const STAY: u64 = 3;

/// Most periods that a timeline shows well.
const FLAT: i64 = 60;

/// Builds a [`Timeline`]. Takes memory by the number of different days.
#[derive(Debug)]
pub(super) struct TimelineBuilder {
    column: usize,
    dates: BTreeMap<Date, PooledFiguresBuilder>,
    undated: u64,
}

impl TimelineBuilder {
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
        let dates: Vec<DatedFigures<'_>> =
            self.dates.iter().map(|(date, figures)| (*date, figures)).collect();
        let drawn = drawn(&dates);
        let beyond = |out: &[DatedFigures<'_>], end: Option<&DatedFigures<'_>>| {
            let documents = documents(out);
            let date = end.map(|(date, _)| date.to_string()).unwrap_or_default();
            (documents > 0).then_some(DatesLeftOut { documents, date })
        };
        let (before, after) = (&dates[..drawn.start], &dates[drawn.end..]);
        let dates = &dates[drawn];
        let (before, after) = (beyond(before, dates.first()), beyond(after, dates.last()));
        let granularity = granularity(dates);
        let mut periods: BTreeMap<i64, PooledFiguresBuilder> = BTreeMap::new();
        for (date, figures) in dates {
            periods.entry(granularity.period(*date)).or_default().merge(figures);
        }
        let first = periods.keys().next().copied().unwrap_or_default();
        let period = |(period, figures): (i64, PooledFiguresBuilder)| Period {
            offset: (period - first).unsigned_abs(),
            label: granularity.label(period),
            figures: figures.finish(),
        };
        let periods = periods.into_iter().map(period).collect();
        Timeline { granularity, periods, undated: self.undated, before, after }
    }
}

/// The figures of a date.
type DatedFigures<'a> = (Date, &'a PooledFiguresBuilder);

fn documents(dates: &[DatedFigures<'_>]) -> u64 {
    dates.iter().map(|(_, figures)| figures.documents).sum()
}

/// Returns the range of dates that a timeline shows; see [`Timeline`].
fn drawn(dates: &[DatedFigures<'_>]) -> Range<usize> {
    let all = documents(dates);
    let mut passed = 0;
    let middle = dates.iter().position(|(_, figures)| {
        passed += figures.documents;
        2 * passed >= all
    });
    let Some(middle) = middle else { return 0..dates.len() };
    let day = |at: usize| dates[at].0.days();
    let (mut from, mut to) = (middle, middle);
    loop {
        let near = NEAR.max(TIMES * (day(to) - day(from)));
        if from > 0 && day(from) - day(from - 1) <= near {
            from -= 1;
        } else if to + 1 < dates.len() && day(to + 1) - day(to) <= near {
            to += 1;
        } else {
            break;
        }
    }
    let stay = documents(&dates[from..=to]);
    let few = all - stay <= (all / OUT_OF).max(1) && stay >= STAY;
    let whole = granularity(dates);
    let period = |at: usize| whole.period(dates[at].0);
    let flat =
        granularity(&dates[from..=to]) < whole || period(dates.len() - 1) - period(0) >= FLAT;
    if few && flat { from..to + 1 } else { 0..dates.len() }
}

fn granularity(dates: &[DatedFigures<'_>]) -> Granularity {
    let days = |date: Option<&DatedFigures<'_>>| date.map_or(0, |(date, _)| date.days());
    let by_span = match days(dates.last()) - days(dates.first()) {
        ..63 => Granularity::Day,
        63..=366 => Granularity::Week,
        367..=3_653 => Granularity::Month,
        _ => Granularity::Year,
    };
    let given = dates.iter().map(|(date, _)| match date {
        Date { month: 0, .. } => Granularity::Year,
        Date { day: 0, .. } => Granularity::Month,
        _ => Granularity::Day,
    });
    given.fold(by_span, Granularity::max)
}

impl Granularity {
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
