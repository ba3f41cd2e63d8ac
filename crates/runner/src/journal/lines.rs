//! The lines of a journal, and reading them back.

use std::collections::HashMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Heading, JournalError, VERSION};
use crate::Ended;

/// One line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Line {
    /// The first line.
    Begin {
        /// Version of the file shape.
        journal: u32,
        /// Version of Samspel.
        samspel: String,
        /// Digest of the plan.
        plan: String,
        /// Base URL of the system.
        system: String,
        /// How the run was asked for.
        arguments: serde_json::Value,
        /// Instant.
        started: String,
    },
    /// The run was resumed.
    Resume {
        /// Instant.
        at: String,
    },
    /// A test has ended.
    Test {
        /// All requests of the run so far.
        requests: u64,
        /// What it came to.
        #[serde(flatten)]
        ended: Box<Ended>,
    },
    /// The run has ended, whole or interrupted.
    End {
        /// Instant.
        at: String,
        /// Whether it was cut short.
        interrupted: bool,
    },
}

/// What a journal tells about the past.
pub(super) struct Past {
    pub(super) heading: Heading,
    pub(super) started: String,
    pub(super) finished: HashMap<String, Ended>,
    pub(super) requests: u64,
    /// When the run ended, unless it was cut short or goes on.
    pub(super) ended: Option<String>,
    /// Length without a half last line.
    pub(super) whole_bytes: u64,
}

/// Reads a journal. A half last line, left by a kill, is ignored; any other broken line is an error.
pub(super) fn read(path: &Path, text: &[u8]) -> Result<Past, JournalError> {
    let damaged = |line: usize, what: String| JournalError::Damaged { file: path.to_owned(), line, what };
    let mut past: Option<Past> = None;
    let mut whole_bytes = 0_u64;
    for (number, bytes) in text.split_inclusive(|b| *b == b'\n').enumerate() {
        if !bytes.ends_with(b"\n") {
            break;
        }
        whole_bytes += bytes.len() as u64;
        let line: Line = serde_json::from_slice(bytes).map_err(|e| damaged(number + 1, e.to_string()))?;
        match (line, &mut past) {
            (Line::Begin { journal, plan, system, arguments, started, .. }, None) => {
                if journal != VERSION {
                    return Err(damaged(number + 1, format!("journal version {journal} is not {VERSION}")));
                }
                past = Some(Past {
                    heading: Heading { plan, system, arguments },
                    started,
                    finished: HashMap::new(),
                    requests: 0,
                    ended: None,
                    whole_bytes: 0,
                });
            }
            (Line::Begin { .. }, Some(_)) => return Err(damaged(number + 1, "a second beginning".to_owned())),
            (Line::Test { requests, ended }, Some(past)) => {
                past.requests = past.requests.max(requests);
                past.finished.insert(ended.result.id.clone(), *ended);
            }
            (Line::Resume { .. }, Some(past)) => past.ended = None,
            (Line::End { at, interrupted }, Some(past)) => past.ended = (!interrupted).then_some(at),
            (Line::Test { .. } | Line::Resume { .. } | Line::End { .. }, None) => {
                return Err(damaged(number + 1, "the journal has no beginning".to_owned()));
            }
        }
    }
    // Killed before the first line was whole: no test had run.
    let mut past =
        past.ok_or_else(|| JournalError::Missing { folder: path.parent().unwrap_or(Path::new("")).to_owned() })?;
    past.whole_bytes = whole_bytes;
    Ok(past)
}
