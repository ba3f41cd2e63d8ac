//! A recorded run, read from its evidence, in the order in which its requests come again.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use sha2::{Digest as _, Sha256};

use crate::evidence::{EXCHANGES, INTERFACE, Interface, Line, OtherBody, RequestLine, SCHEMA, TokenKind};
use crate::redaction::{impersonal_json, impersonal_url};
use crate::{EvidenceLevel, Fault};

/// Why a recording cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RecordingError {
    /// A file cannot be read.
    #[error("{path}: {what}")]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        what: String,
    },
    /// A file is not what it should be.
    #[error("{path} line {line}: {what}")]
    Syntax {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
    /// Too little was recorded to judge again.
    #[error("the evidence was recorded at level {level}; only pseudonymised evidence can be replayed")]
    Level {
        /// The level.
        level: String,
    },
}

/// The exchanges of a recorded run. Bodies stay on disk until they are asked for.
#[derive(Debug)]
pub struct Recording {
    pub(crate) interface: Interface,
    path: PathBuf,
    file: Mutex<File>,
    entries: Vec<Entry>,
    by_id: HashMap<String, usize>,
    by_request: HashMap<Key, Vec<usize>>,
    used: Mutex<Vec<bool>>,
    tokens: HashMap<String, Result<TokenKind, Fault>>,
}

/// What makes two requests the same: method, URL and body without personal values, and who sends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Key([u8; 16]);

#[derive(Debug)]
struct Entry {
    offset: u64,
    length: usize,
    scope: String,
    key: Key,
}

impl Key {
    /// The key of a request. `json` is its body when it is JSON.
    pub(crate) fn new(method: &str, url: &str, json: Option<&str>, other: Option<&OtherBody>, principal: &str) -> Self {
        let json = json.and_then(impersonal_json);
        let other = other.map(|other| format!("{} {}", other.media_type, other.bytes));
        let mut digest = Sha256::new();
        for part in [method, &impersonal_url(url), &json.unwrap_or_default(), &other.unwrap_or_default(), principal] {
            digest.update((part.len() as u64).to_le_bytes());
            digest.update(part);
        }
        let mut key = [0; 16];
        key.copy_from_slice(&digest.finalize()[..16]);
        Key(key)
    }

    fn of_line(request: &RequestLine, principal: &str) -> Self {
        let json = request.body.as_ref().map(|body| body.get());
        Key::new(&request.method, &request.url, json, request.other_body.as_ref(), principal)
    }
}

impl Recording {
    /// Reads the evidence folder of a run, or its `exchanges.ndjson`. A last line that was cut off by a kill is passed over.
    ///
    /// # Errors
    /// When a file cannot be read, is not evidence, or holds too little to judge again.
    pub fn read(path: &Path) -> Result<Self, RecordingError> {
        let folder = if path.is_dir() { path } else { path.parent().unwrap_or(Path::new("")) };
        let interface = read_interface(&folder.join(INTERFACE))?;
        if interface.level != EvidenceLevel::Pseudonymised {
            let level = serde_json::to_value(interface.level).ok();
            let level = level.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
            return Err(RecordingError::Level { level });
        }
        let path = folder.join(EXCHANGES);
        let failed = |e: std::io::Error| RecordingError::Io { path: path.clone(), what: e.to_string() };
        let file = File::open(&path).map_err(failed)?;
        let mut recording = Recording {
            interface,
            path: path.clone(),
            file: Mutex::new(file.try_clone().map_err(failed)?),
            entries: Vec::new(),
            by_id: HashMap::new(),
            by_request: HashMap::new(),
            used: Mutex::default(),
            tokens: HashMap::new(),
        };
        let mut reader = BufReader::new(file);
        let (mut text, mut offset, mut number) = (Vec::new(), 0, 0);
        loop {
            text.clear();
            let length = reader.read_until(b'\n', &mut text).map_err(failed)?;
            if !text.ends_with(b"\n") {
                break;
            }
            number += 1;
            let line: Line = serde_json::from_slice(&text).map_err(|e| RecordingError::Syntax {
                path: path.clone(),
                line: number,
                what: e.to_string(),
            })?;
            recording.add(line, offset, length);
            offset += length as u64;
        }
        recording.used = Mutex::new(vec![false; recording.entries.len()]);
        Ok(recording)
    }

    /// How many exchanges were recorded.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing was recorded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn add(&mut self, line: Line, offset: u64, length: usize) {
        if line.operation == "token" && line.id.starts_with("token/") {
            let result = match (line.token, line.fault) {
                (Some(kind), _) => Ok(kind),
                (None, Some(fault)) => Err(fault),
                (None, None) => return,
            };
            // One token is enough to have had one: a later failure was for another time.
            if !matches!(self.tokens.get(&line.principal), Some(Ok(_))) {
                self.tokens.insert(line.principal, result);
            }
            return;
        }
        let key = Key::of_line(&line.request, &line.principal);
        let index = self.entries.len();
        let scope = scope_of(&line.id).to_owned();
        self.entries.push(Entry { offset, length, scope, key });
        self.by_request.entry(key).or_default().push(index);
        // A test that was run again after an interruption has the same ids again; the later ones count.
        self.by_id.insert(line.id, index);
    }

    /// What came of the principal's token requests, if there were any.
    pub(crate) fn token(&self, principal: &str) -> Option<&Result<TokenKind, Fault>> {
        self.tokens.get(principal)
    }

    /// The exchange that was recorded for a request: the one with the same id if it is the same request, otherwise the next one
    /// like it that was not given yet, from the same scope first.
    pub(crate) fn find(&self, id: &str, key: Key) -> Option<Result<Line, RecordingError>> {
        let index = {
            let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
            let same = self.by_id.get(id).copied().filter(|index| self.entries[*index].key == key);
            let index = same.or_else(|| {
                let alike = self.by_request.get(&key)?;
                let free = || alike.iter().copied().filter(|index| !used[*index]);
                free().find(|index| self.entries[*index].scope == scope_of(id)).or_else(|| free().next())
            })?;
            used[index] = true;
            index
        };
        Some(self.line(&self.entries[index]))
    }

    fn line(&self, entry: &Entry) -> Result<Line, RecordingError> {
        let failed = |what: String| RecordingError::Io { path: self.path.clone(), what };
        let mut text = vec![0; entry.length];
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(entry.offset)).map_err(|e| failed(e.to_string()))?;
        file.read_exact(&mut text).map_err(|e| failed(e.to_string()))?;
        serde_json::from_slice(&text).map_err(|e| failed(e.to_string()))
    }
}

fn scope_of(id: &str) -> &str {
    id.rsplit_once('#').map_or(id, |(scope, _)| scope)
}

fn read_interface(path: &Path) -> Result<Interface, RecordingError> {
    let failed = |what: String| RecordingError::Io { path: path.to_owned(), what };
    let text = std::fs::read_to_string(path).map_err(|e| failed(e.to_string()))?;
    let interface: Interface = serde_json::from_str(&text).map_err(|e| RecordingError::Syntax {
        path: path.to_owned(),
        line: e.line(),
        what: e.to_string(),
    })?;
    if interface.schema != SCHEMA {
        return Err(failed(format!("schema {} is not {SCHEMA}", interface.schema)));
    }
    Ok(interface)
}
