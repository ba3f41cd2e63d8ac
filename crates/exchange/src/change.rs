//! Having data changed behind the interface: by a program, a URL or a person.

use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use futures::future::BoxFuture;
use tokio::process::Command;
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::{SetupError, tls};

/// How long a program or a URL may take.
const LONGEST: Duration = Duration::from_secs(120);
/// Exit code of a program that cannot make this change.
const CANNOT: i32 = 3;

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// A new object.
    Create,
    /// Another value in an object that exists.
    Modify,
    /// An object goes.
    Delete,
    /// A subscription reaches its end at once.
    Expire,
}

impl ChangeKind {
    /// As hooks are told.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            ChangeKind::Create => "create",
            ChangeKind::Modify => "modify",
            ChangeKind::Delete => "delete",
            ChangeKind::Expire => "expire",
        }
    }
}

/// A change that a test asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What is to be done.
    pub kind: ChangeKind,
    /// Kind of object, for example `Person`.
    pub entity: String,
    /// Which object; None for a new one.
    pub id: Option<String>,
    /// Which field; None = any field of the object itself.
    pub field: Option<String>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// It is done; the id of a new object when it was told.
    Done {
        /// The id.
        id: Option<String>,
    },
    /// This change cannot be made here.
    Impossible,
    /// Something went wrong.
    Failed {
        /// What, without data of the system.
        what: String,
    },
}

/// Tells a person what to do and waits until it is done.
pub trait Guide: Send + Sync {
    /// Asks for one change.
    fn guide<'a>(&'a self, change: &'a Change) -> BoxFuture<'a, Changed>;
}

/// Has changes made, one at a time.
pub struct Changer {
    way: Way,
    turn: Mutex<()>,
}

enum Way {
    Command { words: Vec<String>, folder: PathBuf },
    Url { url: String, http: reqwest::Client },
    Person(Arc<dyn Guide>),
}

impl Changer {
    /// By a program, started in this folder.
    #[must_use]
    pub fn by_command(words: Vec<String>, folder: PathBuf) -> Self {
        Changer::new(Way::Command { words, folder })
    }

    /// By a POST to a URL.
    ///
    /// # Errors
    /// When the HTTP client cannot be made.
    pub fn by_url(url: &str) -> Result<Self, SetupError> {
        let failed = |e: &dyn std::fmt::Display| SetupError::Http(e.to_string());
        let config = tls::client_config(None, url.starts_with("https:"))?;
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured(config)
            .timeout(LONGEST)
            .build()
            .map_err(|e| failed(&e))?;
        Ok(Changer::new(Way::Url { url: url.to_owned(), http }))
    }

    /// By a person.
    #[must_use]
    pub fn by_person(guide: Arc<dyn Guide>) -> Self {
        Changer::new(Way::Person(guide))
    }

    fn new(way: Way) -> Self {
        Changer { way, turn: Mutex::new(()) }
    }

    /// Has a change made and waits until it is said to be done.
    pub async fn ask(&self, change: &Change) -> Changed {
        let _turn = self.turn.lock().await;
        match &self.way {
            Way::Command { words, folder } => by_command(words, folder, change).await,
            Way::Url { url, http } => by_url(url, http, change).await,
            Way::Person(guide) => guide.guide(change).await,
        }
    }
}

async fn by_command(words: &[String], folder: &std::path::Path, change: &Change) -> Changed {
    let failed = |what: String| Changed::Failed { what };
    let Some((program, arguments)) = words.split_first() else { return failed("no program".to_owned()) };
    let mut command = Command::new(program);
    command
        .args(arguments)
        .env("SAMSPEL_CHANGE", change.kind.as_str())
        .env("SAMSPEL_ENTITY", &change.entity)
        .env("SAMSPEL_ID", change.id.as_deref().unwrap_or_default())
        .env("SAMSPEL_FIELD", change.field.as_deref().unwrap_or_default())
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true);
    if !folder.as_os_str().is_empty() {
        command.current_dir(folder);
    }
    match tokio::time::timeout(LONGEST, command.output()).await {
        Err(_) => failed(format!("the program took more than {} s", LONGEST.as_secs())),
        Ok(Err(e)) => failed(format!("the program could not be started: {e}")),
        Ok(Ok(output)) if output.status.success() => Changed::Done { id: id_in(&output.stdout) },
        Ok(Ok(output)) if output.status.code() == Some(CANNOT) => Changed::Impossible,
        Ok(Ok(output)) => failed(format!("the program ended with {}", output.status)),
    }
}

async fn by_url(url: &str, http: &reqwest::Client, change: &Change) -> Changed {
    let failed = |what: String| Changed::Failed { what };
    let body = serde_json::json!({
        "change": change.kind.as_str(), "entity": change.entity, "id": change.id, "field": change.field,
    });
    let request = http.post(url).header("content-type", "application/json").body(body.to_string());
    let response = match request.send().await {
        Ok(response) => response,
        Err(e) => return failed(e.without_url().to_string()),
    };
    let status = response.status().as_u16();
    let Ok(body) = response.bytes().await else { return failed("the answer broke off".to_owned()) };
    match status {
        200..300 => Changed::Done { id: id_in(&body) },
        404 | 405 | 409 | 422 | 501 => Changed::Impossible,
        _ => failed(format!("HTTP {status}")),
    }
}

/// The id in what a hook says: JSON with `id`, or a line that is a UUID.
fn id_in(said: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(said).ok()?;
    let from_json = |text: &str| {
        let value: serde_json::Value = serde_json::from_str(text).ok()?;
        value.get("id")?.as_str().map(str::to_owned)
    };
    let last = text.lines().map(str::trim).rfind(|line| !line.is_empty())?;
    let id = from_json(text).or_else(|| from_json(last)).unwrap_or_else(|| last.trim_matches('"').to_owned());
    Uuid::try_parse(&id).is_ok().then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_from_json_or_from_the_last_line() {
        let id = "0b7e0c0e-6a0b-4c63-9f0b-3a1f3c0f4a11";
        for said in [format!("{{\"id\":\"{id}\"}}"), format!("made it\n{id}\n"), format!("x\n{{ \"id\": \"{id}\" }}")] {
            assert_eq!(id_in(said.as_bytes()).as_deref(), Some(id), "{said}");
        }
        assert_eq!(id_in(b"done\n"), None);
        assert_eq!(id_in(b""), None);
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn a_program_is_told_by_its_environment_what_to_do() {
        let run = |script: &str| {
            let words = ["sh", "-c", script].map(str::to_owned).to_vec();
            let id = Some("0b7e0c0e-6a0b-4c63-9f0b-3a1f3c0f4a11".to_owned());
            let change = Change { kind: ChangeKind::Delete, entity: "Person".to_owned(), id, field: None };
            async move { Changer::by_command(words, PathBuf::new()).ask(&change).await }
        };
        let told = r#"test "$SAMSPEL_CHANGE $SAMSPEL_ENTITY $SAMSPEL_FIELD" = "delete Person " && echo $SAMSPEL_ID"#;
        let id = Some("0b7e0c0e-6a0b-4c63-9f0b-3a1f3c0f4a11".to_owned());
        assert_eq!(run(told).await, Changed::Done { id });
        assert_eq!(run("exit 3").await, Changed::Impossible);
        assert!(matches!(run("exit 1").await, Changed::Failed { .. }));
    }
}
