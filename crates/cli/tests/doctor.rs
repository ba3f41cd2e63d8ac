//! `init` and `doctor`: from nothing to a target file that works, and what is said of one that does not.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod samspel;

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;

use samspel::{Ended, Sandbox, samspel_in};

/// The doctor's words about the sandbox's target file with one thing changed.
fn doctor(folder: &Path, change: impl Fn(&str) -> String) -> Ended {
    let text = std::fs::read_to_string(folder.join("target.yaml")).unwrap();
    let changed = change(&text);
    std::fs::write(folder.join("changed.yaml"), &changed).unwrap();
    samspel_in(folder, &["doctor", "--target", "changed.yaml"])
}

#[test]
fn a_target_file_that_works_is_found_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let _sandbox = Sandbox::start(folder.path(), 0, &["--pupils", "20"]);
    let ended = doctor(folder.path(), str::to_owned);
    assert_eq!(ended.code, 0, "{}", ended.told());
    assert!(ended.stdout.contains("A run makes sense: samspel run --target changed.yaml"), "{}", ended.told());
    assert!(!ended.stdout.contains("problem "), "{}", ended.told());
}

#[test]
fn a_base_path_that_is_wrong_is_named_with_the_right_one() {
    let folder = tempfile::tempdir().unwrap();
    let _sandbox = Sandbox::start(folder.path(), 0, &[]);
    for wrong in ["", "/v1", "/v2.0/v2.0", "/v2.0/organisations"] {
        let ended = doctor(folder.path(), |text| {
            let line = text.lines().find(|line| line.contains("base_url:")).unwrap();
            text.replacen(line, &line.replacen("/v2.0", wrong, 1), 1)
        });
        assert_eq!(ended.code, 2, "{wrong}: {}", ended.told());
        assert!(ended.stdout.contains("/v2.0"), "{wrong}: {}", ended.told());
        assert!(ended.stdout.contains('→'), "{wrong}: {}", ended.told());
    }
}

#[test]
fn a_dead_port_and_a_wrong_secret_are_no_fault_of_the_system() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = Sandbox::start(folder.path(), 0, &[]);
    let ended = doctor(folder.path(), |text| {
        let secret = text.lines().find(|line| line.contains("client_secret")).unwrap();
        let (key, _) = secret.split_once("client_secret:").unwrap();
        let shut =
            if secret.trim_end().ends_with('}') { " }".repeat(secret.matches("{ ").count()) } else { String::new() };
        text.replacen(secret, &format!("{key}client_secret: wrong{shut}"), 1)
    });
    assert_eq!(ended.code, 4, "{}", ended.told());
    assert!(ended.stdout.contains("invalid_client") || ended.stdout.contains("secret"), "{}", ended.told());

    drop(sandbox);
    let ended = doctor(folder.path(), str::to_owned);
    assert_eq!(ended.code, 4, "{}", ended.told());
    assert!(ended.stdout.contains("Nothing can be tested yet."), "{}", ended.told());
}

#[test]
fn a_login_page_instead_of_a_token_is_recognised() {
    let folder = tempfile::tempdir().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 4096]);
            let body = "<!doctype html><title>Log in</title>";
            let head = format!(
                "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: {}\r\nconnection: close",
                body.len()
            );
            let _ = write!(stream, "{head}\r\n\r\n{body}");
        }
    });
    let base = format!("{origin}/v2.0");
    let token = format!("{origin}/token");
    let init = ["init", "--base-url", &base, "--token-url", &token, "--client-id", "me"];
    let ended = samspel_in(folder.path(), &init);
    assert_eq!(ended.code, 0, "{}", ended.told());
    let text = std::fs::read_to_string(folder.path().join("target.yaml")).unwrap();
    let file = folder.path().join("target.yaml");
    std::fs::write(&file, text.replace("SAMSPEL_CLIENT_SECRET", "SAMSPEL_TEST_SECRET")).unwrap();
    let ended = samspel_in(folder.path(), &["doctor"]);
    assert_eq!(ended.code, 4, "{}", ended.told());
    assert!(ended.stdout.contains("login page"), "{}", ended.told());
}

#[test]
fn a_file_that_exists_is_not_overwritten_unasked() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("token.txt"), "t").unwrap();
    let init = ["init", "--base-url", "http://127.0.0.1:9/v2.0", "--bearer-file", "token.txt"];
    assert_eq!(samspel_in(folder.path(), &init).code, 0);
    let again = samspel_in(folder.path(), &init);
    assert_eq!(again.code, 2, "{}", again.told());
    assert!(again.stderr.contains("--force"), "{}", again.told());
    assert_eq!(samspel_in(folder.path(), &[&init[..], &["--force"]].concat()).code, 0);
    let plan = samspel_in(folder.path(), &["plan"]);
    assert_ne!(plan.code, 5, "{}", plan.told());
}
