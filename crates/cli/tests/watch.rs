//! A client under test, over real sockets: a good one conforms, each bad habit is found and nothing else is.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod samspel;
#[path = "watch/client.rs"]
mod small;

use std::time::Duration;

use samspel::{samspel, samspel_in};
use small::{Client, Judged, Watched};

const SUBSCRIPTION: &str =
    r#"{"name":"Vår app","target":"https://mottagare.example/app","resourceTypes":[{"resource":"Person"}]}"#;

/// Watches a client that logs in and reads the organisations as it should, and then does something.
fn after(more: &[&str], does: impl FnOnce(&mut Client)) -> Judged {
    let watched = Watched::start(more);
    let mut client = watched.client();
    client.log_in();
    client.read("/organisations", "limit=100");
    does(&mut client);
    watched.end()
}

/// The client is found to break exactly this MUST.
fn breaks(requirement: &str, more: &[&str], does: impl FnOnce(&mut Client)) {
    let judged = after(more, does);
    assert_eq!(judged.findings(), [(requirement, "MUST")], "{}", judged.told());
    assert_eq!(judged.verdict(requirement), "FAIL");
    assert_eq!(judged.ended.code, 1, "{}", judged.told());
}

/// The client is found to do exactly this, which fails nobody: a deviation, or something to think about.
fn deviates(requirement: &str, level: &str, more: &[&str], does: impl FnOnce(&mut Client)) {
    let judged = after(more, does);
    assert_eq!(judged.findings(), [(requirement, level)], "{}", judged.told());
    assert_eq!(judged.ended.code, 3, "{}", judged.told());
}

#[test]
fn a_client_that_does_everything_right_conforms() {
    let watched = Watched::start(&[
        "--client",
        "Vår app",
        "--incident",
        "busy",
        "--incident",
        "emptied",
        "--token-life",
        "2",
        "--subscription-life",
        "600",
    ]);
    let mut client = watched.client();
    client.log_in();
    let whole_reading = |client: &mut Client| {
        for list in ["/organisations", "/persons", "/groups", "/duties", "/activities"] {
            if client.read(list, "limit=40").is_empty() {
                // It was full before: better ask again than believe it.
                assert!(!client.read(list, "limit=40").is_empty());
            }
        }
    };
    whole_reading(&mut client);
    let existing = client.read("/subscriptions", "limit=10");
    assert!(existing.iter().all(|subscription| subscription["target"] != "https://mottagare.example/app"));
    let made = client.patiently(|client| client.put_in("POST", "/subscriptions", SUBSCRIPTION));
    let id = made.body["id"].as_str().unwrap().to_owned();

    let persons = client.read("/persons", "limit=30&expand=duties&expand=placements");
    let ids: Vec<&str> = persons.iter().take(3).map(|person| person["id"].as_str().unwrap()).collect();
    let body = serde_json::json!({ "ids": ids }).to_string();
    assert_eq!(client.patiently(|client| client.put_in("POST", "/persons/lookup", &body)).status, 200);
    let window = "startTime.onOrAfter=2026-08-17T00:00:00%2B02:00&startTime.onOrBefore=2026-08-24T00:00:00%2B02:00";
    client.read("/calendarEvents", window);
    for _ in 0..2 {
        client.read("/persons", "meta.modified.after=2026-08-17T00:00:00Z");
        client.read("/deletedEntities", "after=2026-08-17T00:00:00Z");
    }
    std::thread::sleep(Duration::from_millis(2200));
    whole_reading(&mut client);
    let renewal = format!("/subscriptions/{id}");
    assert_eq!(client.patiently(|client| client.put_in("PATCH", &renewal, "")).status, 200);

    let judged = watched.end();
    assert_eq!(judged.findings(), [], "{}", judged.told());
    assert_eq!(judged.report["statement"]["outcome"], "CONFORMS", "{}", judged.told());
    assert_eq!(judged.ended.code, 0, "{}", judged.told());
    assert_eq!(judged.report["target"]["name"], "Vår app");
    let options = judged.report["run"]["options"].as_array().unwrap();
    assert!(options.contains(&"--incident busy".into()) && options.contains(&"--token-life 2".into()), "{options:?}");
    for requirement in ["SS12K-CLI-016", "SS12K-CLI-018", "SS12K-CLI-019", "SS12K-CLI-020", "SS12K-CLI-021"] {
        assert_eq!(judged.verdict(requirement), "PASS", "{requirement}: {:#}", judged.report["requirements"]);
    }
}

#[test]
fn a_client_that_shows_little_is_not_shown_to_conform_and_told_what_to_do() {
    let judged = after(&[], |client| {
        client.read("/persons", "limit=10");
    });
    assert_eq!(judged.findings(), [], "{}", judged.told());
    assert_eq!(judged.report["statement"]["outcome"], "NOT_SHOWN");
    assert_eq!(judged.ended.code, 3, "{}", judged.told());
    assert!(judged.written().contains("--token-life"));
}

#[test]
fn a_reader_conforms_to_the_profile_of_readers() {
    let judged = after(&["--profile", "reader"], |client| {
        client.read("/persons", "limit=10");
    });
    assert_eq!(judged.report["statement"]["outcome"], "CONFORMS", "{}", judged.told());
    assert_eq!(judged.ended.code, 0, "{}", judged.told());
}

#[test]
fn nobody_came_and_nothing_is_proven() {
    let judged = Watched::start(&[]).end();
    assert_eq!(judged.report["statement"]["outcome"], "NOT_SHOWN");
    assert_eq!((judged.findings().len(), judged.ended.code), (0, 3), "{}", judged.told());
}

#[test]
fn a_client_cannot_be_run_against() {
    let folder = tempfile::tempdir().unwrap();
    samspel::target_file(folder.path(), "http://127.0.0.1:9");
    let ended = samspel_in(folder.path(), &["run", "--target", "target.yaml", "--suite", "ss12000-client"]);
    assert_eq!(ended.code, 2, "{}", ended.told());
    assert!(ended.stderr.contains("samspel sandbox serve --watch"), "{}", ended.told());
}

#[test]
fn a_path_that_does_not_exist_is_found() {
    breaks("SS12K-CLI-001", &[], |client| {
        client.get("/studyPlans");
    });
}

#[test]
fn a_misspelt_parameter_is_found() {
    breaks("SS12K-CLI-002", &[], |client| {
        client.get("/persons?meta.modifiedAfter=2026-08-17T00:00:00Z");
    });
}

#[test]
fn a_missing_window_is_found() {
    breaks("SS12K-CLI-003", &[], |client| {
        client.get("/calendarEvents");
    });
}

#[test]
fn values_joined_by_commas_are_found() {
    breaks("SS12K-CLI-004", &[], |client| {
        client.get("/persons?expand=duties,placements");
    });
}

#[test]
fn a_value_that_is_not_in_the_enumeration_is_found() {
    breaks("SS12K-CLI-005", &[], |client| {
        client.get("/groups?groupType=klass");
    });
}

#[test]
fn an_instant_without_an_offset_is_found() {
    breaks("SS12K-CLI-006", &[], |client| {
        client.get("/persons?meta.modified.after=2026-08-17T00:00:00");
    });
}

#[test]
fn a_plus_that_is_not_encoded_is_found() {
    breaks("SS12K-CLI-007", &[], |client| {
        client.get("/persons?meta.modified.after=2026-08-17T00:00:00+02:00");
    });
}

#[test]
fn a_filter_beside_the_page_token_is_found() {
    breaks("SS12K-CLI-008", &[], |client| {
        let first = client.get("/persons?limit=5&relationship.entity.type=enrolment");
        let token = first.body["pageToken"].as_str().unwrap().to_owned();
        let next = client.get(&format!("/persons?relationship.entity.type=enrolment&pageToken={token}"));
        assert_eq!(next.status, 400);
    });
}

#[test]
fn a_page_token_that_is_altered_is_found() {
    breaks("SS12K-CLI-009", &[], |client| {
        let first = client.get("/persons?limit=5");
        let token = first.body["pageToken"].as_str().unwrap().to_ascii_uppercase();
        assert_eq!(client.get(&format!("/persons?pageToken={token}")).status, 400);
    });
}

#[test]
fn a_client_that_never_turns_the_page_is_found() {
    breaks("SS12K-CLI-010", &[], |client| {
        client.get("/persons?limit=10");
        client.get("/syllabuses");
    });
}

#[test]
fn a_lookup_with_a_key_that_does_not_exist_is_found() {
    breaks("SS12K-CLI-012", &[], |client| {
        client.put_in("POST", "/persons/lookup", r#"{"civicNo":["200001011234"]}"#);
    });
}

#[test]
fn a_token_in_the_address_is_found_and_written_nowhere() {
    let mut secret = String::new();
    let judged = after(&[], |client| {
        client.send("GET", &format!("/v2.0/persons?access_token={}", client.token), &[], "");
        secret.clone_from(&client.token);
    });
    assert_eq!(judged.findings(), [("SS12K-CLI-013", "MUST")], "{}", judged.told());
    assert!(!judged.written().contains(&secret));
}

#[test]
fn a_token_that_has_ended_and_is_sent_on_and_on_is_found() {
    breaks("SS12K-CLI-014", &["--token-life", "1"], |client| {
        std::thread::sleep(Duration::from_millis(2100));
        for limit in 1..20 {
            client.get(&format!("/persons?limit={limit}"));
        }
    });
}

#[test]
fn a_new_token_for_each_call_is_told() {
    deviates("SS12K-CLI-015", "NOTE", &[], |client| {
        for list in ["/persons", "/groups", "/duties", "/activities", "/rooms"] {
            client.log_in();
            client.get(list);
        }
    });
}

#[test]
fn a_client_that_does_not_wait_is_found() {
    deviates("SS12K-CLI-016", "SHOULD", &["--incident", "busy"], |client| {
        for _ in 0..12 {
            client.get("/rooms");
        }
    });
}

#[test]
fn a_refused_call_that_comes_again_and_again_is_found() {
    let judged = after(&[], |client| {
        for _ in 0..6 {
            client.get("/persons?limit=0");
        }
    });
    assert_eq!(judged.findings(), [("SS12K-CLI-005", "MUST"), ("SS12K-CLI-017", "SHOULD")], "{}", judged.told());
}

#[test]
fn groups_before_persons_are_told() {
    deviates("SS12K-CLI-018", "NOTE", &[], |client| {
        client.read("/groups", "limit=50");
        client.read("/persons", "limit=50");
    });
}

#[test]
fn changes_without_deletions_are_told() {
    deviates("SS12K-CLI-019", "NOTE", &[], |client| {
        for _ in 0..2 {
            client.read("/persons", "meta.modified.after=2026-08-17T00:00:00Z");
        }
    });
}

#[test]
fn a_client_that_deletes_everything_because_a_list_is_empty_is_told() {
    deviates("SS12K-CLI-020", "NOTE", &["--incident", "emptied"], |client| {
        let known = client.read("/persons", "limit=100").len();
        assert!(client.read("/persons", "limit=100").is_empty());
        let gone =
            serde_json::json!({ "resourceType": "Person", "newCount": 0, "updatedCount": 0, "deletedCount": known });
        client.put_in("POST", "/statistics/", &gone.to_string());
    });
}

#[test]
fn a_subscription_that_lapses_is_found() {
    deviates("SS12K-CLI-021", "SHOULD", &["--subscription-life", "1"], |client| {
        client.put_in("POST", "/subscriptions", SUBSCRIPTION);
        std::thread::sleep(Duration::from_millis(1200));
        client.get("/rooms");
    });
}

#[test]
fn a_subscription_that_is_made_twice_is_found() {
    deviates("SS12K-CLI-022", "SHOULD", &[], |client| {
        client.put_in("POST", "/subscriptions", SUBSCRIPTION);
        client.put_in("POST", "/subscriptions", SUBSCRIPTION);
    });
}

#[test]
fn nothing_personal_that_a_client_sends_is_written() {
    let judged = after(&[], |client| {
        client.get("/persons?civicNo=200001012384&nameContains=Hjalmarsson");
        client.get("/persons/200001012384");
        client.get("/personer/Hjalmarsson");
        client.put_in("POST", "/persons/lookup", r#"{"civicNos":["200001012384"],"names":["Hjalmarsson"]}"#);
        client.put_in("POST", "/log/", r#"{"message":"Hjalmarsson","severityLevel":"200001012384"}"#);
    });
    assert_eq!(judged.ended.code, 1, "{}", judged.told());
    for personal in ["200001012384", "Hjalmarsson"] {
        assert!(!judged.written().contains(personal), "{personal}");
        assert!(!judged.ended.told().contains(personal), "{personal}");
    }
}

#[test]
fn a_fault_of_the_sandbox_shows_how_the_client_copes() {
    let judged = after(&["--fault", "same-token-again"], |client| {
        // Stops when the token comes again, as it should.
        let first = client.get("/persons?limit=10");
        let token = first.body["pageToken"].as_str().unwrap().to_owned();
        client.get(&format!("/persons?pageToken={token}"));
        client.read("/organisations", "limit=100");
    });
    assert!(judged.findings().iter().all(|(_, level)| *level == "NOTE"), "{}", judged.told());
    assert!(judged.report["run"]["options"].as_array().unwrap().contains(&"--fault same-token-again".into()));
}

#[test]
fn samspel_itself_can_be_watched() {
    let watched = Watched::start(&[]);
    let run = ["run", "--target", "target.yaml", "--out", "run", "--only", "ss12000/page/limit-respected*"];
    samspel_in(watched.folder(), &run);
    let judged = watched.end();
    assert!(judged.report["run"]["requests"].as_u64().unwrap() > 50, "{}", judged.told());
    assert_eq!(judged.verdict("SS12K-CLI-010"), "PASS", "{}", judged.told());
}

#[test]
fn the_suite_of_clients_is_listed_shown_explained_and_has_nothing_to_put_right() {
    for (arguments, expected) in [
        (&["suite", "list"][..], "ss12000-client"),
        (&["suite", "show", "ss12000-client"], "SS12K-CLI-010"),
        (&["suite", "coverage", "ss12000-client"], "ss12000-client/paging/pages-followed"),
        (&["explain", "SS12K-CLI-010"], "ss12000-client/paging/pages-followed"),
        (&["suite", "lint", concat!(env!("CARGO_MANIFEST_DIR"), "/../../test-suites/ss12000-client")], "0 problems"),
    ] {
        let ended = samspel(arguments);
        assert_eq!(ended.code, 0, "{}", ended.told());
        assert!(ended.stdout.contains(expected), "{}", ended.told());
    }
}

#[test]
fn options_of_the_watch_need_the_watch() {
    let ended = samspel(&["sandbox", "serve", "--token-life", "5"]);
    assert_eq!(ended.code, 2, "{}", ended.told());
    assert!(ended.stderr.contains("--watch"), "{}", ended.told());
}
