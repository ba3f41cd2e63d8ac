//! Nothing false is green (design §5.1): against hollow and hostile systems no MUST passes, the exit code tells what happened, and the
//! report says what is wrong.
#![expect(clippy::unwrap_used, reason = "tests")]

#[path = "hollow/server.rs"]
mod server;

use std::process::Command;
use std::sync::Arc;

use serde_json::Value;
use server::{Asked, Behaviour, Reply};

const JSON: &str = "application/json";
const EMPTY_PAGE: &str = r#"{"data":[],"pageToken":null}"#;

/// One organisation that validates against both editions.
fn organisation(id: u64) -> String {
    format!(
        r#"{{"id":"00000000-0000-4000-8000-{id:012x}","meta":{{"created":"2026-01-01T00:00:00Z","modified":"2026-01-02T00:00:00Z"}},"displayName":"Skola {id}","organisationType":"Skola"}}"#
    )
}

fn token() -> Reply {
    Reply::Whole(200, JSON, r#"{"access_token":"aaaa.bbbb.cccc","token_type":"Bearer","expires_in":3600}"#.to_owned())
}

/// The same reply to everything but the token endpoint.
fn always(reply: impl Fn(&Asked, u64) -> Reply + Send + Sync + 'static) -> Behaviour {
    Arc::new(move |asked, number| if asked.line.starts_with("POST /token") { token() } else { reply(asked, number) })
}

fn json(status: u16, body: &str) -> Behaviour {
    let body = body.to_owned();
    always(move |_, _| Reply::Whole(status, JSON, body.clone()))
}

/// Runs the whole suite against a system and gives the exit code, the report and what stood on the terminal.
fn run(origin: &str) -> (i32, Value, String) {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("target.yaml");
    std::fs::write(
        &target,
        format!(
            "samspel: 1\nname: Hollow\nenvironment: test\ninterfaces:\n  ss12000: {{ base_url: {origin}/v2.0, edition: \"2.1\" }}\n\
             principals:\n  full: {{ oauth2: {{ token_url: {origin}/token, client_id: full, client_secret: {{ env: HOLLOW_SECRET }} }} }}\n\
             limits: {{ requests_per_second: 0, max_requests: 3000, timeout_s: 1, max_body_bytes: 4194304 }}\n"
        ),
    )
    .unwrap();
    let out = folder.path().join("out");
    let ended = Command::new(env!("CARGO_BIN_EXE_samspel"))
        .args(["run", "--target"])
        .arg(&target)
        .arg("--out")
        .arg(&out)
        .env_clear()
        .env("HOLLOW_SECRET", "secret")
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let said = format!("{}\n{}", String::from_utf8_lossy(&ended.stdout), String::from_utf8_lossy(&ended.stderr));
    let report = std::fs::read(out.join("report.json")).unwrap_or_else(|_| panic!("no report was written:\n{said}"));
    (ended.status.code().unwrap(), serde_json::from_slice(&report).unwrap(), said)
}

/// The judgement on a hollow system: no MUST passes, the exit code is right, and something says what is wrong.
fn is_seen_through(behaviour: Behaviour, exit_code: i32) {
    judge(&server::start(behaviour), exit_code);
}

fn judge(origin: &str, exit_code: i32) {
    let (code, report, said) = run(origin);
    let passed: Vec<&str> = report["requirements"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|r| r["level"] == "MUST" && r["verdict"] == "PASS")
        .map(|r| r["id"].as_str().unwrap())
        .collect();
    assert!(passed.is_empty(), "passed on a hollow system: {passed:?}\n{said}");
    assert_ne!(report["statement"]["outcome"], "CONFORMS");
    assert_eq!(code, exit_code, "exit code; findings: {:#}\n{said}", report["findings"]);
    assert!(!report["findings"].as_array().unwrap().is_empty(), "no finding says what is wrong:\n{said}");
}

macro_rules! hollow {
    ($($name:ident, exit $code:literal: $behaviour:expr;)*) => {$(
        #[test]
        fn $name() {
            is_seen_through($behaviour, $code);
        }
    )*};
}

hollow! {
    empty_lists_everywhere, exit 1: json(200, EMPTY_PAGE);
    one_constant_organisation, exit 1: json(200, &format!(r#"{{"data":[{}],"pageToken":null}}"#, organisation(1)));
    unauthorised_everywhere, exit 4: json(401, r#"{"code":"unauthorised","message":"no"}"#);
    forbidden_everywhere, exit 4: json(403, r#"{"code":"forbidden","message":"no"}"#);
    not_found_everywhere, exit 3: json(404, r#"{"code":"not_found","message":"no"}"#);
    server_error_everywhere, exit 3: json(500, r#"{"code":"boom","message":"no"}"#);
    html_with_200, exit 3: always(|_, _| Reply::Whole(200, "text/html", "<html><body>Logga in</body></html>".to_owned()));
    html_that_claims_to_be_json, exit 1: json(200, "<html><body>Logga in</body></html>");
    truncated_json, exit 1: json(200, r#"{"data":[{"id":"0000"#);
    connection_cut_in_the_body, exit 4: always(|_, _| Reply::CutShort(r#"{"data":[{"id":"0000"#.to_owned()));
    slow_drip, exit 4: always(|_, _| Reply::Drip);
    endless_body, exit 4: always(|_, _| Reply::Endless);
    hangs_up, exit 4: always(|_, _| Reply::Hangup);
    empty_body_with_200, exit 1: json(200, "");
    no_content_everywhere, exit 1: always(|_, _| Reply::Whole(204, JSON, String::new()));
    null_everywhere, exit 1: json(200, "null");
    empty_object_everywhere, exit 1: json(200, "{}");
    bare_empty_array_everywhere, exit 1: json(200, "[]");
    some_other_api, exit 1: json(200, r#"{"status":"ok","version":"3.1"}"#);
    redirects_everywhere, exit 3: always(|_, _| {
        Reply::WithHeaders(302, "text/html", String::new(), "Location: http://127.0.0.1:9/login\r\n")
    });
    too_many_requests_for_ever, exit 3: always(|_, _| {
        Reply::WithHeaders(429, JSON, r#"{"code":"slow","message":"down"}"#.to_owned(), "Retry-After: 0\r\n")
    });
    token_endpoint_answers_html, exit 4: Arc::new(|_: &Asked, _| {
        Reply::Whole(200, "text/html", "<html>Logga in</html>".to_owned())
    });
    token_endpoint_refuses, exit 4: Arc::new(|_: &Asked, _| {
        Reply::Whole(401, JSON, r#"{"error":"invalid_client"}"#.to_owned())
    });
    pages_that_never_end, exit 1: always(|asked, number| {
        if asked.line.starts_with("GET") && asked.bearer {
            Reply::Whole(200, JSON, format!(r#"{{"data":[{}],"pageToken":"{number}"}}"#, organisation(number)))
        } else {
            Reply::Whole(401, JSON, r#"{"code":"unauthorised","message":"no"}"#.to_owned())
        }
    });
    the_same_page_for_ever, exit 1: always(|asked, _| {
        if asked.line.starts_with("GET") && asked.bearer {
            Reply::Whole(200, JSON, format!(r#"{{"data":[{}],"pageToken":"again"}}"#, organisation(1)))
        } else {
            Reply::Whole(401, JSON, r#"{"code":"unauthorised","message":"no"}"#.to_owned())
        }
    });
    empty_lists_behind_a_real_login, exit 3: always(|asked, _| {
        if asked.bearer && asked.line.matches('/').count() > 2 {
            Reply::Whole(404, JSON, r#"{"code":"not_found","message":"no"}"#.to_owned())
        } else if asked.bearer && asked.line.contains("/deletedEntities") {
            Reply::Whole(200, JSON, r#"{"data":{},"pageToken":null}"#.to_owned())
        } else if asked.bearer {
            Reply::Whole(200, JSON, EMPTY_PAGE.to_owned())
        } else {
            Reply::WithHeaders(401, JSON, r#"{"code":"unauthorised","message":"no"}"#.to_owned(), "WWW-Authenticate: Bearer\r\n")
        }
    });
    another_organisation_each_time, exit 1: always(|_, number| {
        Reply::Whole(200, JSON, format!(r#"{{"data":[{}],"pageToken":null}}"#, organisation(number)))
    });
    answers_without_any_login, exit 1: always(|asked, _| {
        if asked.line == "GET /v2.0/organisations" || asked.line.starts_with("GET /v2.0/organisations?") {
            Reply::Whole(200, JSON, format!(r#"{{"data":[{}],"pageToken":null}}"#, organisation(1)))
        } else {
            Reply::Whole(404, JSON, r#"{"code":"not_found","message":"no"}"#.to_owned())
        }
    });
    repeats_the_request, exit 1: always(|asked, _| {
        Reply::Whole(200, JSON, serde_json::json!({ "data": [{ "asked": asked.line }], "pageToken": null }).to_string())
    });
}

#[test]
fn a_dead_port() {
    // Bound and dropped: nothing listens there any more.
    let origin = format!("http://{}", std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap());
    judge(&origin, 4);
}
