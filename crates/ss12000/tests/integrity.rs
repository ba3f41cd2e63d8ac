//! Integrity against the sandbox: a sound municipality is blamed for nothing, whatever its seed, size and edition, and each fault of
//! the family is held against a requirement that it breaks.

#![allow(clippy::unwrap_used, reason = "tests")]

mod trial;

use std::collections::BTreeSet;

const FAMILIES: [&str; 17] = [
    "ss12000/integrity/*",
    "ss12000/org/*",
    "ss12000/pers/*",
    "ss12000/enr/*",
    "ss12000/plc/*",
    "ss12000/duty/*",
    "ss12000/grp/*",
    "ss12000/prog/*",
    "ss12000/syl/*",
    "ss12000/act/*",
    "ss12000/att/*",
    "ss12000/aev/*",
    "ss12000/asch/*",
    "ss12000/agg/*",
    "ss12000/grd/*",
    "ss12000/opt/empty*",
    "ss12000/opt/targets*",
];

/// Runs the family against a municipality.
async fn seen(pupils: u32, seed: u64, edition: &str, faults: &[&str]) -> Vec<trial::Seen> {
    let sandbox = samspel_sandbox::start(samspel_sandbox::Options {
        listen: "127.0.0.1:0".parse().unwrap(),
        pupils,
        seed,
        edition: edition.to_owned(),
        faults: faults.iter().map(|fault| (*fault).to_owned()).collect(),
    })
    .await
    .unwrap();
    let target = format!(
        "samspel: 1\nname: t\nenvironment: test\ninterfaces: {{ ss12000: {{ base_url: {}, edition: \"{edition}\" }} }}\n\
         principals: {{ full: {{ oauth2: {{ token_url: {}, client_id: {}, client_secret: {} }} }} }}\nlimits: {{ requests_per_second: 0 }}\n",
        sandbox.base_url, sandbox.token_url, sandbox.clients.full.id, sandbox.clients.full.secret
    );
    let seen = trial::run(&target, &FAMILIES).await;
    sandbox.stop().await;
    seen
}

#[tokio::test]
async fn a_sound_municipality_is_blamed_for_nothing() {
    for (pupils, seed, edition) in [
        (0, 1, "2.1"),
        (1, 2, "2.0"),
        (3, 3, "2.1"),
        (20, 1, "2.1"),
        (20, 5, "2.0"),
        (50, 3, "2.1"),
        (51, 4, "2.0"),
        (120, 6, "2.1"),
    ] {
        let found = trial::contradictions(&seen(pupils, seed, edition, &[]).await);
        assert!(found.is_empty(), "{pupils} pupils, seed {seed}, {edition}: {found:#?}");
    }
}

#[tokio::test]
async fn every_requirement_of_the_family_is_witnessed_in_a_municipality_of_fifty_pupils() {
    let seen = seen(50, 1, "2.1", &[]).await;
    let witnesses = trial::witnesses(&seen);
    let suite = trial::suite();
    let claimed: BTreeSet<&String> = suite
        .cases
        .iter()
        .filter(|case| seen.iter().any(|seen| seen.test.split('[').next() == Some(&case.id)))
        .flat_map(|case| &case.requirements)
        .collect();
    let unwitnessed: Vec<_> = claimed.into_iter().filter(|id| !witnesses.contains_key(*id)).collect();
    assert!(unwitnessed.is_empty(), "{unwitnessed:?}");
}

#[tokio::test]
async fn each_fault_of_the_family_is_seen() {
    let mut unseen = Vec::new();
    let mut last = false;
    for fault in samspel_sandbox::faults().iter().skip_while(|fault| fault.id != "dangling-references") {
        if std::mem::replace(&mut last, fault.id == "children-never-leave") {
            break;
        }
        let found = trial::contradictions(&seen(20, 1, "2.1", &[fault.id]).await);
        let broken: BTreeSet<&str> = found.keys().filter_map(|key| key.split(' ').next()).collect();
        if !fault.requirements.iter().any(|requirement| broken.contains(requirement)) {
            unseen.push((fault.id, found.keys().cloned().collect::<Vec<_>>()));
        }
    }
    assert!(unseen.is_empty(), "{unseen:#?}");
}

#[tokio::test]
async fn a_dangling_reference_is_seen_at_every_place_of_the_contract() {
    let sound = seen(50, 1, "2.1", &[]).await;
    let rows = |seen: &trial::Seen| seen.test.starts_with("ss12000/integrity/references[");
    let places: BTreeSet<String> = sound.iter().filter(|seen| rows(seen)).map(|seen| seen.test.clone()).collect();
    assert_eq!(places.len(), 53);
    let unwitnessed: Vec<_> = sound
        .iter()
        .filter(|seen| rows(seen))
        .filter(|seen| !seen.observations.iter().any(|o| matches!(o.sight, samspel_model::Sight::Witness { .. })))
        .map(|seen| &seen.test)
        .collect();
    assert!(unwitnessed.is_empty(), "{unwitnessed:?}");
    for (fault, messages) in [
        ("dangling-references", ["SS12K-INT-001 reference-dangling"]),
        ("references-to-other-kinds", ["SS12K-INT-002 reference-other-kind"]),
    ] {
        let found = trial::contradictions(&seen(50, 1, "2.1", &[fault]).await);
        let blamed: BTreeSet<&String> = messages.iter().flat_map(|message| found.get(*message)).flatten().collect();
        let unseen: Vec<_> = places.iter().filter(|place| !blamed.contains(place)).collect();
        // A parent activity may be kept elsewhere; what refers to its own kind cannot be of another by way of its own id.
        let few = if fault == "dangling-references" { 1 } else { 5 };
        assert!(unseen.len() <= few, "{fault}: {unseen:?}");
    }
}
