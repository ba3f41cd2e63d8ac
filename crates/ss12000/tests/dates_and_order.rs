//! The families DATE, META and SORT against the sandbox: innocent it is found innocent, and each fault is held against a requirement
//! that it breaks.

#![allow(clippy::unwrap_used, reason = "tests")]

mod trial;

use std::collections::BTreeSet;

use samspel_sandbox::{Fault, Options, Running, faults, start, start_living};

const FAMILIES: [&str; 3] = ["ss12000/date/*", "ss12000/meta/*", "ss12000/sort/*"];

async fn sandbox(pupils: u32, seed: u64, edition: &str, faults: &[&str]) -> Running {
    let faults = faults.iter().map(|fault| (*fault).to_owned()).collect();
    let listen = "127.0.0.1:0".parse().unwrap();
    start(Options { listen, pupils, seed, edition: edition.to_owned(), faults }).await.unwrap()
}

fn target(sandbox: &Running, edition: &str) -> String {
    format!(
        "samspel: 1\nname: sandbox\nenvironment: test\n\
         interfaces: {{ ss12000: {{ base_url: '{}', edition: '{edition}' }} }}\n\
         principals: {{ full: {{ oauth2: {{ token_url: '{}', client_id: '{}', client_secret: '{}' }} }} }}\n\
         limits: {{ requests_per_second: 0 }}\n",
        sandbox.base_url, sandbox.token_url, sandbox.clients.full.id, sandbox.clients.full.secret
    )
}

async fn seen(pupils: u32, seed: u64, edition: &str, faults: &[&str], only: &[&str]) -> Vec<trial::Seen> {
    let sandbox = sandbox(pupils, seed, edition, faults).await;
    let seen = trial::run(&target(&sandbox, edition), only).await;
    sandbox.stop().await;
    seen
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_provider_that_obeys_is_blamed_for_nothing_at_any_size() {
    for (pupils, seed, edition) in [(0, 1, "2.1"), (1, 2, "2.1"), (20, 1, "2.1"), (20, 3, "2.0"), (50, 4, "2.1")] {
        let seen = seen(pupils, seed, edition, &[], &FAMILIES).await;
        assert_eq!(trial::contradictions(&seen), Default::default(), "{pupils} pupils, seed {seed}, edition {edition}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_that_is_asked_is_witnessed_in_a_small_municipality() {
    let seen = seen(20, 1, "2.1", &[], &FAMILIES).await;
    let unwitnessed: Vec<String> = seen
        .iter()
        .filter(|seen| trial::witnesses(std::slice::from_ref(seen)).is_empty())
        .map(|seen| format!("{}: {:?}", seen.test, seen.observations))
        .collect();
    assert_eq!(unwitnessed, Vec::<String>::new());
}

/// Faults that only show when somebody changes something; tests of changes look at them.
const CHANGES: [&str; 2] = ["creation-backdated", "deletion-behind-unremembered"];
/// Requirements that tests of the schema, of writing and of changes look at.
const ELSEWHERE: [&str; 4] = ["SS12K-META-001", "SS12K-META-004", "SS12K-META-014", "SS12K-META-015"];

/// Runs a family against each of its faults: a requirement that the fault breaks has to be contradicted, by a test that claims it.
async fn every_fault_is_seen(family: &str, cases: &str) {
    let prefix = format!("SS12K-{family}-");
    let mut unseen = Vec::new();
    let of_family = |fault: &Fault| {
        fault.requirements.first().is_some_and(|id| id.starts_with(&prefix))
            && !fault.requirements.iter().any(|id| ELSEWHERE.contains(id))
            && !CHANGES.contains(&fault.id)
    };
    for fault in faults().iter().filter(|fault| of_family(fault)) {
        let seen = seen(20, 1, "2.1", &[fault.id], &[cases]).await;
        let found = trial::contradictions(&seen);
        let broken: BTreeSet<&str> = found.keys().filter_map(|key| key.split(' ').next()).collect();
        if !fault.requirements.iter().any(|id| broken.contains(id)) {
            unseen.push(format!("{}: {:?}", fault.id, found.keys().collect::<Vec<_>>()));
        }
    }
    assert_eq!(unseen, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_fault_of_dates_is_seen() {
    every_fault_is_seen("DATE", "ss12000/date/*").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_fault_of_sort_orders_is_seen() {
    every_fault_is_seen("SORT", "ss12000/sort/*").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_fault_of_times_of_change_is_seen() {
    every_fault_is_seen("META", "ss12000/meta/*").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_system_that_changes_while_it_is_tested_is_blamed_for_nothing() {
    let listen = "127.0.0.1:0".parse().unwrap();
    let edition = "2.1".to_owned();
    let options = Options { listen, pupils: 20, seed: 5, edition: edition.clone(), faults: Vec::new() };
    let sandbox = start_living(options).await.unwrap();
    let seen = trial::run(&target(&sandbox, &edition), &FAMILIES).await;
    sandbox.stop().await;
    assert_eq!(trial::contradictions(&seen), Default::default());
    let witnessed = trial::witnesses(&seen);
    for requirement in ["SS12K-SORT-002", "SS12K-META-007", "SS12K-META-013", "SS12K-META-016", "SS12K-DATE-001"] {
        assert!(witnessed.contains_key(requirement), "no witness of {requirement}");
    }
}
