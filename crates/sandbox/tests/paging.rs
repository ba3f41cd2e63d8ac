//! Pages: whatever the limits, everything comes exactly once, and tokens open only where they belong.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use samspel_contract::{Contract, Kind, Operation};
use serde_json::Value;
use support::{Peer, required_query};

/// Entries of a list, read with a limit for each page in turn.
async fn read(peer: &Peer, operation: &Operation, limits: &[usize]) -> Vec<Value> {
    let mut found = Vec::new();
    let mut next = format!("{}?{}&limit={}", operation.path, required_query(operation), limits[0]);
    for page in 1.. {
        let reply = peer.get(&next).await.json();
        let entries = match &reply["data"] {
            Value::Array(entries) => entries.clone(),
            kinds => kinds.as_object().unwrap().values().flat_map(|ids| ids.as_array().unwrap().clone()).collect(),
        };
        let limit = limits[(page - 1) % limits.len()];
        assert!(entries.len() <= limit);
        found.extend(entries);
        match reply["pageToken"].as_str() {
            Some(token) => next = format!("{}?pageToken={token}&limit={}", operation.path, limits[page % limits.len()]),
            None => break,
        }
    }
    found
}

#[test]
fn every_list_comes_whole_and_once_for_any_limits() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let contract = Contract::embedded("2.1").unwrap();
    let peer = runtime.block_on(Peer::new(12, 20, "2.1", &[]));
    let lists: Vec<&Operation> =
        contract.operations().iter().filter(|operation| operation.kind == Kind::List).collect();
    let whole: Vec<Vec<Value>> =
        lists.iter().map(|operation| runtime.block_on(read(&peer, operation, &[2000]))).collect();
    let mut runner =
        TestRunner::new(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() });
    let strategy = (0..lists.len(), proptest::collection::vec(1_usize..60, 1..4));
    runner
        .run(&strategy, |(list, limits)| {
            let mut pages = runtime.block_on(read(&peer, lists[list], &limits));
            let mut all = whole[list].clone();
            if lists[list].id == "listDeletedEntities" {
                // Over pages the kinds mix; the ids are the same.
                pages.sort_by_key(Value::to_string);
                all.sort_by_key(Value::to_string);
            }
            prop_assert_eq!(pages, all);
            Ok(())
        })
        .unwrap();
}

#[tokio::test]
async fn later_pages_keep_filters_order_and_expansions() {
    let peer = Peer::new(13, 60, "2.1", &[]).await;
    let query =
        "relationship.entity.type=enrolment&sortkey=FamilyNameAsc&expand=groupMemberships&expandReferenceNames=true";
    let whole = peer.all("/persons", query).await;
    let pages = peer.all("/persons", &format!("{query}&limit=7")).await;
    assert!(whole.len() > 14);
    assert_eq!(whole, pages);
    let last = pages.last().unwrap();
    assert!(last["_embedded"]["groupMemberships"][0]["group"]["organisation"]["displayName"].is_string());
    let names: Vec<String> = whole.iter().map(|person| person["familyName"].as_str().unwrap().to_lowercase()).collect();
    let swedish = |name: &String| name.replace('å', "{").replace('ä', "|").replace('ö', "}");
    assert!(names.is_sorted_by_key(swedish), "{names:?}");
}

#[tokio::test]
async fn a_token_stands_alone_and_opens_only_its_own_list_for_its_own_client() {
    let peer = Peer::new(14, 30, "2.1", &[]).await;
    let token_of = async |query: &str| peer.get(query).await.json()["pageToken"].as_str().unwrap().to_owned();
    let groups = token_of("/groups?limit=2").await;
    for (beside, status) in [
        ("", 200),
        ("&limit=3", 200),
        ("&x-unknown=1", 200),
        ("&sortkey=ModifiedDesc", 400),
        ("&groupType=Klass", 400),
        ("&expandReferenceNames=true", 400),
    ] {
        assert_eq!(peer.get(&format!("/groups?pageToken={groups}{beside}")).await.status, status, "{beside}");
    }
    assert_eq!(peer.get(&format!("/persons?pageToken={groups}")).await.status, 400);
    let limited = peer.token_of(&peer.running.clients.limited.clone()).await;
    assert_eq!(peer.send_as(Some(&limited), "GET", &format!("/groups?pageToken={groups}"), None).await.status, 400);

    let window = "startTime.onOrAfter=2026-08-31T00:00:00Z&startTime.onOrBefore=2026-09-30T00:00:00Z";
    let events = token_of(&format!("/calendarEvents?{window}&limit=1")).await;
    assert_eq!(peer.get(&format!("/calendarEvents?pageToken={events}")).await.status, 200);
    assert_eq!(peer.get(&format!("/calendarEvents?{window}&pageToken={events}")).await.status, 200);
    let other = window.replace("09-30", "09-29");
    assert_eq!(peer.get(&format!("/calendarEvents?{other}&pageToken={events}")).await.status, 400);
}

#[tokio::test]
async fn without_limit_a_long_list_still_comes_whole() {
    let peer = Peer::new(15, 400, "2.1", &[]).await;
    let first = peer.get("/persons").await.json();
    assert_eq!(first["data"].as_array().unwrap().len(), 500);
    let all = peer.all("/persons", "").await;
    let ids: std::collections::BTreeSet<&str> = all.iter().map(|person| person["id"].as_str().unwrap()).collect();
    assert!(all.len() > 500 && ids.len() == all.len());
}
