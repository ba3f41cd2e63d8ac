//! The simulated OpenID provider against the suite: sound it conforms, each fault is noticed by a test that claims what it breaks, each
//! test notices a fault, and nothing that somebody could log in with is written anywhere.

#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "tests")]

mod openid_court;

use std::collections::BTreeSet;

use futures::StreamExt as _;
use openid_court::{judged, provider, suite};
use samspel_model::{Outcome, Report, Verdict};
use samspel_sandbox::OpenIdFault;

/// Faults that the suite has to notice.
fn faults() -> impl Iterator<Item = &'static OpenIdFault> {
    samspel_sandbox::openid_faults().iter().filter(|fault| fault.suite() == samspel_sso::OIDC_PROVIDER)
}

/// Tests that went red: they failed, or tell of something that can fail nobody.
fn red(report: &Report, requirement: &str) -> bool {
    let failed = report.requirements.iter().any(|r| r.id == requirement && r.verdict == Verdict::Fail);
    failed || report.findings.iter().any(|finding| finding.requirement == requirement)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sound_provider_conforms_to_every_profile() {
    let suite = suite();
    for profile in ["core", "sweden", "sweden-connect", "logout", "full"] {
        let report = judged(&suite, profile, &[], &provider(&[]).await, None).await;
        let open: Vec<_> = report
            .requirements
            .iter()
            .filter(|r| r.verdict != Verdict::Pass)
            .map(|r| (&r.id, r.verdict, &r.reason))
            .collect();
        assert_eq!(report.statement.outcome, Outcome::Conforms, "{profile}: {open:#?} {:#?}", report.findings);
        assert!(report.findings.is_empty(), "{profile}: {:#?}", report.findings);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_fault_is_noticed_by_a_test_of_what_it_breaks_and_each_test_notices_one() {
    let suite = suite();
    let results: Vec<_> = futures::stream::iter(faults())
        .map(|fault| {
            let suite = &suite;
            async move {
                let report = judged(suite, "full", fault.requirements, &provider(&[fault.id]).await, None).await;
                (fault, report)
            }
        })
        .buffer_unordered(4)
        .collect()
        .await;
    let mut idle: BTreeSet<String> =
        suite.cases.iter().filter(|case| !case.control).map(|case| case.id.clone()).collect();
    let mut wrong = Vec::new();
    for (fault, report) in &results {
        for id in fault.requirements {
            if !red(report, id) {
                let verdict = report.requirements.iter().find(|r| r.id == *id).map(|r| (r.verdict, r.reason.clone()));
                wrong.push(format!("{} survives the tests of {id}: {verdict:?}", fault.id));
            }
        }
        for case in &suite.cases {
            if report.findings.iter().any(|f| f.test == case.id && fault.requirements.contains(&f.requirement.as_str()))
            {
                idle.remove(&case.id);
            }
        }
    }
    eprintln!("{} faults", results.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(idle.is_empty(), "these tests notice nothing: {idle:?}");
}

#[test]
fn there_are_faults_for_every_requirement_that_is_tested() {
    let suite = suite();
    let broken: BTreeSet<&str> = faults().flat_map(|fault| fault.requirements).copied().collect();
    let tested = suite.requirements.iter().filter(|r| r.untested.is_none()).map(|r| r.id.as_str());
    let untouched: Vec<&str> = tested.filter(|id| !broken.contains(id)).collect();
    assert!(untouched.is_empty(), "{untouched:?}");
    let ids: BTreeSet<&str> = faults().map(|fault| fault.id).collect();
    assert_eq!(ids.len(), faults().count());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_that_somebody_could_log_in_with_is_written() {
    let suite = suite();
    for faults in [&[][..], &["op-any-redirect-uri", "op-code-reusable", "op-access-token-readable", "op-any-token"]] {
        let running = provider(faults).await;
        let folder = tempfile::tempdir().unwrap();
        let report = judged(&suite, "full", &[], &running, Some(folder.path().to_owned())).await;
        let mut written = serde_json::to_string(&report).unwrap();
        for entry in std::fs::read_dir(folder.path()).unwrap().map(Result::unwrap) {
            if entry.path().is_file() {
                written.push_str(&std::fs::read_to_string(entry.path()).unwrap());
            }
        }
        assert!(
            written.contains("\"authorise\"") && written.len() > 100_000,
            "evidence is there: {} bytes",
            written.len()
        );
        let handed_out = running.handed_out();
        assert!(handed_out.len() > 500, "{} values", handed_out.len());
        let leaked: Vec<&String> = handed_out.iter().filter(|secret| written.contains(secret.as_str())).collect();
        assert!(
            leaked.is_empty(),
            "{} of {} secrets are written, the first: {:?}",
            leaked.len(),
            handed_out.len(),
            leaked.first()
        );
    }
}
