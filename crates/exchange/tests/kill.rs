//! A run that is killed leaves evidence of whole lines.
#![allow(clippy::unwrap_used, reason = "tests")]

mod scripted;

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use samspel_exchange::{Client, EvidenceLevel, Recording, Request};
use scripted::{json, serve, settings};

const FOLDER: &str = "SAMSPEL_TEST_EVIDENCE";

/// The run that is killed: started by the test below in a process of its own, and nothing to test by itself.
#[tokio::test]
#[ignore = "started by a_killed_run_leaves_whole_lines"]
async fn a_run_without_end() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let body = format!(r#"{{"data":[{}],"pageToken":null}}"#, vec![r#"{"givenName":"Annabella"}"#; 200].join(","));
    let server = serve(move |_| json(&body)).await;
    let mut settings = settings(&server.url);
    settings.limits.max_requests = u64::MAX;
    settings.evidence = Some((folder.into(), EvidenceLevel::Pseudonymised));
    let session = Client::live(settings).unwrap().session("t");
    loop {
        session.send(Request::get("x", "/persons")).await.unwrap();
    }
}

#[test]
fn a_killed_run_leaves_whole_lines() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("exchanges.ndjson");
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "a_run_without_end"])
        .env(FOLDER, dir.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let deadline = Instant::now() + Duration::from_secs(30);
    while std::fs::metadata(&file).map_or(0, |file| file.len()) < 200_000 && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(20));
    }
    child.kill().unwrap();
    child.wait().unwrap();

    let text = std::fs::read_to_string(&file).unwrap();
    let whole = text.matches('\n').count();
    assert!(whole > 10, "{whole} lines");
    for line in text.split_inclusive('\n').filter(|line| line.ends_with('\n')) {
        assert!(serde_json::from_str::<serde_json::Value>(line).is_ok(), "{line}");
    }
    assert_eq!(Recording::read(dir.path()).unwrap().len(), whole);
}
