//! A client for the tests: knows HTTP and nothing of the provider's insides.

#![allow(dead_code, clippy::unwrap_used, reason = "tests; each test file uses its own part")]

use samspel_contract::Operation;
use samspel_sandbox::{Client as Credentials, Options, Running, start};
use serde_json::Value;

pub(crate) struct Peer {
    pub(crate) running: Running,
    pub(crate) http: reqwest::Client,
    pub(crate) token: String,
}

pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) text: String,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("not JSON: {}", self.text))
    }
}

pub(crate) fn options(seed: u64, pupils: u32, edition: &str, faults: &[&str]) -> Options {
    Options {
        listen: "127.0.0.1:0".parse().unwrap(),
        pupils,
        seed,
        edition: edition.to_owned(),
        faults: faults.iter().map(|id| (*id).to_owned()).collect(),
    }
}

impl Peer {
    pub(crate) async fn new(seed: u64, pupils: u32, edition: &str, faults: &[&str]) -> Peer {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let running = start(options(seed, pupils, edition, faults)).await.unwrap();
        let http = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let mut peer = Peer { running, http, token: String::new() };
        peer.token = peer.token_of(&peer.running.clients.full.clone()).await;
        peer
    }

    pub(crate) async fn token_of(&self, client: &Credentials) -> String {
        let body = format!("grant_type=client_credentials&client_id={}&client_secret={}", client.id, client.secret);
        let response = self
            .http
            .post(&self.running.token_url)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body)
            .send()
            .await
            .unwrap();
        let answer: Value = serde_json::from_str(&response.text().await.unwrap()).unwrap();
        answer["access_token"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn send(&self, method: &str, path_and_query: &str, body: Option<&Value>) -> Reply {
        self.send_as(Some(&self.token), method, path_and_query, body).await
    }

    pub(crate) async fn send_as(
        &self,
        token: Option<&str>,
        method: &str,
        path_and_query: &str,
        body: Option<&Value>,
    ) -> Reply {
        let url = format!("{}{path_and_query}", self.running.base_url);
        let mut request = self.http.request(method.parse().unwrap(), url);
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body.to_string());
        }
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Reply { status, headers, text: String::from_utf8_lossy(&response.bytes().await.unwrap()).into_owned() }
    }

    pub(crate) async fn get(&self, path_and_query: &str) -> Reply {
        self.send("GET", path_and_query, None).await
    }

    /// The first page of a list, whatever a fault makes of it.
    pub(crate) async fn all_of(&self, path_and_query: &str) -> Vec<Value> {
        let page: Value = serde_json::from_str(&self.get(path_and_query).await.text).unwrap_or_default();
        page.get("data").and_then(Value::as_array).cloned().unwrap_or_default()
    }

    /// Every entry of a list, page by page.
    pub(crate) async fn all(&self, path: &str, query: &str) -> Vec<Value> {
        let mut found = Vec::new();
        let mut next = format!("{path}?{query}");
        for _ in 0..5000 {
            let reply = self.get(&next).await;
            assert_eq!(reply.status, 200, "{next}: {}", reply.text);
            let page = reply.json();
            found.extend(page["data"].as_array().unwrap().iter().cloned());
            match page["pageToken"].as_str() {
                Some(token) => next = format!("{path}?pageToken={token}"),
                None => return found,
            }
        }
        panic!("paging does not end: {path}?{query}");
    }
}

/// Parameters that a list cannot do without.
pub(crate) fn required_query(operation: &Operation) -> String {
    match operation.id.as_str() {
        "listCalendarEvents" => {
            "startTime.onOrAfter=2026-01-01T00:00:00Z&startTime.onOrBefore=2027-12-31T00:00:00Z".to_owned()
        }
        "listAggregatedAttendance" => "startDate=2026-01-01&endDate=2027-12-31".to_owned(),
        _ => String::new(),
    }
}
