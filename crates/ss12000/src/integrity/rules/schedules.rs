//! Attendance schedules and the placements that they are for.

use std::collections::{BTreeMap, HashMap, HashSet};

use samspel_suite::CheckError;
use serde_json::Value;

use crate::integrity::data::{Data, Period, is};
use crate::integrity::rule::{Cause, Record, Rule, Sightings, cause, each, elements, number, sets, text};
use crate::snapshot::Cell;

pub(in crate::integrity) const RULES: &[Rule] = &[
    each(&["SS12K-INT-014", "SS12K-ASCH-002"], "AttendanceSchedule", "temporary = true", temporary_ends),
    each(&["SS12K-ASCH-003", "SS12K-INT-015"], "AttendanceSchedule", "scheduleEntries", times),
    each(&["SS12K-ASCH-004", "SS12K-INT-015"], "AttendanceSchedule", "scheduleEntries", order),
    each(&["SS12K-ASCH-005"], "AttendanceSchedule", "state", states),
    sets(&["SS12K-INT-016"], "AttendanceSchedule", &[], "AttendanceSchedule", one_at_a_time),
    sets(&["SS12K-INT-017"], "AttendanceSchedule", &["Placement"], "placement", inside_placement),
];

const ENTRIES: &str = "/scheduleEntries/*";
static NO_END: Cause = cause("schedule-temporary-without-end", "/endDate", "present with temporary = true", "absent");
static TIME: Cause = cause("schedule-time-form", "/scheduleEntries/*/startTime", "HH:MM", "another form");
static INCOMPLETE: Cause = cause("schedule-entry-incomplete", ENTRIES, "weekOffset, dayOfWeek and times", "not all");
static NUMERIC_END: Cause = cause("schedule-end-as-number", "/scheduleEntries/*/endTime", "HH:MM", "integer").note();
static WEEK: Cause =
    cause("schedule-week-outside", "/scheduleEntries/*/weekOffset", "0 to numberOfWeeks - 1", "outside");
static REVERSED: Cause = cause("schedule-entry-reversed", ENTRIES, "startTime < endTime", "not before");
static STATE: Cause = cause("schedule-state-incomplete", "/state/*", "state and registeredAt", "not both");
static OVERLAP: Cause = cause("schedule-two-at-a-time", "/startDate", "one lasting schedule at a time", "several");
static OUTSIDE: Cause =
    cause("schedule-outside-placement", "/startDate", "inside the placement's period", "outside of it");
static TOO_MUCH: Cause =
    cause("schedule-too-many-hours", "/scheduleEntries", "at most maxWeeklyScheduleHours", "more in a week");

fn is_temporary(value: &Value) -> bool {
    value.get("temporary").and_then(Value::as_bool) == Some(true)
}

fn temporary_ends(record: &Record<'_>, seen: &mut Sightings) {
    if is_temporary(record.value) {
        seen.expect(record.value.get("endDate").is_some(), &NO_END);
    }
}

/// Minutes from midnight; 24:00 is the end of the day.
fn minutes(time: &str) -> Option<i64> {
    let (hours, minutes) = time.split_once(':').filter(|(h, m)| h.len() == 2 && m.len() == 2)?;
    let both_digits = hours.bytes().chain(minutes.bytes()).all(|byte| byte.is_ascii_digit());
    let (hours, minutes) = (hours.parse::<i64>().ok()?, minutes.parse::<i64>().ok()?);
    let at = hours * 60 + minutes;
    (both_digits && minutes < 60 && at <= 24 * 60).then_some(at)
}

fn times(record: &Record<'_>, seen: &mut Sightings) {
    let corrected = record.contract.edition() != "2.0";
    for entry in record.elements("scheduleEntries") {
        for time in ["startTime", "endTime"].iter().filter_map(|name| text(entry, name)) {
            seen.expect(minutes(time).is_some(), &TIME);
        }
        if entry.get("endTime").is_some_and(Value::is_number) {
            seen.fault(&NUMERIC_END);
        }
        if corrected {
            let complete =
                ["weekOffset", "dayOfWeek", "startTime", "endTime"].iter().all(|name| entry.get(name).is_some());
            seen.expect(complete, &INCOMPLETE);
        }
    }
}

fn order(record: &Record<'_>, seen: &mut Sightings) {
    let weeks = number(record.value, "numberOfWeeks");
    for entry in record.elements("scheduleEntries") {
        if let (Some(week), Some(weeks)) = (number(entry, "weekOffset"), weeks) {
            seen.expect((0..weeks).contains(&week), &WEEK);
        }
        let time = |name: &str| text(entry, name).and_then(minutes);
        if let (Some(start), Some(end)) = (time("startTime"), time("endTime")) {
            seen.expect(start < end, &REVERSED);
        }
    }
}

fn states(record: &Record<'_>, seen: &mut Sightings) {
    for state in record.elements("state") {
        seen.expect(text(state, "state").is_some() && text(state, "registeredAt").is_some(), &STATE);
    }
}

fn one_at_a_time(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let of = data.of("AttendanceSchedule")?;
    let mut in_force: HashSet<u32> = HashSet::new();
    of.table.scan(|row, value| {
        let states: Vec<_> = elements(value, "state").iter().filter_map(|state| text(state, "state")).collect();
        // What is only asked for, or was refused, stands beside what is in force until then.
        if !states.contains(&"Nekat") && (states.is_empty() || states.contains(&"Godkänt")) {
            in_force.insert(row);
        }
    })?;
    let (placements, temporary) = (of.column("placement.id")?, of.column("temporary")?);
    let (starts, ends) = (of.column("startDate")?, of.column("endDate")?);
    let mut lasting: HashMap<Cell, Vec<(u32, Period)>> = HashMap::new();
    for row in of.rows().filter(|row| in_force.contains(row) && !is(temporary.cell(*row), "true")) {
        let placement = placements.cell(row);
        let Some(period) = Period::of(starts.cell(row), ends.cell(row)).filter(|_| placement.is_known()) else {
            continue;
        };
        let others = lasting.entry(placement).or_default();
        let other = others.iter().find(|(_, other)| other.and(period).is_some()).map(|(row, _)| *row);
        let places: Vec<_> = std::iter::once(row).chain(other).map(|row| of.at(row)).collect();
        seen.expect_at(other.is_none(), &OVERLAP, &places);
        others.push((row, period));
    }
    Ok(())
}

/// The longest week of a schedule, in minutes.
fn longest_week(value: &Value) -> Option<i64> {
    let mut weeks: BTreeMap<i64, i64> = BTreeMap::new();
    for entry in elements(value, "scheduleEntries") {
        let time = |name: &str| text(entry, name).and_then(minutes);
        let lasts = number(entry, "length").or_else(|| Some(time("endTime")? - time("startTime")?));
        *weeks.entry(number(entry, "weekOffset").unwrap_or(0)).or_default() += lasts?;
    }
    weeks.into_values().max()
}

fn inside_placement(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let (of, placements) = (data.of("AttendanceSchedule")?, data.of("Placement")?);
    let mut most: HashMap<u32, i64> = HashMap::new();
    placements.table.scan(|row, value| {
        if let Some(hours) = number(value, "maxWeeklyScheduleHours") {
            most.insert(row, hours.saturating_mul(60));
        }
    })?;
    let (references, starts, ends) = (of.column("placement.id")?, of.column("startDate")?, of.column("endDate")?);
    let (from, to) = (placements.column("startDate")?, placements.column("endDate")?);
    of.table.scan(|row, value| {
        let Some(placement) = placements.row(references.cell(row)) else { return };
        let places = [of.at(row), placements.at(placement)];
        let own = Period::of(starts.cell(row), ends.cell(row));
        if let (Some(own), Some(outer)) = (own, Period::of(from.cell(placement), to.cell(placement))) {
            seen.expect_at(own.is_inside(outer), &OUTSIDE, &places);
        }
        if let (Some(most), Some(week)) = (most.get(&placement), longest_week(value)) {
            seen.expect_at(week <= *most, &TOO_MUCH, &places);
        }
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use serde_json::{Value, json};

    use super::minutes;
    use crate::integrity::trial::{breaks, id, keeps, sees};

    #[test]
    fn times_are_hours_and_minutes() {
        assert_eq!(minutes("07:30"), Some(450));
        assert_eq!(minutes("24:00"), Some(1440));
        for bad in ["7:30", "07.30", "07:60", "24:01", "07:30:00", "+7:30"] {
            assert_eq!(minutes(bad), None, "{bad}");
        }
    }

    fn schedule(week: i64, start: &str, end: &str) -> Value {
        json!({"numberOfWeeks": 2, "scheduleEntries": [{"weekOffset": week, "dayOfWeek": "Måndag", "startTime": start, "endTime": end}]})
    }

    #[test]
    fn entries_have_times_in_order_in_a_week_that_there_is() {
        keeps("AttendanceSchedule", "SS12K-ASCH-003", &schedule(1, "07:30", "15:30"));
        breaks("AttendanceSchedule", "SS12K-ASCH-003", &schedule(1, "7:30", "15:30"));
        keeps("AttendanceSchedule", "SS12K-ASCH-004", &schedule(1, "07:30", "15:30"));
        breaks("AttendanceSchedule", "SS12K-ASCH-004", &schedule(2, "07:30", "15:30"));
        breaks("AttendanceSchedule", "SS12K-INT-015", &schedule(1, "15:30", "07:30"));
    }

    #[test]
    fn a_temporary_schedule_ends() {
        keeps("AttendanceSchedule", "SS12K-INT-014", &json!({"temporary": true, "endDate": "2026-09-01"}));
        breaks("AttendanceSchedule", "SS12K-ASCH-002", &json!({"temporary": true}));
    }

    fn town(second: &Value) -> Vec<(&'static str, Value)> {
        let entries = json!([{"weekOffset": 0, "startTime": "07:30", "endTime": "15:30"}]);
        let mut other = json!({"id": id(3), "placement": {"id": id(1)}, "startDate": "2027-01-01", "scheduleEntries": entries, "state": [{"state": "Godkänt"}]});
        other.as_object_mut().unwrap().extend(second.as_object().unwrap().clone());
        vec![
            (
                "Placement",
                json!({"id": id(1), "startDate": "2026-08-17", "endDate": "2027-06-11", "maxWeeklyScheduleHours": 8}),
            ),
            (
                "AttendanceSchedule",
                json!({"id": id(2), "placement": {"id": id(1)}, "startDate": "2026-08-17", "endDate": "2026-12-31"}),
            ),
            ("AttendanceSchedule", other),
        ]
    }

    #[test]
    fn lasting_schedules_follow_each_other_and_others_may_lie_on_top() {
        assert_eq!(sees("SS12K-INT-016", &town(&json!({}))), Vec::<&str>::new());
        assert_eq!(sees("SS12K-INT-016", &town(&json!({"startDate": "2026-12-31"}))), ["schedule-two-at-a-time"]);
        for allowed in [json!({"temporary": true}), json!({"state": [{"state": "Begärt"}]})] {
            let mut early = allowed;
            early["startDate"] = json!("2026-12-01");
            assert_eq!(sees("SS12K-INT-016", &town(&early)), Vec::<&str>::new());
        }
    }

    #[test]
    fn a_schedule_fits_its_placement_in_days_and_hours() {
        assert_eq!(sees("SS12K-INT-017", &town(&json!({}))), Vec::<&str>::new());
        assert_eq!(sees("SS12K-INT-017", &town(&json!({"endDate": "2027-06-12"}))), ["schedule-outside-placement"]);
        let long = json!({"scheduleEntries": [{"weekOffset": 0, "startTime": "07:30", "endTime": "15:31"}]});
        assert_eq!(sees("SS12K-INT-017", &town(&long)), ["schedule-too-many-hours"]);
    }
}
