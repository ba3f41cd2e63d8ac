//! Tests that write, and those of deletions, against the sandbox behind a proxy that alters some answers: what says nothing decides
//! nothing.
#![allow(clippy::unwrap_used, reason = "tests")]

#[allow(dead_code, reason = "each test file uses its own part")]
mod trial;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::{Response, StatusCode};
use samspel_exchange::{Client, Request, RequestBody, Settings};
use samspel_model::Sight;
use samspel_suite::Target;
use serde_json::{Value, json};

/// A request on its way to the sandbox.
struct Asked {
    method: String,
    path: String,
    query: Vec<(String, String)>,
    body: Value,
}

impl Asked {
    fn get(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    fn creates_attendance(&self) -> bool {
        self.method == "POST" && self.path == "/attendances"
    }
}

/// Gives the status of an error to answer with instead of asking the sandbox; may change what the sandbox is asked.
type Alter = Box<dyn Fn(&mut Asked) -> Option<u16> + Send + Sync>;

/// What the tests see of the sandbox behind a proxy: `requirement kind message`, each once.
async fn seen(only: &[&str], faults: &[&str], alter: Alter) -> BTreeSet<String> {
    let sandbox = samspel_sandbox::start(samspel_sandbox::Options {
        listen: "127.0.0.1:0".parse().unwrap(),
        pupils: 20,
        seed: 1,
        edition: "2.1".to_owned(),
        faults: faults.iter().map(|fault| (*fault).to_owned()).collect(),
    })
    .await
    .unwrap();
    let target = |base_url: &str, full: &str| {
        format!(
            "samspel: 1\nname: sandbox\nenvironment: test\nallow_writes: true\n\
             interfaces:\n  ss12000: {{ base_url: '{base_url}', edition: '2.1' }}\n\
             webhook: {{ wait_s: 2 }}\nlimits: {{ requests_per_second: 0 }}\nprincipals:\n  full: {full}\n"
        )
    };
    let client = &sandbox.clients.full;
    let full = format!(
        "{{ oauth2: {{ token_url: '{}', client_id: '{}', client_secret: '{}' }} }}",
        sandbox.token_url, client.id, client.secret
    );
    let behind = Target::parse("target.yaml", &target(&sandbox.base_url, &full))
        .unwrap_or_else(|problems| panic!("{}", problems.render(false, 120)))
        .target;
    let client = Client::live(Settings {
        base_url: sandbox.base_url.clone(),
        principals: behind.principals,
        base_dir: PathBuf::new(),
        limits: behind.limits,
        ca_file: None,
        proxy: None,
        evidence: None,
        read_only: false,
    })
    .unwrap();
    let alter = Arc::new(alter);
    let app = axum::Router::new().fallback(move |request| forward(client.clone(), Arc::clone(&alter), request));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let here = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    let results = trial::run(&target(&here, "{ bearer: 'any' }"), only).await;
    sandbox.stop().await;
    let told = results.iter().flat_map(|seen| &seen.observations).map(|observation| {
        let (kind, message) = match &observation.sight {
            Sight::Witness { message, .. } => ("witness", message),
            Sight::Undecided { reason, .. } => ("undecided", reason),
            Sight::NotApplicable { reason } => ("not applicable", reason),
            Sight::Contradiction(seen) => ("contradiction", &seen.summary),
            Sight::Note(seen) => ("note", &seen.summary),
        };
        format!("{} {kind} {}", observation.requirement, message.id)
    });
    told.collect()
}

async fn forward(client: Client, alter: Arc<Alter>, request: axum::extract::Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, 1 << 20).await.unwrap();
    let query = url::form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes()).into_owned().collect();
    let mut asked = Asked {
        method: parts.method.to_string(),
        path: parts.uri.path().to_owned(),
        query,
        body: serde_json::from_slice(&body).unwrap_or_default(),
    };
    if let Some(status) = alter(&mut asked) {
        return answer(status, json!({ "code": status.to_string(), "message": "no" }).to_string().into_bytes());
    }
    for (_, token) in asked.query.iter_mut().filter(|(name, _)| name == "pageToken") {
        token.truncate(token.find('!').unwrap_or(token.len()));
    }
    let mut request = Request::get("forward", asked.path).method(&asked.method);
    request.query = asked.query;
    if !body.is_empty() {
        request = Request { body: Some(RequestBody::Json(asked.body)), ..request };
    }
    let exchange = client.session("forward").send(request).await.unwrap();
    let response = exchange.outcome.unwrap();
    let mut body = response.json::<Value>().unwrap_or_default();
    if let Some(token) = body.get("pageToken").and_then(Value::as_str) {
        // No two tokens are the same.
        body["pageToken"] = json!(format!("{token}!{}", uuid::Uuid::new_v4()));
        return answer(response.status, body.to_string().into_bytes());
    }
    answer(response.status, response.body.clone())
}

fn answer(status: u16, body: Vec<u8>) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    response.headers_mut().insert("content-type", "application/json".parse().unwrap());
    response
}

fn set(lines: &[&str]) -> BTreeSet<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

const SERVER_FIELDS: &str = "ss12000/write/server-fields[Attendance]";

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_was_refused_before_is_not_sent_with_values_of_the_client_s_own() {
    let first: Mutex<Option<(Value, Value)>> = Mutex::default();
    let alter = move |asked: &mut Asked| {
        let about = (asked.body["student"].clone(), asked.body["calendarEvent"].clone());
        let mut first = first.lock().unwrap();
        (asked.creates_attendance() && *first.get_or_insert_with(|| about.clone()) == about).then_some(400)
    };
    let used = ["SS12K-META-015 witness write-own-values-unused", "SS12K-WRITE-002 contradiction write-client-id-used"];
    assert_eq!(seen(&[SERVER_FIELDS], &["client-id-used"], Box::new(alter)).await, set(&used));
}

#[tokio::test(flavor = "multi_thread")]
async fn values_of_the_client_s_own_are_kept_out_by_a_refusal_that_is_about_them() {
    let alter = |asked: &mut Asked| (asked.creates_attendance() && asked.body.get("id").is_some()).then_some(400);
    let unused = ["SS12K-META-015 witness write-own-values-unused", "SS12K-WRITE-002 witness write-own-values-unused"];
    assert_eq!(seen(&[SERVER_FIELDS], &[], Box::new(alter)).await, set(&unused));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_that_the_body_gets_without_them_too_decides_nothing() {
    for status in [400, 401, 403, 409] {
        let taken = Mutex::new(0);
        let alter = move |asked: &mut Asked| {
            let mut taken = taken.lock().unwrap();
            *taken += u32::from(asked.creates_attendance());
            // One is born, and whether the same is taken again is asked once.
            (asked.creates_attendance() && *taken > 2).then_some(status)
        };
        let open = ["SS12K-META-015 undecided no-usable-answer", "SS12K-WRITE-002 undecided no-usable-answer"];
        assert_eq!(seen(&[SERVER_FIELDS], &[], Box::new(alter)).await, set(&open), "{status}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_without_the_object_does_not_show_whose_values_it_has() {
    let open = ["SS12K-META-015 undecided no-usable-answer", "SS12K-WRITE-002 undecided no-usable-answer"];
    assert_eq!(seen(&[SERVER_FIELDS], &["created-without-object"], Box::new(|_| None)).await, set(&open));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_breaks_off_does_not_say_that_a_new_object_is_missing() {
    let created = Mutex::new(false);
    let alter = move |asked: &mut Asked| {
        let mut created = created.lock().unwrap();
        *created |= asked.creates_attendance();
        let list = asked.method == "GET" && asked.path == "/attendances";
        if list && asked.get("student").is_some() {
            asked.query.push(("limit".to_owned(), "1".to_owned()));
        }
        (list && *created && asked.get("pageToken").is_some()).then_some(503)
    };
    let found = seen(&["ss12000/write/found[Attendance]"], &[], Box::new(alter)).await;
    // By its id it is found.
    assert_eq!(found, set(&["SS12K-WRITE-003 undecided no-usable-answer", "SS12K-WRITE-003 witness write-found"]));
}

/// Whether a token for deletions has been used; remembers it.
fn used(tokens: &Mutex<BTreeSet<String>>, asked: &Asked) -> bool {
    let deletions = asked.path == "/deletedEntities";
    deletions && asked.get("pageToken").is_some_and(|token| !tokens.lock().unwrap().insert(token.to_owned()))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_for_deletions_that_works_once_is_no_fault() {
    let tokens = Mutex::default();
    let found = seen(&["ss12000/del/paged"], &[], Box::new(move |asked| used(&tokens, asked).then_some(410))).await;
    let right = [
        "SS12K-DEL-006 witness deleted-pages-agree",
        "SS12K-DEL-006 witness deleted-token-alone",
        "SS12K-DEL-007 witness deleted-limit-kept",
    ];
    assert_eq!(found, set(&right));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_used_token_that_is_refused_does_not_hide_a_filter_that_is_not() {
    let tokens = Mutex::default();
    let alter = move |asked: &mut Asked| {
        let again = used(&tokens, asked);
        if asked.get("pageToken").is_some() {
            asked.query.retain(|(name, _)| !matches!(name.as_str(), "after" | "entities"));
        }
        again.then_some(400)
    };
    let wrong = [
        "SS12K-DEL-006 contradiction deleted-filter-beside-token",
        "SS12K-DEL-006 witness deleted-pages-agree",
        "SS12K-DEL-007 witness deleted-limit-kept",
    ];
    assert_eq!(seen(&["ss12000/del/paged"], &[], Box::new(alter)).await, set(&wrong));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_refusal_of_the_method_says_that_absences_cannot_be_removed() {
    let answered = |status: u16| {
        move |asked: &mut Asked| (asked.method == "DELETE" && asked.path.starts_with("/absences/")).then_some(status)
    };
    for (status, expected) in [
        (404, "SS12K-WRITE-004 note write-absence-removal-open"),
        (403, "SS12K-WRITE-004 note write-absence-removal-open"),
        (405, "SS12K-WRITE-004 witness write-absence-stays"),
        (501, "SS12K-WRITE-004 witness write-absence-stays"),
        (503, "SS12K-WRITE-004 undecided no-usable-answer"),
    ] {
        let found = seen(&["ss12000/write/absence-stays"], &[], Box::new(answered(status))).await;
        assert_eq!(found, set(&[expected]), "{status}");
    }
}
