//! What can happen on the network, over real sockets: connections, redirects, time, size, breaks, names that do not exist.
#![allow(clippy::unwrap_used, reason = "tests")]

mod scripted;

use std::time::{Duration, Instant};

use samspel_exchange::{Client, Credentials, Fault, Halt, Limits, Request, RequestBody, Settings};
use scripted::{Answer, answer, json, serve, settings};

fn client(settings: Settings) -> Client {
    Client::live(settings).unwrap()
}

fn get() -> Request {
    Request::get("listPersons", "/persons")
}

async fn outcome_of(settings: Settings) -> Result<u16, Fault> {
    let exchange = client(settings).session("t").send(get()).await.unwrap();
    exchange.outcome.map(|response| response.status)
}

#[tokio::test]
async fn a_request_arrives_as_written_and_its_answer_is_read_whole() {
    let server = serve(|_| json(r#"{"data":[]}"#)).await;
    let session = client(settings(&format!("{}/v2.0/", server.url))).session("ss12000/page/complete[listPersons]");
    let request = Request::post("lookupPersons", "/persons/lookup", serde_json::json!({"ids": ["a"]}))
        .query("expand", "duties")
        .query("civicNo", "å+ 1")
        .header("X-Trace", "7");
    let exchange = session.send(request).await.unwrap();
    assert_eq!(exchange.id, "ss12000/page/complete[listPersons]#1");
    assert_eq!(exchange.url, format!("{}/v2.0/persons/lookup?expand=duties&civicNo=%C3%A5%2B%201", server.url));
    let response = exchange.outcome.unwrap();
    assert_eq!(response.status, 200);
    assert_eq!(response.media_type().as_deref(), Some("application/json"));
    assert_eq!(response.json::<serde_json::Value>().unwrap(), serde_json::json!({"data": []}));

    let received = &server.received()[0];
    assert_eq!(received.method, "POST");
    assert_eq!(received.target, "/v2.0/persons/lookup?expand=duties&civicNo=%C3%A5%2B%201");
    assert_eq!(received.header("x-trace"), Some("7"));
    assert_eq!(received.header("accept"), Some("application/json"));
    assert_eq!(received.header("content-type"), Some("application/json"));
    assert_eq!(received.header("accept-encoding"), None);
    assert!(received.header("user-agent").unwrap().starts_with("samspel/"));
    assert_eq!(received.body, r#"{"ids":["a"]}"#);
}

#[tokio::test]
async fn headers_and_raw_bodies_of_a_check_replace_the_defaults() {
    let server = serve(|_| json("{}")).await;
    let mut request = get().method("PATCH").header("Accept", "text/html");
    request.body = Some(RequestBody::Raw { media_type: "text/plain".to_owned(), bytes: b"{not json".to_vec() });
    client(settings(&server.url)).session("t").send(request).await.unwrap().outcome.unwrap();
    let received = &server.received()[0];
    assert_eq!((received.method.as_str(), received.body.as_str()), ("PATCH", "{not json"));
    let accepts: Vec<_> = received.headers.iter().filter(|(name, _)| name == "accept").collect();
    assert_eq!(accepts, [&("accept".to_owned(), "text/html".to_owned())]);
    assert_eq!(received.header("content-type"), Some("text/plain"));
}

#[tokio::test]
async fn an_empty_body_is_announced_where_one_could_be() {
    let server = serve(|_| json("{}")).await;
    let session = client(settings(&server.url)).session("t");
    let form = |bytes: &[u8]| RequestBody::Raw { media_type: "text/plain".to_owned(), bytes: bytes.to_vec() };
    for (method, body) in [("POST", None), ("POST", Some(form(b""))), ("PUT", None), ("PATCH", Some(form(b"")))] {
        let mut request = get().method(method);
        request.body = body;
        session.send(request).await.unwrap().outcome.unwrap();
    }
    for method in ["GET", "DELETE", "OPTIONS"] {
        session.send(get().method(method)).await.unwrap().outcome.unwrap();
    }
    let mut request = get().method("POST");
    request.body = Some(form(b"four"));
    session.send(request).await.unwrap().outcome.unwrap();
    let lengths: Vec<_> = server.received().iter().map(|r| r.header("content-length").map(str::to_owned)).collect();
    let lengths: Vec<_> = lengths.iter().map(Option::as_deref).collect();
    let zero = Some("0");
    assert_eq!(lengths, [zero, zero, zero, zero, None, None, None, Some("4")]);
    assert_eq!(server.received()[0].header("content-type"), None);
}

#[tokio::test]
async fn a_connection_is_used_again() {
    let server = serve(|_| json("{}")).await;
    let session = client(settings(&server.url)).session("t");
    for _ in 0..10 {
        session.send(get()).await.unwrap().outcome.unwrap();
    }
    assert!(server.received().iter().all(|request| request.connection == 1));
    assert_eq!(session.exchanges().len(), 10);
    assert_eq!(session.exchanges()[9], "t#10");
}

#[tokio::test]
async fn sessions_of_one_scope_share_the_numbering() {
    let server = serve(|_| json("{}")).await;
    let client = client(settings(&server.url));
    client.session("harvest/listPersons").send(get()).await.unwrap();
    let second = client.session("harvest/listPersons").send(get()).await.unwrap();
    assert_eq!(second.id, "harvest/listPersons#2");
    assert_eq!(client.session("discovery").send(get()).await.unwrap().id, "discovery#1");
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_not_followed() {
    let server = serve(|_| answer("302 Found", "Location: /elsewhere\r\n", "")).await;
    assert_eq!(outcome_of(settings(&server.url)).await, Ok(302));
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_compressed_body_nobody_asked_for_is_handed_on_as_it_came() {
    let server = serve(|_| answer("200 OK", "Content-Encoding: gzip\r\n", "not really gzip")).await;
    let exchange = client(settings(&server.url)).session("t").send(get()).await.unwrap();
    assert_eq!(exchange.outcome.unwrap().body, b"not really gzip");
}

#[tokio::test]
async fn slow_drip_ends_when_the_time_is_up() {
    let head = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".to_owned();
    let server = serve(move |_| Answer::Drip(head.clone(), Duration::from_millis(50))).await;
    let begin = Instant::now();
    let mut settings = settings(&server.url);
    settings.limits.timeout_s = 1;
    assert_eq!(outcome_of(settings).await, Err(Fault::Timeout { seconds: 1 }));
    assert!(begin.elapsed() < Duration::from_secs(3));
}

#[tokio::test]
async fn silence_ends_when_the_time_is_up() {
    let server = serve(|_| Answer::Silence).await;
    let mut settings = settings(&server.url);
    settings.limits.timeout_s = 1;
    assert_eq!(outcome_of(settings).await, Err(Fault::Timeout { seconds: 1 }));
    assert_eq!(server.received().len(), 1, "a time-out is not repeated");
}

#[tokio::test]
async fn a_body_without_end_is_cut_off_and_fills_no_memory() {
    for head in
        ["HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 3221225472\r\n\r\n"]
    {
        let server = serve(move |_| Answer::Endless(head.to_owned())).await;
        let mut settings = settings(&server.url);
        settings.limits.max_body_bytes = 1024 * 1024;
        let before = peak_memory();
        assert_eq!(outcome_of(settings).await, Err(Fault::BodyTooLarge { limit: 1024 * 1024 }));
        if let (Some(before), Some(after)) = (before, peak_memory()) {
            assert!(after - before < 64 * 1024, "{before} kB to {after} kB");
        }
    }
}

/// Largest resident size of this process so far, in kB, where the system tells it.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().trim_end_matches(" kB").parse().ok()
}

#[tokio::test]
async fn a_body_of_exactly_the_ceiling_is_read() {
    let server = serve(|_| answer("200 OK", "", &"x".repeat(1000))).await;
    let mut at = settings(&server.url);
    at.limits.max_body_bytes = 1000;
    assert_eq!(outcome_of(at).await, Ok(200));
    let mut below = settings(&server.url);
    below.limits.max_body_bytes = 999;
    assert_eq!(outcome_of(below).await, Err(Fault::BodyTooLarge { limit: 999 }));
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_broken_and_not_repeated() {
    let server = serve(|_| Answer::Last(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"data\":".to_vec())).await;
    assert!(matches!(outcome_of(settings(&server.url)).await, Err(Fault::Broken { .. })));
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_used_connection_that_breaks_is_replaced_once() {
    // After an error the server drops the connection without saying so.
    let server = serve(|request| match (request.connection, request.target.as_str()) {
        (1, "/fails") => answer("500 Internal Server Error", "", ""),
        (1, _) => Answer::Close,
        _ => json("{}"),
    })
    .await;
    let client = client(settings(&server.url));
    let session = client.session("t");
    let failed = session.send(Request::get("x", "/fails")).await.unwrap();
    assert_eq!(failed.outcome.unwrap().status, 500);
    let next = session.send(Request::post("x", "/next", serde_json::json!({}))).await.unwrap();
    assert_eq!(next.outcome.unwrap().status, 200);
    let connections: Vec<_> = server.received().iter().map(|request| request.connection).collect();
    assert_eq!(connections, [1, 1, 2]);
    assert_eq!(client.requests_sent(), 3);
}

#[tokio::test]
async fn a_server_that_always_drops_the_connection_is_broken_after_one_more_try() {
    let server = serve(|_| Answer::Close).await;
    assert!(matches!(outcome_of(settings(&server.url)).await, Err(Fault::Broken { .. })));
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn a_request_that_may_do_harm_twice_is_not_repeated_on_a_fresh_connection() {
    let server = serve(|_| Answer::Close).await;
    let request = Request::post("createAbsence", "/absences", serde_json::json!({}));
    let exchange = client(settings(&server.url)).session("t").send(request).await.unwrap();
    assert!(matches!(exchange.outcome, Err(Fault::Broken { .. })));
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn something_that_is_not_http_is_broken() {
    let server = serve(|_| Answer::Last(b"SSH-2.0-OpenSSH_9.6\r\n".to_vec())).await;
    assert!(matches!(outcome_of(settings(&server.url)).await, Err(Fault::Broken { .. })));
}

#[tokio::test]
async fn a_name_without_address_and_a_port_without_listener_are_told_apart() {
    let dns = outcome_of(settings("http://does-not-exist.invalid/v2.0")).await;
    assert_eq!(dns, Err(Fault::Dns { host: "does-not-exist.invalid".to_owned() }));
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let connect = outcome_of(settings(&format!("http://{free}"))).await;
    match connect {
        Err(Fault::Connect { address, what }) => {
            assert_eq!(address, free.to_string());
            assert!(what.to_lowercase().contains("refused"), "{what}");
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_http_forbids_is_not_sent() {
    let server = serve(|_| json("{}")).await;
    let session = client(settings(&server.url)).session("t");
    for request in [get().header("X-Bad", "a\r\nb"), get().header("bad name", "x"), get().method("G ET")] {
        let exchange = session.send(request).await.unwrap();
        assert!(matches!(exchange.outcome, Err(Fault::Unsendable { .. })), "{exchange:?}");
    }
    assert_eq!(server.received().len(), 0);
}

#[tokio::test]
async fn a_proxy_is_used_when_it_is_set() {
    let proxy = serve(|_| json(r#"{"via":"proxy"}"#)).await;
    let mut settings = settings("http://sis.example.invalid/v2.0");
    settings.proxy = Some(proxy.url.clone());
    assert_eq!(outcome_of(settings).await, Ok(200));
    assert_eq!(proxy.received()[0].target, "http://sis.example.invalid/v2.0/persons");
}

#[tokio::test]
async fn an_unusable_proxy_is_a_setup_error_that_hides_its_password() {
    let mut settings = settings("http://127.0.0.1:1");
    settings.proxy = Some("socks9://user:hemligt@127.0.0.1:1".to_owned());
    let error = Client::live(settings).err().unwrap().to_string();
    assert!(error.contains("proxy") && !error.contains("hemligt"), "{error}");
}

#[tokio::test]
async fn the_budget_counts_every_request_and_then_stops() {
    let server = serve(|_| json("{}")).await;
    let mut settings = settings(&server.url);
    settings.limits.max_requests = 3;
    let client = client(settings);
    let session = client.session("t");
    for _ in 0..3 {
        session.send(get()).await.unwrap();
    }
    assert_eq!(session.send(get()).await.unwrap_err(), Halt::Budget { budget: 3 });
    assert_eq!((client.requests_sent(), server.received().len()), (3, 3));
    assert_eq!(session.exchanges().len(), 3, "what was not sent is no exchange");
}

#[tokio::test]
async fn no_more_requests_are_under_way_than_allowed() {
    use std::sync::atomic::{AtomicUsize, Ordering};
    let seen = std::sync::Arc::new(AtomicUsize::new(0));
    let counter = seen.clone();
    let server = serve(move |_| {
        counter.fetch_add(1, Ordering::SeqCst);
        Answer::Slow(Duration::from_millis(150), b"HTTP/1.1 204 No Content\r\n\r\n".to_vec())
    })
    .await;
    let mut settings = settings(&server.url);
    settings.limits = Limits { concurrency: 2, ..settings.limits };
    let client = client(settings);
    let tasks: Vec<_> = (0..4)
        .map(|_| {
            let session = client.session("t");
            tokio::spawn(async move { session.send(get()).await })
        })
        .collect();
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(seen.load(Ordering::SeqCst), 2);
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    assert_eq!(seen.load(Ordering::SeqCst), 4);
}

#[tokio::test]
async fn after_stop_nothing_is_sent() {
    let server = serve(|_| json("{}")).await;
    let client = client(settings(&server.url));
    let session = client.session("t");
    session.send(get()).await.unwrap();
    client.stop();
    assert_eq!(session.send(get()).await.unwrap_err(), Halt::Interrupted);
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_principal_that_the_target_does_not_have_halts() {
    let server = serve(|_| json("{}")).await;
    let client = client(settings(&server.url));
    let request = get().credentials(Credentials::Principal("limited".to_owned()));
    assert_eq!(client.session("t").send(request).await.unwrap_err(), Halt::NoPrincipal("limited".to_owned()));
    assert!(client.has_principal("full") && !client.has_principal("limited"));
}

#[tokio::test]
async fn a_busy_system_is_given_the_pause_it_asks_for() {
    let server = serve(|request| match request.number {
        1 => answer("429 Too Many Requests", "Retry-After: 1\r\n", ""),
        _ => json("{}"),
    })
    .await;
    let begin = Instant::now();
    assert_eq!(outcome_of(settings(&server.url)).await, Ok(200));
    assert!(begin.elapsed() >= Duration::from_secs(1));
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn a_system_that_stays_busy_is_asked_three_times() {
    let server = serve(|_| answer("503 Service Unavailable", "Retry-After: 0\r\n", "")).await;
    assert_eq!(outcome_of(settings(&server.url)).await, Ok(503));
    assert_eq!(server.received().len(), 3);
}

#[tokio::test]
async fn a_503_that_asks_for_no_pause_is_returned_at_once() {
    let server = serve(|_| answer("503 Service Unavailable", "", "")).await;
    assert_eq!(outcome_of(settings(&server.url)).await, Ok(503));
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn stopping_ends_a_pause() {
    let server = serve(|_| answer("429 Too Many Requests", "Retry-After: 3600\r\n", "")).await;
    let client = client(settings(&server.url));
    let session = client.session("t");
    let waiting = tokio::spawn(async move { session.send(get()).await });
    while server.received().is_empty() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    tokio::time::sleep(Duration::from_millis(50)).await;
    client.stop();
    let halted = tokio::time::timeout(Duration::from_secs(2), waiting).await.unwrap().unwrap();
    assert_eq!(halted.unwrap_err(), Halt::Interrupted);
}
