//! A system that is only read gets no request that writes.

#![allow(clippy::unwrap_used, reason = "tests")]

use samspel_exchange::{Client, Halt, Request, Settings};
use serde_json::json;

mod scripted;

use scripted::{answer, serve, settings};

#[tokio::test]
async fn what_writes_is_refused_before_it_is_sent() {
    let server = serve(|_| answer("200 OK", "", "")).await;
    let client = Client::live(Settings { read_only: true, ..settings(&server.url) }).unwrap();
    let session = client.session("t");
    for (method, path) in [
        ("POST", "/attendances"),
        ("DELETE", "/attendances/7f9c24e8-3b12-4fef-91e0-2f0d6e5c1a77"),
        ("PATCH", "/subscriptions/7f9c24e8-3b12-4fef-91e0-2f0d6e5c1a77"),
        ("PUT", "/persons"),
        ("TRACE", "/persons"),
        ("POST", "/log/"),
        ("POST", "/attendances?x=/lookup"),
    ] {
        let request = Request::get("x", path).method(method);
        let refused = session.send(request).await.unwrap_err();
        assert_eq!(refused, Halt::ReadOnly { method: method.to_owned(), path: path.to_owned() });
    }
    assert_eq!((client.requests_sent(), server.received().len()), (0, 0));
    assert_eq!(session.exchanges(), Vec::<String>::new());
}

#[tokio::test]
async fn reading_and_looking_up_go_on() {
    let server = serve(|_| answer("200 OK", "", "")).await;
    let client = Client::live(Settings { read_only: true, ..settings(&server.url) }).unwrap();
    let session = client.session("t");
    for request in [
        Request::get("x", "/null"),
        Request::get("x", "/null").method("HEAD"),
        Request::get("x", "/null").method("OPTIONS"),
        Request::get("x", "/null").method("PROPFIND"),
        Request::post("x", "/persons/lookup", json!({ "ids": [] })),
    ] {
        session.send(request).await.unwrap();
    }
    assert_eq!(client.requests_sent(), 5);
}
