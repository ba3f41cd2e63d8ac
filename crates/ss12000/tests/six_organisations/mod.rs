//! A provider of six organisations that obeys the standard unless told to break one rule.
//!
//! The sandbox covers the whole interface; this one is small enough to show at a glance why a check of HTTP, authentication or errors
//! has to see a fault.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{Response, StatusCode};
use axum::{Router, routing};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use serde_json::{Value, json};

const ERROR: &str = r#"{"code":"refused","message":"no"}"#;
const TYPES: [&str; 9] = [
    "Huvudman",
    "Verksamhetsområde",
    "Förvaltning",
    "Rektorsområde",
    "Skola",
    "Skolenhet",
    "Varumärke",
    "Bolag",
    "Övrigt",
];

/// A running provider; it ends with the test.
pub(crate) struct Provider {
    /// The target file for it.
    pub(crate) target: String,
}

struct Behaviour {
    fault: &'static str,
    reads: AtomicU32,
}

/// Starts a provider with one fault; `""` for none.
pub(crate) async fn start(fault: &'static str) -> Provider {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}/v2.0", listener.local_addr().unwrap());
    let behaviour = Arc::new(Behaviour { fault, reads: AtomicU32::new(0) });
    let router = Router::new().fallback(routing::any(answer)).with_state(behaviour);
    tokio::spawn(async move { axum::serve(listener, router).await });
    let target = format!(
        r#"
samspel: 1
name: six organisations
environment: test
interfaces: {{ ss12000: {{ base_url: "{base}", edition: "2.1" }} }}
principals:
  full: {{ bearer: "{}" }}
  no_access: {{ bearer: "{}" }}
  limited: {{ bearer: "{}" }}
limits: {{ requests_per_second: 0 }}
"#,
        token("full"),
        token("no_access"),
        token("limited")
    );
    Provider { target }
}

fn token(subject: &str) -> String {
    let claims = BASE64URL.encode(json!({ "sub": subject, "exp": 4_102_444_800_u64 }).to_string());
    format!("{}.{claims}.{}", BASE64URL.encode(r#"{"alg":"HS256"}"#), BASE64URL.encode([7; 32]))
}

fn organisations() -> Vec<Value> {
    let of = |number: usize, kind: &str, municipality: &str, school_types: &[&str]| {
        json!({
            "id": format!("0a0b0c0d-0000-4000-8000-00000000000{number}"),
            "meta": { "created": "2025-01-01T00:00:00Z", "modified": format!("2026-01-0{number}T00:00:00Z") },
            "displayName": format!("Åsen {number}"), "organisationType": kind, "municipalityCode": municipality, "schoolTypes": school_types,
        })
    };
    vec![
        of(1, "Huvudman", "0180", &[]),
        of(2, "Förvaltning", "0180", &[]),
        of(3, "Skola", "0180", &["GR"]),
        of(4, "Skola", "0199", &["GY"]),
        of(5, "Skolenhet", "0180", &["GR", "FKLASS"]),
        of(6, "Skolenhet", "0199", &["GY"]),
    ]
}

async fn answer(State(behaviour): State<Arc<Behaviour>>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, 1 << 22).await.unwrap();
    let has = |fault: &str| behaviour.fault == fault;
    let query = parameters(parts.uri.query().unwrap_or_default(), behaviour.fault);
    let authorization = parts.headers.get("authorization").and_then(|v| v.to_str().ok()).unwrap_or_default();
    let method = parts.method.as_str();
    let path = parts.uri.path().strip_prefix("/v2.0").unwrap_or_default();

    let mut bearer = authorization.strip_prefix("Bearer ").unwrap_or_default().to_owned();
    if has("query-token") && bearer.is_empty() {
        bearer = value(&query, "access_token").unwrap_or_default().to_owned();
    }
    let known = ["full", "no_access", "limited"].into_iter().find(|subject| token(subject) == bearer);
    let unchecked = has("signature-unchecked")
        && bearer.starts_with("eyJ")
        && bearer.split('.').nth(2).is_some_and(|s| !s.is_empty());
    let unsigned = has("alg-none") && bearer.ends_with('.');
    let open = has("open") && bearer.is_empty() || has("open-head") && matches!(method, "HEAD" | "OPTIONS");
    match known {
        None if !unchecked && !unsigned && !open => {
            let challenge = if has("no-challenge") { ("x-nothing", "") } else { ("www-authenticate", "Bearer") };
            return refuse(behaviour.fault, 401, challenge);
        }
        Some("no_access") if has("empty-without-permission") => return data(behaviour.fault, &json!({ "data": [] })),
        Some("no_access") => return refuse(behaviour.fault, 403, ("x-nothing", "")),
        Some("limited") if has("limited-empty") => return data(behaviour.fault, &json!({ "data": [] })),
        Some("limited") if !has("limited-invalid") => return refuse(behaviour.fault, 403, ("x-nothing", "")),
        _ => {}
    }
    if has("redirect") && path == "/organisations" {
        let redirect = Response::builder().status(302).header("location", "http://login.example/start");
        return redirect.body(Body::empty()).unwrap();
    }
    let collection = if has("misspelt") { "/organizations" } else { "/organisations" };
    let Some(rest) = path.strip_prefix(collection) else { return refuse(behaviour.fault, 404, ("x-nothing", "")) };
    let allowed = if rest == "/lookup" { "POST" } else { "GET" };
    if method != allowed && method != "HEAD" && !(has("put") && method == "PUT") {
        return refuse(behaviour.fault, 405, ("allow", allowed));
    }
    if has("moves") {
        behaviour.reads.fetch_add(1, Ordering::SeqCst);
    }
    let entries: Vec<Value> = organisations().into_iter().map(|e| touched(e, &behaviour, known)).collect();
    match rest {
        "" => list(behaviour.fault, &query, entries),
        "/lookup" => lookup(behaviour.fault, &body, entries),
        _ => by_id(behaviour.fault, rest.trim_start_matches('/'), &entries),
    }
}

/// What the fault makes of an entry.
fn touched(mut entry: Value, behaviour: &Behaviour, known: Option<&str>) -> Value {
    if behaviour.fault == "moves" {
        entry["meta"]["modified"] =
            format!("2026-02-01T00:00:{:02}Z", behaviour.reads.load(Ordering::SeqCst) % 60).into();
    }
    if behaviour.fault == "decomposed" && entry["organisationType"] == "Förvaltning" {
        entry["organisationType"] = "Fo\u{308}rvaltning".into();
    }
    if behaviour.fault == "limited-invalid" && known == Some("limited") {
        entry.as_object_mut().unwrap().remove("displayName");
    }
    entry
}

fn list(fault: &str, query: &[(String, String)], entries: Vec<Value>) -> Response<Body> {
    let bad_uuid = values(query, "parent").iter().any(|v| v.len() != 36);
    let bad_enum =
        values(query, "type").iter().any(|v| !TYPES.contains(&v.as_str()) && fault != "comma" && fault != "ascii-only");
    let bad_enum = bad_enum || values(query, "schoolTypes").iter().any(|v| v.contains("finns"));
    let bad_date = query.iter().any(|(n, v)| n.contains("Date.") && (v.len() != 10 || v.contains("-13-")));
    let bad_instant = query.iter().any(|(n, v)| n.starts_with("meta.") && v.parse::<jiff::Timestamp>().is_err());
    let bad_limit = value(query, "limit").is_some_and(|v| v.parse::<usize>().is_err());
    let boolean = value(query, "expandReferenceNames").is_some_and(|v| !matches!(v, "true" | "false"));
    if bad_uuid && fault == "mistake-500" {
        return refuse(fault, 500, ("x-nothing", ""));
    }
    if bad_uuid && fault == "mistake-200" {
        return data(fault, &json!({ "data": [], "pageToken": null }));
    }
    let unknown = fault == "unknown-500" && value(query, "x-samspel-unknown").is_some();
    if unknown {
        return refuse(fault, 500, ("x-nothing", ""));
    }
    if bad_uuid || bad_enum || bad_date || bad_instant || bad_limit || boolean && fault != "lenient-boolean" {
        return refuse(fault, 400, ("x-nothing", ""));
    }
    let fits = |entry: &Value| filters(fault, query).iter().all(|(name, wanted)| fit(fault, entry, name, wanted));
    let either = |entry: &Value| {
        let filters = filters(fault, query);
        filters.is_empty() || filters.iter().any(|(name, wanted)| fit(fault, entry, name, wanted))
    };
    let mut hits: Vec<Value> =
        entries.into_iter().filter(|e| if fault == "or" { either(e) } else { fits(e) }).collect();
    let limit = value(query, "limit").and_then(|v| v.parse().ok()).unwrap_or(usize::MAX);
    let token = (hits.len() > limit).then_some("more");
    hits.truncate(limit);
    data(fault, &json!({ "data": hits, "pageToken": token }))
}

/// The filters of a request, each with its values.
fn filters(fault: &str, query: &[(String, String)]) -> Vec<(String, Vec<String>)> {
    let names = ["type", "municipalityCode", "schoolTypes", "parent", "schoolUnitCode", "organisationCode"];
    let bounds = ["meta.created.before", "meta.created.after", "meta.modified.before", "meta.modified.after"];
    let dates = ["startDate.onOrAfter", "startDate.onOrBefore"];
    let mut filters: Vec<(String, Vec<String>)> = Vec::new();
    for name in names.into_iter().chain(bounds).chain(dates) {
        if fault == "ignored" && name == "municipalityCode" || fault == "misnamed" && name == "meta.modified.after" {
            continue;
        }
        let mut given = values(query, name);
        if fault == "last-wins" {
            given = given.split_off(given.len().saturating_sub(1));
        }
        if fault == "comma" {
            given = given.iter().flat_map(|v| v.split(',').map(str::to_owned)).collect();
        }
        if !given.is_empty() {
            filters.push((name.to_owned(), given));
        }
    }
    if fault == "misnamed" && !values(query, "metaModifiedAfter").is_empty() {
        filters.push(("meta.modified.after".to_owned(), values(query, "metaModifiedAfter")));
    }
    filters
}

fn fit(fault: &str, entry: &Value, name: &str, wanted: &[String]) -> bool {
    let instant = |text: &str| text.parse::<jiff::Timestamp>().unwrap();
    let is = |value: &Value| value.as_str().is_some_and(|v| wanted.iter().any(|w| w == v));
    if fault == "ascii-only" && wanted.iter().any(|w| !w.is_ascii()) {
        return false;
    }
    match name {
        "type" => is(&entry["organisationType"]),
        "schoolTypes" => entry["schoolTypes"].as_array().unwrap().iter().any(is),
        "parent" => false,
        _ => match name.strip_prefix("meta.").and_then(|bound| bound.split_once('.')) {
            Some((field, side)) => {
                let (have, asked) = (instant(entry["meta"][field].as_str().unwrap()), instant(&wanted[0]));
                if side == "before" { have <= asked } else { have > asked }
            }
            None => is(&entry[name]),
        },
    }
}

fn lookup(fault: &str, body: &[u8], entries: Vec<Value>) -> Response<Body> {
    let ids: Option<Vec<String>> = serde_json::from_slice::<Value>(body)
        .ok()
        .and_then(|b| serde_json::from_value(b.as_object()?.get("ids")?.clone()).ok())
        .filter(|ids: &Vec<String>| ids.iter().all(|id| id.len() == 36));
    let Some(ids) = ids else { return refuse(fault, 400, ("x-nothing", "")) };
    if fault == "lookup-refuses-json" {
        return refuse(fault, 415, ("x-nothing", ""));
    }
    let mut found: Vec<Value> = entries.into_iter().filter(|e| ids.iter().any(|id| e["id"] == **id)).collect();
    if fault == "cut-off" {
        found.truncate(4);
    }
    data(fault, &json!(found))
}

fn by_id(fault: &str, id: &str, entries: &[Value]) -> Response<Body> {
    let hex = |c: char| c.is_ascii_hexdigit() || c == '-';
    if (id.len() != 36 || !id.chars().all(hex)) && fault != "bad-id-404" {
        return refuse(fault, 400, ("x-nothing", ""));
    }
    match entries.iter().find(|e| e["id"] == *id) {
        Some(entry) => data(fault, entry),
        None if fault == "html-404" => page(404, "text/html", "<h1>Not found</h1>", ("x-nothing", "")),
        None => page(404, "application/json", "", ("x-nothing", "")),
    }
}

fn data(fault: &str, body: &Value) -> Response<Body> {
    let text = if fault == "byte-order-mark" { format!("\u{feff}{body}") } else { body.to_string() };
    let media_type = if fault == "text-plain" { "text/plain" } else { "application/json; charset=utf-8" };
    let caching = if fault == "public" { "public, max-age=60" } else { "no-store" };
    page(200, media_type, &text, ("cache-control", caching))
}

fn refuse(fault: &str, status: u16, header: (&str, &str)) -> Response<Body> {
    match fault {
        "error-html" => page(status, "text/html", "<h1>Error</h1>", header),
        "error-empty" => page(status, "application/json", "", header),
        "error-wrapped" => page(status, "application/json", r#"{"error":{"code":"x","message":"y"}}"#, header),
        "error-number" => page(status, "application/json", r#"{"code":400,"message":"y"}"#, header),
        "error-problem" => page(status, "application/problem+json", ERROR, header),
        "error-leaks" => {
            page(status, "application/json", r#"{"code":"x","message":"SQLSTATE[42P01] in /var/www/api.php"}"#, header)
        }
        _ => page(status, "application/json", ERROR, header),
    }
}

fn page(status: u16, media_type: &str, body: &str, header: (&str, &str)) -> Response<Body> {
    let response = Response::builder().status(StatusCode::from_u16(status).unwrap()).header(header.0, header.1);
    let response = if body.is_empty() { response } else { response.header("content-type", media_type) };
    response.body(Body::from(body.to_owned())).unwrap()
}

fn parameters(query: &str, fault: &str) -> Vec<(String, String)> {
    let pairs = url::form_urlencoded::parse(query.as_bytes()).into_owned();
    // Decoding twice turns `%2B` first into `+` and then, as forms have it, into a space.
    pairs.map(|(name, value)| (name, if fault == "decodes-twice" { value.replace('+', " ") } else { value })).collect()
}

fn values(query: &[(String, String)], name: &str) -> Vec<String> {
    query.iter().filter(|(n, _)| n == name).map(|(_, v)| v.clone()).collect()
}

fn value<'a>(query: &'a [(String, String)], name: &str) -> Option<&'a str> {
    query.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
}
