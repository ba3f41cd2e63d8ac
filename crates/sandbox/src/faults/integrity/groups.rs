//! Groups, members and duties that do not fit.

use serde_json::{Value, json};

use super::persons::repeat_first;
use super::{elements, is, must, remove, replace, should};
use crate::fault::{Fault, Hook};

pub(in crate::faults) const FAULTS: &[Fault] = &[
    should(
        "memberships-outlast-groups",
        &["SS12K-INT-009", "SS12K-GRP-006"],
        "Medlemskap fortsätter efter att gruppen har upphört",
        "Memberships go on after the group has ended",
        &[Hook::Data(|entity, value| {
            if entity == "Group" && value.get("endDate").is_some() {
                elements(value, "groupMemberships").for_each(|membership| replace(membership, "endDate", "2029-01-01"));
            }
        })],
    ),
    should(
        "assignments-before-duties",
        &["SS12K-INT-009"],
        "Uppdrag börjar före tjänstgöringen",
        "Assignments begin before the duty",
        &[Hook::Data(|entity, value| {
            if entity == "Duty" {
                elements(value, "assignmentRole").for_each(|assignment| replace(assignment, "startDate", "1991-01-01"));
            }
        })],
    ),
    must(
        "old-classes-never-end",
        &["SS12K-INT-013", "SS12K-GRP-002"],
        "Elever går kvar i fjolårets klass",
        "Pupils remain in last year's class",
        &[Hook::Data(|entity, value| {
            if entity == "Group" && is(value, "groupType", "Klass") {
                remove(value, "endDate");
                elements(value, "groupMemberships").for_each(|membership| remove(membership, "endDate"));
            }
        })],
    ),
    should(
        "classes-of-care",
        &["SS12K-GRP-003"],
        "Klasser har fritidshemmets skolform",
        "Classes have the school type of leisure-time care",
        &[Hook::Data(|entity, value| {
            if entity == "Group" && is(value, "groupType", "Klass") {
                value["schoolType"] = json!("FTH");
            }
        })],
    ),
    should(
        "staff-in-pupil-groups",
        &["SS12K-GRP-004"],
        "Personalens arbetslag är en undervisningsgrupp",
        "The team of staff is a teaching group",
        &[Hook::Data(|entity, value| {
            if entity == "Group" && is(value, "groupType", "Personalgrupp") {
                value["groupType"] = json!("Undervisning");
            }
        })],
    ),
    should(
        "members-twice",
        &["SS12K-GRP-006"],
        "Den första medlemmen i varje grupp står två gånger",
        "The first member of each group stands there twice",
        &[Hook::Data(|entity, value| {
            if entity == "Group" {
                repeat_first(value, "groupMemberships");
            }
        })],
    ),
    must(
        "duty-roles-of-own",
        &["SS12K-DUTY-002"],
        "Tjänstgöringens roll är ett eget värde",
        "The role of a duty is a value of its own",
        &[Hook::Data(|_, value| replace(value, "dutyRole", "Magister"))],
    ),
    must(
        "teaching-as-assignment",
        &["SS12K-DUTY-003"],
        "Undervisning uttrycks som ett uppdrag i gruppen",
        "Teaching is expressed as an assignment in the group",
        &[Hook::Data(|entity, value| {
            if entity == "Duty" {
                elements(value, "assignmentRole")
                    .for_each(|role| replace(role, "assignmentRoleType", "Undervisande lärare"));
            }
        })],
    ),
    should(
        "duties-of-more-than-all",
        &["SS12K-DUTY-004"],
        "Tjänstgöringsgraden är större än 100 procent",
        "The duty percentage is more than 100",
        &[Hook::Data(|_, value| replace(value, "dutyPercent", 160))],
    ),
    should(
        "grades-by-guardians",
        &["SS12K-INT-026"],
        "Betyg är registrerade av någon som inte är anställd",
        "Grades are registered by somebody who is not employed",
        &[Hook::Among(|made, entity, value| {
            let child = made.find("Person", |made| made.get("responsibles").is_some());
            let guardian = child.and_then(|child| child.pointer("/responsibles/0/person"));
            if let ("Grade", Some(guardian)) = (entity, guardian) {
                value["registeredBy"] = guardian.clone();
            }
        })],
    ),
    should(
        "grades-before-school",
        &["SS12K-INT-026"],
        "Betyg är registrerade innan eleven började",
        "Grades are registered before the pupil began",
        &[Hook::Data(|entity, value| {
            if entity == "Grade" {
                value["registeredDate"] = json!("2011-06-01");
                value["year"] = json!(2011);
            }
        })],
    ),
    should(
        "final-grades-twice",
        &["SS12K-INT-026"],
        "Elever har två slutbetyg i samma kurs",
        "Pupils have two final grades in the same course",
        &[Hook::Among(|made, entity, value| {
            if entity != "Grade" {
                return;
            }
            value["finalGrade"] = json!(true);
            let earlier = made.find("Grade", |made| made.get("student") == value.get("student"));
            if let Some(syllabus) = earlier.and_then(|earlier| earlier.get("syllabus")) {
                value["syllabus"] = syllabus.clone();
            }
        })],
    ),
    should(
        "grade-values-in-words",
        &["SS12K-GRD-002"],
        "Betyg skrivs som omdömen",
        "Grades are written as remarks",
        &[Hook::Data(|_, value| replace(value, "gradeValue", "Når målen"))],
    ),
    should(
        "grades-of-another-year",
        &["SS12K-GRD-003"],
        "Året är läsårets start, inte det år som betyget registrerades",
        "The year is that in which the school year began, not that of registration",
        &[Hook::Data(|entity, value| {
            if let ("Grade", Some(year)) = (entity, value.get("year").and_then(Value::as_i64)) {
                value["year"] = json!(year - 1);
            }
        })],
    ),
    must(
        "corrections-of-own",
        &["SS12K-GRD-004"],
        "Rättelsens slag är ett eget värde",
        "The kind of correction is a value of its own",
        &[Hook::Data(|entity, value| {
            if entity == "Grade" {
                value["correctionType"] = json!("Omprövning");
            }
        })],
    ),
];
