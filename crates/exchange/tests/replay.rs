//! A recorded run, replayed without the system.
#![allow(clippy::unwrap_used, reason = "tests")]

mod scripted;

use std::path::Path;

use samspel_exchange::{
    Client, Credentials, EvidenceLevel, Exchange, Fault, Halt, JsonFault, Recording, RecordingError, Request, Secret,
    Session, Settings,
};
use scripted::{Answer, Received, answer, bearer, json, serve, settings};
use serde_json::{Value, json};

const PERSONS: &str = r#"{"data":[
    {"id":"p1","givenName":"Annabella","civicNo":{"value":"201005171230"},"emails":[{"value":"a@x.example"}]},
    {"id":"p2","givenName":"Björngard","civicNo":{"value":"201102031247"},"emails":[{"value":"b@x.example"}]}],"pageToken":null}"#;

fn system(request: &Received) -> Answer {
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    let persons: Value = serde_json::from_str(PERSONS).unwrap();
    match path {
        "/persons" if query.starts_with("civicNo=") => {
            let found = persons["data"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|p| query.ends_with(p["civicNo"]["value"].as_str().unwrap()));
            json(&json!({"data": found.collect::<Vec<_>>(), "pageToken": null}).to_string())
        }
        "/persons" => json(PERSONS),
        "/persons/lookup" => {
            let wanted: Value = serde_json::from_str(&request.body).unwrap();
            let found = persons["data"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|p| wanted["civicNos"].as_array().unwrap().contains(&p["civicNo"]["value"]));
            json(&Value::from_iter(found.cloned()).to_string())
        }
        "/count" => json(&format!(r#"{{"number":{}}}"#, request.number)),
        "/cut" => answer("200 OK", "Content-Type: application/json\r\n", r#"{"data":[{"givenName":"Annabella"},"#),
        "/html" => answer("200 OK", "Content-Type: text/html\r\n", &format!("<p>{}", "x".repeat(1000))),
        "/null" => json("null"),
        "/empty" => answer("204 No Content", "", ""),
        "/private" => match request.header("authorization") {
            Some("Bearer the.real.token") => json("{}"),
            _ => answer("401 Unauthorized", "WWW-Authenticate: Bearer\r\n", ""),
        },
        _ => Answer::Close,
    }
}

async fn record(folder: &Path) -> (Client, Settings) {
    let server = serve(system).await;
    let mut settings = settings(&server.url);
    settings.principals.insert("limited".to_owned(), bearer("eyJh.the.realtoken"));
    settings.evidence = Some((folder.to_owned(), EvidenceLevel::Pseudonymised));
    (Client::live(settings.clone()).unwrap(), settings)
}

fn replay(folder: &Path) -> Client {
    Client::replay(Recording::read(folder).unwrap()).unwrap()
}

fn body(exchange: &Exchange) -> Value {
    exchange.outcome.as_ref().unwrap().json().unwrap()
}

/// What a check does: reads all, then asks for what it has seen and compares.
async fn check(session: &Session) -> Vec<String> {
    let mut seen = Vec::new();
    let all = body(&session.send(Request::get("listPersons", "/persons")).await.unwrap());
    for person in all["data"].as_array().unwrap() {
        let number = person["civicNo"]["value"].as_str().unwrap();
        let found =
            body(&session.send(Request::get("listPersons", "/persons").query("civicNo", number)).await.unwrap());
        seen.push(format!("{} {}", found["data"].as_array().unwrap().len(), found["data"][0] == *person));
        let lookup = Request::post("lookupPersons", "/persons/lookup", json!({"civicNos": [number]}));
        seen.push(format!("{}", body(&session.send(lookup).await.unwrap())[0] == *person));
    }
    let unknown =
        body(&session.send(Request::get("listPersons", "/persons").query("civicNo", "190001010000")).await.unwrap());
    seen.push(unknown["data"].to_string());
    for path in ["/cut", "/html", "/null", "/empty", "/gone"] {
        let exchange = session.send(Request::get("x", path)).await.unwrap();
        seen.push(match &exchange.outcome {
            Ok(response) => format!("{} {:?} {:?}", response.status, response.media_type(), response.json::<Value>()),
            Err(fault) => fault.to_string(),
        });
    }
    seen
}

#[tokio::test]
async fn a_check_sees_the_same_again() {
    let dir = tempfile::tempdir().unwrap();
    let (client, _) = record(dir.path()).await;
    let live = check(&client.session("t")).await;
    client.finish().await.unwrap();
    let replayed = replay(dir.path());
    assert_eq!(check(&replayed.session("t")).await, live);
    assert!(live.contains(&"1 true".to_owned()) && live.contains(&"[]".to_owned()), "{live:?}");
    assert!(live.iter().any(|seen| seen.contains("Syntax") && seen.contains("Eof")), "{live:?}");
    assert_eq!(replayed.requests_sent(), client.requests_sent() - 1, "the broken one was sent twice");
    assert!(replayed.is_replay() && !client.is_replay());
    assert_eq!(replayed.base_url(), client.base_url());
}

#[tokio::test]
async fn a_replay_shows_what_was_recorded_and_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    let (client, _) = record(dir.path()).await;
    let live = client.session("t").send(Request::get("listPersons", "/persons")).await.unwrap();
    client.finish().await.unwrap();
    let replayed = replay(dir.path()).session("t").send(Request::get("listPersons", "/persons")).await.unwrap();
    let line = std::fs::read_to_string(dir.path().join("exchanges.ndjson")).unwrap();
    let line: Value = serde_json::from_str(line.trim()).unwrap();
    assert_eq!(body(&replayed), line["response"]["body"]);
    assert_ne!(body(&replayed), body(&live));
    assert_eq!((replayed.id, replayed.url), (live.id, live.url));
    let (replayed, live) = (replayed.outcome.unwrap(), live.outcome.unwrap());
    assert_eq!((replayed.status, &replayed.headers), (live.status, &live.headers));
}

#[tokio::test]
async fn the_same_request_gets_its_answers_in_order_and_no_more_than_were_recorded() {
    let dir = tempfile::tempdir().unwrap();
    let (client, _) = record(dir.path()).await;
    let session = client.session("t");
    let mut live = Vec::new();
    for _ in 0..3 {
        live.push(body(&session.send(Request::get("x", "/count")).await.unwrap()));
    }
    client.finish().await.unwrap();
    let session = replay(dir.path()).session("t");
    for expected in &live {
        assert_eq!(body(&session.send(Request::get("x", "/count")).await.unwrap()), *expected);
    }
    let more = session.send(Request::get("x", "/count")).await.unwrap_err();
    assert!(matches!(&more, Halt::NotRecorded(what) if what.contains("GET") && what.contains("/count")), "{more}");
}

#[tokio::test]
async fn requests_in_another_order_and_from_another_scope_are_found() {
    let dir = tempfile::tempdir().unwrap();
    let (client, _) = record(dir.path()).await;
    let session = client.session("t");
    for path in ["/persons", "/count", "/null"] {
        session.send(Request::get("x", path)).await.unwrap();
    }
    client.finish().await.unwrap();
    let replayed = replay(dir.path());
    let session = replayed.session("t");
    for path in ["/null", "/persons"] {
        session.send(Request::get("x", path)).await.unwrap().outcome.unwrap();
    }
    replayed.session("other").send(Request::get("x", "/count")).await.unwrap().outcome.unwrap();
}

#[tokio::test]
async fn who_asks_makes_a_difference() {
    let dir = tempfile::tempdir().unwrap();
    let (client, _) = record(dir.path()).await;
    let credentials = || {
        let token =
            |label: &str, token: &str| Credentials::Token { label: label.to_owned(), token: Secret::new(token) };
        [token("good", "the.real.token"), token("expired", "the.old.token"), Credentials::Anonymous]
    };
    let live = client.session("t");
    for credentials in credentials() {
        live.send(Request::get("x", "/private").credentials(credentials)).await.unwrap();
    }
    client.finish().await.unwrap();
    let session = replay(dir.path()).session("another");
    let mut statuses = Vec::new();
    for credentials in credentials().into_iter().rev() {
        let exchange = session.send(Request::get("x", "/private").credentials(credentials)).await.unwrap();
        statuses.push(exchange.outcome.unwrap().status);
    }
    assert_eq!(statuses, [401, 401, 200]);
    let stranger = Request::get("x", "/private").credentials(Credentials::Principal("revoked".to_owned()));
    assert_eq!(session.send(stranger).await.unwrap_err(), Halt::NoPrincipal("revoked".to_owned()));
}

#[tokio::test]
async fn a_token_of_the_same_kind_stands_in_for_the_real_one() {
    let dir = tempfile::tempdir().unwrap();
    let (client, _) = record(dir.path()).await;
    let real = client.token("limited").await.unwrap().unwrap().unwrap();
    client.finish().await.unwrap();
    let replayed = replay(dir.path());
    let stand_in = replayed.token("limited").await.unwrap().unwrap().unwrap();
    assert_ne!(stand_in, real);
    assert_eq!(stand_in.expose().split('.').count(), real.expose().split('.').count());
    assert_eq!(replayed.token("full").await, Ok(Ok(None)));
    assert!(replayed.has_principal("limited") && !replayed.has_principal("revoked"));
}

#[tokio::test]
async fn a_failed_token_request_fails_again() {
    let dir = tempfile::tempdir().unwrap();
    let server = serve(|_| answer("401 Unauthorized", "", r#"{"error":"invalid_client"}"#)).await;
    let mut settings = settings(&server.url);
    let text = format!(r#"{{"token_url":"{}/token","client_id":"k","client_secret":"hemligt-ord"}}"#, server.url);
    let oauth2 = serde_json::from_str(&text).unwrap();
    settings.principals.insert("full".to_owned(), samspel_exchange::PrincipalMethod::OAuth2(oauth2));
    settings.evidence = Some((dir.path().to_owned(), EvidenceLevel::Pseudonymised));
    let client = Client::live(settings).unwrap();
    let live = client.session("t").send(Request::get("x", "/persons")).await.unwrap().outcome.unwrap_err();
    client.finish().await.unwrap();
    let replayed = replay(dir.path());
    let again = replayed.session("t").send(Request::get("x", "/persons")).await.unwrap().outcome.unwrap_err();
    assert_eq!(again, live);
    assert!(matches!(replayed.token("full").await, Ok(Err(Fault::NoToken { .. }))));
}

#[tokio::test]
async fn a_replay_can_be_stopped() {
    let dir = tempfile::tempdir().unwrap();
    let (client, _) = record(dir.path()).await;
    client.session("t").send(Request::get("x", "/null")).await.unwrap();
    client.finish().await.unwrap();
    let replayed = replay(dir.path());
    replayed.stop();
    assert_eq!(replayed.session("t").send(Request::get("x", "/null")).await.unwrap_err(), Halt::Interrupted);
}

#[tokio::test]
async fn evidence_that_holds_too_little_is_not_replayed() {
    let dir = tempfile::tempdir().unwrap();
    let mut shape = settings("http://127.0.0.1:1");
    shape.evidence = Some((dir.path().to_owned(), EvidenceLevel::Shape));
    drop(Client::live(shape).unwrap());
    assert!(matches!(Recording::read(dir.path()), Err(RecordingError::Level { .. })));
}

#[test]
fn what_is_no_evidence_is_refused_with_its_line() {
    let dir = tempfile::tempdir().unwrap();
    assert!(matches!(Recording::read(dir.path()), Err(RecordingError::Io { .. })));
    let interface =
        r#"{"schema":"samspel-evidence/1","base_url":"http://a.example","level":"pseudonymised","principals":{}}"#;
    std::fs::write(dir.path().join("interface.json"), interface).unwrap();
    std::fs::write(dir.path().join("exchanges.ndjson"), "{}\n").unwrap();
    assert!(matches!(Recording::read(dir.path()), Err(RecordingError::Syntax { line: 1, .. })));
    std::fs::write(dir.path().join("exchanges.ndjson"), "{\"id\":").unwrap();
    assert!(
        Recording::read(&dir.path().join("exchanges.ndjson")).unwrap().is_empty(),
        "a torn last line is passed over"
    );
    std::fs::write(dir.path().join("interface.json"), interface.replace("/1", "/99")).unwrap();
    assert!(Recording::read(dir.path()).is_err());
}

#[tokio::test]
async fn json_faults_are_the_same_again() {
    let bodies: &[&str] = &["", "\u{FEFF}{}", "<html>", "{\"data\":[\n 1,", "[1,]", "{} {}", "tru"];
    let dir = tempfile::tempdir().unwrap();
    let server = serve(|request| {
        let at: usize = request.target.trim_start_matches('/').parse().unwrap();
        answer(
            "200 OK",
            "Content-Type: application/json\r\n",
            ["", "\u{FEFF}{}", "<html>", "{\"data\":[\n 1,", "[1,]", "{} {}", "tru"][at],
        )
    })
    .await;
    let mut settings = settings(&server.url);
    settings.evidence = Some((dir.path().to_owned(), EvidenceLevel::Pseudonymised));
    let client = Client::live(settings).unwrap();
    let faults = async |session: Session| {
        let mut faults: Vec<JsonFault> = Vec::new();
        for at in 0..bodies.len() {
            let exchange = session.send(Request::get("x", format!("/{at}"))).await.unwrap();
            faults.push(exchange.outcome.unwrap().json::<Value>().unwrap_err());
        }
        faults
    };
    let live = faults(client.session("t")).await;
    client.finish().await.unwrap();
    assert_eq!(faults(replay(dir.path()).session("t")).await, live);
    assert_eq!(live[0], JsonFault::Empty);
    assert_eq!(live[1], JsonFault::ByteOrderMark);
}
