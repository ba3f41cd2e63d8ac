//! Every fault of the simulated service provider against the tests that claim what it breaks, and a sound one against all of them.

#![expect(clippy::unwrap_used, reason = "tests")]

mod court;

use std::collections::BTreeSet;

use samspel_model::{Outcome, Report, Verdict};
use samspel_sandbox::{SpPolicy, sp_faults};

use court::{judged, suite};

/// Tests that went red: they failed, or tell of something that can fail nobody.
fn red(report: &Report) -> BTreeSet<String> {
    let failed = report.tests.iter().filter(|test| test.verdict == Verdict::Fail).map(|test| test.id.clone());
    let told = report.findings.iter().map(|finding| finding.test.clone());
    failed.chain(told).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sound_service_conforms_to_the_profile_that_it_keeps() {
    let (suite, folder) = (suite(), tempfile::tempdir().unwrap());
    for policy in [SpPolicy::Skolfederation, SpPolicy::Saml2int, SpPolicy::SwedenConnect] {
        let report = judged(&suite, folder.path(), policy, &[], &[], None).await;
        let open: Vec<_> = report
            .requirements
            .iter()
            .filter(|r| !matches!(r.verdict, Verdict::Pass | Verdict::NotApplicable))
            .map(|r| (r.id.clone(), r.verdict, r.reason.clone()))
            .collect();
        assert_eq!(red(&report), BTreeSet::new(), "{policy:?}: {:#?}", report.findings);
        assert_eq!(report.statement.outcome, Outcome::Conforms, "{policy:?}: {open:#?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_fault_is_noticed_by_a_test_of_what_it_breaks() {
    let (suite, folder) = (suite(), tempfile::tempdir().unwrap());
    let mut wrong = Vec::new();
    for fault in sp_faults() {
        let report = judged(&suite, folder.path(), fault.policy, &[fault.id], fault.requirements, None).await;
        let red = red(&report);
        for id in fault.requirements {
            let claims = |case: &&samspel_suite::Case| case.requirements.iter().any(|own| own == id);
            if !suite.cases.iter().filter(claims).any(|case| red.contains(&case.id)) {
                wrong.push(format!("{} survives the tests of {id}; red: {red:?}", fault.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{} survive\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn there_is_a_fault_for_every_requirement_that_is_tested() {
    let suite = suite();
    let broken: BTreeSet<&str> = sp_faults().iter().flat_map(|fault| fault.requirements).copied().collect();
    // The control, and what a service may do either way.
    let free = ["SAML-SP-ALG-5", "SAML-SP-ALG-6"];
    let tested = suite.requirements.iter().filter(|r| r.untested.is_none()).map(|r| r.id.as_str());
    let untouched: Vec<&str> = tested.filter(|id| !broken.contains(id) && !free.contains(id)).collect();
    assert!(untouched.is_empty(), "{untouched:?}");
    let ids: BTreeSet<&str> = sp_faults().iter().map(|fault| fault.id).collect();
    assert_eq!(ids.len(), sp_faults().len());
}
