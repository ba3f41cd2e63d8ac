//! What is kept about single pupils: grades, absences, study plans.

use jiff::civil::date;
use serde_json::json;

use super::calendar::{LAST_YEAR, LAST_YEAR_END, SCHOOL_YEAR, after, moment, years_after};
use super::draft::{Draft, put, reference};
use super::groups::Groups;
use super::organisations::{Form, Tree};
use super::people::Somebody;
use super::pupils::Pupil;
use super::staff::Staff;
use super::subjects::Subjects;

/// Grades at most.
const GRADES: usize = 3000;
const VALUES: &[&str] = &["A", "B", "C", "D", "E", "F", "-"];

pub(super) fn grades(
    draft: &mut Draft<'_>,
    tree: &Tree,
    subjects: &Subjects,
    staff: &Staff,
    groups: &Groups,
    pupils: &[Pupil],
) {
    let mut count = 0;
    let old_enough = |pupil: &&Pupil| match pupil.form {
        Form::Compulsory => pupil.year >= 6,
        Form::UpperSecondary => pupil.year > 1,
        Form::Preschool | Form::Adult => false,
    };
    for pupil in pupils.iter().filter(old_enough).filter(|pupil| pupil.since <= LAST_YEAR) {
        let taught = if pupil.form == Form::Compulsory { &subjects.compulsory } else { &subjects.upper };
        for nth in 0..3 {
            if count >= GRADES {
                return;
            }
            let teacher = staff.teacher(pupil.unit, pupil.number + nth).person;
            let Some(teacher) = teacher else { continue };
            // Three terms: the oldest in the autumn.
            let autumn = nth == 2;
            let day =
                if autumn { date(2025, 12, 15) } else { after(date(2026, 6, 1), ((pupil.number + nth) % 10) as i64) };
            let final_grade = pupil.form == Form::UpperSecondary;
            let mut value = json!({
                "id": draft.id("Grade", count).to_string(), "student": pupil.somebody.reference(), "organisation": reference(tree.units[pupil.unit].id),
                "registeredBy": teacher.reference(), "registeredDate": day.to_string(),
                "gradeValue": VALUES[(pupil.number * 3 + nth * 2) % VALUES.len()], "finalGrade": final_grade,
                "adaptedStudyPlan": "Nej", "syllabus": reference(taught[(pupil.number + nth) % taught.len()].id),
                "semester": if autumn { "HT" } else { "VT" }, "year": if autumn { 2025 } else { 2026 },
            });
            put(&mut value, "gradingTeacher", (nth != 1).then(|| teacher.reference()));
            let class = groups.class_of.get(&pupil.number).filter(|_| count % 4 != 3);
            put(&mut value, "group", class.map(|class| reference(*class)));
            put(&mut value, "correctionType", (count % 8 == 1).then_some(["Ändring", "Rättelse"][count / 8 % 2]));
            put(&mut value, "trial", (count % 9 == 2).then_some(false));
            put(&mut value, "converted", (count % 11 == 3).then_some(false));
            put(&mut value, "remark", (count % 13 == 5).then_some("Betyg satt efter komplettering"));
            if final_grade && nth == 0 && pupil.year == 3 {
                let mut project = json!({ "title": "Åkerbär i norr", "description": "En odlingsstudie." });
                project[draft.edition.word("titleEnglish")] = json!("Arctic raspberries in the north");
                put(&mut value, "diplomaProject", Some(project));
            }
            draft.emit("Grade", value);
            count += 1;
        }
    }
}

pub(super) fn absences(draft: &mut Draft<'_>, tree: &Tree, staff: &Staff, pupils: &[Pupil]) {
    let at_school = pupils.iter().filter(|pupil| pupil.form != Form::Preschool && pupil.left.is_none());
    let mut count = 0;
    for (nth, pupil) in at_school.enumerate().filter(|(nth, _)| nth % 4 == 0) {
        for more in 0..=nth / 4 % 2 {
            let day = after(SCHOOL_YEAR, ((nth * 3 + more * 5) % 25) as i64);
            let leave = nth % 8 == 0;
            let (from, to) = if leave {
                (moment(day, 480), moment(after(day, 1), 960))
            } else {
                (moment(day, 480 + nth as i64 % 60), moment(day, 700))
            };
            let mut value = json!({
                "id": draft.id("Absence", count).to_string(), "startTime": from, "endTime": to,
                "type": if leave { "Beviljad ledighet" } else { "Anmäld frånvaro" }, "student": pupil.somebody.reference(),
            });
            put(&mut value, "organisation", (count % 6 != 5).then(|| reference(tree.units[pupil.unit].id)));
            let by = if leave { staff.teacher(pupil.unit, nth).person } else { pupil.guardians.first().copied() };
            put(&mut value, "registeredBy", by.filter(|_| count % 7 != 3).map(Somebody::reference));
            draft.emit("Absence", value);
            count += 1;
        }
    }
}

pub(super) fn study_plans(draft: &mut Draft<'_>, subjects: &Subjects, groups: &Groups, pupils: &[Pupil]) {
    // Every pupil in upper secondary school has one; in compulsory school only a few.
    let with_plan =
        pupils.iter().filter(|pupil| groups.class_of.contains_key(&pupil.number)).filter(|pupil| match pupil.form {
            Form::UpperSecondary => true,
            _ => pupil.number % 20 == 0,
        });
    for (nth, pupil) in with_plan.enumerate() {
        let start = pupil.since;
        let end = [Some(2), None, Some(3)][nth % 3].map(|years| years_after(LAST_YEAR_END, years));
        let taught = if pupil.form == Form::UpperSecondary { &subjects.upper } else { &subjects.compulsory };
        let planned = |at: usize| {
            let mut value =
                json!({ "syllabus": reference(taught[at % taught.len()].id), "startDate": start.to_string() });
            put(&mut value, "endDate", end.map(|day| day.to_string()));
            put(&mut value, "hours", at.is_multiple_of(2).then_some(86));
            put(&mut value, "note", (at % 3 == 1).then_some("Fjärrundervisning"));
            value
        };
        let mut value = json!({
            "id": draft.id("StudyPlan", nth).to_string(), "student": pupil.somebody.reference(), "startDate": start.to_string(),
            "content": [
                { "title": "Gemensamma ämnen", "type": "Gymnasiegemensamma", "points": 300, "syllabuses": [planned(nth), planned(nth + 1)] },
                { "type": "Individuellt val", "syllabuses": [planned(nth + 2)] },
            ],
        });
        put(&mut value, "endDate", end.map(|day| day.to_string()));
        let note = json!([{ "type": "Elevens mål med studierna", "note": "Vill läsa vidare till förskollärare." }]);
        put(&mut value, "notes", (nth % 2 == 0).then_some(note));
        draft.emit("StudyPlan", value);
    }
}
