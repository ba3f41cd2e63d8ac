//! A provider with a handful of lists that obeys the standard, or breaks it in one named way. Knows nothing of the checks.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Response, StatusCode};
use axum::response::IntoResponse;
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// The token that is accepted.
pub(crate) const TOKEN: &str = "good";

struct Provider {
    lists: BTreeMap<&'static str, Vec<Value>>,
    quirk: &'static str,
    /// Whether what happens once has happened.
    happened: AtomicBool,
}

/// Starts a provider with one quirk (or "" for none) and gives its base URL.
pub(crate) async fn start(quirk: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let provider = Arc::new(Provider { lists: lists(quirk), quirk, happened: AtomicBool::new(false) });
    let app = Router::new().fallback(answer).with_state(provider);
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    format!("http://{address}/v2.0")
}

fn uuid(kind: u32, number: u32) -> String {
    format!("{kind:08x}-0000-4000-8000-{number:012x}")
}

fn lists(quirk: &str) -> BTreeMap<&'static str, Vec<Value>> {
    if quirk == "empty" {
        return BTreeMap::from([("/organisations", Vec::new()), ("/persons", Vec::new()), ("/groups", Vec::new())]);
    }
    let meta = |n: u32| json!({"created": "2024-01-01T08:00:00+01:00", "modified": format!("2024-02-{:02}T08:00:00Z", n % 28 + 1)});
    let mut organisations: Vec<Value> = (0..9)
        .map(|n| {
            let kind = if n == 0 { "Huvudman" } else if n < 4 { "Skola" } else { "Skolenhet" };
            json!({"id": uuid(1, n), "meta": meta(n), "displayName": format!("Björkskolan {n}"), "organisationType": kind, "schoolTypes": ["GR", "GY"]})
        })
        .collect();
    let mut persons: Vec<Value> = (0..30)
        .map(|n| {
            json!({"id": uuid(2, n), "meta": meta(n), "givenName": format!("Förnamn{n}"), "familyName": format!("Efternamn{n}"),
                "birthDate": "2012-03-04", "eduPersonPrincipalNames": [format!("elev{n}@kommun.example"), format!("e{n}@kommun.example")],
                "enrolments": [{"enroledAt": {"id": uuid(1, 5)}, "schoolType": "GR", "startDate": "2023-08-15", "schoolYear": n % 10}]})
        })
        .collect();
    let groups: Vec<Value> = (0..6)
        .map(|n| {
            let kind = if n < 3 { "Klass" } else { "Övrigt" };
            json!({"id": uuid(3, n), "meta": meta(n), "displayName": format!("{n}A"), "groupType": kind, "startDate": "2023-08-15",
                "organisation": {"id": uuid(1, 5)}, "groupMemberships": [{"person": {"id": uuid(2, n)}}]})
        })
        .collect();
    match quirk {
        "null" => persons[3]["middleName"] = Value::Null,
        "number-as-text" => persons[3]["enrolments"][0]["schoolYear"] = json!("7"),
        "wrong-literal" => organisations[2]["organisationType"] = json!("skola"),
        "older-literal" => organisations[2]["organisationType"] = json!("Stadsdel"),
        "decomposed" => organisations[1]["organisationType"] = json!("O\u{308}vrigt"),
        "repeated-school-type" => organisations[1]["schoolTypes"] = json!(["GR", "GR"]),
        "instant-without-offset" => organisations[1]["meta"]["modified"] = json!("2024-02-02T08:00:00"),
        "numeric-id" => organisations[1]["id"] = json!("4711"),
        "misspelt-property" => persons[0]["emailAddresses"] = json!([]),
        "blank-name" => persons[0]["familyName"] = json!(" "),
        "missing-name" => {
            organisations[0].as_object_mut().unwrap().remove("displayName");
        }
        "context-no-uri" => {
            persons[0]["externalIdentifiers"] = json!([{"value": "1", "context": "eduid", "globallyUnique": true}]);
        }
        "twice" => persons.push(persons[0].clone()),
        "shared-id" => persons[0]["id"] = json!(uuid(1, 0)),
        _ => {}
    }
    BTreeMap::from([("/organisations", organisations), ("/persons", persons), ("/groups", groups)])
}

async fn answer(State(provider): State<Arc<Provider>>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, 1 << 20).await.unwrap();
    let authorised =
        parts.headers.get("authorization").is_some_and(|v| v.to_str().is_ok_and(|v| v == format!("Bearer {TOKEN}")));
    if !authorised && provider.quirk != "open" {
        return error(401, "unauthorized");
    }
    let query: Vec<(String, String)> =
        url::form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes()).into_owned().collect();
    let Some(path) = parts.uri.path().strip_prefix("/v2.0") else { return error(404, "no such path") };
    if provider.quirk == "html" {
        return ([("content-type", "text/html")], "<html></html>").into_response();
    }
    let (list, rest) = match path.rfind('/') {
        Some(at) if at > 0 => (&path[..at], Some(&path[at + 1..])),
        _ => (path, None),
    };
    let Some(entries) = provider.lists.get(list) else {
        return if provider.quirk == "everything-exists" {
            json_body(json!({"data": []}))
        } else {
            error(404, "no such path")
        };
    };
    match (parts.method.as_str(), rest) {
        ("GET", None) => page(&provider, list, entries, &query),
        ("POST", Some("lookup")) => {
            let asked: Value = serde_json::from_slice(&body).unwrap_or_default();
            let ids: Vec<&str> = asked["ids"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            let found: Vec<Value> =
                entries.iter().filter(|e| ids.contains(&e["id"].as_str().unwrap())).cloned().collect();
            json_body(if provider.quirk == "wrapped-lookup" { json!({"data": found}) } else { Value::Array(found) })
        }
        ("GET", Some(id)) => by_id(&provider, entries, id),
        _ => error(405, "no such method"),
    }
}

fn by_id(provider: &Provider, entries: &[Value], id: &str) -> Response<Body> {
    if id.len() != 36 {
        return error(400, "no UUID");
    }
    let Some(entry) = entries.iter().find(|e| e["id"] == id) else {
        let status = if provider.quirk == "unknown-id-500" { 500 } else { 404 };
        return error(status, "no such id");
    };
    let unlucky = id.ends_with('3');
    match provider.quirk {
        "some-by-id-500" if unlucky => return error(500, "boom"),
        "some-by-id-504" if unlucky => return error(504, "busy"),
        "one-by-id-500-once" if unlucky && !provider.happened.swap(true, Ordering::Relaxed) => {
            return error(500, "boom");
        }
        "one-removed-then-lists-504" if id == uuid(2, 3) => {
            provider.happened.store(true, Ordering::Relaxed);
            return error(404, "removed");
        }
        _ => {}
    }
    let mut entry = entry.clone();
    match provider.quirk {
        "by-id-drops-field" => {
            entry.as_object_mut().unwrap().remove("enrolments");
        }
        "wrapped-by-id" => entry = json!({"data": entry}),
        _ => {}
    }
    json_body(entry)
}

fn page(provider: &Provider, list: &str, entries: &[Value], query: &[(String, String)]) -> Response<Body> {
    let quirk = provider.quirk;
    if quirk == "needs-limit" && !query.iter().any(|(n, _)| n == "limit") {
        return error(400, "limit");
    }
    let get = |name: &str| query.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str());
    let limit = match get("limit").map(str::parse::<usize>) {
        Some(Ok(limit)) if limit > 0 => Some(limit),
        None => None,
        Some(_) if quirk == "bad-limit-served" => None,
        Some(_) => return error(400, "limit"),
    };
    let limit = if quirk == "limit-ignored" { None } else { limit };
    if quirk == "small-pages-504" && limit.is_some_and(|limit| limit < 5)
        || quirk == "one-removed-then-lists-504" && provider.happened.load(Ordering::Relaxed)
    {
        return error(504, "busy");
    }
    let selecting = |name: &str| !matches!(name, "limit" | "pageToken");
    let (first, offset) = match get("pageToken") {
        None => (query.iter().filter(|(n, _)| selecting(n)).cloned().collect::<Vec<_>>(), 0),
        Some(token) => {
            if query.iter().any(|(n, _)| selecting(n)) && quirk != "lenient-token" {
                return error(400, "pageToken with others");
            }
            let Some((first, offset)) = read_token(list, token) else {
                if quirk == "wrong-token-restarts" {
                    return page(provider, list, entries, &[]);
                }
                return error(400, "pageToken");
            };
            match quirk {
                "later-pages-504" if offset > 4 => return error(504, "busy"),
                "tokens-expire" if offset > 4 => return error(410, "expired"),
                _ => {}
            }
            (if quirk == "forgets-query" { Vec::new() } else { first }, offset)
        }
    };
    let mut selected: Vec<Value> =
        entries.iter().filter(|e| first.iter().all(|(n, v)| keeps(e, n, v))).cloned().collect();
    if let Some((_, key)) = first.iter().find(|(n, _)| n == "sortkey") {
        selected.sort_by_key(|e| e["displayName"].as_str().or(e["familyName"].as_str()).unwrap_or_default().to_owned());
        if key.ends_with("Desc") {
            selected.sort_by_key(|e| std::cmp::Reverse(e["meta"]["modified"].as_str().unwrap_or_default().to_owned()));
        }
    }
    let names = first.iter().any(|(n, v)| n == "expandReferenceNames" && v == "true");
    let size = match (limit, quirk) {
        (None, "cut-off") => 5,
        (None, _) => selected.len().max(1),
        (Some(limit), _) => limit,
    };
    let end = (offset + size).min(selected.len());
    let mut data: Vec<Value> = selected[offset.min(end)..end].to_vec();
    if names {
        for entry in &mut data {
            if let Some(organisation) = entry.get_mut("organisation") {
                organisation["displayName"] = json!("Björkskolan");
            }
        }
    }
    let next = match quirk {
        "skips-one" if end < selected.len() => Some(end + 1),
        "repeats-one" if end < selected.len() && size > 1 => Some(end - 1),
        "goes-round" => Some(if end < selected.len() { end } else { 0 }),
        "cut-off" if limit.is_none() => None,
        _ => (end < selected.len()).then_some(end),
    };
    let token = next.map(|next| write_token(list, &first, next, data.last(), quirk));
    let token = match (token, quirk) {
        (Some(token), _) => json!(token),
        (None, "empty-token") => json!(""),
        (None, _) => Value::Null,
    };
    match quirk {
        "renamed-token" => json_body(json!({"data": data, "nextPageToken": token})),
        "bare-array" => json_body(Value::Array(data)),
        "other-key" => json_body(json!({"persons": data, "pageToken": token})),
        "truncated" => {
            let text = json!({"data": data}).to_string();
            let half = text.len() / 2;
            let cut: String = text.chars().take(half).collect();
            ([("content-type", "application/json")], cut).into_response()
        }
        "no-hits-404" if data.is_empty() => error(404, "nothing"),
        _ => json_body(json!({"data": data, "pageToken": token})),
    }
}

fn keeps(entry: &Value, name: &str, value: &str) -> bool {
    match name {
        "type" => entry["organisationType"] == value,
        "schoolTypes" => entry["schoolTypes"].as_array().is_some_and(|all| all.iter().any(|v| v == value)),
        "groupType" => entry["groupType"] == value,
        "organisation" => entry["organisation"]["id"] == value,
        "parent" => entry["parentOrganisation"]["id"] == value,
        "relationship.organisation" => entry["enrolments"][0]["enroledAt"]["id"] == value,
        "eduPersonPrincipalName" => {
            entry["eduPersonPrincipalNames"].as_array().is_some_and(|all| all.iter().any(|v| v == value))
        }
        "meta.created.after" | "meta.modified.after" => value < "2024",
        _ => true,
    }
}

/// Tokens hold the list, the first request and the offset, in hex so that they are opaque to the eye.
fn write_token(list: &str, first: &[(String, String)], offset: usize, last: Option<&Value>, quirk: &str) -> String {
    let mut plain = json!({"list": list, "first": first, "offset": offset});
    if quirk == "telling-token" {
        plain["after"] = last.map_or(Value::Null, |e| e["familyName"].clone());
        use base64::Engine;
        return base64::engine::general_purpose::STANDARD.encode(plain.to_string());
    }
    let text = plain.to_string();
    let sum: u32 = text.bytes().map(u32::from).sum();
    format!("{}+{sum}", text.bytes().map(|b| format!("{b:02x}")).collect::<String>())
}

fn read_token(list: &str, token: &str) -> Option<(Vec<(String, String)>, usize)> {
    use base64::Engine;
    let text = match token.split_once('+') {
        Some((hex, sum)) => {
            let bytes: Option<Vec<u8>> =
                (0..hex.len() / 2).map(|at| u8::from_str_radix(hex.get(at * 2..at * 2 + 2)?, 16).ok()).collect();
            let bytes = bytes?;
            (bytes.iter().map(|b| u32::from(*b)).sum::<u32>().to_string() == sum).then_some(())?;
            String::from_utf8(bytes).ok()?
        }
        None => String::from_utf8(base64::engine::general_purpose::STANDARD.decode(token).ok()?).ok()?,
    };
    let plain: Value = serde_json::from_str(&text).ok()?;
    (plain["list"] == list).then_some(())?;
    let first = serde_json::from_value(plain["first"].clone()).ok()?;
    Some((first, usize::try_from(plain["offset"].as_u64()?).ok()?))
}

fn json_body(body: Value) -> Response<Body> {
    ([("content-type", "application/json")], body.to_string()).into_response()
}

fn error(status: u16, message: &str) -> Response<Body> {
    let body = json!({"code": status.to_string(), "message": message}).to_string();
    (StatusCode::from_u16(status).unwrap(), [("content-type", "application/json")], body).into_response()
}
