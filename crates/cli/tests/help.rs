//! What people read when they ask for help.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod samspel;

use samspel::samspel;

fn help(command: &[&str]) -> String {
    let ended = samspel(&[command, &["--help"]].concat());
    assert_eq!(ended.code, 0, "{}", ended.told());
    assert_eq!(ended.stderr, "");
    ended.stdout
}

#[test]
fn the_program_explains_itself_and_its_exit_codes() {
    insta::assert_snapshot!(help(&[]));
}

#[test]
fn run_explains_itself() {
    insta::assert_snapshot!(help(&["run"]));
}

#[test]
fn demo_explains_itself() {
    insta::assert_snapshot!(help(&["demo"]));
}

#[test]
fn mutants_explains_itself() {
    insta::assert_snapshot!(help(&["mutants"]));
}

#[test]
fn every_command_has_help() {
    for command in [
        &["plan"][..],
        &["init"],
        &["doctor"],
        &["explain"],
        &["suite"],
        &["suite", "list"],
        &["suite", "show"],
        &["suite", "lint"],
        &["suite", "coverage"],
        &["sandbox", "serve"],
        &["sandbox", "faults"],
        &["report", "show"],
        &["report", "html"],
        &["report", "export"],
        &["contract", "diff"],
        &["completions"],
        &["man"],
    ] {
        assert!(help(command).contains("Usage: samspel"), "{command:?}");
    }
}

#[test]
fn the_version_is_told_on_standard_output() {
    let ended = samspel(&["--version"]);
    assert_eq!((ended.code, ended.stdout.as_str()), (0, concat!("samspel ", env!("CARGO_PKG_VERSION"), "\n")));
}

#[test]
fn completions_and_the_manual_page_are_made_from_the_same_commands() {
    for shell in ["bash", "zsh", "fish"] {
        assert!(samspel(&["completions", shell]).stdout.contains("mutants"), "{shell}");
    }
    assert!(samspel(&["man"]).stdout.contains(".TH samspel"));
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(samspel(&["man", "--out", folder.path().to_str().unwrap()]).code, 0);
    assert!(folder.path().join("samspel-run.1").is_file());
}
