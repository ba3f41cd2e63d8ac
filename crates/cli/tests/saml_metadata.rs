//! Metadata from the command line: the simulator's files, hostile ones, and files that are not there.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod samspel;

use std::path::Path;

use samspel::{Ended, report, samspel_in};

const RUN: [&str; 7] = ["run", "--suite", "saml-metadata", "--target", "target.yaml", "--out", "out"];

/// Judges a document in a folder of its own.
fn judge(folder: &Path, document: &[u8]) -> Ended {
    std::fs::write(folder.join("metadata.xml"), document).unwrap();
    target(folder, "file: metadata.xml, edition: \"2.0\"");
    samspel_in(folder, &RUN)
}

fn target(folder: &Path, interface: &str) {
    let text =
        format!("samspel: 1\nname: Provmetadata\nenvironment: test\ninterfaces:\n  saml-metadata: {{ {interface} }}\n");
    std::fs::write(folder.join("target.yaml"), text).unwrap();
}

fn made(folder: &Path, arguments: &[&str]) {
    let made = samspel_in(folder, &[&["sandbox", "saml-metadata", "--out", "target.xml"], arguments].concat());
    assert_eq!(made.code, 0, "{}", made.told());
    std::fs::rename(folder.join("target.target.yaml"), folder.join("target.yaml")).unwrap();
}

#[test]
fn sound_metadata_conforms() {
    let folder = tempfile::tempdir().unwrap();
    for role in ["idp", "sp"] {
        made(folder.path(), &["--role", role]);
        let ended = samspel_in(folder.path(), &RUN);
        assert_eq!(ended.code, 0, "{}", ended.told());
    }
    made(folder.path(), &["--role", "federation"]);
    let ended = samspel_in(folder.path(), &[&RUN[..], &["--profile", "federation"]].concat());
    assert_eq!(ended.code, 0, "{}", ended.told());
}

#[test]
fn what_is_wrong_is_told_with_its_place_and_a_remedy() {
    let folder = tempfile::tempdir().unwrap();
    made(folder.path(), &["--role", "idp", "--fault", "md-endpoint-http", "--fault", "md-technical-contact-left-out"]);
    let ended = samspel_in(folder.path(), &[&RUN[..], &["--lang", "en"]].concat());
    assert_eq!(ended.code, 1, "{}", ended.told());
    insta::with_settings!({ filters => vec![(r"on \d+ \w+ \d{4}", "on [day]")] }, {
        insta::assert_snapshot!(ended.stdout);
    });
    // Nothing of the document is kept beside the report.
    assert!(!folder.path().join("out/evidence/exchanges.ndjson").exists());
}

#[test]
fn hostile_documents_end_with_an_answer() {
    let folder = tempfile::tempdir().unwrap();
    let bomb = "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><a>&b;</a>";
    let deep = "<a>".repeat(300_000);
    for (document, words) in [
        (bomb.as_bytes(), "document type declaration"),
        (deep.as_bytes(), "not well-formed"),
        (b"", "empty"),
        (b"\xFF\xFE<\0", "not UTF-8"),
        (b"<html><body>Logga in</body></html>", "a web page"),
        (b"{}", "not well-formed"),
    ] {
        let ended = judge(folder.path(), document);
        assert_eq!(ended.code, 1, "{words}: {}", ended.told());
        let findings = report(folder.path())["findings"].to_string();
        assert!(findings.contains(words), "{words}: {findings}");
    }
}

#[test]
fn a_file_that_is_not_there_is_a_matter_of_configuration() {
    let folder = tempfile::tempdir().unwrap();
    target(folder.path(), "file: nowhere.xml, edition: \"2.0\"");
    let ended = samspel_in(folder.path(), &RUN);
    assert_eq!(ended.code, 2, "{}", ended.told());
    assert!(ended.stderr.contains("nowhere.xml"), "{}", ended.told());
}

#[test]
fn an_address_that_does_not_answer_is_unreachable() {
    let folder = tempfile::tempdir().unwrap();
    target(folder.path(), "url: \"http://127.0.0.1:9/metadata\", edition: \"2.0\"");
    let ended = samspel_in(folder.path(), &RUN);
    assert_eq!(ended.code, 4, "{}", ended.told());
    assert!(ended.stderr.contains("could not be fetched"), "{}", ended.told());
}

#[test]
fn an_unknown_fault_names_the_nearest() {
    let folder = tempfile::tempdir().unwrap();
    let told = samspel_in(
        folder.path(),
        &["sandbox", "saml-metadata", "--role", "sp", "--fault", "md-index-twise", "--out", "x"],
    );
    assert_eq!(told.code, 2, "{}", told.told());
    assert!(told.stderr.contains("md-index-twice"), "{}", told.told());
}

#[test]
fn the_kill_matrix_names_the_test_that_notices_a_fault() {
    let folder = tempfile::tempdir().unwrap();
    let ended =
        samspel_in(folder.path(), &["mutants", "--suite", "saml-metadata", "--json", "--fault", "md-endpoint-http"]);
    assert_eq!(ended.code, 0, "{}", ended.told());
    let matrix: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!(matrix["faults"][0]["requirements"], serde_json::json!(["SAML-MD-EP-1"]));
    assert_eq!(matrix["faults"][0]["claimed"], true);
    assert_eq!(matrix["false_alarms"], serde_json::json!([]));
    let ended = samspel_in(folder.path(), &["mutants", "--suite", "saml-metadata", "--fault", "md-endpoint-htp"]);
    assert_eq!(ended.code, 2, "{}", ended.told());
    assert!(ended.stderr.contains("md-endpoint-http"), "{}", ended.told());
}
