//! The municipality keeps the rules of integrity, over seeds and sizes. Checked here by rules of its own, not by the tester's.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

use jiff::Timestamp;
use samspel_contract::Contract;
use serde_json::Value;

use super::{Deletion, EXPORTED, Edition, Scale, generate};
use crate::store::cells_at;

struct Town {
    entities: BTreeMap<&'static str, Vec<Value>>,
    deletions: Vec<Deletion>,
}

fn town(seed: u64, pupils: u32, edition: Edition) -> Town {
    let mut entities: BTreeMap<&'static str, Vec<Value>> = BTreeMap::new();
    let scale = Scale { seed, pupils, edition, id_kind: |kind| kind };
    let deletions = generate(scale, &mut |entity, value| entities.entry(entity).or_default().push(value));
    Town { entities, deletions }
}

fn towns() -> &'static [Town] {
    static TOWNS: LazyLock<Vec<Town>> = LazyLock::new(make_towns);
    &TOWNS
}

fn make_towns() -> Vec<Town> {
    [(1, 0), (2, 1), (3, 2), (4, 3), (5, 50), (6, 51), (7, 333)]
        .into_iter()
        .flat_map(|(seed, pupils)| [Edition::First, Edition::Corrected].map(|edition| town(seed, pupils, edition)))
        .chain([town(8, 2000, Edition::Corrected)])
        .collect()
}

impl Town {
    fn all(&self, entity: &str) -> &[Value] {
        self.entities.get(entity).map_or(&[], Vec::as_slice)
    }

    fn by_id(&self, entity: &str) -> HashMap<&str, &Value> {
        self.all(entity).iter().map(|value| (text(value, "/id"), value)).collect()
    }
}

fn text<'v>(value: &'v Value, pointer: &str) -> &'v str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// First and last day; open ends reach to the end of time.
fn period(value: &Value) -> (&str, &str) {
    let (from, to) = (text(value, "/startDate"), text(value, "/endDate"));
    (if from.is_empty() { "0000" } else { from }, if to.is_empty() { "9999" } else { to })
}

#[test]
fn same_seed_same_bytes_and_another_seed_other_bytes() {
    let bytes = |seed| serde_json::to_string(&town(seed, 40, Edition::Corrected).entities).unwrap();
    assert_eq!(bytes(11), bytes(11));
    assert_ne!(bytes(11), bytes(12));
}

#[test]
fn every_entity_is_valid_in_both_editions() {
    for (version, edition) in [("2.0", Edition::First), ("2.1", Edition::Corrected)] {
        let contract = Contract::embedded(version).unwrap();
        for (entity, values) in &town(21, 120, edition).entities {
            let validator = contract.validator(entity).unwrap();
            for value in values {
                if let Err(problem) = validator.validate(value) {
                    panic!("{entity} {version}: {problem} in {value}");
                }
            }
        }
    }
}

#[test]
fn no_field_is_undeclared() {
    for (version, edition) in [("2.0", Edition::First), ("2.1", Edition::Corrected)] {
        let contract = Contract::embedded(version).unwrap();
        for (entity, values) in &town(22, 120, edition).entities {
            let declared = &contract.entity(entity).unwrap().properties;
            for name in values.iter().flat_map(|value| value.as_object().unwrap().keys()) {
                let identity_of_offering = *entity == "SchoolUnitOffering" && matches!(name.as_str(), "id" | "meta");
                assert!(declared.contains_key(name) || identity_of_offering, "{entity}.{name}");
            }
        }
    }
}

#[test]
fn ids_are_unique_over_all_kinds_and_never_among_the_deleted() {
    for town in towns() {
        let mut seen: HashSet<String> = HashSet::new();
        let ids = town.entities.values().flatten().map(|value| text(value, "/id").to_owned());
        for id in ids.chain(town.deletions.iter().map(|deletion| deletion.id.to_string())) {
            assert!(seen.insert(id.clone()), "{id}");
        }
    }
}

#[test]
fn every_reference_leads_to_an_entity_of_its_kind() {
    let contract = Contract::embedded("2.1").unwrap();
    for town in towns() {
        for reference in contract.references() {
            let targets = town.by_id(&reference.target);
            for value in town.all(&reference.entity) {
                for cell in cells_at(value, &format!("{}.id", reference.path)) {
                    let id = cell.id().unwrap().to_string();
                    let target =
                        targets.get(id.as_str()).unwrap_or_else(|| panic!("{}.{}", reference.entity, reference.path));
                    match reference.constraint.as_deref() {
                        Some("organisationType=Skolenhet") => {
                            assert_eq!(text(target, "/organisationType"), "Skolenhet")
                        }
                        Some("organisationType!=Skolenhet") => {
                            assert_ne!(text(target, "/organisationType"), "Skolenhet")
                        }
                        _ => {}
                    }
                }
            }
        }
    }
}

#[test]
fn every_period_runs_forwards_and_lies_inside_its_carrier() {
    for town in towns() {
        for value in town.entities.values().flatten() {
            forwards(value);
        }
        let (groups, duties, activities) = (town.by_id("Group"), town.by_id("Duty"), town.by_id("Activity"));
        for group in town.all("Group") {
            list(group, "groupMemberships").iter().for_each(|membership| inside(membership, group));
        }
        for duty in town.all("Duty") {
            for assignment in list(duty, "assignmentRole") {
                inside(assignment, duty);
                inside(assignment, groups[text(assignment, "/group/id")]);
            }
        }
        for activity in town.all("Activity") {
            for teacher in list(activity, "teachers") {
                inside(teacher, activity);
                inside(teacher, duties[text(teacher, "/duty/id")]);
            }
        }
        for event in town.all("CalendarEvent") {
            let (from, to) = period(activities[text(event, "/activity/id")]);
            let day = text(event, "/startTime").get(..10).unwrap();
            assert!(from <= day && day <= to);
        }
        for plan in town.all("StudyPlan") {
            list(plan, "content")
                .iter()
                .flat_map(|content| list(content, "syllabuses"))
                .for_each(|part| inside(part, plan));
        }
        let placements = town.by_id("Placement");
        town.all("AttendanceSchedule")
            .iter()
            .for_each(|schedule| inside(schedule, placements[text(schedule, "/placement/id")]));
    }
}

fn forwards(value: &Value) {
    match value {
        Value::Object(fields) => {
            let (from, to) = period(value);
            assert!(from <= to, "{value}");
            let moment =
                |name: &str| value.get(name).and_then(Value::as_str).and_then(|text| text.parse::<Timestamp>().ok());
            if let (Some(from), Some(to)) = (moment("startTime"), moment("endTime")) {
                assert!(from < to, "{value}");
            }
            fields.values().for_each(forwards);
        }
        Value::Array(elements) => elements.iter().for_each(forwards),
        _ => {}
    }
}

/// What is stated of the inner period lies inside the outer; where it states nothing the outer one holds.
fn inside(inner: &Value, outer: &Value) {
    let (from, to) = period(outer);
    let start = inner.get("startDate").and_then(Value::as_str).unwrap_or(from);
    let end = inner.get("endDate").and_then(Value::as_str);
    assert!(from <= start, "{inner} in {outer}");
    match end {
        Some(end) => assert!(end <= to, "{inner} in {outer}"),
        None => assert!(to == "9999" || inner.get("startDate").is_none(), "{inner} is open in {outer}"),
    }
}

#[test]
fn organisations_form_one_tree_under_the_principal() {
    for town in towns() {
        let organisations = town.by_id("Organisation");
        for organisation in town.all("Organisation") {
            let mut at = organisation;
            for _ in 0..10 {
                match organisations.get(text(at, "/parentOrganisation/id")) {
                    Some(parent) => at = parent,
                    None => break,
                }
            }
            assert_eq!(text(at, "/organisationType"), "Huvudman");
            assert!(
                text(organisation, "/organisationType") == "Skolenhet" || organisation.get("schoolTypes").is_none()
            );
        }
        let codes: Vec<&str> = town
            .all("Organisation")
            .iter()
            .map(|organisation| text(organisation, "/schoolUnitCode"))
            .filter(|code| !code.is_empty())
            .collect();
        assert_eq!(codes.len(), codes.iter().collect::<BTreeSet<_>>().len());
        assert!(codes.iter().all(|code| code.len() == 8 && code.bytes().all(|byte| byte.is_ascii_digit())));
    }
}

#[test]
fn nobody_is_in_two_classes_on_the_same_day() {
    for town in towns() {
        let mut classes: HashMap<&str, Vec<(String, String)>> = HashMap::new();
        for group in town.all("Group").iter().filter(|group| text(group, "/groupType") == "Klass") {
            let (group_from, group_to) = period(group);
            for membership in list(group, "groupMemberships") {
                let (from, to) = period(membership);
                let own = (from.max(group_from).to_owned(), to.min(group_to).to_owned());
                let others = classes.entry(text(membership, "/person/id")).or_default();
                assert!(others.iter().all(|other| own.1 < other.0 || other.1 < own.0));
                others.push(own);
            }
        }
    }
}

#[test]
fn civic_numbers_are_of_the_test_series_correct_and_nobodys_twice() {
    for town in towns() {
        let mut seen = HashSet::new();
        let mut accounts = HashSet::new();
        for person in town.all("Person") {
            assert!(
                list(person, "eduPersonPrincipalNames")
                    .iter()
                    .all(|account| accounts.insert(account.as_str().unwrap()))
            );
            let number = text(person, "/civicNo/value");
            if number.is_empty() {
                continue;
            }
            assert!(seen.insert(number), "{number}");
            let birth = text(person, "/birthDate").replace('-', "");
            if number.contains("TF") {
                assert!(number.len() == 12 && number.starts_with(&birth));
                continue;
            }
            let day: u32 = number[6..8].parse().unwrap();
            assert_eq!(format!("{}{:02}", &number[..6], if day > 60 { day - 60 } else { day }), birth);
            assert!((980..=999).contains(&number[8..11].parse::<u32>().unwrap()));
            assert_eq!(super::civic_number::check_digit(&number[2..11]).to_string(), number[11..]);
            let odd = number[10..11].parse::<u32>().unwrap() % 2 == 1;
            let sex = text(person, "/sex");
            assert!(sex == "Okänt" || (sex == "Man") == odd);
        }
    }
}

#[test]
fn two_people_are_protected_and_nothing_tells_where_they_are() {
    for town in towns() {
        let marked: Vec<&Value> = town
            .all("Person")
            .iter()
            .filter(|person| !matches!(text(person, "/securityMarking"), "" | "Ingen"))
            .collect();
        let kinds: BTreeSet<&str> = marked.iter().map(|person| text(person, "/securityMarking")).collect();
        assert_eq!(kinds, BTreeSet::from(["Sekretessmarkering", "Skyddad folkbokföring"]));
        for person in marked {
            for field in ["addresses", "phoneNumbers", "emails", "photo", "eduPersonPrincipalNames"] {
                assert!(person.get(field).is_none(), "{field}");
            }
        }
    }
}

#[test]
fn security_markings_in_references_are_those_of_the_person() {
    fn references<'v>(value: &'v Value, found: &mut Vec<&'v Value>) {
        match value {
            Value::Object(fields) => {
                if fields.contains_key("securityMarking") && !fields.contains_key("givenName") {
                    found.push(value);
                }
                fields.values().for_each(|field| references(field, found));
            }
            Value::Array(elements) => elements.iter().for_each(|element| references(element, found)),
            _ => {}
        }
    }
    for town in towns() {
        let persons = town.by_id("Person");
        let mut found = Vec::new();
        town.entities.values().flatten().for_each(|value| references(value, &mut found));
        for reference in found {
            assert_eq!(reference["securityMarking"], persons[text(reference, "/id")]["securityMarking"]);
        }
    }
}

#[test]
fn meta_runs_forwards_and_never_into_the_future() {
    let exported = Timestamp::from_second(EXPORTED).unwrap();
    for town in towns() {
        for value in town.entities.values().flatten() {
            let moment = |pointer| text(value, pointer).parse::<Timestamp>().unwrap();
            let (created, modified) = (moment("/meta/created"), moment("/meta/modified"));
            assert!(created <= modified && modified <= exported, "{value}");
        }
        assert!(town.deletions.iter().all(|deletion| deletion.at < exported));
    }
}

#[test]
fn programmes_attendance_placements_and_schedules_fit_together() {
    for town in towns() {
        let (programmes, events, groups, organisations) =
            (town.by_id("Programme"), town.by_id("CalendarEvent"), town.by_id("Group"), town.by_id("Organisation"));
        for programme in town.all("Programme") {
            let parent = programmes.get(text(programme, "/parentProgramme/id")).map(|parent| text(parent, "/type"));
            match text(programme, "/type") {
                "Utgång" => assert_eq!(parent, Some("Programinriktning")),
                "Programinriktning" => {
                    assert!(parent.is_some_and(|kind| !matches!(kind, "Utgång" | "Programinriktning")))
                }
                _ => assert_eq!(parent, None),
            }
            let oriented = list(programme, "content").iter().any(|content| text(content, "/type") == "Inriktning");
            assert!(!oriented || text(programme, "/type") == "Programinriktning");
        }
        let mut once = HashSet::new();
        for attendance in town.all("Attendance") {
            let event = events[text(attendance, "/calendarEvent/id")];
            assert_ne!(event.get("cancelled"), Some(&Value::Bool(true)));
            assert!(once.insert((text(attendance, "/calendarEvent/id"), text(attendance, "/student/id"))));
            let minutes = |name: &str| attendance.get(name).and_then(Value::as_i64).unwrap_or(0);
            let sum = ["attendanceMinutes", "validAbsenceMinutes", "invalidAbsenceMinutes", "otherAttendanceMinutes"]
                .map(minutes)
                .iter()
                .sum::<i64>();
            assert!(sum <= event["teachingLengthStudent"].as_i64().unwrap());
        }
        for placement in town.all("Placement") {
            let unit = organisations[text(placement, "/placedAt/id")];
            assert!(list(unit, "schoolTypes").contains(&placement["schoolType"]));
            assert_eq!(text(groups[text(placement, "/group/id")], "/organisation/id"), text(unit, "/id"));
        }
        for schedule in town.all("AttendanceSchedule") {
            assert!(schedule.get("temporary") != Some(&Value::Bool(true)) || schedule.get("endDate").is_some());
            let weeks = schedule["numberOfWeeks"].as_i64().unwrap();
            assert!(
                list(schedule, "scheduleEntries").iter().all(|entry| entry["weekOffset"].as_i64().unwrap() < weeks)
            );
        }
        for person in town.all("Person") {
            for enrolment in list(person, "enrolments") {
                let unit = organisations[text(enrolment, "/enroledAt/id")];
                assert!(list(unit, "schoolTypes").contains(&enrolment["schoolType"]), "{enrolment}");
                if let Some(programme) = programmes.get(text(enrolment, "/programme/id")) {
                    assert_eq!(programme["code"], enrolment["educationCode"]);
                }
                assert!(enrolment.get("cancelled") != Some(&Value::Bool(true)) || enrolment.get("endDate").is_some());
            }
        }
    }
}

#[test]
fn a_place_without_pupils_still_has_an_organisation_staff_rooms_and_lessons() {
    let town = town(9, 0, Edition::Corrected);
    for entity in [
        "Organisation",
        "Person",
        "Duty",
        "Group",
        "Room",
        "Resource",
        "Programme",
        "Syllabus",
        "SchoolUnitOffering",
        "Activity",
        "CalendarEvent",
    ] {
        assert!(town.all(entity).len() >= 3, "{entity}");
    }
}
