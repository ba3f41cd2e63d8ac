//! Periods inside other periods: assignments, exceptions, parts of study plans.

use samspel_suite::CheckError;

use crate::integrity::data::{Data, Of, Period, days_of};
use crate::integrity::rule::{Cause, Rule, Sightings, cause, sets};
use crate::snapshot::Cell;

const RULE: &[&str] = &["SS12K-INT-009"];

pub(in crate::integrity) const RULES: &[Rule] = &[
    sets(RULE, "Group", &[], "groupMemberships", |data, seen| {
        own(data.of("Group")?, "groupMemberships[]", &MEMBERSHIP, seen)
    }),
    sets(RULE, "Duty", &["Group"], "assignmentRole", |data, seen| {
        own(data.of("Duty")?, "assignmentRole[]", &ASSIGNMENT, seen)?;
        other(data.of("Duty")?, "assignmentRole[]", "assignmentRole[].group.id", data.of("Group")?, &IN_GROUP, seen)
    }),
    sets(RULE, "Activity", &["Duty"], "teachers", |data, seen| {
        own(data.of("Activity")?, "teachers[]", &TEACHING, seen)?;
        other(data.of("Activity")?, "teachers[]", "teachers[].duty.id", data.of("Duty")?, &IN_DUTY, seen)
    }),
    sets(RULE, "StudyPlan", &[], "content[].syllabuses", |data, seen| {
        own(data.of("StudyPlan")?, "content[].syllabuses[]", &PLANNED, seen)
    }),
    sets(RULE, "CalendarEvent", &[], "exceptions[].startTime", exceptions),
];

const INSIDE: &str = "inside the period of what carries it";
const OUTSIDE: &str = "outside of it";
static MEMBERSHIP: Cause = cause("period-membership-outside-group", "/groupMemberships/*", INSIDE, OUTSIDE);
static ASSIGNMENT: Cause = cause("period-assignment-outside-duty", "/assignmentRole/*", INSIDE, OUTSIDE);
static IN_GROUP: Cause =
    cause("period-assignment-outside-group", "/assignmentRole/*", "inside the group's period", OUTSIDE);
static TEACHING: Cause = cause("period-teacher-outside-activity", "/teachers/*", INSIDE, OUTSIDE);
static IN_DUTY: Cause = cause("period-teacher-outside-duty", "/teachers/*", "inside the duty's period", OUTSIDE);
static PLANNED: Cause = cause("period-course-outside-plan", "/content/*/syllabuses/*", INSIDE, OUTSIDE);
static EXCEPTION: Cause =
    cause("period-exception-on-other-day", "/studentExceptions/*", "the day of the lesson", "another day");

/// Elements against the period of their own record.
fn own(of: Of<'_>, elements: &str, cause: &'static Cause, seen: &mut Sightings) -> Result<(), CheckError> {
    let (from, to) = (of.column(&format!("{elements}.startDate"))?, of.column(&format!("{elements}.endDate"))?);
    let (starts, ends) = (of.column("startDate")?, of.column("endDate")?);
    for row in of.rows() {
        let Some(outer) = Period::of(starts.cell(row), ends.cell(row)) else { continue };
        for inner in from.cells(row).zip(to.cells(row)).filter_map(|(from, to)| stated(from, to)) {
            seen.expect_at(inner.is_inside(outer), cause, &[of.at(row)]);
        }
    }
    Ok(())
}

/// Elements against the period of a record that they refer to.
fn other(
    of: Of<'_>,
    elements: &str,
    reference: &str,
    others: Of<'_>,
    cause: &'static Cause,
    seen: &mut Sightings,
) -> Result<(), CheckError> {
    let (from, to) = (of.column(&format!("{elements}.startDate"))?, of.column(&format!("{elements}.endDate"))?);
    let references = of.column(reference)?;
    let (starts, ends) = (others.column("startDate")?, others.column("endDate")?);
    for row in of.rows() {
        for (reference, (from, to)) in references.cells(row).zip(from.cells(row).zip(to.cells(row))) {
            let Some(target) = others.row(reference) else { continue };
            let outer = Period::of(starts.cell(target), ends.cell(target));
            if let (Some(inner), Some(outer)) = (stated(from, to), outer) {
                seen.expect_at(inner.is_inside(outer), cause, &[of.at(row), others.at(target)]);
            }
        }
    }
    Ok(())
}

/// A period of which at least one end is stated; without any it is that of its carrier.
fn stated(from: Cell, to: Cell) -> Option<Period> {
    Period::of(from, to).filter(|_| from.is_known() || to.is_known())
}

fn exceptions(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let of = data.of("CalendarEvent")?;
    let starts = of.column("startTime")?;
    for path in ["studentExceptions[].startTime", "teacherExceptions[].startTime"] {
        let own = of.column(path)?;
        for (row, exception) in own.all() {
            if let (Cell::Instant(exception), Cell::Instant(lesson)) = (exception, starts.cell(row)) {
                let (own, lesson) = (days_of(exception), days_of(lesson));
                let holds = own.0 == lesson.0 || own.1 == lesson.1;
                seen.expect_at(holds, &EXCEPTION, &[of.at(row)]);
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::integrity::trial::{id, sees};

    #[test]
    fn what_is_stated_lies_inside_and_what_is_not_stated_is_the_carriers() {
        let town = |from: Option<&str>, to: Option<&str>| {
            let mut assignment = json!({"group": {"id": id(2)}});
            for (name, day) in [("startDate", from), ("endDate", to)] {
                if let Some(day) = day {
                    assignment[name] = json!(day);
                }
            }
            [
                ("Group", json!({"id": id(2), "startDate": "2026-08-17", "endDate": "2027-06-11"})),
                ("Duty", json!({"id": id(1), "startDate": "2020-01-01", "assignmentRole": [assignment]})),
            ]
        };
        for (from, to) in [(None, None), (Some("2026-08-17"), None), (Some("2026-09-01"), Some("2027-06-11"))] {
            assert_eq!(sees("SS12K-INT-009", &town(from, to)), Vec::<&str>::new(), "{from:?} {to:?}");
        }
        assert_eq!(sees("SS12K-INT-009", &town(Some("2026-08-16"), None)), ["period-assignment-outside-group"]);
        assert_eq!(
            sees("SS12K-INT-009", &town(Some("2019-12-31"), None)),
            ["period-assignment-outside-duty", "period-assignment-outside-group"]
        );
    }

    #[test]
    fn an_exception_is_about_the_day_of_its_lesson() {
        let town = |start: &str| -> [(&'static str, Value); 1] {
            [(
                "CalendarEvent",
                json!({"id": id(1), "startTime": "2026-09-01T08:00:00+02:00", "studentExceptions": [{"startTime": start}]}),
            )]
        };
        assert_eq!(sees("SS12K-INT-009", &town("2026-09-01T13:00:00Z")), Vec::<&str>::new());
        assert_eq!(sees("SS12K-INT-009", &town("2026-09-02T06:00:00Z")), ["period-exception-on-other-day"]);
    }
}
