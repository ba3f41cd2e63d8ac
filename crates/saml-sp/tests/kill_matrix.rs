//! Every fault of the simulated service provider against the tests that claim what it breaks, and a sound one against all of them.

#![expect(clippy::unwrap_used, reason = "tests")]

mod court;

use std::collections::BTreeSet;
use std::path::Path;

use samspel_model::{Finding, FindingLevel, Level, Outcome, Report, Verdict};
use samspel_sandbox::{SpPolicy, sp_faults};

use samspel_suite::Suite;

use court::{judged_at, started, suite};

/// What only the control is about: without it nothing passes, but it speaks against nobody.
const CONTROL: &str = "SAML-SP-ALG-5";

/// Tests that something speaks against. What is only worth telling counts where no more can be told: of what is allowed (MAY).
fn against(suite: &Suite, report: &Report) -> BTreeSet<(String, String)> {
    let may = |id: &str| suite.requirements.iter().any(|r| r.id == id && r.level == Level::May);
    let told = |finding: &&Finding| finding.level != FindingLevel::Note || may(&finding.requirement);
    report.findings.iter().filter(told).map(|finding| (finding.requirement.clone(), finding.test.clone())).collect()
}

async fn judged(suite: &Suite, folder: &Path, policy: SpPolicy, faults: &[&str], requirements: &[&str]) -> Report {
    let sp = started(folder, policy, faults).await;
    judged_at(suite, folder, (policy, &sp), requirements, None).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sound_service_conforms_to_the_profile_that_it_keeps() {
    let (suite, folder) = (suite(), tempfile::tempdir().unwrap());
    for policy in [SpPolicy::Skolfederation, SpPolicy::Saml2int, SpPolicy::SwedenConnect] {
        let report = judged(&suite, folder.path(), policy, &[], &[]).await;
        let open: Vec<_> = report
            .requirements
            .iter()
            .filter(|r| !matches!(r.verdict, Verdict::Pass | Verdict::NotApplicable))
            .map(|r| (r.id.clone(), r.verdict, r.reason.clone()))
            .collect();
        assert_eq!(report.findings, Vec::new(), "{policy:?}");
        assert_eq!(report.statement.outcome, Outcome::Conforms, "{policy:?}: {open:#?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_fault_is_noticed_by_a_test_of_what_it_breaks_and_each_test_notices_one() {
    let (suite, folder) = (suite(), tempfile::tempdir().unwrap());
    let mut idle: BTreeSet<String> =
        suite.cases.iter().filter(|case| !case.control).map(|case| case.id.clone()).collect();
    let mut wrong = Vec::new();
    for fault in sp_faults() {
        let report = judged(&suite, folder.path(), fault.policy, &[fault.id], fault.requirements).await;
        let against = against(&suite, &report);
        for id in fault.requirements {
            if !against.iter().any(|(broken, _)| broken == id) {
                let reasons: Vec<_> =
                    report.requirements.iter().filter(|r| r.id == *id).map(|r| (r.verdict, r.reason.clone())).collect();
                wrong.push(format!("{} survives the tests of {id}: {reasons:?}; red: {against:?}", fault.id));
            }
        }
        idle.retain(|case| !against.iter().any(|(_, test)| test == case));
    }
    assert!(wrong.is_empty(), "{} survive\n{}", wrong.len(), wrong.join("\n"));
    assert!(idle.is_empty(), "tests that no fault makes fail: {idle:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_shows_somebody_to_everybody_lets_nothing_pass() {
    let (suite, folder) = (suite(), tempfile::tempdir().unwrap());
    let report = judged(&suite, folder.path(), SpPolicy::Saml2int, &["sp-page-for-everybody"], &[]).await;
    let passed: Vec<&str> =
        report.requirements.iter().filter(|r| r.verdict == Verdict::Pass).map(|r| r.id.as_str()).collect();
    assert_eq!(passed, Vec::<&str>::new());
}

#[test]
fn there_is_a_fault_for_every_requirement_that_is_tested() {
    let suite = suite();
    let broken: BTreeSet<&str> = sp_faults().iter().flat_map(|fault| fault.requirements).copied().collect();
    let tested = suite.requirements.iter().filter(|r| r.untested.is_none()).map(|r| r.id.as_str());
    let untouched: Vec<&str> = tested.filter(|id| !broken.contains(id) && *id != CONTROL).collect();
    assert!(untouched.is_empty(), "{untouched:?}");
    let ids: BTreeSet<&str> = sp_faults().iter().map(|fault| fault.id).collect();
    assert_eq!(ids.len(), sp_faults().len());
}
