//! A service that people log in to, from the command line: the identity provider's folder is made, then the simulated service is judged.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod samspel;

use std::path::Path;

use samspel::{Ended, report, samspel_in};
use samspel_sandbox::{SpOptions, SpPolicy, start_sp};

fn target(folder: &Path, base: &str) {
    let text = format!(
        "samspel: 1\nname: Läspel\nenvironment: test\nallow_writes: true\ninterfaces:\n  saml-sp:\n    edition: \"2.0\"\n    \
         metadata_url: {base}/metadata\n    login_url: {base}/login\n    logout_url: {base}/logout\n    \
         probe: {{ url: {base}/probe, shows: [eduPersonPrincipalName, NameID] }}\nlimits: {{ requests_per_second: 0 }}\n"
    );
    std::fs::write(folder.join("target.yaml"), text).unwrap();
}

/// Makes the folder, starts a service that trusts what lies in it, and judges the service.
async fn judged(folder: &Path, faults: &[&str]) -> Ended {
    target(folder, "http://127.0.0.1:9");
    let made = samspel_in(folder, &["saml-idp", "--target", "target.yaml"]);
    assert_eq!(made.code, 0, "{}", made.told());
    let idp_metadata = std::fs::read_to_string(folder.join(made.stdout.trim())).unwrap();
    let faults = faults.iter().map(|fault| (*fault).to_owned()).collect();
    let options = SpOptions { idp_metadata, policy: SpPolicy::Saml2int, faults };
    let sp = start_sp("127.0.0.1:0".parse().unwrap(), options).await.unwrap();
    target(folder, sp.base());
    let folder = folder.to_owned();
    tokio::task::spawn_blocking(move || {
        let run = ["run", "--suite", "saml-sp", "--target", "target.yaml", "--profile", "saml2int", "--out", "out"];
        samspel_in(&folder, &[&run[..], &["--lang", "en"]].concat())
    })
    .await
    .unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sound_service_conforms_and_a_careless_one_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let ended = judged(folder.path(), &[]).await;
    assert_eq!(ended.code, 0, "{}", ended.told());
    std::fs::remove_dir_all(folder.path().join("out")).unwrap();
    let ended = judged(folder.path(), &["sp-key-info-trusted"]).await;
    assert_eq!(ended.code, 1, "{}", ended.told());
    let findings = report(folder.path())["findings"].to_string();
    assert!(findings.contains("SAML-SP-SIG-5"), "{findings}");
}
