//! Systems that cannot be reached or let nobody in: exit code 4, a report all the same, and a message that names what failed.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod samspel;

use std::io::{Read, Write};
use std::net::TcpListener;

use samspel::{samspel_in, target_file};
use serde_json::Value;

fn closed(origin: &str) -> (String, Value) {
    let folder = tempfile::tempdir().unwrap();
    target_file(folder.path(), origin);
    let ended = samspel_in(folder.path(), &["run", "--target", "target.yaml", "--out", "out", "--lang", "en"]);
    assert_eq!(ended.code, 4, "{}", ended.told());
    let report: Value = serde_json::from_slice(&std::fs::read(folder.path().join("out/report.json")).unwrap()).unwrap();
    assert_eq!(report["statement"]["outcome"], "NOT_SHOWN");
    assert!(report["tests"].as_array().unwrap().iter().all(|t| t["verdict"] == "NOT_TESTED"));
    assert!(folder.path().join("out/report.sv.html").is_file());
    (ended.stderr, report)
}

/// A server that gives everyone the same answer.
fn server(answer: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut asked = [0; 4096];
            let _ = stream.read(&mut asked).and_then(|_| stream.write_all(answer.as_bytes()));
        }
    });
    origin
}

#[test]
fn a_dead_port_is_named() {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let (told, report) = closed(&format!("http://{address}"));
    assert!(told.contains(&format!("connection to {address} failed")), "{told}");
    assert!(report["findings"][0]["summary"]["en"].as_str().unwrap().contains(&address.to_string()));
}

#[test]
fn a_host_that_does_not_exist_is_named() {
    let (told, _) = closed("http://no-such-host.invalid");
    assert!(told.contains("no-such-host.invalid"), "{told}");
}

#[test]
fn a_token_that_is_refused_everywhere_is_told_with_its_status() {
    let origin = server("HTTP/1.1 401 X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    let (told, report) = closed(&origin);
    assert!(told.contains("HTTP 401"), "{told}");
    assert_eq!(report["findings"][0]["observed"], "HTTP 401");
}

#[test]
fn a_token_endpoint_that_refuses_is_told_with_what_it_says() {
    let origin = server(
        "HTTP/1.1 401 X\r\nContent-Type: application/json\r\nContent-Length: 26\r\nConnection: close\r\n\r\n{\"error\":\"invalid_client\"}",
    );
    let folder = tempfile::tempdir().unwrap();
    target_file(folder.path(), &origin);
    let path = folder.path().join("target.yaml");
    let oauth = format!(
        "full: {{ oauth2: {{ token_url: \"{origin}/token\", client_id: x, client_secret: {{ env: SAMSPEL_TEST_SECRET }} }} }}"
    );
    let text = std::fs::read_to_string(&path).unwrap();
    let text = text.replace("full: { bearer: { env: SAMSPEL_TEST_SECRET } }", &oauth);
    std::fs::write(&path, text).unwrap();
    let ended = samspel_in(folder.path(), &["run", "--target", "target.yaml", "--out", "out"]);
    assert_eq!(ended.code, 4, "{}", ended.told());
    assert!(ended.stderr.contains("invalid_client"), "{}", ended.told());
}
