//! Days as the municipality counts them: from the first day of the school year.

use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};

/// First day of the school year that the municipality stands in. A Monday.
pub(super) const SCHOOL_YEAR: Date = date(2026, 8, 17);
/// First day of the school year before.
pub(super) const LAST_YEAR: Date = date(2025, 8, 18);
/// Last day of the school year before.
pub(super) const LAST_YEAR_END: Date = date(2026, 6, 12);
/// First day of the two weeks that have lessons. A Monday.
pub(super) const LESSONS: Date = date(2026, 8, 31);

/// A day some days later (or earlier).
pub(super) fn after(day: Date, days: i64) -> Date {
    day.checked_add(Span::new().days(days)).unwrap_or(day)
}

/// The same day some years later (or earlier).
pub(super) fn years_after(day: Date, years: i64) -> Date {
    day.checked_add(years.years()).unwrap_or(day)
}

/// A moment in Swedish summer time (UTC+2). Every third minute-of-day is written in UTC instead, so that readers have to compare
/// instants.
pub(super) fn moment(day: Date, minute_of_day: i64) -> String {
    if minute_of_day % 3 == 0 && minute_of_day >= 120 {
        let utc = minute_of_day - 120;
        format!("{day}T{:02}:{:02}:00Z", utc / 60, utc % 60)
    } else {
        format!("{day}T{:02}:{:02}:00+02:00", minute_of_day / 60, minute_of_day % 60)
    }
}
