//! Activities.

use samspel_suite::CheckError;

use super::tree::circles;
use crate::integrity::data::{Data, is, is_among};
use crate::integrity::rule::{Cause, Record, Rule, Sightings, cause, each, sets};

pub(in crate::integrity) const RULES: &[Rule] = &[
    each(&["SS12K-ACT-004"], "Activity", "activityType = Undervisning", taught),
    sets(&["SS12K-ACT-003"], "Attendance", &["CalendarEvent", "Activity"], "activityType of its activity", reported),
    sets(
        &["SS12K-INT-033"],
        "Activity",
        &["Syllabus", "Organisation"],
        "syllabus + Organisation.schoolTypes",
        school_type,
    ),
    sets(&["SS12K-INT-036"], "Activity", &[], "parentActivity", no_circle),
];

static NO_SYLLABUS: Cause = cause("activity-without-syllabus", "/syllabus", "present on Undervisning", "absent");
static NO_TEACHER: Cause = cause("activity-without-teacher", "/teachers", "at least one on Undervisning", "none");
static NOT_REPORTED: Cause = cause(
    "activity-attendance-not-kept",
    "/calendarEvent",
    "Undervisning, Elevaktivitet or Provaktivitet",
    "Läraraktivitet or Övrigt",
);
static SCHOOL_TYPE: Cause =
    cause("activity-syllabus-school-type", "/syllabus", "a schoolType of the organisation", "another");
static CIRCLE: Cause = cause("activity-circle", "/parentActivity", "a chain that ends", "a circle");

fn taught(record: &Record<'_>, seen: &mut Sightings) {
    if record.text("activityType") == Some("Undervisning") {
        seen.expect(record.value.get("syllabus").is_some(), &NO_SYLLABUS);
        seen.expect(!record.elements("teachers").is_empty(), &NO_TEACHER);
    }
}

fn reported(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let (of, events, activities) = (data.of("Attendance")?, data.of("CalendarEvent")?, data.of("Activity")?);
    let (lessons, owners) = (of.column("calendarEvent.id")?, events.column("activity.id")?);
    let kinds = activities.column("activityType")?;
    for row in of.rows() {
        let activity = events.row(lessons.cell(row)).and_then(|event| activities.row(owners.cell(event)));
        let Some(activity) = activity.filter(|activity| kinds.cell(*activity).is_known()) else { continue };
        let holds = !is_among(kinds.cell(activity), &["Läraraktivitet", "Övrigt"]);
        seen.expect_at(holds, &NOT_REPORTED, &[of.at(row), activities.at(activity)]);
    }
    Ok(())
}

fn school_type(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let (of, syllabuses, organisations) = (data.of("Activity")?, data.of("Syllabus")?, data.of("Organisation")?);
    let (taught, owners) = (of.column("syllabus.id")?, of.column("organisation.id")?);
    let (of_syllabus, of_unit) = (syllabuses.column("schoolType")?, organisations.column("schoolTypes[]")?);
    let kinds = organisations.column("organisationType")?;
    for row in of.rows() {
        let unit = organisations.row(owners.cell(row)).filter(|unit| is(kinds.cell(*unit), "Skolenhet"));
        let (Some(syllabus), Some(unit)) = (syllabuses.row(taught.cell(row)), unit) else { continue };
        if of_unit.cells(unit).next().is_some() && of_syllabus.cell(syllabus).is_known() {
            let holds = of_unit.cells(unit).any(|school_type| school_type == of_syllabus.cell(syllabus));
            seen.expect_at(holds, &SCHOOL_TYPE, &[of.at(row), syllabuses.at(syllabus), organisations.at(unit)]);
        }
    }
    Ok(())
}

fn no_circle(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    circles(data.of("Activity")?, "parentActivity.id", &CIRCLE, seen)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::integrity::trial::{breaks, id, keeps, sees};

    #[test]
    fn teaching_has_a_subject_and_a_teacher() {
        keeps("Activity", "SS12K-ACT-004", &json!({"activityType": "Undervisning", "syllabus": {}, "teachers": [{}]}));
        breaks("Activity", "SS12K-ACT-004", &json!({"activityType": "Undervisning", "teachers": [{}]}));
        breaks("Activity", "SS12K-ACT-004", &json!({"activityType": "Undervisning", "syllabus": {}}));
    }

    #[test]
    fn attendance_is_kept_for_teaching() {
        let town = |kind: &str| {
            [
                ("Activity", json!({"id": id(1), "activityType": kind})),
                ("CalendarEvent", json!({"id": id(2), "activity": {"id": id(1)}})),
                ("Attendance", json!({"id": id(3), "calendarEvent": {"id": id(2)}})),
            ]
        };
        assert_eq!(sees("SS12K-ACT-003", &town("Undervisning")), Vec::<&str>::new());
        assert_eq!(sees("SS12K-ACT-003", &town("Övrigt")), ["activity-attendance-not-kept"]);
    }

    #[test]
    fn the_subject_is_of_a_school_type_that_the_unit_has_and_parents_form_no_circle() {
        let town = |school_type: &str| {
            [
                ("Organisation", json!({"id": id(1), "organisationType": "Skolenhet", "schoolTypes": ["GR"]})),
                ("Syllabus", json!({"id": id(2), "schoolType": school_type})),
                (
                    "Activity",
                    json!({"id": id(3), "syllabus": {"id": id(2)}, "organisation": {"id": id(1)}, "parentActivity": {"id": id(3)}}),
                ),
            ]
        };
        assert_eq!(sees("SS12K-INT-033", &town("GR")), Vec::<&str>::new());
        assert_eq!(sees("SS12K-INT-033", &town("GY")), ["activity-syllabus-school-type"]);
        assert_eq!(sees("SS12K-INT-036", &town("GR")), ["activity-circle"]);
    }
}
