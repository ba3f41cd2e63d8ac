//! A small client, written by hand so that it can misbehave, and the sandbox that watches it.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::samspel::{Ended, command, ended, report, wait};

/// A sandbox that watches, in a folder of its own.
pub(crate) struct Watched {
    child: Child,
    folder: tempfile::TempDir,
}

/// What became of a watched client.
pub(crate) struct Judged {
    pub(crate) ended: Ended,
    pub(crate) report: Value,
    folder: tempfile::TempDir,
}

/// A client with the principal `full`.
pub(crate) struct Client {
    address: String,
    secret: String,
    pub(crate) token: String,
}

/// An answer.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) retry_after: Option<u64>,
    pub(crate) body: Value,
}

impl Watched {
    pub(crate) fn start(more: &[&str]) -> Watched {
        let folder = tempfile::tempdir().unwrap();
        let fixed = ["sandbox", "serve", "--watch", "--listen", "127.0.0.1:0", "--pupils", "20", "--lang", "en"];
        let child = command(&fixed)
            .args(["--out", "out", "--write-target", "target.yaml", "--for", "120"])
            .args(more)
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let path = folder.path().join("target.yaml");
        wait(|| path.is_file(), "the sandbox writes a target file");
        Watched { child, folder }
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn client(&self) -> Client {
        let target = std::fs::read_to_string(self.folder.path().join("target.yaml")).unwrap();
        let after = |text: &str, mark: &str| text.split(mark).nth(1).unwrap().split('"').next().unwrap().to_owned();
        let full = target.split("full:").nth(1).unwrap();
        Client {
            address: after(&target, "base_url: \"http://").trim_end_matches("/v2.0").to_owned(),
            secret: after(full, "client_secret: \""),
            token: String::new(),
        }
    }

    /// Ends the watch politely and reads what was written.
    pub(crate) fn end(self) -> Judged {
        let killed = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(killed.success());
        let ended = ended(self.child.wait_with_output().unwrap());
        let report = report(self.folder.path());
        Judged { ended, report, folder: self.folder }
    }
}

impl Judged {
    /// Requirement and level of each finding, sorted.
    pub(crate) fn findings(&self) -> Vec<(&str, &str)> {
        let findings = self.report["findings"].as_array().unwrap().iter();
        let mut findings: Vec<(&str, &str)> =
            findings.map(|f| (f["requirement"].as_str().unwrap(), f["level"].as_str().unwrap())).collect();
        findings.sort_unstable();
        findings
    }

    pub(crate) fn verdict(&self, requirement: &str) -> &str {
        let of = |r: &&Value| r["id"] == requirement;
        self.report["requirements"].as_array().unwrap().iter().find(of).unwrap()["verdict"].as_str().unwrap()
    }

    /// Everything that was written, as one text.
    pub(crate) fn written(&self) -> String {
        let out = self.folder.path().join("out");
        ["report.json", "report.sv.html", "report.en.html", "junit.xml", "summary.md", "evidence/conversation.ndjson"]
            .iter()
            .map(|file| std::fs::read_to_string(out.join(file)).unwrap_or_else(|e| panic!("{file}: {e}")))
            .collect()
    }

    pub(crate) fn told(&self) -> String {
        format!("{}\n{:#}", self.ended.told(), self.report["findings"])
    }
}

impl Client {
    /// Any request.
    pub(crate) fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Reply {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        let mut head = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", self.address);
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if !body.is_empty() {
            head.push_str(&format!("Content-Length: {}\r\n", body.len()));
        }
        stream.write_all(format!("{head}\r\n{body}").as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8(answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let retry_after = head
            .lines()
            .find_map(|line| line.to_ascii_lowercase().strip_prefix("retry-after: ").map(str::to_owned))
            .and_then(|seconds| seconds.parse().ok());
        Reply {
            status: head.split(' ').nth(1).unwrap().parse().unwrap(),
            retry_after,
            body: serde_json::from_str(body).unwrap_or(Value::Null),
        }
    }

    pub(crate) fn log_in(&mut self) {
        let form = format!("grant_type=client_credentials&client_id=full&client_secret={}", self.secret);
        let typed = [("Content-Type", "application/x-www-form-urlencoded")];
        let reply = self.send("POST", "/token", &typed, &form);
        self.token = reply.body["access_token"].as_str().unwrap().to_owned();
    }

    fn bearer(&self) -> String {
        format!("Bearer {}", self.token)
    }

    /// A GET below the base URL, whatever comes of it.
    pub(crate) fn get(&self, path: &str) -> Reply {
        self.send("GET", &format!("/v2.0{path}"), &[("Authorization", &self.bearer())], "")
    }

    /// JSON sent below the base URL, whatever comes of it.
    pub(crate) fn put_in(&self, method: &str, path: &str, body: &str) -> Reply {
        let headers = [("Authorization", &*self.bearer()), ("Content-Type", "application/json")];
        self.send(method, &format!("/v2.0{path}"), &headers, body)
    }

    /// The same with patience: logs in again after 401, waits when asked to.
    pub(crate) fn patiently(&mut self, ask: impl Fn(&Client) -> Reply) -> Reply {
        loop {
            let reply = ask(self);
            match (reply.status, reply.retry_after) {
                (401, _) => self.log_in(),
                (429, Some(seconds)) => std::thread::sleep(Duration::from_secs(seconds)),
                _ => return reply,
            }
        }
    }

    /// A whole list, as it should be read: the query once, then page tokens alone.
    pub(crate) fn read(&mut self, list: &str, query: &str) -> Vec<Value> {
        let mut entries = Vec::new();
        let mut address = format!("{list}?{query}");
        loop {
            let reply = self.patiently(|client| client.get(&address));
            assert_eq!(reply.status, 200, "{address}: {}", reply.body);
            match &reply.body["data"] {
                Value::Array(page) => entries.extend(page.iter().cloned()),
                other => entries.push(other.clone()),
            }
            let Some(token) = reply.body["pageToken"].as_str() else { return entries };
            address = format!("{list}?pageToken={token}");
        }
    }
}
