//! Calendar events and their activities.

use samspel_suite::CheckError;

use crate::integrity::data::{Data, Period, days_of, is};
use crate::integrity::rule::{Cause, Rule, Sightings, cause, sets};
use crate::snapshot::Cell;

pub(in crate::integrity) const RULES: &[Rule] =
    &[sets(&["SS12K-INT-010"], "CalendarEvent", &["Activity"], "Activity.startDate + endDate", inside_activity)];

static OUTSIDE: Cause = cause("lesson-outside-activity", "/startTime", "inside the activity's period", "outside of it");
static NOT_ASKED_FOR: Cause =
    cause("lesson-not-asked-for", "/activity", "calendarEventsRequired = true", "calendarEventsRequired = false")
        .note();

fn inside_activity(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let (of, activities) = (data.of("CalendarEvent")?, data.of("Activity")?);
    let (owners, starts) = (of.column("activity.id")?, of.column("startTime")?);
    let (from, to) = (activities.column("startDate")?, activities.column("endDate")?);
    let required = activities.column("calendarEventsRequired")?;
    for row in of.rows() {
        let Some(activity) = activities.row(owners.cell(row)) else { continue };
        let places = [of.at(row), activities.at(activity)];
        if is(required.cell(activity), "false") {
            seen.fault_at(&NOT_ASKED_FOR, &places);
        }
        let period = Period::of(from.cell(activity), to.cell(activity));
        if let (Cell::Instant(start), Some(period)) = (starts.cell(row), period) {
            let (winter, summer) = days_of(start);
            seen.expect_at(period.holds(winter) || period.holds(summer), &OUTSIDE, &places);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::integrity::trial::{id, sees};

    #[test]
    fn a_lesson_lies_inside_the_period_of_its_activity() {
        let town = |start: &str| {
            [
                ("Activity", json!({"id": id(1), "startDate": "2026-08-17", "endDate": "2027-06-11"})),
                ("CalendarEvent", json!({"id": id(2), "activity": {"id": id(1)}, "startTime": start})),
            ]
        };
        for inside in ["2026-08-16T22:30:00Z", "2026-08-17T08:00:00+02:00", "2027-06-11T21:30:00Z"] {
            assert_eq!(sees("SS12K-INT-010", &town(inside)), Vec::<&str>::new(), "{inside}");
        }
        for outside in ["2026-08-16T08:00:00+02:00", "2027-06-12T08:00:00+02:00"] {
            assert_eq!(sees("SS12K-INT-010", &town(outside)), ["lesson-outside-activity"], "{outside}");
        }
    }
}
