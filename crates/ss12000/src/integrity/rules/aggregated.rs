//! Summed attendance.

use std::collections::{HashMap, HashSet};

use samspel_suite::CheckError;
use serde_json::Value;

use crate::integrity::data::{Data, Period, days_of};
use crate::integrity::rule::{Cause, Record, Rule, Sightings, cause, each, number, sets};
use crate::snapshot::Cell;

pub(in crate::integrity) const RULES: &[Rule] = &[
    each(&["SS12K-INT-027"], "AggregatedAttendance", "offeredSum", parts),
    sets(&["SS12K-INT-027"], "AggregatedAttendance", &[], "startDate + endDate", window),
    sets(&["SS12K-AGG-002"], "AggregatedAttendance", &[], "2 × AggregatedAttendance", once),
    sets(&["SS12K-AGG-002"], "AggregatedAttendance", &["CalendarEvent"], "Attendance, startDate–endDate", adds_up)
        .whole(&["Attendance"]),
];

const SUMS: [(&str, &str); 4] = [
    ("attendanceSum", "attendanceMinutes"),
    ("validAbsenceSum", "validAbsenceMinutes"),
    ("invalidAbsenceSum", "invalidAbsenceMinutes"),
    ("otherAttendanceSum", "otherAttendanceMinutes"),
];

static NEGATIVE: Cause = cause("aggregated-negative", "", "sums of at least 0", "smaller");
static TOO_MUCH: Cause = cause("aggregated-more-than-offered", "/offeredSum", "at least the sum of the parts", "less");
static OUTSIDE: Cause =
    cause("aggregated-outside-window", "/startDate", "inside the period asked for", "outside of it");
static TWICE: Cause = cause("aggregated-twice", "", "one for each activity and student", "several");
static OTHER_SUM: Cause = cause("aggregated-other-sum", "/attendanceSum", "the sum of /attendances", "another");

fn parts(record: &Record<'_>, seen: &mut Sightings) {
    let parts: Vec<i64> = SUMS.iter().filter_map(|(sum, _)| number(record.value, sum)).collect();
    if parts.iter().any(|part| *part < 0) {
        seen.expect(false, &NEGATIVE);
    } else if let Some(offered) = number(record.value, "offeredSum") {
        seen.expect(parts.iter().sum::<i64>() <= offered, &TOO_MUCH);
    }
}

fn window(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let of = data.of("AggregatedAttendance")?;
    let asked = |name: &str| {
        let value = data.required("AggregatedAttendance").iter().find(|(parameter, _)| parameter == name)?;
        value.1.parse::<jiff::civil::Date>().ok()?.since(jiff::civil::date(1970, 1, 1)).ok().map(|span| span.get_days())
    };
    let (Some(from), Some(to)) = (asked("startDate"), asked("endDate")) else { return Ok(()) };
    let (starts, ends) = (of.column("startDate")?, of.column("endDate")?);
    for row in of.rows() {
        if let (Cell::Day(start), Cell::Day(end)) = (starts.cell(row), ends.cell(row)) {
            seen.expect_at(from <= start && end <= to, &OUTSIDE, &[of.at(row)]);
        }
    }
    Ok(())
}

fn once(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let of = data.of("AggregatedAttendance")?;
    let (activities, students) = (of.column("activity.id")?, of.column("student.id")?);
    let mut before: HashSet<(Cell, Cell)> = HashSet::new();
    for row in of.rows() {
        let holds = before.insert((activities.cell(row), students.cell(row)));
        if before.len() > 1 || !holds {
            seen.expect_at(holds, &TWICE, &[of.at(row)]);
        }
    }
    Ok(())
}

/// What one attendance record adds, with the days that its lesson can be on.
struct Part {
    days: (i32, i32),
    reported: bool,
    minutes: [i64; 4],
}

/// The parts of each activity and student.
type Parts = HashMap<(Cell, Cell), Vec<Part>>;

/// The parts of each activity and student, and students with lessons that we do not hold.
fn parts_of(data: &Data) -> Result<(Parts, HashSet<Cell>), CheckError> {
    let (of, events) = (data.of("Attendance")?, data.of("CalendarEvent")?);
    let (lessons, students) = (of.column("calendarEvent.id")?, of.column("student.id")?);
    let (owners, starts) = (events.column("activity.id")?, events.column("startTime")?);
    let mut parts = Parts::new();
    let mut unknown: HashSet<Cell> = HashSet::new();
    of.table.scan(|row, value| {
        let student = students.cell(row);
        let event = events.row(lessons.cell(row));
        let (Some(event), Some(Cell::Instant(start))) = (event, event.map(|event| starts.cell(event))) else {
            unknown.insert(student);
            return;
        };
        let minutes = SUMS.map(|(_, part)| number(value, part).unwrap_or(0));
        let reported = value.get("isReported").and_then(Value::as_bool) == Some(true);
        parts.entry((owners.cell(event), student)).or_default().push(Part { days: days_of(start), reported, minutes });
    })?;
    Ok((parts, unknown))
}

fn adds_up(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let of = data.of("AggregatedAttendance")?;
    let (activities, students) = (of.column("activity.id")?, of.column("student.id")?);
    let (starts, ends) = (of.column("startDate")?, of.column("endDate")?);
    let (parts, unknown) = parts_of(data)?;
    of.table.scan(|row, value| {
        let student = students.cell(row);
        let own = parts.get(&(activities.cell(row), student));
        let period = Period::of(starts.cell(row), ends.cell(row));
        let (Some(own), Some(period), false) = (own, period, unknown.contains(&student)) else { return };
        // A lesson at midnight on the last day belongs to one side or the other, depending on how days are counted.
        if own.iter().any(|part| period.holds(part.days.0) != period.holds(part.days.1)) {
            return;
        }
        let inside: Vec<&Part> = own.iter().filter(|part| period.holds(part.days.0)).collect();
        // Whether unreported attendance counts is left open.
        let sum = |at: usize, all: bool| {
            inside.iter().filter(|part| all || part.reported).filter_map(|part| part.minutes.get(at)).sum::<i64>()
        };
        let mut sums = SUMS.iter().enumerate().filter_map(|(at, (name, _))| Some((at, number(value, name)?)));
        let holds = sums.all(|(at, stated)| stated == sum(at, true) || stated == sum(at, false));
        seen.expect_at(holds, &OTHER_SUM, &[of.at(row)]);
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::integrity::trial::{breaks, id, keeps, sees};

    #[test]
    fn parts_are_within_what_was_offered() {
        keeps(
            "AggregatedAttendance",
            "SS12K-INT-027",
            &json!({"attendanceSum": 40, "validAbsenceSum": 20, "offeredSum": 60}),
        );
        breaks(
            "AggregatedAttendance",
            "SS12K-INT-027",
            &json!({"attendanceSum": 41, "validAbsenceSum": 20, "offeredSum": 60}),
        );
        breaks("AggregatedAttendance", "SS12K-INT-027", &json!({"attendanceSum": -1}));
    }

    fn town(sum: i64, to: &str) -> Vec<(&'static str, Value)> {
        vec![
            ("CalendarEvent", json!({"id": id(1), "activity": {"id": id(2)}, "startTime": "2026-09-01T08:00:00Z"})),
            ("CalendarEvent", json!({"id": id(3), "activity": {"id": id(2)}, "startTime": "2026-09-08T08:00:00Z"})),
            (
                "Attendance",
                json!({"id": id(4), "calendarEvent": {"id": id(1)}, "student": {"id": id(9)}, "attendanceMinutes": 40}),
            ),
            (
                "Attendance",
                json!({"id": id(5), "calendarEvent": {"id": id(3)}, "student": {"id": id(9)}, "attendanceMinutes": 50, "isReported": true}),
            ),
            (
                "AggregatedAttendance",
                json!({"activity": {"id": id(2)}, "student": {"id": id(9)}, "startDate": "2026-08-17", "endDate": to, "attendanceSum": sum}),
            ),
        ]
    }

    #[test]
    fn sums_are_those_of_the_single_records_in_the_period() {
        for (sum, to) in [(90, "2026-09-30"), (50, "2026-09-30"), (40, "2026-09-07")] {
            assert_eq!(sees("SS12K-AGG-002", &town(sum, to)), Vec::<&str>::new(), "{sum} {to}");
        }
        assert_eq!(sees("SS12K-AGG-002", &town(91, "2026-09-30")), ["aggregated-other-sum"]);
    }

    #[test]
    fn each_activity_and_student_has_one() {
        let mut town = town(90, "2026-09-30");
        town.push(town[4].clone());
        assert!(sees("SS12K-AGG-002", &town).contains(&"aggregated-twice"));
    }
}
