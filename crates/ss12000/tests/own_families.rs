//! The checks of controls, schema, ENV, ID and PAGE against a provider that obeys, and against one that breaks one thing.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod quirky_provider;

use std::collections::BTreeMap;
use std::sync::Arc;

use samspel_exchange::{Client, Settings};
use samspel_model::{Observation, Sight, Texts as _};
use samspel_suite::{Context, Plan, PlannedCase, Registry, Selection, Shared, Suite, Target, Work};
use serde_json::{Value, json};

const FAMILIES: [&str; 5] = ["ss12000/control/", "ss12000/schema/", "ss12000/env/", "ss12000/id/", "ss12000/page/"];

fn target(base_url: &str, full: Value) -> Target {
    serde_json::from_value(json!({
        "samspel": 1, "name": "small", "environment": "test",
        "interfaces": { "ss12000": { "base_url": base_url, "edition": "2.1" } },
        "principals": { "full": full },
        "limits": { "requests_per_second": 0 }
    }))
    .unwrap()
}

/// Runs every case of the families against the small provider with one quirk.
async fn run(quirk: &'static str) -> Vec<(PlannedCase, Vec<Observation>)> {
    let base_url = quirky_provider::start(quirk).await;
    run_against(target(&base_url, json!({ "bearer": quirky_provider::TOKEN }))).await
}

/// Runs every case of the families against the sandbox with these faults.
async fn run_in_sandbox(faults: &[&str]) -> Vec<(PlannedCase, Vec<Observation>)> {
    let sandbox = samspel_sandbox::start(samspel_sandbox::Options {
        listen: "127.0.0.1:0".parse().unwrap(),
        pupils: 6,
        seed: 3,
        edition: "2.1".to_owned(),
        faults: faults.iter().map(|fault| (*fault).to_owned()).collect(),
    })
    .await
    .unwrap();
    let full = json!({ "oauth2": {
        "token_url": sandbox.token_url, "client_id": sandbox.clients.full.id, "client_secret": sandbox.clients.full.secret
    } });
    let seen = run_against(target(&sandbox.base_url, full)).await;
    sandbox.stop().await;
    seen
}

/// Runs every case of the families and gives what each test saw.
async fn run_against(target: Target) -> Vec<(PlannedCase, Vec<Observation>)> {
    let target = Arc::new(target);
    let client = Client::live(Settings {
        base_url: target.interfaces.ss12000.as_ref().unwrap().base_url.clone(),
        principals: target.principals.clone(),
        base_dir: std::env::temp_dir(),
        limits: target.limits.clone(),
        ca_file: None,
        proxy: None,
        evidence: None,
        read_only: false,
    })
    .unwrap();
    let suite = match Suite::embedded("ss12000") {
        Ok(suite) => suite,
        Err(problems) => panic!("{}", problems.render(false, 120)),
    };
    let registry = Registry::new().with(&samspel_ss12000::checks());
    let plan = Plan::make(&suite, &registry, &target, &Selection::default(), 7).unwrap();
    let shared = Arc::new(Shared::default());
    let mut results = Vec::new();
    for case in plan.cases.iter().filter(|case| FAMILIES.iter().any(|family| case.id.starts_with(family))) {
        let Work::Check(check) = &case.work else { continue };
        let ctx = Context {
            session: client.session(&case.id),
            client: client.clone(),
            target: Arc::clone(&target),
            edition: "2.1".to_owned(),
            test: case.id.clone(),
            requirements: case.requirements.clone(),
            with: case.with.clone(),
            seed: 7,
            shared: Arc::clone(&shared),
        };
        let observations = (check.run)(&ctx).await.unwrap_or_else(|e| panic!("{}: {e}", case.id));
        results.push((case.clone(), observations));
    }
    results
}

/// Requirement and summary of every contradiction.
fn contradictions(results: &[(PlannedCase, Vec<Observation>)]) -> Vec<(String, String, String)> {
    let all = results.iter().flat_map(|(case, observations)| observations.iter().map(move |o| (case, o)));
    all.filter_map(|(case, o)| match &o.sight {
        Sight::Contradiction(seen) => {
            Some((o.requirement.clone(), seen.summary.id.clone(), format!("{} {seen:?}", case.id)))
        }
        _ => None,
    })
    .collect()
}

fn witnesses(results: &[(PlannedCase, Vec<Observation>)]) -> BTreeMap<String, u64> {
    let mut sums = BTreeMap::new();
    for observation in results.iter().flat_map(|(_, observations)| observations) {
        if let Sight::Witness { count, .. } = &observation.sight {
            *sums.entry(observation.requirement.clone()).or_default() += count;
        }
    }
    sums
}

#[tokio::test]
async fn a_provider_that_obeys_is_blamed_for_nothing_and_witnesses_much() {
    let results = run("").await;
    let blamed: Vec<_> = contradictions(&results);
    assert!(blamed.is_empty(), "{blamed:#?}");
    let witnessed = witnesses(&results);
    for requirement in [
        "ENV-001", "ENV-002", "ENV-003", "ENV-004", "ENV-005", "ENV-006", "ENV-007", "ENV-008", "ENV-009", "ENV-010",
        "ENV-011", "ENV-012", "ID-001", "ID-003", "ID-004", "ID-005", "ID-006", "PAGE-001", "PAGE-002", "PAGE-003",
        "PAGE-004", "PAGE-005", "PAGE-006", "PAGE-007", "PAGE-008", "PAGE-009", "PAGE-010", "PAGE-011", "PAGE-012",
        "PAGE-013", "PAGE-015", "PAGE-016", "META-001", "ORG-001", "GRP-001", "ENR-001", "HTTP-003", "OPT-002",
        "OPT-004",
    ] {
        assert!(witnessed.contains_key(&format!("SS12K-{requirement}")), "no witness of {requirement}");
    }
    let open: Vec<_> = results
        .iter()
        .flat_map(|(case, observations)| observations.iter().map(move |o| (case, o)))
        .filter(|(_, o)| matches!(&o.sight, Sight::Undecided { gap, .. } if *gap != samspel_model::Gap::NoData))
        .map(|(case, o)| format!("{} {o:?}", case.id))
        .collect();
    assert!(open.is_empty(), "{open:#?}");
}

#[tokio::test]
async fn every_message_has_words_in_both_languages() {
    let suite = Suite::embedded("ss12000").unwrap_or_else(|problems| panic!("{}", problems.render(false, 120)));
    for quirk in [
        "",
        "empty",
        "wrong-literal",
        "by-id-drops-field",
        "skips-one",
        "html",
        "one-removed-then-lists-504",
        "tokens-expire",
    ] {
        for (case, observations) in run(quirk).await {
            for observation in observations {
                let messages = match observation.sight {
                    Sight::Witness { message, .. } => vec![message],
                    Sight::Undecided { reason, .. } | Sight::NotApplicable { reason } => vec![reason],
                    Sight::Contradiction(seen) | Sight::Note(seen) => {
                        std::iter::once(seen.summary).chain(seen.cause).collect()
                    }
                };
                for message in messages {
                    let text = suite.texts().render(&message);
                    for words in [&text.sv, &text.en] {
                        assert!(*words != message.id && !words.contains("{$"), "{}: {message:?}: {words}", case.id);
                    }
                }
            }
        }
    }
}

#[tokio::test]
async fn each_quirk_is_held_against_the_requirement_that_it_breaks() {
    for (quirk, requirement, summary) in [
        ("null", "SS12K-ENV-004", "schema-null"),
        ("number-as-text", "SS12K-ENV-006", "schema-type"),
        ("wrong-literal", "SS12K-ENV-007", "schema-literal"),
        ("older-literal", "SS12K-ENV-007", "schema-literal"),
        ("decomposed", "SS12K-HTTP-003", "schema-literal-encoding"),
        ("repeated-school-type", "SS12K-ENV-008", "schema-repeated"),
        ("instant-without-offset", "SS12K-ENV-011", "schema-date-time"),
        ("numeric-id", "SS12K-ID-001", "schema-uuid"),
        ("misspelt-property", "SS12K-ENV-009", "schema-undeclared"),
        ("blank-name", "SS12K-ENV-012", "schema-blank"),
        ("missing-name", "SS12K-ORG-001", "schema-missing"),
        ("bare-array", "SS12K-ENV-001", "envelope-not-object"),
        ("other-key", "SS12K-ENV-001", "envelope-other-key"),
        ("truncated", "SS12K-ENV-001", "envelope-not-json"),
        ("wrapped-lookup", "SS12K-ENV-002", "envelope-wrapped"),
        ("wrapped-by-id", "SS12K-ENV-003", "envelope-wrapped"),
        ("no-hits-404", "SS12K-ENV-005", "env-no-hits-refused"),
        ("twice", "SS12K-ENV-010", "env-object-twice"),
        ("shared-id", "SS12K-ID-003", "id-shared-by-kinds"),
        ("by-id-drops-field", "SS12K-ID-004", "id-content-differs"),
        ("unknown-id-500", "SS12K-ID-005", "id-unknown-other-status"),
        ("limit-ignored", "SS12K-PAGE-001", "page-longer-than-limit"),
        ("bad-limit-served", "SS12K-PAGE-002", "page-bad-limit-served"),
        ("cut-off", "SS12K-PAGE-003", "page-cut-off-without-limit"),
        ("empty-token", "SS12K-PAGE-004", "page-last-token-is-text"),
        ("lenient-token", "SS12K-PAGE-006", "page-token-with-filter-served"),
        ("forgets-query", "SS12K-PAGE-008", "page-forgets-filter"),
        ("skips-one", "SS12K-PAGE-009", "page-entries-missing"),
        ("repeats-one", "SS12K-PAGE-009", "page-entries-twice"),
        ("goes-round", "SS12K-PAGE-010", "page-token-repeats"),
        ("wrong-token-restarts", "SS12K-PAGE-012", "page-wrong-token-served"),
        ("limit-ignored", "SS12K-PAGE-015", "page-list-does-not-page"),
        ("renamed-token", "SS12K-ENV-009", "envelope-undeclared"),
        ("needs-limit", "SS12K-PAGE-003", "page-without-limit-refused"),
        ("some-by-id-500", "SS12K-ID-004", "id-fetch-fails"),
        ("context-no-uri", "SS12K-PERS-013", "schema-context-no-uri"),
        ("telling-token", "SS12K-PAGE-016", "page-token-tells"),
    ] {
        let found = contradictions(&run(quirk).await);
        assert!(
            found.iter().any(|(r, s, _)| r == requirement && s == summary),
            "{quirk}: expected {requirement} {summary}, got {found:#?}"
        );
    }
}

#[tokio::test]
async fn what_is_due_to_the_moment_is_held_against_nobody() {
    for (quirk, requirement) in [
        ("one-by-id-500-once", None),
        ("some-by-id-504", Some("SS12K-ID-004")),
        ("one-removed-then-lists-504", Some("SS12K-ID-004")),
        ("small-pages-504", Some("SS12K-PAGE-001")),
        ("later-pages-504", Some("SS12K-PAGE-005")),
        ("tokens-expire", None),
    ] {
        let results = run(quirk).await;
        let found = contradictions(&results);
        assert!(found.is_empty(), "{quirk}: {found:#?}");
        let open = results.iter().flat_map(|(_, observations)| observations).any(|o| {
            let unanswered = matches!(&o.sight, Sight::Undecided { gap: samspel_model::Gap::NoAnswer, .. });
            unanswered && Some(o.requirement.as_str()) == requirement
        });
        assert!(open || requirement.is_none(), "{quirk} leaves {requirement:?} open");
    }
}

#[tokio::test]
async fn a_hollow_system_does_not_pass_the_control() {
    for quirk in ["empty", "html", "open", "truncated", "everything-exists", "goes-round"] {
        let results = run(quirk).await;
        let control = results.iter().find(|(case, _)| case.control).unwrap();
        let passed = control.1.iter().any(|o| matches!(o.sight, Sight::Witness { .. }));
        let blamed = control.1.iter().any(|o| matches!(o.sight, Sight::Contradiction(_)));
        assert!(!passed, "{quirk}: {:?}", control.1);
        assert!(!blamed, "{quirk}: a control never blames");
    }
}

#[tokio::test]
async fn the_sandbox_is_blamed_for_nothing_until_a_fault_is_switched_on() {
    let blamed = contradictions(&run_in_sandbox(&[]).await);
    assert!(blamed.is_empty(), "{blamed:#?}");
    for (fault, requirement) in [
        ("null-for-absent", "SS12K-ENV-004"),
        ("by-id-lacks-fields", "SS12K-ID-004"),
        ("page-loses-entry", "SS12K-PAGE-009"),
        ("next-page-forgets-expand", "SS12K-PAGE-008"),
    ] {
        let found = contradictions(&run_in_sandbox(&[fault]).await);
        assert!(found.iter().any(|(r, ..)| r == requirement), "{fault}: {found:#?}");
    }
}
