//! Dates as people write them: `24 november 2026`, `24 November 2026`.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};

use crate::words::Words;

/// The day of an RFC 3339 instant, in UTC. What is no instant is shown as it is.
pub(crate) fn day(words: &Words, instant: &str) -> String {
    utc(instant).map_or_else(|| instant.to_owned(), |at| written(words, &at))
}

/// The day and the time of day of an RFC 3339 instant, in UTC.
pub(crate) fn moment(words: &Words, instant: &str) -> String {
    utc(instant).map_or_else(
        || instant.to_owned(),
        |at| {
            let time = format!("{:02}:{:02}", at.hour(), at.minute());
            words.say("date-moment", &[("day", written(words, &at).into()), ("time", time.into())])
        },
    )
}

/// The days from one instant to another: one day when both fall on the same.
pub(crate) fn period(words: &Words, from: &str, to: &str) -> String {
    let (from, to) = (day(words, from), day(words, to));
    if from == to { from } else { words.say("date-period", &[("from", from.into()), ("to", to.into())]) }
}

fn utc(instant: &str) -> Option<ZonedDateTime> {
    Some(instant.parse::<Timestamp>().ok()?.to_zoned_datetime(TimeZone::UTC))
}

fn written(words: &Words, at: &ZonedDateTime) -> String {
    let month = words.plain(&format!("month-{}", at.month()));
    format!("{}\u{a0}{month} {}", at.day(), at.year())
}

#[cfg(test)]
mod tests {
    use samspel_model::Lang;

    use super::*;

    #[test]
    fn days_are_written_in_words() {
        assert_eq!(day(&Words::of(Lang::Sv), "2026-11-24T08:03:00Z"), "24\u{a0}november 2026");
        assert_eq!(day(&Words::of(Lang::En), "2026-11-24T08:03:00Z"), "24\u{a0}November 2026");
    }

    #[test]
    fn a_run_over_midnight_has_two_days() {
        let words = Words::of(Lang::Sv);
        assert_eq!(
            period(&words, "2026-11-24T23:59:00Z", "2026-11-25T00:01:00Z"),
            "24\u{a0}november 2026 till 25\u{a0}november 2026"
        );
        assert_eq!(period(&words, "2026-11-24T08:00:00Z", "2026-11-24T09:00:00Z"), "24\u{a0}november 2026");
    }

    #[test]
    fn what_is_no_instant_is_shown_as_it_is() {
        assert_eq!(moment(&Words::of(Lang::En), "yesterday"), "yesterday");
    }
}
