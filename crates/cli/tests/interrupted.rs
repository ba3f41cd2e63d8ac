//! A run that is cut short: by Ctrl-C, by a kill, by someone else in the same folder. Over real sockets, against the sandbox.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod samspel;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Child, Command};

use samspel::{Sandbox, ended, judged, report, samspel_in, started, wait};
use serde_json::Value;

const RUN: [&str; 5] = ["run", "--target", "target.yaml", "--out", "out"];

/// Takes the rate limit out of the target file.
fn unlimited(folder: &Path) {
    limited(folder, 0);
}

/// Lets only so many requests through each second.
fn limited(folder: &Path, requests_per_second: u32) {
    let path = folder.join("target.yaml");
    let text = std::fs::read_to_string(&path).unwrap();
    let limits = format!("limits: {{ requests_per_second: {requests_per_second} }}\n");
    let lines = text.lines().filter(|line| !line.starts_with("limits:"));
    std::fs::write(path, lines.chain([limits.as_str()]).collect::<Vec<_>>().join("\n")).unwrap();
}

/// Takes out of the target file what allows writing and changes: what one run does to the data, the next would see.
fn reading_only(folder: &Path) {
    let path = folder.join("target.yaml");
    let text = std::fs::read_to_string(&path).unwrap();
    let kept = text.lines().filter(|line| !line.starts_with("allow_writes:") && !line.starts_with("changes:"));
    std::fs::write(path, kept.collect::<Vec<_>>().join("\n")).unwrap();
}

/// Whether the journal has its first line.
fn has_begun(folder: &Path) -> bool {
    std::fs::read_to_string(folder.join("out/journal.ndjson")).is_ok_and(|text| text.contains('\n'))
}

/// How many tests stand in the journal.
fn tests_in_journal(folder: &Path) -> usize {
    std::fs::read_to_string(folder.join("out/journal.ndjson"))
        .map_or(0, |text| text.lines().filter(|l| l.starts_with(r#"{"kind":"test""#)).count())
}

fn evidence_ids(folder: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(folder.join("out/evidence/exchanges.ndjson")).unwrap();
    let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.map(|line| line["id"].as_str().unwrap().to_owned()).collect()
}

fn signal(child: &Child, name: &str) {
    assert!(Command::new("kill").args([name, &child.id().to_string()]).status().unwrap().success());
}

#[test]
fn ctrl_c_keeps_what_has_ended_and_says_how_to_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let _sandbox = Sandbox::start(folder.path(), 60, &[]);
    let run = started(folder.path(), &RUN);
    wait(|| tests_in_journal(folder.path()) >= 8, "some tests end");
    signal(&run, "-INT");
    let cut = ended(run.wait_with_output().unwrap());
    assert_eq!(cut.code, 130, "{}", cut.told());
    assert!(cut.stderr.contains("samspel run --resume out"), "{}", cut.told());
    let partial = report(folder.path());
    assert_eq!(partial["run"]["interrupted"], true);
    assert_ne!(partial["statement"]["outcome"], "CONFORMS");

    unlimited(folder.path());
    let resumed = samspel_in(folder.path(), &["run", "--resume", "out"]);
    assert!(resumed.stderr.contains("are known from before"), "{}", resumed.told());
    assert_ne!(resumed.code, 130, "{}", resumed.told());
    let whole = report(folder.path());
    assert_eq!(whole["run"]["interrupted"], false);
    assert_eq!(whole["run"]["started"], partial["run"]["started"]);
}

#[test]
fn a_run_that_is_killed_and_resumed_judges_the_same_as_one_that_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let _sandbox = Sandbox::start(folder.path(), 200, &[]);
    reading_only(folder.path());
    let limited = std::fs::read(folder.path().join("target.yaml")).unwrap();
    unlimited(folder.path());
    let whole = samspel_in(folder.path(), &RUN);
    std::fs::write(folder.path().join("target.yaml"), limited).unwrap();
    let expected = judged(report(folder.path()));
    std::fs::remove_dir_all(folder.path().join("out")).unwrap();

    let mut run = started(folder.path(), &RUN);
    wait(|| tests_in_journal(folder.path()) >= 12, "some tests end");
    run.kill().unwrap();
    run.wait().unwrap();
    unlimited(folder.path());
    assert!(!folder.path().join("out/report.json").exists());

    let resumed = samspel_in(folder.path(), &["run", "--resume", "out"]);
    assert_eq!(resumed.code, whole.code, "{}", resumed.told());
    let resumed = judged(report(folder.path()));
    assert_eq!(resumed["statement"], expected["statement"]);
    assert_eq!(resumed["requirements"], expected["requirements"]);
    assert_eq!(resumed["tests"], expected["tests"]);
    assert_eq!(resumed["findings"], expected["findings"]);
    let ids = evidence_ids(folder.path());
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "each id stands for one exchange");
}

#[test]
fn a_run_that_is_complete_is_not_resumed_and_ends_as_it_did() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = Sandbox::start(folder.path(), 0, &["--fault", "limit-ignored"]);
    let whole = samspel_in(folder.path(), &[&RUN[..], &["--only", "ss12000/page/*"]].concat());
    assert_eq!(whole.code, 1, "{}", whole.told());
    drop(sandbox);
    let written = |name: &str| std::fs::read(folder.path().join("out").join(name)).unwrap();
    let before = [written("report.json"), written("journal.ndjson")];
    let resumed = samspel_in(folder.path(), &["run", "--resume", "out"]);
    assert_eq!(resumed.code, 1, "{}", resumed.told());
    assert!(resumed.stderr.contains("nothing to resume"), "{}", resumed.told());
    assert_eq!([written("report.json"), written("journal.ndjson")], before);
}

#[test]
fn two_runs_do_not_share_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let _sandbox = Sandbox::start(folder.path(), 20, &[]);
    let mut first = started(folder.path(), &RUN);
    wait(|| has_begun(folder.path()), "the first run begins");
    let second = samspel_in(folder.path(), &RUN);
    first.kill().unwrap();
    first.wait().unwrap();
    assert_eq!(second.code, 2, "{}", second.told());
    assert!(second.stderr.contains("another run is writing to out"), "{}", second.told());
}

#[test]
fn a_run_is_not_resumed_against_another_system() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = Sandbox::start(folder.path(), 20, &[]);
    let mut run = started(folder.path(), &RUN);
    wait(|| has_begun(folder.path()), "the run begins");
    run.kill().unwrap();
    run.wait().unwrap();
    drop(sandbox);
    let path = folder.path().join("target.yaml");
    std::fs::remove_file(&path).unwrap();
    let _other = Sandbox::start(folder.path(), 20, &[]);
    let resumed = samspel_in(folder.path(), &["run", "--resume", "out"]);
    assert_eq!(resumed.code, 2, "{}", resumed.told());
    assert!(resumed.stderr.contains("belongs to another system"), "{}", resumed.told());
}

#[test]
fn a_new_run_in_an_old_folder_leaves_nothing_of_the_old_one() {
    let folder = tempfile::tempdir().unwrap();
    let _sandbox = Sandbox::start(folder.path(), 0, &[]);
    let run = [&RUN[..], &["--only", "ss12000/page/*"]].concat();
    samspel_in(folder.path(), &run);
    let first = evidence_ids(folder.path()).len();
    samspel_in(folder.path(), &run);
    assert_eq!(evidence_ids(folder.path()).len(), first);

    limited(folder.path(), 5);
    let mut killed = started(folder.path(), &run);
    wait(|| has_begun(folder.path()) && tests_in_journal(folder.path()) < 3, "the journal begins anew");
    killed.kill().unwrap();
    killed.wait().unwrap();
    assert!(!folder.path().join("out/report.json").exists(), "the old report does not stand beside the new journal");
}
