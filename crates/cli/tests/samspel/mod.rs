//! The binary under test, with an environment that holds nothing of whoever runs the tests.
#![allow(dead_code, reason = "each test file uses a part of this")]

use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

/// What a finished command came to.
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ended {
    /// Both streams, for messages of failing tests and snapshots.
    pub(crate) fn told(&self) -> String {
        format!("exit {}\n--- stdout\n{}--- stderr\n{}", self.code, self.stdout, self.stderr)
    }
}

/// A command with a scrubbed environment.
pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_samspel"));
    command.args(arguments).env_clear().env("NO_COLOR", "1").env("COLUMNS", "100").env("SAMSPEL_TEST_SECRET", "secret");
    command
}

/// Runs to the end.
pub(crate) fn samspel(arguments: &[&str]) -> Ended {
    ended(command(arguments).output().unwrap())
}

/// Runs to the end in a folder.
pub(crate) fn samspel_in(folder: &Path, arguments: &[&str]) -> Ended {
    ended(command(arguments).current_dir(folder).output().unwrap())
}

/// Starts and leaves running.
pub(crate) fn started(folder: &Path, arguments: &[&str]) -> Child {
    command(arguments).current_dir(folder).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

pub(crate) fn ended(output: Output) -> Ended {
    Ended {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A target file whose system listens at `origin`.
pub(crate) fn target_file(folder: &Path, origin: &str) {
    let text = format!(
        "samspel: 1\nname: Test\nenvironment: test\ninterfaces:\n  ss12000: {{ base_url: \"{origin}/v2.0\", edition: \"2.1\" }}\n\
         principals:\n  full: {{ bearer: {{ env: SAMSPEL_TEST_SECRET }} }}\n\
         limits: {{ requests_per_second: 0, timeout_s: 5 }}\n"
    );
    std::fs::write(folder.join("target.yaml"), text).unwrap();
}

/// The report in `out/`.
pub(crate) fn report(folder: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(folder.join("out/report.json")).unwrap()).unwrap()
}

/// What two runs of the same plan must agree on: not ids, instants, durations and how many requests controls took again.
pub(crate) fn judged(mut report: Value) -> Value {
    for key in ["id", "run"] {
        report.as_object_mut().unwrap().remove(key);
    }
    for test in report["tests"].as_array_mut().unwrap() {
        test["duration_ms"] = 0.into();
        test.as_object_mut().unwrap().remove("exchanges");
    }
    for finding in report["findings"].as_array_mut().unwrap() {
        for key in ["exchanges", "samples", "reproduce"] {
            finding.as_object_mut().unwrap().remove(key);
        }
    }
    report
}

/// A sandbox that ends with the test.
pub(crate) struct Sandbox(Child);

impl Sandbox {
    /// Serves a small municipality, unless `more` says how large; its target file lets only so many requests through each second.
    pub(crate) fn start(folder: &Path, requests_per_second: u32, more: &[&str]) -> Self {
        let pupils: &[&str] = if more.contains(&"--pupils") { &[] } else { &["--pupils", "5"] };
        let served = command(&["sandbox", "serve", "--listen", "127.0.0.1:0", "--write-target", "target.yaml"])
            .args(pupils)
            .args(more)
            .current_dir(folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let sandbox = Sandbox(served);
        let path = folder.join("target.yaml");
        wait(|| path.is_file(), "the sandbox writes a target file");
        let limit = format!("requests_per_second: {requests_per_second}");
        let text = std::fs::read_to_string(&path).unwrap().replace("requests_per_second: 0", &limit);
        assert!(text.contains(&limit));
        std::fs::write(&path, text).unwrap();
        sandbox
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Waits until something is so, at most a minute.
pub(crate) fn wait(until: impl Fn() -> bool, what: &str) {
    let begun = Instant::now();
    while !until() {
        assert!(begun.elapsed() < Duration::from_secs(60), "waited too long: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}
