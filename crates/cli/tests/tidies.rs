//! What runs create is removed again: at their end, after Ctrl-C, and by the next run after a kill. Over real sockets, against the
//! sandbox.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod samspel;

use std::path::Path;
use std::process::Command;

use samspel::{Sandbox, ended, samspel_in, started, wait};
use samspel_exchange::{Client, Request, Settings};
use samspel_suite::Target;
use serde_json::Value;

const RUN: [&str; 9] =
    ["run", "--target", "target.yaml", "--out", "out", "--profile", "full", "--only", "ss12000/{sub,write}/*"];

/// How many entries a list of the sandbox holds that a run may have made.
fn made(folder: &Path, operation: &str, path: &str, is_ours: fn(&Value) -> bool) -> usize {
    let target = Target::load(&folder.join("target.yaml")).unwrap().target;
    let client = Client::live(Settings {
        base_url: target.interfaces.ss12000.as_ref().unwrap().base_url.clone(),
        principals: target.principals.clone(),
        base_dir: folder.to_owned(),
        limits: target.limits.clone(),
        ca_file: None,
        proxy: None,
        evidence: None,
        read_only: true,
    })
    .unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let request = Request::get(operation, path).query("limit", "2000");
    let exchange = runtime.block_on(client.session("test").send(request)).unwrap();
    let page: Value = exchange.outcome.unwrap().json().unwrap();
    page["data"].as_array().unwrap().iter().filter(|entry| is_ours(entry)).count()
}

fn subscriptions(folder: &Path) -> usize {
    let ours = |entry: &Value| entry["name"].as_str().unwrap().starts_with("Samspel ");
    made(folder, "listSubscriptions", "/subscriptions", ours)
}

/// Attendance of today: the municipality's own is older.
fn attendances(folder: &Path) -> usize {
    made(folder, "listAttendances", "/attendances", |entry| entry["meta"]["created"].as_str().unwrap() > "2026-09-15")
}

/// Things that stand created and not removed in the list of the run.
fn open(folder: &Path) -> usize {
    let text = std::fs::read_to_string(folder.join("out/created.ndjson")).unwrap_or_default();
    let count = |kind: &str| text.lines().filter(|line| line.contains(kind)).count();
    count(r#""kind":"made""#).saturating_sub(count(r#""kind":"gone""#))
}

#[test]
fn a_run_removes_what_it_created_except_what_no_interface_can_remove() {
    let folder = tempfile::tempdir().unwrap();
    let _sandbox = Sandbox::start(folder.path(), 0, &[]);
    let run = samspel_in(folder.path(), &RUN);
    assert_eq!(subscriptions(folder.path()), 0, "{}", run.told());
    assert_eq!(attendances(folder.path()), 0, "{}", run.told());
    assert!(run.stderr.contains("left in the system: /absences/"), "{}", run.told());
}

#[test]
fn after_ctrl_c_everything_is_removed() {
    let folder = tempfile::tempdir().unwrap();
    let _sandbox = Sandbox::start(folder.path(), 150, &[]);
    let run = started(folder.path(), &RUN);
    wait(|| open(folder.path()) > 0, "something is created");
    assert!(Command::new("kill").args(["-INT", &run.id().to_string()]).status().unwrap().success());
    let cut = ended(run.wait_with_output().unwrap());
    assert_eq!(cut.code, 130, "{}", cut.told());
    assert_eq!(subscriptions(folder.path()) + attendances(folder.path()), 0, "{}", cut.told());
}

#[test]
fn what_a_killed_run_left_is_removed_when_it_is_resumed() {
    let folder = tempfile::tempdir().unwrap();
    let _sandbox = Sandbox::start(folder.path(), 150, &[]);
    let mut run = started(folder.path(), &RUN);
    wait(|| open(folder.path()) > 0, "something is created");
    run.kill().unwrap();
    run.wait().unwrap();
    let left = subscriptions(folder.path()) + attendances(folder.path());
    let resumed = samspel_in(folder.path(), &["run", "--resume", "out"]);
    assert!(left == 0 || resumed.stderr.contains("removing what an earlier run left"), "{left} {}", resumed.told());
    assert_eq!(subscriptions(folder.path()) + attendances(folder.path()), 0, "{}", resumed.told());
}
