//! `samspel demo --suite api-auth`: both profiles from end to end, a fault, and a target without an issuer.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod samspel;

use samspel::{report, samspel_in};

#[test]
fn a_healthy_sandbox_conforms_to_both_profiles_and_no_token_is_written() {
    for profile in ["jwt", "skolverket"] {
        let folder = tempfile::tempdir().unwrap();
        let asked = ["demo", "--suite", "api-auth", "--profile", profile, "--pupils", "5", "--out", "out"];
        let ended = samspel_in(folder.path(), &asked);
        assert_eq!(ended.code, 0, "{}", ended.told());
        assert_eq!(report(folder.path())["statement"]["outcome"], "CONFORMS", "{profile}");
        for file in ["report.json", "summary.md", "evidence/exchanges.ndjson", "evidence/received.ndjson"] {
            let text = std::fs::read_to_string(folder.path().join("out").join(file)).unwrap();
            // Every token begins with the base64url of `{"`.
            assert!(!text.contains("eyJ"), "a token in {file}");
        }
    }
}

#[test]
fn a_fault_is_found_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let asked = ["demo", "--suite", "api-auth", "--pupils", "5", "--out", "out", "--fault", "trusts-expired-tokens"];
    let ended = samspel_in(folder.path(), &asked);
    assert_eq!(ended.code, 1, "{}", ended.told());
    assert_eq!(report(folder.path())["findings"][0]["requirement"], "API-AUTH-TIME-1");
}

#[test]
fn a_fault_of_another_suite_is_refused_with_the_suite_that_notices_it() {
    let folder = tempfile::tempdir().unwrap();
    for command in ["mutants", "demo"] {
        let asked = [command, "--suite", "api-auth", "--pupils", "5", "--fault", "limit-ignored"];
        let ended = samspel_in(folder.path(), &asked);
        assert_eq!(ended.code, 2, "{}", ended.told());
        assert!(ended.stderr.contains("--suite ss12000"), "{}", ended.told());
    }
}
