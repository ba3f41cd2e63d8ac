//! Good documents are valid, bad ones are not, and the published document's defects blame nobody.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use samspel_contract::Contract;
use serde_json::{Value, json};

const ID: &str = "0f3a1b52-6d0e-4c5a-9a53-3f1f9a2f7c11";
const OTHER: &str = "7d9f2c80-1c2b-4f3e-8a6d-5b4c3d2e1f00";

fn contract(edition: &str) -> Contract {
    Contract::embedded(edition).unwrap()
}

fn meta() -> Value {
    json!({ "created": "2024-08-01T06:00:00Z", "modified": "2024-08-12T09:30:15.250+02:00" })
}

fn person() -> Value {
    json!({
        "id": ID,
        "meta": meta(),
        "givenName": "Exempel",
        "familyName": "Elevsson",
        "civicNo": { "value": "201001012399", "nationality": "SE" },
        "birthDate": "2010-01-01",
        "sex": "Okänt",
        "securityMarking": "Ingen",
        "personStatus": "Aktiv",
        "eduPersonPrincipalNames": ["exempel@skola.example"],
        "emails": [{ "value": "exempel@skola.example", "type": "Skola elev" }],
        "phoneNumbers": [{ "value": "070-000 00 00", "type": "Hem", "mobile": true }],
        "enrolments": [{
            "enroledAt": { "id": OTHER, "displayName": "Exempelskolan" },
            "schoolYear": 8,
            "schoolType": "GR",
            "startDate": "2024-08-19",
        }],
        "responsibles": [{ "person": { "id": OTHER, "securityMarking": "Ingen" }, "relationType": "Vårdnadshavare" }],
        "_embedded": { "duties": [], "placements": [], "groupMemberships": [] },
    })
}

fn changed(mut document: Value, pointer: &str, value: Value) -> Value {
    *document.pointer_mut(pointer).unwrap() = value;
    document
}

fn without(mut document: Value, name: &str) -> Value {
    document.as_object_mut().unwrap().remove(name).unwrap();
    document
}

#[track_caller]
fn valid(contract: &Contract, entity: &str, document: &Value) {
    if let Err(error) = contract.validator(entity).unwrap().validate(document) {
        panic!("{entity}: {} at {}", error, error.instance_path());
    }
}

#[track_caller]
fn invalid(contract: &Contract, entity: &str, document: &Value) {
    assert!(!contract.validator(entity).unwrap().is_valid(document), "{entity} accepts {document}");
}

#[test]
fn a_whole_person_is_valid() {
    valid(&contract("2.1"), "Person", &person());
    valid(&contract("2.0"), "Person", &person());
}

#[test]
fn faults_in_a_person_are_seen() {
    let contract = contract("2.1");
    for (pointer, value) in [
        ("/id", json!(17)),
        ("/id", json!("17")),
        ("/id", json!("{0f3a1b52-6d0e-4c5a-9a53-3f1f9a2f7c11}")),
        ("/id", json!("0f3a1b526d0e4c5a9a533f1f9a2f7c11")),
        ("/givenName", Value::Null),
        ("/birthDate", Value::Null),
        ("/birthDate", json!("2010-01-01T00:00:00Z")),
        ("/birthDate", json!("2010-02-30")),
        ("/birthDate", json!("20100101")),
        ("/sex", json!("man")),
        ("/sex", json!("Okant")),
        ("/securityMarking", json!("Skyddad Folkbokföring")),
        ("/emails/0/value", json!("exempel(at)skola.example")),
        ("/emails/0/type", json!("Skola")),
        ("/phoneNumbers/0/mobile", json!("true")),
        ("/eduPersonPrincipalNames", json!(["a@skola.example", "a@skola.example"])),
        ("/eduPersonPrincipalNames", json!("a@skola.example")),
        ("/enrolments/0/schoolYear", json!(11)),
        ("/enrolments/0/schoolYear", json!(-1)),
        ("/enrolments/0/schoolYear", json!(7.5)),
        ("/enrolments/0/schoolYear", json!("8")),
        ("/enrolments/0/enroledAt", json!(OTHER)),
        ("/enrolments/0/enroledAt", json!({ "displayName": "Exempelskolan" })),
        ("/responsibles/0/person/id", json!("x")),
        ("/_embedded/duties", json!({})),
        ("/_embedded/duties", json!([{ "id": ID }])),
        ("/meta", json!({ "created": "2024-08-01T06:00:00Z" })),
    ] {
        invalid(&contract, "Person", &changed(person(), pointer, value));
    }
    for name in ["id", "meta", "givenName", "familyName"] {
        invalid(&contract, "Person", &without(person(), name));
    }
    for document in [json!(null), json!([]), json!({}), json!("person")] {
        invalid(&contract, "Person", &document);
    }
}

#[test]
fn a_uuid_in_upper_case_is_a_uuid() {
    valid(&contract("2.1"), "Person", &changed(person(), "/id", json!(ID.to_uppercase())));
}

#[test]
fn a_point_in_time_has_seconds_and_an_offset() {
    let contract = contract("2.1");
    for time in [
        "2024-08-01T06:00:00Z",
        "2024-08-01T06:00:00.5Z",
        "2024-08-01T06:00:00.123456789+02:00",
        "2024-08-01T06:00:00-00:00",
    ] {
        valid(&contract, "Person", &changed(person(), "/meta/modified", json!(time)));
    }
    for time in [
        "2024-08-01T06:00:00",
        "2024-08-01T06:00Z",
        "2024-08-01T06:00+02:00",
        "2024-08-01 06:00:00",
        "2024-08-01 06:00:00Z",
        "2024-08-01T06:00:00+0200",
        "2024-08-01T06:00:00+02",
        "2024-08-01T24:00:00Z",
        "2024-13-01T06:00:00Z",
        "2024-02-30T06:00:00Z",
        "2024-08-01",
        "1722492000",
        "",
    ] {
        invalid(&contract, "Person", &changed(person(), "/meta/modified", json!(time)));
    }
    invalid(&contract, "Person", &changed(person(), "/meta/modified", json!(1_722_492_000)));
}

#[test]
fn additional_properties_pass() {
    let mut document = person();
    document["shoeSize"] = json!(38);
    valid(&contract("2.1"), "Person", &document);
}

#[test]
fn an_edition_refuses_the_other_editions_literals() {
    let organisation = |kind: &str| {
        json!({ "id": ID, "meta": meta(), "displayName": "Exempelkommunen", "organisationType": kind,
            "url": "https://kommun.example/", "schoolTypes": ["GR", "FTH"] })
    };
    valid(&contract("2.0"), "Organisation", &organisation("Stadsdel"));
    invalid(&contract("2.1"), "Organisation", &organisation("Stadsdel"));
    valid(&contract("2.1"), "Organisation", &organisation("Varumärke"));
    invalid(&contract("2.0"), "Organisation", &organisation("Varumärke"));
    invalid(&contract("2.1"), "Organisation", &changed(organisation("Skolenhet"), "/url", json!("kommun.example")));
    invalid(&contract("2.1"), "Organisation", &changed(organisation("Skolenhet"), "/schoolTypes", json!(["GR", "GR"])));
}

#[test]
fn meta_is_required_by_the_newer_edition_only() {
    valid(&contract("2.0"), "Person", &without(person(), "meta"));
    valid(&contract("2.0"), "Person", &changed(person(), "/meta", json!({})));
    invalid(&contract("2.0"), "Person", &changed(person(), "/meta/created", json!("2024-08-01")));
}

#[test]
fn an_activity_has_at_least_one_group() {
    let activity = json!({ "id": ID, "meta": meta(), "displayName": "Matematik 8A", "calendarEventsRequired": false,
        "startDate": "2024-08-19", "groups": [{ "id": OTHER }], "organisation": { "id": OTHER },
        "teachers": [{ "duty": { "id": OTHER }, "grader": true }] });
    valid(&contract("2.1"), "Activity", &activity);
    invalid(&contract("2.1"), "Activity", &changed(activity.clone(), "/groups", json!([])));
    let no_duty = changed(activity, "/teachers/0", json!({ "grader": true }));
    invalid(&contract("2.1"), "Activity", &no_duty);
    valid(&contract("2.0"), "Activity", &no_duty);
}

#[test]
fn a_phone_number_without_the_invented_number_is_valid() {
    for edition in ["2.0", "2.1"] {
        valid(&contract(edition), "PhoneNumber", &json!({ "value": "070-000 00 00", "type": "Hem", "mobile": true }));
    }
    invalid(&contract("2.1"), "PhoneNumber", &json!({ "number": "070-000 00 00", "type": "Hem", "mobile": true }));
}

#[test]
fn an_attendance_event_without_the_invented_child_is_valid() {
    let event = json!({ "id": ID, "meta": meta(), "time": "2024-08-19T07:45:00+02:00", "eventType": "In",
        "person": { "id": OTHER }, "group": { "id": OTHER } });
    for edition in ["2.0", "2.1"] {
        valid(&contract(edition), "AttendanceEvent", &event);
    }
    valid(&contract("2.0"), "AttendanceEvent", &without(event.clone(), "person"));
    invalid(&contract("2.1"), "AttendanceEvent", &without(event, "person"));
}

fn schedule() -> Value {
    json!({ "id": ID, "meta": meta(), "placement": { "id": OTHER }, "numberOfWeeks": 1, "startDate": "2024-08-19",
        "state": [{ "state": "Godkänt", "registeredAt": "2024-08-01T06:00:00Z" }],
        "scheduleEntries": [{ "weekOffset": 0, "dayOfWeek": "Måndag", "startTime": "07:30", "endTime": "16:15" }] })
}

#[test]
fn a_schedule_without_the_invented_schedule_days_is_valid() {
    valid(&contract("2.1"), "AttendanceSchedule", &schedule());
    valid(&contract("2.1"), "AttendanceSchedule", &without(schedule(), "scheduleEntries"));
    let in_minutes = changed(schedule(), "/scheduleEntries/0", json!({ "startTime": "07:30", "length": 525 }));
    valid(&contract("2.0"), "AttendanceSchedule", &in_minutes);
    invalid(&contract("2.1"), "AttendanceSchedule", &in_minutes);
}

#[test]
fn schedule_times_are_hours_and_minutes_and_an_integer_end_is_tolerated() {
    let contract = contract("2.1");
    valid(&contract, "AttendanceSchedule", &changed(schedule(), "/scheduleEntries/0/endTime", json!(1615)));
    for time in ["7:30", "07.30", "07:30:00", "07:30Z", "", "kl 07:30", "07:30\n"] {
        for end in ["startTime", "endTime"] {
            let pointer = format!("/scheduleEntries/0/{end}");
            invalid(&contract, "AttendanceSchedule", &changed(schedule(), &pointer, json!(time)));
        }
    }
    invalid(&contract, "AttendanceSchedule", &changed(schedule(), "/scheduleEntries/0/startTime", json!(730)));
    invalid(&contract, "AttendanceSchedule", &changed(schedule(), "/scheduleEntries/0/endTime", json!(true)));
}

#[test]
fn a_grade_needs_neither_school_unit_nor_organisation() {
    let grade = json!({ "id": ID, "student": { "id": OTHER }, "registeredBy": { "id": OTHER },
        "registeredDate": "2025-06-10", "gradeValue": "C", "finalGrade": true, "adaptedStudyPlan": "Nej",
        "syllabus": { "id": OTHER } });
    for edition in ["2.0", "2.1"] {
        valid(&contract(edition), "Grade", &grade);
    }
    let mut extra = grade.clone();
    extra["schoolUnit"] = json!({ "id": OTHER });
    valid(&contract("2.1"), "Grade", &extra);
    invalid(&contract("2.1"), "Grade", &without(grade.clone(), "registeredBy"));
    valid(&contract("2.0"), "Grade", &without(grade, "registeredBy"));
}

#[test]
fn an_offering_may_carry_id_and_meta_but_then_properly() {
    let offering = json!({ "offeredAt": { "id": ID }, "offeredSyllabuses": [{ "id": OTHER }] });
    let mut full = offering.clone();
    full["id"] = json!(ID);
    full["meta"] = meta();
    for edition in ["2.0", "2.1"] {
        let contract = contract(edition);
        valid(&contract, "SchoolUnitOffering", &offering);
        valid(&contract, "SchoolUnitOffering", &full);
        invalid(&contract, "SchoolUnitOffering", &changed(full.clone(), "/id", json!("1")));
        invalid(&contract, "SchoolUnitOffering", &changed(full.clone(), "/meta", json!("now")));
    }
}

#[test]
fn both_spellings_of_the_misspelt_keys_are_accepted() {
    for edition in ["2.0", "2.1"] {
        let contract = contract(edition);
        for key in ["activitites", "activities"] {
            valid(&contract, "DeletedEntitiesData", &json!({ key: [ID] }));
            invalid(&contract, "DeletedEntitiesData", &json!({ key: ["1"] }));
            invalid(&contract, "DeletedEntitiesData", &json!({ key: ID }));
        }
        for key in ["modifiedEntites", "modifiedEntities"] {
            valid(&contract, "WebhookNotification", &json!({ key: ["Person"], "deletedEntities": false }));
            invalid(&contract, "WebhookNotification", &json!({ key: ["Persons"] }));
        }
    }
}

#[test]
fn lookups_answer_with_the_entity_they_are_about() {
    for edition in ["2.0", "2.1"] {
        let contract = contract(edition);
        for (operation, entity) in
            [("lookupCalendarEvents", "CalendarEvent"), ("lookupAttendanceSchedule", "AttendanceSchedule")]
        {
            assert_eq!(contract.operation(operation).unwrap().success.entity.as_deref(), Some(entity));
        }
    }
}

#[test]
fn a_request_leaves_out_what_the_server_sets() {
    let contract = contract("2.1");
    let absence = json!({ "startTime": "2024-09-02T08:00:00+02:00", "endTime": "2024-09-02T16:00:00+02:00",
        "type": "Anmäld frånvaro", "student": { "id": ID } });
    invalid(&contract, "Absence", &absence);
    let requests = contract.request_validator("Absence").unwrap();
    assert!(requests.is_valid(&absence));
    assert!(!requests.is_valid(&without(absence.clone(), "student")));
    assert!(!requests.is_valid(&changed(absence, "/type", json!("Sjuk"))));
}

#[test]
fn an_error_has_a_code_and_a_message() {
    let contract = contract("2.1");
    valid(&contract, "Error", &json!({ "code": "invalid_filter", "message": "limit must be at least 1" }));
    invalid(&contract, "Error", &json!({ "error": "invalid_filter" }));
    invalid(&contract, "Error", &json!({ "code": 400, "message": "no" }));
}
