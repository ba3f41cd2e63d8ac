//! With no fault on, every operation answers as the contract says, in both editions and over sizes.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use samspel_contract::{Contract, Envelope, Kind};
use serde_json::{Value, json};
use support::{Peer, required_query};

async fn every_list_is_valid(edition: &str, pupils: u32, seed: u64) {
    let contract = Contract::embedded(edition).unwrap();
    let peer = Peer::new(seed, pupils, edition, &[]).await;
    for operation in contract.operations().iter().filter(|operation| operation.kind == Kind::List) {
        if operation.success.envelope != Envelope::Page {
            continue;
        }
        let mut queries = vec![required_query(operation)];
        if let Some(expand) = operation.parameters.iter().find(|parameter| parameter.name == "expand") {
            let all: Vec<String> = expand.values.iter().flatten().map(|value| format!("expand={value}")).collect();
            queries.push(format!("{}&{}&expandReferenceNames=true", required_query(operation), all.join("&")));
        }
        let validator = contract.validator(operation.success.entity.as_deref().unwrap()).unwrap();
        for query in queries {
            let entries = peer.all(&operation.path, &query).await;
            for entry in &entries {
                if let Err(problem) = validator.validate(entry) {
                    panic!("{} {query}: {problem} at {} in {entry}", operation.id, problem.instance_path());
                }
            }
            if pupils >= 50 {
                assert!(entries.len() >= 3, "{} has only {} entries", operation.id, entries.len());
            }
        }
    }
    peer.running.stop().await;
}

#[tokio::test]
async fn every_list_of_2_1_is_valid() {
    for (pupils, seed) in [(0, 1), (1, 2), (50, 3), (200, 4)] {
        every_list_is_valid("2.1", pupils, seed).await;
    }
}

#[tokio::test]
async fn every_list_of_2_0_is_valid() {
    for (pupils, seed) in [(0, 1), (1, 2), (50, 3)] {
        every_list_is_valid("2.0", pupils, seed).await;
    }
}

#[tokio::test]
async fn by_id_and_lookup_give_what_the_list_gives() {
    let contract = Contract::embedded("2.1").unwrap();
    let peer = Peer::new(5, 30, "2.1", &[]).await;
    for operation in contract.operations().iter().filter(|operation| operation.kind == Kind::ById) {
        let entity = operation.entity.as_deref();
        let of_entity =
            |kind| contract.operations().iter().find(|other| other.kind == kind && other.entity.as_deref() == entity);
        let list = of_entity(Kind::List).unwrap();
        for entry in peer.all(&list.path, &required_query(list)).await.into_iter().take(20) {
            let id = entry["id"].as_str().unwrap();
            let one = peer.get(&operation.path.replace("{id}", id)).await;
            assert_eq!(one.json(), entry, "{}", operation.id);
            if let Some(lookup) = of_entity(Kind::Lookup) {
                let found = peer.send("POST", &lookup.path, Some(&json!({ "ids": [id, id] }))).await;
                assert_eq!(found.json(), json!([entry]), "{}", lookup.id);
            }
        }
        let unknown = peer.get(&operation.path.replace("{id}", "00000000-0000-4000-8000-000000000000")).await;
        assert_eq!((unknown.status, unknown.text.as_str()), (404, ""));
        let malformed = peer.get(&operation.path.replace("{id}", "not-a-uuid")).await;
        assert_eq!(malformed.status, 400);
    }
}

#[tokio::test]
async fn every_lookup_finds_by_each_of_its_keys_and_nothing_by_none() {
    let contract = Contract::embedded("2.1").unwrap();
    let peer = Peer::new(6, 30, "2.1", &[]).await;
    for operation in contract.operations().iter().filter(|operation| operation.kind == Kind::Lookup) {
        for body in [json!({}), json!({ "ids": [] }), json!({ "ids": ["00000000-0000-4000-8000-000000000000"] })] {
            let found = peer.send("POST", &operation.path, Some(&body)).await;
            assert_eq!((found.status, found.json()), (200, json!([])), "{}", operation.id);
        }
        for body in [json!([]), json!({ "ids": "x" }), json!({ "ids": ["x"] }), json!({ "ids": [1] })] {
            let found = peer.send("POST", &operation.path, Some(&body)).await;
            assert_eq!(found.status, 400, "{} {body}", operation.id);
        }
    }
    let persons = peer.all("/persons", "").await;
    let children: Vec<&Value> = persons.iter().filter(|person| person.get("enrolments").is_some()).collect();
    for (path, key, value) in [
        ("/persons/lookup", "civicNos", &children[0]["civicNo"]["value"]),
        ("/attendances/lookup", "students", &children[0]["id"]),
        ("/activities/lookup", "members", &children[0]["id"]),
        ("/calendarEvents/lookup", "student", &children[0]["id"]),
    ] {
        let found = peer.send("POST", path, Some(&json!({ key: [value] }))).await.json();
        assert!(!found.as_array().unwrap().is_empty(), "{path} {key}");
    }
    let many: Vec<String> = vec!["00000000-0000-4000-8000-000000000000".to_owned(); 10_001];
    assert_eq!(peer.send("POST", "/persons/lookup", Some(&json!({ "ids": many }))).await.status, 503);
}

#[tokio::test]
async fn errors_are_code_and_message_in_json_and_nothing_is_cached() {
    let peer = Peer::new(1, 5, "2.1", &[]).await;
    for (method, path, status) in [
        ("GET", "/persons?limit=0", 400),
        ("GET", "/persons?limit=abc", 400),
        ("GET", "/persons?expand=enrolments", 400),
        ("GET", "/persons?expandReferenceNames=yes", 400),
        ("GET", "/persons?meta.modified.after=2026-01-01", 400),
        ("GET", "/persons?relationship.organisation=abc", 400),
        ("GET", "/organisations?type=Kommun", 400),
        ("GET", "/groups?startDate.onOrAfter=20260101", 400),
        ("GET", "/calendarEvents", 400),
        ("GET", "/aggregatedAttendance?startDate=2026-01-01", 400),
        ("GET", "/persons?pageToken=garbage", 400),
        ("GET", "/persons?nameContains=%FF", 400),
        ("GET", "/unknown", 404),
        ("PUT", "/persons", 405),
        ("DELETE", "/absences/00000000-0000-4000-8000-000000000000", 405),
        ("GET", "/persons/lookup", 405),
        ("GET", "/log/", 405),
        ("POST", "/persons/lookup", 415),
    ] {
        let reply = peer.send(method, path, None).await;
        assert_eq!(reply.status, status, "{method} {path}");
        let error = reply.json();
        assert!(error["code"].is_string() && error["message"].is_string(), "{method} {path}: {error}");
        assert_eq!(reply.headers["content-type"], "application/json");
        assert_eq!(reply.headers["cache-control"], "no-store");
    }
    let put = peer.send("PUT", "/persons", None).await;
    assert_eq!(put.headers["allow"], "GET");
    assert_eq!(peer.get("/persons?x-unknown=1").await.status, 200);
}

#[tokio::test]
async fn what_is_created_can_be_fetched_and_deleted_and_then_counts_as_deleted() {
    let peer = Peer::new(8, 40, "2.1", &[]).await;
    let existing = peer.all("/attendances", "").await.remove(0);
    let mut body = existing.clone();
    body["id"] = json!("00000000-0000-4000-8000-000000000000");
    body["meta"] = json!({ "created": "1999-01-01T00:00:00Z", "modified": "1999-01-01T00:00:00Z" });
    let created = peer.send("POST", "/attendances", Some(&body)).await;
    assert_eq!(created.status, 200, "{}", created.text);
    let created = created.json();
    assert_ne!(created["id"], body["id"]);
    assert_ne!(created["meta"], body["meta"]);
    let path = format!("/attendances/{}", created["id"].as_str().unwrap());
    assert_eq!(peer.get(&path).await.json(), created);
    assert_eq!(peer.send("DELETE", &path, None).await.status, 204);
    assert_eq!(peer.send("DELETE", &path, None).await.status, 404);
    assert_eq!(peer.get(&path).await.status, 404);
    let deleted = peer.get("/deletedEntities?entities=Attendance").await.json();
    assert!(deleted["data"]["attendances"].as_array().unwrap().contains(&created["id"]));

    body["student"] = json!({ "id": "00000000-0000-4000-8000-000000000000" });
    assert_eq!(peer.send("POST", "/attendances", Some(&body)).await.status, 400);
    assert_eq!(peer.send("POST", "/attendances", Some(&json!({}))).await.status, 400);
}

#[tokio::test]
async fn every_creatable_entity_can_be_created_from_an_existing_one() {
    for edition in ["2.0", "2.1"] {
        let peer = Peer::new(8, 40, edition, &[]).await;
        for path in ["/attendances", "/attendanceEvents", "/attendanceSchedule", "/absences"] {
            let mut body = peer.all(path, "").await.remove(0);
            let fields = body.as_object_mut().unwrap();
            fields.remove("id");
            fields.remove("meta");
            let created = peer.send("POST", path, Some(&body)).await;
            assert_eq!(created.status, 200, "{path}: {}", created.text);
        }
    }
}

#[tokio::test]
async fn a_subscription_lives_through_create_renew_and_delete() {
    let peer = Peer::new(1, 0, "2.1", &[]).await;
    let wish =
        json!({ "name": "Ny", "target": "http://127.0.0.1:9/hook", "resourceTypes": [{ "resource": "Person" }] });
    let created = peer.send("POST", "/subscriptions", Some(&wish)).await;
    assert_eq!(created.status, 201);
    let created = created.json();
    let path = format!("/subscriptions/{}", created["id"].as_str().unwrap());
    let renewed = peer.send("PATCH", &path, None).await.json();
    assert!(renewed["expires"].as_str() >= created["expires"].as_str());
    assert_eq!(peer.all("/subscriptions", "limit=1").await.len(), 4);
    assert_eq!(peer.send("DELETE", &path, None).await.status, 204);
    assert_eq!(peer.get(&path).await.status, 404);
    for bad in [
        json!({}),
        json!({ "name": "x", "target": "ftp://a/", "resourceTypes": [] }),
        json!({ "name": "x", "target": "http://a/", "resourceTypes": [{ "resource": "Pupil" }] }),
    ] {
        assert_eq!(peer.send("POST", "/subscriptions", Some(&bad)).await.status, 400, "{bad}");
    }
}

#[tokio::test]
async fn log_and_statistics_are_taken_with_and_without_the_last_slash() {
    let peer = Peer::new(1, 0, "2.1", &[]).await;
    let entry = json!({ "message": "Allt väl", "severityLevel": "Info" });
    let count = json!({ "resourceType": "Person", "newCount": 1, "updatedCount": 0, "deletedCount": 0 });
    for (path, body) in [("/log/", &entry), ("/log", &entry), ("/statistics/", &count), ("/statistics", &count)] {
        let reply = peer.send("POST", path, Some(body)).await;
        assert_eq!((reply.status, reply.text.as_str()), (201, ""), "{path}");
    }
    assert_eq!(peer.send("POST", "/log/", Some(&json!({ "message": "x" }))).await.status, 400);
}
