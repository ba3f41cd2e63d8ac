//! What a run has created in the system and how it is removed again: `created.ndjson`.
//!
//! The intent is written before the request is sent, so that whatever ends the run (an error, Ctrl-C, `kill -9`), the next one
//! knows what may be there and removes it first.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Known;
use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Client, Credentials, Exchange, Fault, Halt, Request, Session};

/// Name of the file in the output folder.
const FILE: &str = "created.ndjson";
/// Pages of a list that are searched for an object whose id never came.
const PAGES: usize = 50;
/// Requests that removing may take beyond the budget.
const EXTRA: u64 = 1_000;

/// How something that is about to be created can be found and removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undo {
    /// Operation that removes it.
    pub operation: String,
    /// Path of one object with `{id}`.
    pub path: String,
    /// Path of the list that it stands in.
    pub list: String,
    /// Query that narrows the list down.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub query: Vec<(String, String)>,
    /// Ids that stood in that list before: none of them is ours.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<String>,
    /// JSON pointers and the values that were sent: an object that differs is not ours.
    pub like: BTreeMap<String, Value>,
    /// Who creates and removes it.
    pub principal: String,
}

/// An object that was created, or may have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Thing(u64);

/// What could not be removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Path of the object, or of the list that it would stand in.
    pub path: String,
    /// Why, as a fact: `HTTP 405`, `list: HTTP 503`.
    pub why: String,
}

/// A line of the file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
enum Line {
    /// About to be created.
    Intent { n: u64, system: String, undo: Undo },
    /// Created.
    Made { n: u64, id: String },
    /// Removed, or never there.
    Gone { n: u64 },
}

#[derive(Debug, Clone)]
struct Entry {
    system: String,
    undo: Undo,
    ids: Vec<String>,
    /// Whether the system refused to create it.
    refused: bool,
}

impl Entry {
    fn new(system: &str, undo: Undo) -> Self {
        Entry { system: system.to_owned(), undo, ids: Vec::new(), refused: false }
    }
}

/// Everything that stands created and not yet removed.
pub struct Created {
    system: String,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    file: Option<File>,
    last: u64,
    open: BTreeMap<u64, Entry>,
}

impl State {
    fn write(&mut self, line: &Line) -> Result<(), Halt> {
        let Some(file) = &mut self.file else { return Ok(()) };
        let failed = |e: std::io::Error| Halt::Evidence(format!("{FILE}: {e}"));
        let text = serde_json::to_string(line).map_err(|e| failed(e.into()))? + "\n";
        file.write_all(text.as_bytes()).and_then(|()| file.sync_data()).map_err(failed)
    }
}

impl Created {
    /// Kept in memory only.
    #[must_use]
    pub fn in_memory(system: &str) -> Self {
        Created { system: system.to_owned(), state: Mutex::default() }
    }

    /// Kept in a folder; what an earlier run left there is known again.
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub fn open(folder: &Path, system: &str) -> std::io::Result<Self> {
        let path = folder.join(FILE);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(e) => return Err(e),
        };
        let mut state = State::default();
        for line in text.lines() {
            // A line cut off by a kill was never acted on: the request is sent after the line is written.
            match serde_json::from_str(line) {
                Ok(Line::Intent { n, system, undo }) => {
                    state.last = state.last.max(n);
                    state.open.insert(n, Entry::new(&system, undo));
                }
                Ok(Line::Made { n, id }) => {
                    if let Some(entry) = state.open.get_mut(&n) {
                        entry.ids.push(id);
                    }
                }
                Ok(Line::Gone { n }) => {
                    state.open.remove(&n);
                }
                Err(_) => {}
            }
        }
        let mut file = OpenOptions::new().append(true).create(true).open(&path)?;
        if !text.is_empty() && !text.ends_with('\n') {
            file.write_all(b"\n")?;
        }
        state.file = Some(file);
        Ok(Created { system: system.to_owned(), state: Mutex::new(state) })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sends a request that may create something. What comes of it is removed at the latest when the run ends.
    ///
    /// # Errors
    /// When the intent cannot be written or the request was not sent.
    pub async fn send(&self, session: &Session, request: Request, undo: Undo) -> Result<(Exchange, Thing), Halt> {
        let n = {
            let mut state = self.state();
            state.last += 1;
            let n = state.last;
            state.write(&Line::Intent { n, system: self.system.clone(), undo: undo.clone() })?;
            state.open.insert(n, Entry::new(&self.system, undo));
            n
        };
        let exchange = session.send(request).await?;
        if let Some(id) = created_id(&exchange) {
            self.made(n, id)?;
        }
        if is_refused(&exchange)
            && let Some(entry) = self.state().open.get_mut(&n)
        {
            entry.refused = true;
        }
        Ok((exchange, Thing(n)))
    }

    fn made(&self, n: u64, id: String) -> Result<(), Halt> {
        let mut state = self.state();
        state.write(&Line::Made { n, id: id.clone() })?;
        if let Some(entry) = state.open.get_mut(&n) {
            entry.ids.push(id);
        }
        Ok(())
    }

    /// Notes that something is no longer there.
    ///
    /// # Errors
    /// When that cannot be written.
    pub fn gone(&self, thing: Thing) -> Result<(), Halt> {
        let mut state = self.state();
        if state.open.remove(&thing.0).is_some() {
            state.write(&Line::Gone { n: thing.0 })?;
        }
        Ok(())
    }

    /// How many things may still be there.
    #[must_use]
    pub fn open_count(&self) -> usize {
        self.state().open.len()
    }

    /// Removes everything that may still be there and says what could not be removed. Things of other systems stay on the list.
    ///
    /// # Errors
    /// When a request was not sent.
    pub async fn tidy(&self, client: &Client) -> Result<Vec<Left>, Halt> {
        let open: Vec<(u64, Entry)> = self
            .state()
            .open
            .iter()
            .filter(|(_, entry)| entry.system == self.system)
            .map(|(n, entry)| (*n, entry.clone()))
            .collect();
        if open.is_empty() {
            return Ok(Vec::new());
        }
        client.reopen(EXTRA);
        let session = client.session("tidy");
        let mut lists = Lists::new();
        let mut left = Vec::new();
        for (n, entry) in open.into_iter().rev() {
            let mut remains = false;
            let mut ids = entry.ids.clone();
            if ids.is_empty() {
                match found(&session, &entry.undo, &mut lists).await? {
                    Ok(found) => ids = found,
                    // What the system refused is not expected to be there.
                    Err(_) if entry.refused => {}
                    Err(why) => {
                        remains = true;
                        left.push(Left { path: entry.undo.list.clone(), why });
                    }
                }
            }
            for id in ids {
                if let Some(why) = remove(&session, &entry.undo, &id).await? {
                    remains = true;
                    left.push(Left { path: entry.undo.path.replace("{id}", &id), why });
                }
            }
            if !remains {
                self.gone(Thing(n))?;
            }
        }
        left.reverse();
        Ok(left)
    }
}

impl Undo {
    /// The id of a listed object when it is the one that was to be created.
    fn owns(&self, found: &Value) -> Option<String> {
        let id = found.get("id")?.as_str()?;
        let new = !self.before.iter().any(|known| known.eq_ignore_ascii_case(id));
        let same = self.like.iter().all(|(pointer, sent)| found.pointer(pointer) == Some(sent));
        (new && same && !self.like.is_empty()).then(|| id.to_owned())
    }

    fn request(&self, method: &str, id: &str) -> Request {
        Request::get(&self.operation, self.path.replace("{id}", id))
            .method(method)
            .credentials(Credentials::Principal(self.principal.clone()))
    }
}

/// Removes one object; says why when it is still there.
async fn remove(session: &Session, undo: &Undo, id: &str) -> Result<Option<String>, Halt> {
    let removed = session.send(undo.request("DELETE", id)).await?;
    let status = match &removed.outcome {
        Ok(response) if response.is_success() => return Ok(None),
        Ok(response) => format!("HTTP {}", response.status),
        Err(_) => "no answer".to_owned(),
    };
    let there = session.send(undo.request("GET", id)).await?;
    let gone = there.outcome.as_ref().is_ok_and(|response| matches!(response.status, 404 | 410));
    Ok((!gone).then_some(status))
}

/// Lists that were read, or why they could not be.
type Lists = BTreeMap<String, Result<Vec<Value>, String>>;

/// Ids of what was created without its id having come; why it cannot be told instead.
async fn found(session: &Session, undo: &Undo, lists: &mut Lists) -> Result<Result<Vec<String>, String>, Halt> {
    if undo.like.is_empty() {
        return Ok(Err("nothing to know it by".to_owned()));
    }
    let key = format!("{} {} {:?}", undo.principal, undo.list, undo.query);
    let list = match lists.entry(key) {
        Known::Occupied(read) => read.into_mut(),
        Known::Vacant(unread) => unread.insert(listed(session, undo).await?),
    };
    Ok(list.as_ref().map(|list| list.iter().filter_map(|found| undo.owns(found)).collect()).map_err(Clone::clone))
}

/// What a list holds, page by page; why it could not be read to its end instead.
async fn listed(session: &Session, undo: &Undo) -> Result<Result<Vec<Value>, String>, Halt> {
    let first =
        Request::get(&undo.operation, undo.list.clone()).credentials(Credentials::Principal(undo.principal.clone()));
    let mut request =
        undo.query.iter().fold(first.clone(), |request, (name, value)| request.query(name, value.clone()));
    let mut all = Vec::new();
    for _ in 0..PAGES {
        let exchange = session.send(request).await?;
        let mut page = match &exchange.outcome {
            Ok(response) if response.is_success() => response.json::<Value>().unwrap_or_default(),
            Ok(response) => return Ok(Err(format!("list: HTTP {}", response.status))),
            Err(_) => return Ok(Err("list: no answer".to_owned())),
        };
        let Some(Value::Array(entries)) = page.get_mut("data").map(Value::take) else {
            return Ok(Err("list: no /data".to_owned()));
        };
        all.extend(entries);
        match page.get("pageToken").and_then(Value::as_str).filter(|token| !token.is_empty()) {
            Some(token) => request = first.clone().query("pageToken", token),
            None => return Ok(Ok(all)),
        }
    }
    Ok(Err(format!("list: more than {PAGES} pages")))
}

/// Whether the system says that it created nothing, or was never reached.
fn is_refused(exchange: &Exchange) -> bool {
    match &exchange.outcome {
        Ok(response) => matches!(response.status, 400..=499 | 501),
        Err(Fault::Timeout { .. } | Fault::BodyTooLarge { .. } | Fault::Broken { .. }) => false,
        Err(_) => true,
    }
}

/// The id in an answer that says that something was created.
fn created_id(exchange: &Exchange) -> Option<String> {
    let response = exchange.outcome.as_ref().ok().filter(|r| r.is_success())?;
    let body: Value = response.json().ok()?;
    let id = body.get("id")?.as_str()?;
    // Only an id of the documented form can be put into a path without thought.
    let safe = !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    safe.then(|| id.to_owned())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn undo() -> Undo {
        Undo {
            operation: "deleteAttendance".to_owned(),
            path: "/attendances/{id}".to_owned(),
            list: "/attendances".to_owned(),
            query: Vec::new(),
            before: vec!["b".to_owned()],
            like: BTreeMap::from([("/student/id".to_owned(), Value::from("s"))]),
            principal: "full".to_owned(),
        }
    }

    #[test]
    fn only_what_is_new_and_like_the_sent_object_is_ours() {
        let entry = |id: &str, student: &str| serde_json::json!({ "id": id, "student": { "id": student } });
        assert_eq!(undo().owns(&entry("a", "s")).as_deref(), Some("a"));
        assert_eq!(undo().owns(&entry("b", "s")), None);
        assert_eq!(undo().owns(&entry("a", "t")), None);
        assert_eq!(Undo { like: BTreeMap::new(), ..undo() }.owns(&entry("a", "s")), None);
    }

    #[test]
    fn what_a_killed_run_left_is_known_again_even_behind_half_a_line() {
        let folder = tempfile::tempdir().unwrap();
        {
            let created = Created::open(folder.path(), "http://here").unwrap();
            let mut state = created.state();
            for n in 1..=3 {
                state.write(&Line::Intent { n, system: "http://here".to_owned(), undo: undo() }).unwrap();
            }
            state.write(&Line::Made { n: 2, id: "x".to_owned() }).unwrap();
            state.write(&Line::Gone { n: 1 }).unwrap();
            state.file.as_mut().unwrap().write_all(b"{\"kind\":\"go").unwrap();
        }
        let again = Created::open(folder.path(), "http://here").unwrap();
        assert_eq!(again.open_count(), 2);
        assert_eq!(again.state().open[&2].ids, ["x"]);
        assert_eq!(again.state().last, 3);
        again.gone(Thing(2)).unwrap();
        assert_eq!(Created::open(folder.path(), "http://here").unwrap().open_count(), 1);
    }
}
