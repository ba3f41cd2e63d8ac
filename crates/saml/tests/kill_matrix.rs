//! Every fault of the simulated metadata against every test: each fault is noticed by a test that claims what it breaks, each test
//! notices a fault, and nothing turns red without one.

#![expect(clippy::unwrap_used, reason = "tests")]

mod court;

use std::collections::BTreeSet;

use samspel_model::{Outcome, Report, Verdict};
use samspel_sandbox::{Published, metadata, metadata_faults};

use court::{judged, suite};

const ALL: [Published; 3] = [Published::Idp, Published::Sp, Published::Federation];

/// Tests that went red: they failed, or tell of something that can fail nobody.
fn red(report: &Report) -> BTreeSet<String> {
    let failed = report.tests.iter().filter(|test| test.verdict == Verdict::Fail).map(|test| test.id.clone());
    let told = report.findings.iter().map(|finding| finding.test.clone());
    failed.chain(told).collect()
}

#[tokio::test]
async fn each_fault_is_noticed_by_a_test_of_what_it_breaks_and_each_test_notices_one() {
    let suite = suite();
    let mut idle: BTreeSet<String> =
        suite.cases.iter().filter(|case| !case.control).map(|case| case.id.clone()).collect();
    let mut wrong = Vec::new();
    for fault in metadata_faults() {
        let document = metadata(fault.published, &[fault.id.to_owned()]).unwrap();
        let report = judged(&suite, "all", document).await;
        let red = red(&report);
        let claims =
            |case: &samspel_suite::Case| case.requirements.iter().any(|id| fault.requirements.contains(&id.as_str()));
        let claiming: Vec<_> = suite.cases.iter().filter(|case| claims(case) && red.contains(&case.id)).collect();
        for id in fault.requirements {
            let noticed = claiming.iter().any(|case| case.requirements.iter().any(|own| own == id));
            if !noticed {
                wrong.push(format!("{} survives the tests of {id}; red: {red:?}", fault.id));
            }
        }
        for case in claiming {
            idle.remove(&case.id);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(idle.is_empty(), "these tests notice nothing: {idle:?}");
}

#[tokio::test]
async fn sound_metadata_turns_nothing_red_and_each_test_passes_somewhere() {
    let suite = suite();
    let mut unseen: BTreeSet<String> = suite.cases.iter().map(|case| case.id.clone()).collect();
    for published in ALL {
        let report = judged(&suite, "all", metadata(published, &[]).unwrap()).await;
        assert_eq!(red(&report), BTreeSet::new(), "{published:?}: {:#?}", report.findings);
        for test in report.tests.iter().filter(|test| test.verdict == Verdict::Pass) {
            unseen.remove(&test.id);
        }
    }
    assert!(unseen.is_empty(), "these tests never pass: {unseen:?}");
}

#[tokio::test]
async fn sound_metadata_conforms_to_every_profile_that_it_is_meant_for() {
    let suite = suite();
    for profile in ["skolfederation", "swamid", "saml2int", "sweden-connect", "fidus"] {
        for published in [Published::Idp, Published::Sp] {
            let report = judged(&suite, profile, metadata(published, &[]).unwrap()).await;
            assert_eq!(
                report.statement.outcome,
                Outcome::Conforms,
                "{profile} {published:?}: {:?}",
                report.statement.because
            );
        }
    }
    let report = judged(&suite, "federation", metadata(Published::Federation, &[]).unwrap()).await;
    assert_eq!(report.statement.outcome, Outcome::Conforms, "{:?}", report.statement.because);
}

#[test]
fn there_are_faults_for_every_requirement_that_is_tested() {
    let suite = suite();
    let broken: BTreeSet<&str> = metadata_faults().iter().flat_map(|fault| fault.requirements).copied().collect();
    let tested = suite.requirements.iter().filter(|r| r.untested.is_none()).map(|r| r.id.as_str());
    let untouched: Vec<&str> = tested.filter(|id| !broken.contains(id)).collect();
    assert!(untouched.is_empty(), "{untouched:?}");
    let ids: BTreeSet<&str> = metadata_faults().iter().map(|fault| fault.id).collect();
    assert_eq!(ids.len(), metadata_faults().len());
}
