//! Cases with steps, over real sockets.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use samspel_exchange::{Client, Limits, PrincipalMethod, Settings};
use samspel_model::{Gap, Observation, Sight, Texts};
use samspel_suite::{CheckError, Context, FluentTexts, Shared, Step, Target, run_steps};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// A provider that answers by path and remembers what it was asked.
struct Provider {
    base_url: String,
    asked: Arc<Mutex<Vec<String>>>,
}

/// A whole HTTP answer, or None: the connection is closed without one.
type Answers = fn(&str) -> Option<(u16, Value)>;

async fn provider(answers: Answers) -> Provider {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("http://{}/v2.0", listener.local_addr().unwrap());
    let asked = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&asked);
    tokio::spawn(async move {
        loop {
            let (mut socket, _) = listener.accept().await.unwrap();
            let log = Arc::clone(&log);
            tokio::spawn(async move {
                let mut bytes = Vec::new();
                let mut buffer = [0; 4096];
                while !is_whole(&bytes) {
                    match socket.read(&mut buffer).await {
                        Ok(0) | Err(_) => return,
                        Ok(n) => bytes.extend_from_slice(&buffer[..n]),
                    }
                }
                let text = String::from_utf8(bytes).unwrap();
                let target = text.lines().next().unwrap().trim_end_matches(" HTTP/1.1").to_owned();
                let body = text.split_once("\r\n\r\n").unwrap().1;
                log.lock().unwrap().push(format!("{target} {body}").trim().to_owned());
                if let Some((status, body)) = answers(&target) {
                    let body = body.to_string();
                    let answer = format!(
                        "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\nx-a: 1\r\nx-a: 2\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
                        body.len()
                    );
                    socket.write_all(answer.as_bytes()).await.ok();
                }
            });
        }
    });
    Provider { base_url, asked }
}

fn is_whole(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes).to_ascii_lowercase();
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
    body.len() >= length.unwrap_or(0)
}

fn honest(target: &str) -> Option<(u16, Value)> {
    Some(match target {
        "GET /v2.0/persons?limit=1" => (200, json!({"data": [{"id": "å/1", "name": "personal"}], "pageToken": null})),
        "GET /v2.0/persons/%C3%A5%2F1" => (200, json!({"id": "å/1"})),
        "POST /v2.0/persons/lookup" => (200, json!([{"id": "å/1"}])),
        _ => (404, json!({"code": 404})),
    })
}

fn context(provider: &Provider, with: Value) -> Context {
    let client = Client::live(Settings {
        base_url: provider.base_url.clone(),
        principals: BTreeMap::from([("full".to_owned(), PrincipalMethod::None {})]),
        base_dir: PathBuf::new(),
        limits: Limits { timeout_s: 5, ..Limits::default() },
        ca_file: None,
        proxy: None,
        evidence: None,
        read_only: false,
    })
    .unwrap();
    let target = "samspel: 1\nname: x\nenvironment: test\ninterfaces: { ss12000: { base_url: 'http://127.0.0.1/', edition: '2.1' } }\nprincipals: { full: { none: {} } }\n";
    Context {
        session: client.session("small/one[listPersons]"),
        client,
        target: Arc::new(Target::parse("t", target).unwrap().target),
        edition: "2.1".to_owned(),
        test: "small/one[listPersons]".to_owned(),
        requirements: vec!["R-1".to_owned()],
        with,
        seed: 1,
        shared: Arc::new(Shared::default()),
    }
}

fn steps(value: Value) -> Vec<Step> {
    serde_json::from_value(value).unwrap()
}

fn expectation(that: &str, when: Option<&str>) -> Value {
    json!({"that": that, "when": when, "requirement": "R-1", "otherwise": {"sv": "Det stämmer inte.", "en": "It does not hold."}})
}

/// List, take the first id, fetch it.
fn list_then_get(expect: &[Value]) -> Vec<Step> {
    steps(json!([
        {"operation": "listPersons", "request": "GET /persons", "query": {"limit": "{limit}"}, "capture": {"id": "$.data[0].id"}},
        {"operation": "getPerson", "request": "GET /persons/{id}", "expect": expect},
    ]))
}

async fn run(answers: Answers, steps: Vec<Step>) -> (Vec<String>, Result<Vec<Observation>, CheckError>) {
    let provider = provider(answers).await;
    let context = context(&provider, json!({"limit": 1}));
    let came = run_steps(&context, &steps).await;
    let asked = provider.asked.lock().unwrap().clone();
    (asked, came)
}

#[tokio::test]
async fn captured_values_go_encoded_into_the_next_request_and_true_assertions_are_witnesses() {
    let expect = [expectation("status == 200", None), expectation("body.id == captured.id", None)];
    let (asked, came) = run(honest, list_then_get(&expect)).await;
    assert_eq!(asked, ["GET /v2.0/persons?limit=1", "GET /v2.0/persons/%C3%A5%2F1"]);
    let came = came.unwrap();
    assert_eq!(came.len(), 1);
    assert!(matches!(&came[0].sight, Sight::Witness { count: 2, .. }), "{came:?}");
}

#[tokio::test]
async fn a_false_assertion_speaks_the_words_of_the_case_and_tells_nothing_personal() {
    let list = steps(json!([{"operation": "listPersons", "request": "GET /persons", "query": {"limit": "1"},
        "expect": [expectation("body.data[0].name == 'nobody'", None)]}]));
    let (_, came) = run(honest, list).await;
    let came = came.unwrap();
    let Sight::Contradiction(seen) = &came[0].sight else { unreachable!("{came:?}") };
    let text = FluentTexts::core().unwrap().render(&seen.summary);
    assert_eq!((text.sv.as_str(), text.en.as_str()), ("Det stämmer inte.", "It does not hold."));
    assert_eq!(seen.summary.id, "step-otherwise/small/one/0/0", "rows of one case are one cause");
    assert_eq!(seen.expected, "body.data[0].name == 'nobody'");
    assert_eq!(seen.observed, "HTTP 200, application/json, object with 2 members");
    assert_eq!(seen.exchanges, ["small/one[listPersons]#1"]);
    assert!(seen.reproduce.as_ref().unwrap().starts_with("curl"));
    assert!(!format!("{seen:?}").contains("personal"));
}

#[tokio::test]
async fn a_condition_that_does_not_hold_leaves_the_question_open() {
    let expect = [expectation("false", Some("status == 418"))];
    let (_, came) = run(honest, list_then_get(&expect)).await;
    let came = came.unwrap();
    assert!(matches!(&came[..], [Observation { sight: Sight::Undecided { gap: Gap::NoData, .. }, .. }]), "{came:?}");
}

#[tokio::test]
async fn a_value_that_the_answer_lacks_leaves_what_builds_on_it_open() {
    let expect = [expectation("status == 200", None)];
    let (asked, came) = run(|_| Some((200, json!({"data": []}))), list_then_get(&expect)).await;
    assert_eq!(asked.len(), 1);
    let came = came.unwrap();
    let [Observation { sight: Sight::Undecided { gap: Gap::NoData, reason }, .. }] = &came[..] else {
        unreachable!("{came:?}")
    };
    assert_eq!(reason.id, "step-no-value");
}

#[tokio::test]
async fn a_refusal_is_no_lack_of_data() {
    let expect = [expectation("status == 200", None)];
    let (_, came) = run(|_| Some((401, json!({"code": 401}))), list_then_get(&expect)).await;
    let came = came.unwrap();
    assert!(matches!(&came[..], [Observation { sight: Sight::Undecided { gap: Gap::NoAnswer, .. }, .. }]), "{came:?}");
}

#[tokio::test]
async fn no_answer_is_no_verdict() {
    let expect = [expectation("status == 200", None)];
    let (_, came) = run(|_| None, list_then_get(&expect)).await;
    let came = came.unwrap();
    assert!(matches!(&came[..], [Observation { sight: Sight::Undecided { gap: Gap::NoAnswer, .. }, .. }]), "{came:?}");
}

#[tokio::test]
async fn an_expression_that_fails_is_our_fault_and_never_the_systems() {
    let expect = [expectation("body.missing.deeper == 1", None)];
    let (_, came) = run(honest, list_then_get(&expect)).await;
    assert!(matches!(came, Err(CheckError::Other(_))), "{came:?}");
}

#[tokio::test]
async fn bodies_are_filled_and_repeated_headers_joined() {
    let lookup = steps(json!([
        {"operation": "listPersons", "request": "GET /persons", "query": {"limit": "1"}, "capture": {"id": "$.data[0].id"}},
        {"operation": "lookupPersons", "request": "POST /persons/lookup", "body": {"ids": ["{id}"], "n": "{limit}"},
         "expect": [expectation("body.size() == 1 && headers['x-a'] == '1, 2'", None)]},
    ]));
    let (asked, came) = run(honest, lookup).await;
    assert_eq!(asked[1], r#"POST /v2.0/persons/lookup {"ids":["å/1"],"n":1}"#);
    assert!(matches!(&came.unwrap()[..], [Observation { sight: Sight::Witness { .. }, .. }]));
}

#[tokio::test]
async fn a_step_can_be_sent_by_nobody_and_an_unknown_principal_stops_the_test() {
    let by = |principal: &str| {
        steps(
            json!([{"operation": "listPersons", "request": "GET /persons", "query": {"limit": "1"}, "principal": principal,
            "expect": [expectation("status == 200", None)]}]),
        )
    };
    assert!(run(honest, by("anonymous")).await.1.is_ok());
    assert!(matches!(run(honest, by("limited")).await.1, Err(CheckError::Halt(_))));
}
