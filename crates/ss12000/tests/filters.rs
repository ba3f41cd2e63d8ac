//! The family FILT against the sandbox: innocent it is found innocent, and each fault is seen for what it is.

#![allow(clippy::unwrap_used, reason = "tests")]

mod trial;

use samspel_sandbox::{Options, Running, start};

/// A sandbox with these faults.
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

#[tokio::test]
async fn a_provider_that_obeys_is_blamed_for_nothing_at_any_size() {
    for (pupils, seed, edition) in [(0, 1, "2.1"), (1, 2, "2.1"), (20, 1, "2.1"), (20, 3, "2.0"), (50, 4, "2.1")] {
        let seen = seen(pupils, seed, edition, &[], &["ss12000/filt/*"]).await;
        assert_eq!(trial::contradictions(&seen), Default::default(), "{pupils} pupils, seed {seed}, edition {edition}");
    }
}

#[tokio::test]
async fn every_filter_is_witnessed_in_a_small_municipality() {
    let seen = seen(20, 1, "2.1", &[], &["ss12000/filt/*"]).await;
    let unwitnessed: Vec<String> = seen
        .iter()
        .filter(|seen| trial::witnesses(std::slice::from_ref(seen)).is_empty())
        .map(|seen| format!("{}: {:?}", seen.test, seen.observations))
        .collect();
    assert_eq!(unwitnessed, Vec::<String>::new());
}

/// Requirement and message of everything that a fault is blamed for in the family.
async fn blamed(fault: &str) -> Vec<String> {
    let seen = seen(20, 1, "2.1", &[fault], &["ss12000/filt/*"]).await;
    trial::contradictions(&seen).into_keys().collect()
}

#[tokio::test]
async fn every_fault_of_the_family_is_held_against_a_requirement_that_it_breaks() {
    let mut unseen = Vec::new();
    for fault in
        samspel_sandbox::faults().iter().filter(|f| f.requirements.iter().any(|r| r.starts_with("SS12K-FILT-")))
    {
        let blamed = blamed(fault.id).await;
        let claimed = fault.requirements.iter().filter(|r| r.starts_with("SS12K-FILT-"));
        unseen.extend(
            claimed
                .filter(|r| !blamed.iter().any(|b| b.starts_with(**r)))
                .map(|r| format!("{} {r}: {blamed:?}", fault.id)),
        );
    }
    assert_eq!(unseen, Vec::<String>::new());
}
