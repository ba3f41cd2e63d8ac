//! An OpenID provider and a target file with one thing wrong: what is said of it, and how often a password is typed.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod samspel;

use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use samspel::{Ended, command, samspel_in, wait};
use tempfile::TempDir;

/// A provider that ends with the test, in a folder with a target file for it.
struct Served {
    child: Child,
    folder: TempDir,
}

impl Served {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let child =
            command(&["sandbox", "openid-provider", "--listen", "127.0.0.1:0", "--write-target", "target.yaml"])
                .current_dir(folder.path())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
        wait(|| folder.path().join("target.yaml").is_file(), "the sandbox writes a target file");
        Served { child, folder }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes the target file with one thing changed.
    fn change(&self, change: impl Fn(&str) -> String) {
        let text = std::fs::read_to_string(self.path().join("target.yaml")).unwrap();
        let changed = change(&text);
        assert_ne!(text, changed);
        std::fs::write(self.path().join("changed.yaml"), changed).unwrap();
    }

    fn run(&self, change: impl Fn(&str) -> String) -> Ended {
        self.change(change);
        let run = ["run", "--suite", "oidc-provider", "--target", "changed.yaml", "--lang", "en", "--out", "out"];
        samspel_in(self.path(), &run)
    }

    fn doctor(&self, change: impl Fn(&str) -> String) -> Ended {
        self.change(change);
        samspel_in(self.path(), &["doctor", "--target", "changed.yaml"])
    }

    /// Pages that were filled in during the run.
    fn filled_in(&self) -> usize {
        let path: PathBuf = self.path().join("out/evidence/exchanges.ndjson");
        let lines = std::fs::read_to_string(path).unwrap();
        let exchanges = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        exchanges.filter(|one| one["operation"] == "login" && one["request"]["method"] == "POST").count()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The text with another value in the first place where `before` stands.
fn with(text: &str, before: &str, value: &str) -> String {
    let (head, tail) = text.split_once(before).unwrap();
    let (_, tail) = tail.split_once('"').unwrap();
    let (_, tail) = tail.split_once('"').unwrap();
    format!("{head}{before}{value}{tail}")
}

/// The words of the terminal without its line breaks.
fn flat(ended: &Ended) -> String {
    ended.stdout.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_wrong_password_is_typed_three_times_in_a_whole_run() {
    let served = Served::start();
    let ended = served.run(|text| with(text, "password: ", "\"wrong\""));
    assert_eq!(ended.code, 3, "{}", ended.told());
    assert!(flat(&ended).contains("came again each time it was filled in"), "{}", ended.told());
    assert_eq!(served.filled_in(), 3, "{}", ended.told());
}

#[test]
fn a_rule_that_fits_nothing_is_told_with_the_fields_of_the_page() {
    let served = Served::start();
    let ended = served.run(|text| text.replace("field: password, fill", "field: pasword, fill"));
    assert_eq!(ended.code, 3, "{}", ended.told());
    assert!(flat(&ended).contains("its forms have the fields"), "{}", ended.told());
    assert!(flat(&ended).contains("username, password"), "{}", ended.told());
    assert_eq!(served.filled_in(), 0, "{}", ended.told());
}

#[test]
fn a_client_that_is_not_registered_so_is_told() {
    let served = Served::start();
    let ended = served.run(|text| text.replacen("\"samspel-main\"", "\"samspel-mian\"", 1));
    assert_eq!(ended.code, 3, "{}", ended.told());
    assert!(flat(&ended).contains("an error page (HTTP 400); are client_id, redirect_uris"), "{}", ended.told());
}

#[test]
fn a_secret_that_is_not_there_is_wrong_usage_and_nothing_is_run() {
    let served = Served::start();
    let ended = served.run(|text| with(text, "password: ", "{ env: SAMSPEL_TEST_NOT_SET }"));
    assert_eq!(ended.code, 2, "{}", ended.told());
    assert!(ended.stderr.contains("SAMSPEL_TEST_NOT_SET is not set"), "{}", ended.told());
    assert!(!served.path().join("out").exists(), "{}", ended.told());
}

#[test]
fn the_doctor_looks_at_the_metadata() {
    let served = Served::start();
    let ended = served.doctor(|text| format!("{text}\n"));
    assert_eq!(ended.code, 0, "{}", ended.told());
    assert!(ended.stdout.contains("samspel run --suite oidc-provider --target changed.yaml"), "{}", ended.told());
    assert!(!ended.stdout.contains("note "), "{}", ended.told());

    let elsewhere = served.doctor(|text| with(text, "issuer: ", "\"http://127.0.0.1:1/\""));
    assert_eq!(elsewhere.code, 4, "{}", elsewhere.told());

    let text = std::fs::read_to_string(served.path().join("target.yaml")).unwrap();
    let issuer = text.split_once("issuer: \"").unwrap().1.split_once('"').unwrap().0.to_owned();
    let below = served.doctor(|text| with(text, "issuer: ", &format!("\"{issuer}/realm\"")));
    assert_eq!(below.code, 2, "{}", below.told());
    assert!(below.stdout.contains("HTTP 404"), "{}", below.told());

    let slash = served.doctor(|text| with(text, "issuer: ", &format!("\"{issuer}/\"")));
    assert_eq!(slash.code, 0, "{}", slash.told());
    assert!(slash.stdout.contains("the provider calls itself"), "{}", slash.told());
}
