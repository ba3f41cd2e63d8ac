//! What is written to the evidence folder, and what is not.
#![allow(clippy::unwrap_used, reason = "tests")]

mod scripted;

use std::path::Path;
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use samspel_exchange::{
    Client, Credentials, EvidenceLevel, Halt, OAuth2, PrincipalMethod, Request, RequestBody, Secret, SecretPlacement,
    SecretSource, Settings,
};
use scripted::{answer, bearer, json, serve, settings};
use serde_json::{Value, json};

fn recorded(base_url: &str, folder: &Path, level: EvidenceLevel) -> Settings {
    Settings { evidence: Some((folder.to_owned(), level)), ..settings(base_url) }
}

fn lines(folder: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(folder.join("exchanges.ndjson")).unwrap();
    assert!(text.is_empty() || text.ends_with('\n'));
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Everything in the folder as one text.
fn everything(folder: &Path) -> String {
    let files = std::fs::read_dir(folder).unwrap();
    files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect()
}

const PERSON: &str = r#"{"data":[{
    "id":"7f9c24e8-3b12-4fef-91e0-2f0d6e5c1a77","givenName":"Annabella","middleName":"Kristallina","familyName":"Hemligström",
    "civicNo":{"value":"201005171230","nationality":"SE"},"birthDate":"2010-05-17","sex":"Kvinna","securityMarking":"Ingen",
    "emails":[{"value":"annabella.privat@hemma.example","type":"Privat"}],
    "phoneNumbers":[{"value":"+46 70 111 22 33","type":"Hem","mobile":true}],
    "addresses":[{"streetAddress":"Dolda gatan 17","locality":"Osynligby","postalCode":"987 65","country":"Sverige"}],
    "eduPersonPrincipalNames":["annhem01@skola.kommun.example"],
    "externalIdentifiers":[{"value":"EXT-4711-XYZ","context":"https://kommun.example/ids","globallyUnique":false}],
    "photo":"https://foto.kommun.example/annabella.jpg","nickname":"Bellabus",
    "responsibles":[{"person":{"id":"7f9c24e8-3b12-4fef-91e0-2f0d6e5c1a78","displayName":"Gunnar Hemligström"},"relationType":"Vårdnadshavare"}],
    "enrolments":[{"enroledAt":{"id":"7f9c24e8-3b12-4fef-91e0-2f0d6e5c1a79","displayName":"Ekskolan"},"schoolYear":5}]
  }],"pageToken":"eyJhZnRlciI6IkhlbWxpZ3N0csO2bSAyMDEwMDUxNzEyMzAifQ=="}"#;

/// Values that may stand nowhere in the evidence.
const CANARIES: &[&str] = &[
    // secrets
    "kanarie-bearer-token",
    "kanarie-client-secret",
    "kanarie-access-token",
    "kanarie-tampered-token",
    "kanarie-basic-header",
    "kanarie-cookie-out",
    "kanarie-cookie-in",
    "kanarie-api-key",
    "kanarie-refresh",
    "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbmRyYSJ9",
    "a2xpZW50OmthbmFyaWUtY2xpZW50LXNlY3JldA",
    // personal data in bodies
    "Annabella",
    "Kristallina",
    "Hemligström",
    "Hemligstr",
    "201005171230",
    "2010-05-17",
    "annabella.privat",
    "hemma.example",
    "111 22 33",
    "Dolda gatan",
    "Osynligby",
    "987 65",
    "annhem01",
    "EXT-4711",
    "foto.kommun",
    "Bellabus",
    "Gunnar",
    // personal data in requests and error texts
    "19121212-1212",
    "191212121212",
    "Sigismunda",
    "sigismunda@",
    "640823-3234",
    "SGVtbGlnc3Ryw7ZtIDIwMTAwNTE3MTIzMCJ9",
    "aGVtbGln",
];

fn around(text: &str, part: &str) -> String {
    let line = text.lines().find(|line| line.contains(part)).unwrap_or_default();
    line.chars().take(3000).collect()
}

#[tokio::test]
async fn no_secret_and_no_personal_value_gets_into_the_evidence() {
    let dir = tempfile::tempdir().unwrap();
    let server = serve(|request| {
        let authorization = request.header("authorization").unwrap_or("none").to_owned();
        // A name in an error message can be known only when the request asked for it.
        let name = if request.target.contains("Sigismunda") { "Sigismunda" } else { "någon" };
        match request.target.split('?').next().unwrap_or_default() {
            "/token" => json(
                r#"{"access_token":"kanarie-access-token","refresh_token":"kanarie-refresh","token_type":"Bearer","expires_in":60}"#,
            ),
            "/persons" => json(PERSON),
            "/echo" => answer(
                "400 Bad Request",
                &format!(
                    "Content-Type: application/json\r\nSet-Cookie: sid=kanarie-cookie-in\r\nX-Echo: {authorization}\r\n\
                     Location: /persons?nameContains={name}&civicNo=191212121212\r\n"
                ),
                &format!(
                    r#"{{"code":"X","message":"Ingen {name} 19121212-1212 (sigismunda@skola.example) för {authorization} i {}",
                        "token":"eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbmRyYSJ9.c2ln","api_key":"kanarie-api-key"}}"#,
                    request.target
                ),
            ),
            "/html" => answer(
                "500 Internal Server Error",
                "Content-Type: text/html\r\n",
                &format!("<h1>Fel</h1> {authorization} 640823-3234 {} {name} <a href='/x?nameContains=Sigismunda'>", request.target),
            ),
            _ => answer("200 OK", "Content-Type: application/json\r\n", r#"{"data":[{"givenName":"Annabella","#),
        }
    })
    .await;
    let mut settings = recorded(&server.url, dir.path(), EvidenceLevel::Pseudonymised);
    settings.principals.insert("limited".to_owned(), bearer("kanarie-bearer-token"));
    let oauth2 = OAuth2 {
        token_url: format!("{}/token", server.url),
        client_id: "klient".to_owned(),
        client_secret: SecretSource::Literal("kanarie-client-secret".to_owned()),
        scope: None,
        auth: SecretPlacement::ClientSecretBasic,
    };
    settings.principals.insert("full".to_owned(), PrincipalMethod::OAuth2(oauth2));
    let client = Client::live(settings).unwrap();
    let session = client.session("t");
    let tampered = Credentials::Token { label: "expired".to_owned(), token: Secret::new("kanarie-tampered-token") };
    let principals = [
        Credentials::Principal("full".to_owned()),
        Credentials::Principal("limited".to_owned()),
        tampered,
        Credentials::Anonymous,
    ];
    let mut printed = String::new();
    for credentials in principals {
        for path in ["/persons", "/echo", "/html", "/broken"] {
            let request = Request::get("x", path)
                .query("nameContains", "Sigismunda")
                .query("civicNo", "191212121212")
                .query("eduPersonPrincipalName", "sigismunda@skola.example")
                .query("identifier.value", "EXT-4711-XYZ")
                .query("pageToken", "eyJhZnRlciI6IkhlbWxpZ3N0csO2bSAyMDEwMDUxNzEyMzAifQ==")
                .query("access_token", "kanarie-api-key")
                .header("Cookie", "kanarie-cookie-out")
                .credentials(credentials.clone());
            printed += &session.send(request).await.unwrap().curl();
            let body = json!({"civicNos": ["191212121212", "201005171230"], "ids": [], "password": "kanarie-api-key"});
            let request = Request::post("x", path, body).credentials(credentials.clone());
            printed += &session.send(request).await.unwrap().curl();
        }
    }
    let basic = Request::get("x", "/echo/640823-3234/sigismunda%40skola.example")
        .header("Authorization", "Basic kanarie-basic-header");
    printed += &session.send(basic).await.unwrap().curl();
    client.finish().await.unwrap();

    assert_eq!(lines(dir.path()).len(), 34, "33 exchanges and a token request");
    let written = everything(dir.path());
    for canary in CANARIES {
        assert!(!written.contains(canary), "{canary} stands in the evidence: {}", around(&written, canary));
        assert!(!printed.contains(canary), "{canary} stands in a curl line: {printed}");
    }
    let token = lines(dir.path())
        .iter()
        .find_map(|line| Some(line["response"]["body"]["pageToken"].as_str()?.to_owned()))
        .unwrap();
    // The token fits both alphabets; whether its stand-in does depends on the key of the run.
    let inside = String::from_utf8(BASE64_STANDARD.decode(token.replace('-', "+").replace('_', "/")).unwrap()).unwrap();
    assert!(inside.starts_with("{\"after\":\""), "{inside}");
    assert!(!CANARIES.iter().any(|canary| inside.contains(canary)), "{inside}");
    // What is not personal is there.
    for kept in
        ["7f9c24e8-3b12-4fef-91e0-2f0d6e5c1a77", "Ekskolan", "Kvinna", "https://kommun.example/ids", "token:expired"]
    {
        assert!(written.contains(kept), "{kept}");
    }
}

#[tokio::test]
async fn a_line_tells_the_whole_exchange() {
    let dir = tempfile::tempdir().unwrap();
    let server =
        serve(|_| answer("200 OK", "Content-Type: application/json\r\nX-A: b\r\n", r#"{"n": 1.50, "n": 2}"#)).await;
    let client = Client::live(recorded(&server.url, dir.path(), EvidenceLevel::Pseudonymised)).unwrap();
    let request =
        Request::post("lookupPersons", "/persons/lookup", json!({"ids": ["a"]})).query("limit", "5").header("X-B", "c");
    client.session("suite/case[row]").send(request).await.unwrap();
    client.finish().await.unwrap();
    let text = std::fs::read_to_string(dir.path().join("exchanges.ndjson")).unwrap();
    assert!(text.contains(r#""body":{"n":1.50,"n":2}"#), "numbers and repeated properties stay as they came: {text}");
    let line = &lines(dir.path())[0];
    assert_eq!(line["id"], "suite/case[row]#1");
    assert_eq!(line["principal"], "full");
    assert_eq!(line["operation"], "lookupPersons");
    assert_eq!(line["request"]["method"], "POST");
    assert_eq!(line["request"]["url"], format!("{}/persons/lookup?limit=5", server.url));
    assert_eq!(line["request"]["headers"], json!([["X-B", "c"]]));
    assert_eq!(line["request"]["body"], json!({"ids": ["a"]}));
    assert_eq!(line["response"]["status"], 200);
    assert_eq!(line["response"]["bytes"], 19);
    // sha256 of the body as it came.
    assert_eq!(line["response"]["body_sha256"].as_str().unwrap().len(), 64);
    assert!(line["response"]["headers"].as_array().unwrap().contains(&json!(["x-a", "b"])));
    assert!(line["elapsed_ms"].as_f64().unwrap() > 0.0);
}

#[tokio::test]
async fn one_person_is_one_stand_in_in_bodies_and_addresses() {
    let dir = tempfile::tempdir().unwrap();
    let server = serve(|_| json(PERSON)).await;
    let client = Client::live(recorded(&server.url, dir.path(), EvidenceLevel::Pseudonymised)).unwrap();
    let session = client.session("t");
    session.send(Request::get("x", "/persons")).await.unwrap();
    session.send(Request::get("x", "/persons").query("civicNo", "201005171230")).await.unwrap();
    session.send(Request::post("x", "/persons/lookup", json!({"civicNos": ["201005171230"]}))).await.unwrap();
    client.finish().await.unwrap();
    let lines = lines(dir.path());
    let person = &lines[0]["response"]["body"]["data"][0];
    let stand_in = person["civicNo"]["value"].as_str().unwrap();
    assert_eq!(stand_in.len(), 12);
    assert_ne!(stand_in, "201005171230");
    assert_eq!(lines[1]["request"]["url"], format!("{}/persons?civicNo={stand_in}", server.url));
    assert_eq!(lines[2]["request"]["body"], json!({"civicNos": [stand_in]}));
    assert_eq!(person["birthDate"].as_str().unwrap().replace('-', ""), stand_in[..8]);
    assert_eq!(person["civicNo"]["nationality"], "SE");
    assert_eq!(person["emails"][0]["type"], "Privat");
    assert_eq!(person["phoneNumbers"][0]["mobile"], true);
    assert_eq!(person["enrolments"][0]["enroledAt"]["displayName"], "Ekskolan");
    assert_eq!(person["phoneNumbers"][0]["value"].as_str().unwrap().len(), "+46 70 111 22 33".len());
}

#[tokio::test]
async fn the_level_shape_shows_types_only_and_the_level_none_no_bodies() {
    let server = serve(|_| json(PERSON)).await;
    let request = || Request::get("listPersons", "/persons").query("limit", "5").query("nameContains", "Annabella");
    let id = "7f9c24e8-3b12-4fef-91e0-2f0d6e5c1a77";

    let dir = tempfile::tempdir().unwrap();
    let client = Client::live(recorded(&server.url, dir.path(), EvidenceLevel::Shape)).unwrap();
    client.session("t").send(request()).await.unwrap();
    let one = Request::get("getPersonById", format!("/persons/{id}")).query("pageToken", "AAECAwT_");
    client.session("t").send(one.query("enrolments.enroledAt", id)).await.unwrap();
    client.finish().await.unwrap();
    let url = lines(dir.path())[1]["request"]["url"].as_str().unwrap().to_owned();
    let (path, query) = url.split_once("?pageToken=REDACTED&enrolments.enroledAt=").unwrap();
    assert!(path.ends_with(query) && query.len() == id.len(), "the same id, the same stand-in: {url}");
    let body = &lines(dir.path())[0]["response"]["body"];
    assert_eq!(body["data"][0]["givenName"], "string");
    assert_eq!(body["data"][0]["enrolments"][0]["schoolYear"], "number");
    assert_eq!(body["data"][0]["phoneNumbers"][0]["mobile"], "boolean");
    let written = everything(dir.path());
    assert!(!written.contains("Annabella") && !written.contains("Ekskolan"), "{written}");
    assert!(!written.contains(id) && !written.contains("AAECAwT_"), "{written}");

    let dir = tempfile::tempdir().unwrap();
    let client = Client::live(recorded(&server.url, dir.path(), EvidenceLevel::None)).unwrap();
    client.session("t").send(request()).await.unwrap();
    client.finish().await.unwrap();
    let line = &lines(dir.path())[0];
    assert_eq!(line["request"]["url"], format!("{}/persons", server.url));
    assert_eq!(line["response"], json!({"status": 200}));
}

#[tokio::test]
async fn faults_pauses_and_bodies_that_are_no_json_are_recorded() {
    let dir = tempfile::tempdir().unwrap();
    let server = serve(|request| match (request.target.as_str(), request.number) {
        ("/busy", 1) => answer("429 Too Many Requests", "Retry-After: 0\r\n", ""),
        ("/html", _) => answer("200 OK", "Content-Type: text/html\r\n", &format!("<p>{}", "x".repeat(1000))),
        ("/bytes", _) => answer("200 OK", "Content-Type: image/png\r\n", "PNG PNG PNG"),
        ("/gone", _) => scripted::Answer::Close,
        _ => json("null"),
    })
    .await;
    let client = Client::live(recorded(&server.url, dir.path(), EvidenceLevel::Pseudonymised)).unwrap();
    let session = client.session("t");
    for path in ["/busy", "/html", "/bytes", "/gone"] {
        session.send(Request::get("x", path)).await.unwrap();
    }
    let mut raw = Request::get("x", "/raw").method("POST");
    raw.body = Some(RequestBody::Raw { media_type: "text/plain".to_owned(), bytes: b"Annabella".to_vec() });
    session.send(raw).await.unwrap();
    client.finish().await.unwrap();
    let lines = lines(dir.path());
    assert_eq!(lines[0]["pauses"], json!([{"status": 429, "seconds": 0}]));
    assert_eq!(lines[0]["response"]["status"], 200);
    assert_eq!(lines[1]["response"]["text"].as_str().unwrap().chars().count(), 200);
    assert_eq!(lines[1]["response"]["json_fault"]["kind"], "syntax");
    assert_eq!(lines[1]["response"]["bytes"], 1003);
    assert_eq!(lines[2]["response"].get("text"), None);
    assert_eq!(lines[3]["fault"]["kind"], "broken");
    assert_eq!(lines[4]["request"]["other_body"], json!({"media_type": "text/plain", "bytes": 9}));
}

#[tokio::test]
async fn evidence_of_an_interrupted_run_is_continued_and_its_torn_line_cut_off() {
    let dir = tempfile::tempdir().unwrap();
    let server = serve(|_| json("{}")).await;
    for _ in 0..2 {
        let client = Client::live(recorded(&server.url, dir.path(), EvidenceLevel::Pseudonymised)).unwrap();
        client.session("t").send(Request::get("x", "/")).await.unwrap();
        client.finish().await.unwrap();
        let path = dir.path().join("exchanges.ndjson");
        let torn = std::fs::read_to_string(&path).unwrap() + &r#"{"id":"torn"#.repeat(10_000);
        std::fs::write(&path, torn).unwrap();
    }
    let client = Client::live(recorded(&server.url, dir.path(), EvidenceLevel::Pseudonymised)).unwrap();
    client.finish().await.unwrap();
    assert_eq!(lines(dir.path()).len(), 2);
}

#[tokio::test]
async fn lines_are_there_soon_without_finish_and_all_of_them_when_the_client_is_gone() {
    let dir = tempfile::tempdir().unwrap();
    let server = serve(|_| json("{}")).await;
    let client = Client::live(recorded(&server.url, dir.path(), EvidenceLevel::Pseudonymised)).unwrap();
    let session = client.session("t");
    session.send(Request::get("x", "/")).await.unwrap();
    tokio::time::sleep(Duration::from_millis(900)).await;
    assert_eq!(lines(dir.path()).len(), 1);
    for _ in 0..50 {
        session.send(Request::get("x", "/")).await.unwrap();
    }
    drop((client, session));
    assert_eq!(lines(dir.path()).len(), 51);
}

#[tokio::test]
async fn an_evidence_folder_that_cannot_be_made_is_a_setup_error() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    std::fs::write(&file, "").unwrap();
    let error = Client::live(recorded("http://127.0.0.1:1", &file, EvidenceLevel::Shape)).err().unwrap();
    assert!(matches!(error, samspel_exchange::SetupError::Evidence(_)), "{error}");
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn evidence_that_cannot_be_written_stops_the_run() {
    let dir = tempfile::tempdir().unwrap();
    // A disk that is always full.
    std::os::unix::fs::symlink("/dev/full", dir.path().join("exchanges.ndjson")).unwrap();
    let server = serve(|_| json("{}")).await;
    let client = Client::live(recorded(&server.url, dir.path(), EvidenceLevel::Pseudonymised)).unwrap();
    client.session("t").send(Request::get("x", "/")).await.unwrap();
    assert!(matches!(client.finish().await, Err(Halt::Evidence(_))));
    let next = client.session("t").send(Request::get("x", "/")).await;
    assert!(matches!(next, Err(Halt::Evidence(_))), "{next:?}");
}
