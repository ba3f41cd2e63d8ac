//! Assertions and cookies are nowhere in what is written: every person of a message has a name that nothing else has.

#![expect(clippy::unwrap_used, reason = "tests")]

mod court;

use samspel_sandbox::SpPolicy;

use court::{judged, suite};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_assertion_and_no_cookie_reaches_the_evidence() {
    let (suite, folder) = (suite(), tempfile::tempdir().unwrap());
    let evidence = tempfile::tempdir().unwrap();
    let faults = ["sp-error-page-echoes", "sp-relay-state-followed"];
    judged(&suite, folder.path(), SpPolicy::Saml2int, &faults, &[], Some(evidence.path())).await;
    let written = std::fs::read_to_string(evidence.path().join("exchanges.ndjson")).unwrap();
    assert!(written.lines().count() > 500, "too little was written to show anything");
    for secret in ["saml:Assertion", "PHNhbWxwOlJlc3BvbnNl", "Prov samspel-", "larospel=", "@samspel.example"] {
        assert!(!written.contains(secret), "{secret}");
    }
}
