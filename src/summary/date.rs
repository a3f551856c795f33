//! Dates as metadata has them.

use std::fmt;
use std::ops::Range;

use jiff::{SignedDuration, civil};

use crate::tables::DocumentRow;

/// A date as far as it is given, in the order of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Date {
    pub(super) year: i16,
    /// From 1; 0 if not given.
    pub(super) month: i8,
    /// From 1; 0 if not given.
    pub(super) day: i8,
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { year, month, day } = self;
        match (month, day) {
            (0, _) => write!(f, "{year:04}"),
            (_, 0) => write!(f, "{year:04}-{month:02}"),
            _ => write!(f, "{year:04}-{month:02}-{day:02}"),
        }
    }
}

/// Names of columns that may hold dates.
pub const DATE_COLUMNS: [&str; 6] =
    ["date", "published", "published_at", "pubdate", "year", "time"];

/// The first metadata column that is named like one of dates (`date`, `published`,
/// `published_at`, `pubdate`, `year` or `time`, in any case, with `meta_` in front or not) and
/// has dates in more than half of those cells of these rows that are not empty.
pub fn date_column<'a>(
    names: &[String],
    rows: impl IntoIterator<Item = &'a DocumentRow>,
) -> Option<usize> {
    let mut cells = vec![(0_u64, 0_u64); names.len()];
    for row in rows {
        for ((dates, others), value) in cells.iter_mut().zip(&row.kept) {
            if Date::parse(value).is_some() {
                *dates += 1;
            } else if !value.trim().is_empty() {
                *others += 1;
            }
        }
    }
    names.iter().zip(&cells).position(|(name, (dates, others))| {
        let name = name.to_ascii_lowercase();
        DATE_COLUMNS.contains(&name.strip_prefix("meta_").unwrap_or(&name)) && dates > others
    })
}

impl Date {
    /// Reads `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or `YYYYMMDD`; after a day may stand what is no
    /// digit, such as a time.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let number = |at: Range<usize>| -> Option<i16> {
            let digits = text.get(at)?;
            if digits.bytes().all(|byte| byte.is_ascii_digit()) {
                digits.parse().ok()
            } else {
                None
            }
        };
        let part = |at| number(at).filter(|part| *part > 0).map(|part| part as i8);
        let dash = |at: usize| text.as_bytes().get(at) == Some(&b'-');
        let year = number(0..4)?;
        let (month, day, end) = match text.len() {
            4 => (0, 0, 4),
            7 if dash(4) => (part(5..7)?, 0, 7),
            _ if !dash(4) => (part(4..6)?, part(6..8)?, 8),
            _ => (part(5..7)?, part(8..10).filter(|_| dash(7))?, 10),
        };
        let goes_on = text[end..].starts_with(|c: char| c.is_ascii_digit());
        Self { year, month, day }.real().filter(|_| !goes_on)
    }

    /// Returns the date if the calendar has it.
    fn real(self) -> Option<Self> {
        (self.year > 0 && self.first_day().is_ok()).then_some(self)
    }

    /// What is not given counts as the first.
    fn first_day(self) -> Result<civil::Date, jiff::Error> {
        civil::Date::new(self.year, self.month.max(1), self.day.max(1))
    }

    /// Days since 1970-01-01 in the Gregorian calendar; what is not given counts as the first.
    pub(super) fn days(self) -> i64 {
        let day = self.first_day().unwrap_or(EPOCH); // `parse` lets no other pass
        day.duration_since(EPOCH).as_hours() / 24
    }
}

const EPOCH: civil::Date = civil::date(1970, 1, 1);

/// Formats a day, counted from 1970-01-01, as `YYYY-MM-DD`.
pub(super) fn iso_day(days: i64) -> String {
    EPOCH.saturating_add(SignedDuration::from_hours(24 * days)).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_far_as_they_are_given() {
        for (text, year, month, day) in [
            ("2024", 2024, 0, 0),
            (" 2024 ", 2024, 0, 0),
            ("2024-05", 2024, 5, 0),
            ("2024-05-31", 2024, 5, 31),
            ("2024-02-29T10:00:00Z", 2024, 2, 29),
            ("2024-05-31 10:00", 2024, 5, 31),
            ("20240531", 2024, 5, 31),
            ("20240531T1000", 2024, 5, 31),
            ("2000-02-29", 2000, 2, 29),
        ] {
            assert_eq!(Date::parse(text), Some(Date { year, month, day }), "{text}");
        }
        let no_such_day = ["2023-02-29", "1900-02-29", "2024-04-31", "2024-13", "2024-00", "0000"];
        let incomplete = ["", "202405", "20240", "2024-00-01", "2024-05-00", "2024-05-3", "2024-"];
        let other = [
            "2024-05-311",
            "2024 was good",
            "2024/05/31",
            "31.5.2024",
            "２０２４",
            "202é",
            "2024é",
        ];
        for text in [&no_such_day[..], &incomplete, &other].concat() {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_counted_as_the_calendar_does() {
        // Python's datetime.date(…).toordinal() - 719163.
        for (text, days) in [
            ("1970-01-01", 0),
            ("1969-12-31", -1),
            ("2000-03-01", 11_017),
            ("2024-02-29", 19_782),
            ("0001-01-01", -719_162),
            ("9999-12-31", 2_932_896),
        ] {
            assert_eq!(Date::parse(text).unwrap().days(), days, "{text}");
            assert_eq!(iso_day(days), text);
        }
    }
}
