//! The families EXP, NAME and LOOK against the sandbox: innocent it is found innocent, each fault is seen by a test that claims its
//! requirement, and no case sleeps.

#![allow(clippy::unwrap_used, reason = "tests")]

mod trial;

use std::collections::BTreeSet;

use samspel_sandbox::{Fault, Options, Running, faults, start};

const FAMILIES: [&str; 3] = ["exp", "name", "look"];

async fn sandbox(pupils: u32, seed: u64, edition: &str, faults: &[&str]) -> Running {
    let faults = faults.iter().map(|fault| (*fault).to_owned()).collect();
    let listen = "127.0.0.1:0".parse().unwrap();
    start(Options { listen, pupils, seed, edition: edition.to_owned(), faults }).await.unwrap()
}

fn target(sandbox: &Running, edition: &str) -> String {
    let client = |client: &samspel_sandbox::Client| {
        format!(
            "{{ oauth2: {{ token_url: '{}', client_id: '{}', client_secret: '{}' }} }}",
            sandbox.token_url, client.id, client.secret
        )
    };
    format!(
        "samspel: 1\nname: sandbox\nenvironment: test\n\
         interfaces: {{ ss12000: {{ base_url: '{}', edition: '{edition}' }} }}\n\
         principals: {{ full: {}, limited: {} }}\n\
         limits: {{ requests_per_second: 0 }}\n",
        sandbox.base_url,
        client(&sandbox.clients.full),
        client(&sandbox.clients.limited)
    )
}

async fn seen(pupils: u32, seed: u64, edition: &str, faults: &[&str], families: &[&str]) -> Vec<trial::Seen> {
    let sandbox = sandbox(pupils, seed, edition, faults).await;
    let only: Vec<String> = families.iter().map(|family| format!("ss12000/{family}/*")).collect();
    let only: Vec<&str> = only.iter().map(String::as_str).collect();
    let seen = trial::run(&target(&sandbox, edition), &only).await;
    sandbox.stop().await;
    seen
}

#[tokio::test]
async fn a_provider_that_obeys_is_blamed_for_nothing_at_any_size() {
    for (pupils, seed, edition) in [(0, 1, "2.1"), (1, 2, "2.1"), (20, 1, "2.1"), (20, 3, "2.0"), (50, 4, "2.1")] {
        let seen = seen(pupils, seed, edition, &[], &FAMILIES).await;
        assert_eq!(trial::contradictions(&seen), Default::default(), "{pupils} pupils, seed {seed}, edition {edition}");
    }
}

#[tokio::test]
async fn every_test_witnesses_something_in_a_small_municipality() {
    let seen = seen(20, 1, "2.1", &[], &FAMILIES).await;
    let unwitnessed: Vec<String> = seen
        .iter()
        .filter(|seen| trial::witnesses(std::slice::from_ref(seen)).is_empty())
        .map(|seen| format!("{}: {:?}", seen.test, seen.observations))
        .collect();
    assert_eq!(unwitnessed, Vec::<String>::new());
}

/// The family of a fault's first requirement, if it is one of these.
fn family(fault: &Fault) -> Option<&'static str> {
    let first = fault.requirements.first()?.strip_prefix("SS12K-")?;
    FAMILIES.into_iter().find(|family| first.starts_with(&family.to_uppercase()))
}

#[tokio::test]
async fn each_fault_is_held_against_a_requirement_that_it_breaks_and_no_case_sleeps() {
    let mut missed = Vec::new();
    let mut woken = BTreeSet::new();
    for fault in faults() {
        let Some(family) = family(fault) else { continue };
        let seen = seen(20, 1, "2.1", &[fault.id], &[family]).await;
        let found = trial::contradictions(&seen);
        let claimed = fault.requirements.iter().any(|r| found.keys().any(|key| key.starts_with(*r)));
        if !claimed {
            missed.push(format!("{}: {:?}", fault.id, found.keys().collect::<Vec<_>>()));
        }
        woken.extend(found.into_values().flatten().map(|test| test.split('[').next().unwrap_or_default().to_owned()));
    }
    assert_eq!(missed, Vec::<String>::new());
    let suite = trial::suite();
    let ours = |id: &str| FAMILIES.iter().any(|family| id.starts_with(&format!("ss12000/{family}/")));
    let asleep: Vec<&str> =
        suite.cases.iter().map(|case| case.id.as_str()).filter(|id| ours(id) && !woken.contains(*id)).collect();
    assert_eq!(asleep, Vec::<&str>::new());
}
