//! The suite `api-auth` over sockets: against a healthy provider, against faults, without an issuer; and nothing of a token stays.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use samspel_exchange::{Client, Documents, Settings};
use samspel_model::{Observation, Sight, Texts as _};
use samspel_sandbox::{Location, Options, Running, Trust, start, start_trusting};
use samspel_sso::Issuer;
use samspel_suite::{Context, Plan, Registry, Selection, Shared, Suite, Target, Work};

const ORGANISATION: &str = "SE2021004185";

fn suite() -> Suite {
    Suite::embedded("api-auth").unwrap_or_else(|problems| panic!("{}", problems.render(false, 120)))
}

fn options(faults: &[&str]) -> Options {
    Options {
        listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        pupils: 5,
        seed: 1,
        edition: "2.1".to_owned(),
        faults: faults.iter().map(|id| (*id).to_owned()).collect(),
    }
}

fn target(sandbox: &Running, issuer: bool) -> Target {
    let login = |client: &samspel_sandbox::Client| {
        format!(
            "{{ oauth2: {{ token_url: \"{}\", client_id: {}, client_secret: \"{}\" }} }}",
            sandbox.token_url, client.id, client.secret
        )
    };
    let mut text = format!(
        "samspel: 1\nname: x\nenvironment: test\nallow_writes: true\ninterfaces:\n  ss12000: {{ base_url: \"{}\", edition: \"2.1\" }}\nprincipals:\n  full: {}\n  no_access: {}\nlimits: {{ requests_per_second: 0 }}\n",
        sandbox.base_url,
        login(&sandbox.clients.full),
        login(&sandbox.clients.no_access)
    );
    if issuer {
        text.push_str(&format!(
            "issuer:\n  audience: \"{0}\"\n  key_wait_s: 3\n  claims: {{ organization_id: {ORGANISATION}, requested_access: [{{ type: ss12000-api, locations: [\"{0}\"] }}] }}\n",
            sandbox.base_url
        ));
    }
    Target::parse("target.yaml", &text).unwrap_or_else(|problems| panic!("{}", problems.render(false, 120))).target
}

/// Whether there is an issuer, and what the provider makes of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Own {
    Trusted,
    Unknown,
    None,
}

/// Which tests are run, beside the control.
#[derive(Clone, Copy)]
enum Only {
    Tests(&'static str),
    Claims(&'static [&'static str]),
}

const ALL: Only = Only::Tests("*");

/// What each test saw.
type Seen = BTreeMap<String, Vec<Observation>>;

/// A provider with these faults, and what the tests whose ids match saw of it.
async fn run(profile: &str, faults: &[&str], own: Own, only: Only, evidence: Option<PathBuf>) -> (Seen, Vec<String>) {
    let documents = Documents::open("127.0.0.1:0", None).await.unwrap();
    let sandbox = if own == Own::Trusted {
        let trust = Trust {
            issuer: documents.base().to_owned(),
            audience: None,
            organisation: Some(ORGANISATION.to_owned()),
            location: Some(Location::Own),
        };
        start_trusting(options(faults), trust).await.unwrap()
    } else {
        start(options(faults)).await.unwrap()
    };
    let secrets = vec![sandbox.clients.full.secret.clone(), sandbox.clients.no_access.secret.clone()];
    let target = Arc::new(target(&sandbox, own != Own::None));
    let client = Client::live(Settings {
        base_url: sandbox.base_url.clone(),
        principals: target.principals.clone(),
        base_dir: PathBuf::new(),
        limits: target.limits.clone(),
        ca_file: None,
        proxy: None,
        evidence: evidence.map(|folder| (folder, samspel_exchange::EvidenceLevel::Pseudonymised)),
        read_only: false,
    })
    .unwrap();
    let shared = Arc::new(Shared::default());
    documents.record(&client);
    if let Some(settings) = &target.issuer {
        shared.put(Issuer::open(settings, Path::new(""), documents).unwrap());
    }
    let suite = suite();
    let all = |globs: &[&str]| globs.iter().map(|glob| (*glob).to_owned()).collect::<Vec<_>>();
    let (only, requirements) = match only {
        Only::Tests(glob) => (all(&[glob]), Vec::new()),
        Only::Claims(requirements) => (Vec::new(), all(requirements)),
    };
    let selection = Selection { profile: Some(profile.to_owned()), only, requirements, ..Selection::default() };
    let plan = Plan::make(&suite, &Registry::new().with(&samspel_sso::checks()), &target, &selection, 1).unwrap();
    let mut seen = Seen::new();
    for case in &plan.cases {
        let context = Context {
            session: client.session(&case.id),
            client: client.clone(),
            target: Arc::clone(&target),
            edition: "2.1".to_owned(),
            test: case.id.clone(),
            requirements: case.requirements.clone(),
            with: case.with.clone(),
            seed: 1,
            shared: Arc::clone(&shared),
        };
        let Work::Check(check) = &case.work else { panic!("{} has steps", case.id) };
        let observations = (check.run)(&context).await.unwrap_or_else(|error| panic!("{}: {error}", case.id));
        observations.iter().for_each(|observation| speaks_both_languages(&suite, observation));
        seen.insert(case.id.clone(), observations);
    }
    client.finish().await.unwrap();
    sandbox.stop().await;
    (seen, secrets)
}

/// Whatever a person will read has words, and all its arguments, in both languages.
fn speaks_both_languages(suite: &Suite, observation: &Observation) {
    let message = match &observation.sight {
        Sight::Witness { message, .. } => message,
        Sight::Undecided { reason, .. } | Sight::NotApplicable { reason } => reason,
        Sight::Contradiction(seen) | Sight::Note(seen) => &seen.summary,
    };
    let text = suite.texts().render(message);
    for text in [&text.sv, &text.en] {
        assert!(*text != message.id && !text.contains(['{', '}']), "{text} ({message:?})");
    }
    assert_ne!(text.sv, text.en);
}

fn contradicted(seen: &Seen) -> BTreeSet<String> {
    let is_contradiction = |o: &&Observation| matches!(o.sight, Sight::Contradiction(_));
    seen.values().flatten().filter(is_contradiction).map(|o| o.requirement.clone()).collect()
}

fn undecided(seen: &Seen) -> BTreeSet<String> {
    let is_undecided = |o: &Observation| matches!(o.sight, Sight::Undecided { .. });
    seen.iter().filter(|(_, all)| all.iter().any(is_undecided)).map(|(test, _)| test.clone()).collect()
}

#[tokio::test]
async fn a_healthy_provider_shows_every_requirement_that_is_tested() {
    let (seen, _) = run("full", &[], Own::Trusted, ALL, None).await;
    for (test, observations) in &seen {
        let witnessed = observations.iter().any(|o| matches!(o.sight, Sight::Witness { count: 1.., .. }));
        let only_witnesses = observations.iter().all(|o| matches!(o.sight, Sight::Witness { .. } | Sight::Note(_)));
        assert!(witnessed && only_witnesses, "{test}: {observations:#?}");
    }
    assert!(seen.len() > 40, "{}", seen.len());
}

#[tokio::test]
async fn without_an_issuer_nothing_fails_and_what_needs_one_says_so() {
    let (seen, _) = run("full", &[], Own::None, ALL, None).await;
    assert_eq!(contradicted(&seen), BTreeSet::new());
    let undecided = undecided(&seen);
    for test in ["api-auth/refused/expired", "api-auth/refused/hmac-with-public-key", "api-auth/accepted/new-key"] {
        assert!(undecided.contains(test), "{test} needs an issuer");
    }
    // Made of the real token.
    for test in ["api-auth/refused/alg-none", "api-auth/refused/other-signature", "api-auth/refused/not-a-jwt"] {
        assert!(!undecided.contains(test), "{test} needs none: {:#?}", seen[test]);
    }
}

#[tokio::test]
async fn without_an_issuer_a_provider_that_takes_any_token_is_found_out() {
    let (seen, _) = run("jwt", &["any-token-accepted"], Own::None, Only::Tests("api-auth/refused/*"), None).await;
    let found = contradicted(&seen);
    assert!(found.contains("API-AUTH-ALG-1") && found.contains("API-AUTH-ALG-3"), "{found:?}");
}

#[tokio::test]
async fn an_issuer_that_the_provider_does_not_trust_decides_nothing() {
    let (seen, _) = run("jwt", &[], Own::Unknown, Only::Tests("api-auth/refused/expired"), None).await;
    assert_eq!(undecided(&seen).len(), 1, "{seen:#?}");
}

#[tokio::test]
async fn every_fault_is_found_by_a_test_that_claims_it_and_every_test_finds_one() {
    let mut unclaimed = Vec::new();
    let mut idle: BTreeSet<String> = suite().cases.into_iter().filter(|c| !c.control).map(|c| c.id).collect();
    for fault in samspel_sandbox::faults().iter().filter(|fault| fault.suite() == "api-auth") {
        let (seen, _) = run("full", &[fault.id], Own::Trusted, Only::Claims(fault.requirements), None).await;
        let found = contradicted(&seen);
        if !fault.requirements.iter().any(|requirement| found.contains(*requirement)) {
            unclaimed.push(fault.id);
        }
        let red = |all: &[Observation]| all.iter().any(|o| matches!(o.sight, Sight::Contradiction(_)));
        idle.retain(|test| !seen.get(test).is_some_and(|all| red(all)));
    }
    assert!(unclaimed.is_empty(), "nothing that claims it notices {unclaimed:?}");
    assert!(idle.is_empty(), "no fault turns these red: {idle:?}");
}

/// Everything that was written, in one text.
fn written(folder: &Path) -> String {
    let mut all = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        all.push_str(&if path.is_dir() {
            written(&path)
        } else {
            String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned()
        });
    }
    all
}

#[tokio::test]
async fn no_token_and_no_secret_stays_in_what_is_written() {
    for faults in [&[][..], &["takes-token-from-query", "any-secret-gets-token", "secret-in-query-gets-token"][..]] {
        let folder = tempfile::tempdir().unwrap();
        let (seen, secrets) = run("full", faults, Own::Trusted, ALL, Some(folder.path().to_owned())).await;
        let all = written(folder.path()) + &serde_json::to_string(&seen.values().collect::<Vec<_>>()).unwrap();
        assert!(all.contains("api-auth/refused/expired#"), "evidence was written");
        for secret in secrets {
            assert!(!all.contains(&secret), "a client secret");
        }
        // Every token here begins with the base64url of `{"`.
        assert!(!all.contains("eyJ"), "{}", all.split("eyJ").nth(1).unwrap().chars().take(80).collect::<String>());
    }
}
