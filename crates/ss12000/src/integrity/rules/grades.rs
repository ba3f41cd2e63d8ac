//! Grades: their values, and the pupils, staff and courses that they are about.

use std::collections::{HashMap, HashSet};

use samspel_suite::CheckError;

use crate::integrity::data::{Data, Period, is};
use crate::integrity::rule::{Cause, Record, Rule, Sightings, cause, each, number, sets};
use crate::snapshot::Cell;

pub(in crate::integrity) const RULES: &[Rule] = &[
    each(&["SS12K-GRD-002"], "Grade", "gradeValue", value),
    each(&["SS12K-GRD-003"], "Grade", "semester", semester),
    sets(&["SS12K-INT-026"], "Grade", &["Person"], "organisation", enrolled),
    sets(&["SS12K-INT-026"], "Grade", &[], "registeredBy", by_staff).whole(&["Duty"]),
    sets(&["SS12K-INT-026"], "Grade", &["Syllabus"], "syllabus", with_code),
    sets(&["SS12K-INT-026"], "Grade", &[], "finalGrade = true", final_once),
];

static VALUE: Cause =
    cause("grade-value-unusual", "/gradeValue", "A to F, a dash, or a value of the school type", "another");
static NO_YEAR: Cause = cause("grade-semester-without-year", "/year", "present beside semester", "absent");
static OTHER_YEAR: Cause = cause("grade-other-year", "/registeredDate", "a day of the stated year", "another year");
static NOT_ENROLLED: Cause =
    cause("grade-before-enrolment", "/organisation", "an enrolment that had begun", "one that began later");
static ELSEWHERE: Cause =
    cause("grade-without-enrolment", "/organisation", "an enrolment at the unit", "none shown").note();
static NO_DUTY: Cause = cause("grade-by-somebody-without-duty", "/registeredBy", "a person with a duty", "without");
static NO_CODE: Cause = cause("grade-course-without-code", "/syllabus", "subjectCode or courseCode", "neither");
static FINAL_TWICE: Cause =
    cause("grade-final-twice", "/finalGrade", "one final grade for each student and syllabus", "several");

/// Values of the grading scales in use and of those before them.
const VALUES: [&str; 17] = [
    "A",
    "B",
    "C",
    "D",
    "E",
    "F",
    "-",
    "–",
    "IG",
    "G",
    "VG",
    "MVG",
    "U",
    "Godkänd",
    "Icke godkänd",
    "Godkänt",
    "Streck",
];

fn value(record: &Record<'_>, seen: &mut Sightings) {
    if let Some(value) = record.text("gradeValue") {
        seen.expect(VALUES.contains(&value), &VALUE);
    }
}

fn semester(record: &Record<'_>, seen: &mut Sightings) {
    if record.text("semester").is_none() {
        return;
    }
    let Some(year) = number(record.value, "year") else {
        seen.expect(false, &NO_YEAR);
        return;
    };
    let registered = record.text("registeredDate").and_then(|day| day.get(..4)?.parse::<i64>().ok());
    if let Some(registered) = registered {
        seen.expect(registered == year, &OTHER_YEAR);
    }
}

fn enrolled(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let (of, persons) = (data.of("Grade")?, data.of("Person")?);
    let (students, units, days) =
        (of.column("student.id")?, of.column("organisation.id")?, of.column("registeredDate")?);
    let (at, starts) = (persons.column("enrolments[].enroledAt.id")?, persons.column("enrolments[].startDate")?);
    for row in of.rows() {
        let unit = units.cell(row);
        let Some(student) = persons.row(students.cell(row)).filter(|_| unit.is_known()) else { continue };
        let Cell::Day(day) = days.cell(row) else { continue };
        let places = [of.at(row), persons.at(student)];
        let mut there = at.cells(student).zip(starts.cells(student)).filter(|(at, _)| *at == unit).peekable();
        if there.peek().is_none() {
            // Enrolments that have ended may be left out.
            seen.fault_at(&ELSEWHERE, &places);
            continue;
        }
        let begun = |start: Cell| Period::of(start, Cell::Missing).is_none_or(|period| period.from <= day);
        seen.expect_at(there.any(|(_, start)| begun(start)), &NOT_ENROLLED, &places);
    }
    Ok(())
}

fn by_staff(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let (of, duties) = (data.of("Grade")?, data.of("Duty")?);
    let staff: HashSet<Cell> = duties.column("person.id")?.all().map(|(_, person)| person).collect();
    for column in [of.column("registeredBy.id")?, of.column("gradingTeacher.id")?] {
        for (row, person) in column.all().filter(|(_, person)| person.is_known()) {
            seen.expect_at(staff.contains(&person), &NO_DUTY, &[of.at(row)]);
        }
    }
    Ok(())
}

fn with_code(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let (of, syllabuses) = (data.of("Grade")?, data.of("Syllabus")?);
    let (subjects, courses) = (syllabuses.column("subjectCode")?, syllabuses.column("courseCode")?);
    for (row, syllabus) in of.column("syllabus.id")?.all() {
        if let Some(syllabus) = syllabuses.row(syllabus) {
            let holds = subjects.cell(syllabus).is_known() || courses.cell(syllabus).is_known();
            seen.expect_at(holds, &NO_CODE, &[of.at(row), syllabuses.at(syllabus)]);
        }
    }
    Ok(())
}

fn final_once(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let of = data.of("Grade")?;
    let (students, courses) = (of.column("student.id")?, of.column("syllabus.id")?);
    let (finals, corrections) = (of.column("finalGrade")?, of.column("correctionType")?);
    let mut first: HashMap<(Cell, Cell), u32> = HashMap::new();
    for row in of.rows() {
        if is(finals.cell(row), "true") && corrections.cell(row) == Cell::Missing && students.cell(row).is_known() {
            let before = *first.entry((students.cell(row), courses.cell(row))).or_insert(row);
            seen.expect_at(before == row, &FINAL_TWICE, &[of.at(row), of.at(before)]);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::integrity::trial::{breaks, id, keeps, sees};

    #[test]
    fn values_and_semesters_are_as_expected() {
        keeps("Grade", "SS12K-GRD-002", &json!({"gradeValue": "-"}));
        breaks("Grade", "SS12K-GRD-002", &json!({"gradeValue": "Mycket bra"}));
        keeps("Grade", "SS12K-GRD-003", &json!({"semester": "HT", "year": 2025, "registeredDate": "2025-12-15"}));
        breaks("Grade", "SS12K-GRD-003", &json!({"semester": "HT", "year": 2024, "registeredDate": "2025-12-15"}));
        breaks("Grade", "SS12K-GRD-003", &json!({"semester": "HT", "registeredDate": "2025-12-15"}));
    }

    fn town(day: &str, by: u32, code: Option<&str>) -> Vec<(&'static str, Value)> {
        let mut syllabus = json!({"id": id(4)});
        if let Some(code) = code {
            syllabus["subjectCode"] = json!(code);
        }
        vec![
            ("Person", json!({"id": id(1), "enrolments": [{"enroledAt": {"id": id(8)}, "startDate": "2025-08-18"}]})),
            ("Duty", json!({"id": id(3), "person": {"id": id(2)}})),
            ("Syllabus", syllabus),
            (
                "Grade",
                json!({"id": id(5), "student": {"id": id(1)}, "organisation": {"id": id(8)}, "registeredBy": {"id": id(by)},
                "registeredDate": day, "syllabus": {"id": id(4)}, "finalGrade": true}),
            ),
        ]
    }

    #[test]
    fn a_grade_fits_enrolment_staff_and_course() {
        assert_eq!(sees("SS12K-INT-026", &town("2026-06-01", 2, Some("GRGRMAT01"))), Vec::<&str>::new());
        assert_eq!(sees("SS12K-INT-026", &town("2025-06-01", 2, Some("GRGRMAT01"))), ["grade-before-enrolment"]);
        assert_eq!(
            sees("SS12K-INT-026", &town("2026-06-01", 1, Some("GRGRMAT01"))),
            ["grade-by-somebody-without-duty"]
        );
        assert_eq!(sees("SS12K-INT-026", &town("2026-06-01", 2, None)), ["grade-course-without-code"]);
        let mut twice = town("2026-06-01", 2, Some("GRGRMAT01"));
        let mut other = twice[3].clone();
        other.1["id"] = json!(id(6));
        twice.push(other);
        assert_eq!(sees("SS12K-INT-026", &twice), ["grade-final-twice"]);
    }
}
