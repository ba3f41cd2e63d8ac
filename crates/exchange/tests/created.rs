//! What was created without its id having come is looked for when the run tidies; where that cannot be done it is told and kept.
#![allow(clippy::unwrap_used, reason = "tests")]

mod scripted;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use samspel_exchange::{Client, Created, Request, Undo};
use scripted::{Answer, Received, Server, answer, json, serve, settings};

fn undo(like: &[(&str, &str)]) -> Undo {
    Undo {
        operation: "deleteAttendance".to_owned(),
        path: "/attendances/{id}".to_owned(),
        list: "/attendances".to_owned(),
        query: vec![("student".to_owned(), "s".to_owned())],
        before: Vec::new(),
        like: like.iter().map(|(pointer, sent)| ((*pointer).to_owned(), (*sent).into())).collect::<BTreeMap<_, _>>(),
        principal: "full".to_owned(),
    }
}

const LIKE: &[(&str, &str)] = &[("/student/id", "s")];

/// Creates something that is answered like this in a system whose list answers like that, and tidies.
async fn tidied(created: fn() -> Answer, list: fn(&Received) -> Answer, like: &[(&str, &str)]) -> (Vec<String>, usize) {
    let server = serve(move |asked| match asked.method.as_str() {
        "POST" => created(),
        "DELETE" => answer("204 No Content", "", ""),
        _ => list(asked),
    })
    .await;
    let client = Client::live(settings(&server.url)).unwrap();
    let created = Created::in_memory(&server.url);
    let request = Request::post("createAttendance", "/attendances", serde_json::json!({}));
    created.send(&client.session("t"), request, undo(like)).await.unwrap();
    let left = created.tidy(&client).await.unwrap();
    (left.into_iter().map(|left| format!("{} {}", left.path, left.why)).collect(), created.open_count())
}

fn no_answer() -> Answer {
    Answer::Close
}

fn busy(_: &Received) -> Answer {
    answer("503 Service Unavailable", "", "")
}

fn endless(_: &Received) -> Answer {
    json(r#"{"data":[],"pageToken":"more"}"#)
}

fn holds_it(_: &Received) -> Answer {
    json(r#"{"data":[{"id":"a","student":{"id":"s"}}]}"#)
}

#[tokio::test]
async fn what_may_be_there_is_told_and_kept_when_the_list_cannot_be_read_to_its_end() {
    assert_eq!(tidied(no_answer, busy, LIKE).await, (vec!["/attendances list: HTTP 503".to_owned()], 1));
    assert_eq!(tidied(no_answer, endless, LIKE).await, (vec!["/attendances list: more than 50 pages".to_owned()], 1));
    assert_eq!(tidied(no_answer, holds_it, &[]).await, (vec!["/attendances nothing to know it by".to_owned()], 1));
}

#[tokio::test]
async fn what_the_list_shows_is_removed_and_what_it_lacks_was_never_there() {
    assert_eq!(tidied(no_answer, holds_it, LIKE).await, (Vec::new(), 0));
    assert_eq!(tidied(no_answer, |_| json(r#"{"data":[]}"#), LIKE).await, (Vec::new(), 0));
}

#[tokio::test]
async fn what_the_system_refused_is_not_told_to_be_left() {
    let refused = || answer("400 Bad Request", "", "");
    assert_eq!(tidied(refused, busy, LIKE).await, (Vec::new(), 0));
}

#[tokio::test]
async fn the_next_run_looks_again() {
    let busy = Arc::new(AtomicBool::new(true));
    let now = Arc::clone(&busy);
    let server: Server = serve(move |asked| match asked.method.as_str() {
        "POST" => Answer::Close,
        "DELETE" => answer("204 No Content", "", ""),
        _ if now.load(Ordering::Relaxed) => answer("503 Service Unavailable", "", ""),
        _ => holds_it(asked),
    })
    .await;
    let folder = tempfile::tempdir().unwrap();
    let client = Client::live(settings(&server.url)).unwrap();
    {
        let created = Created::open(folder.path(), &server.url).unwrap();
        let request = Request::post("createAttendance", "/attendances", serde_json::json!({}));
        created.send(&client.session("t"), request, undo(LIKE)).await.unwrap();
        assert_eq!(created.tidy(&client).await.unwrap().len(), 1);
    }
    busy.store(false, Ordering::Relaxed);
    let created = Created::open(folder.path(), &server.url).unwrap();
    assert_eq!(created.tidy(&client).await.unwrap(), Vec::new());
    assert_eq!(created.open_count(), 0);
    assert!(server.received().iter().any(|asked| asked.method == "DELETE" && asked.target == "/attendances/a"));
}
