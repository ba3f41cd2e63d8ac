//! The journal: one line for each test that has ended, so that a run survives Ctrl-C, a kill and a power cut.

mod lines;

use std::collections::HashMap;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

pub(crate) use lines::Line;

use crate::{Ended, RunRecord};

/// Name of the file in the output folder.
const FILE: &str = "journal.ndjson";

/// Version of the file shape.
const VERSION: u32 = 1;

/// Why a journal cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// Another process writes to the folder.
    #[error("another run is writing to {}", folder.display())]
    Locked {
        /// The output folder.
        folder: PathBuf,
    },
    /// There is no journal to resume, or an empty one.
    #[error("{} holds no {FILE} of a run: nothing to resume", folder.display())]
    Missing {
        /// The output folder.
        folder: PathBuf,
    },
    /// The journal belongs to another plan.
    #[error("the journal in {} belongs to another plan ({theirs}, this one is {ours}): suite, profile, selection, seed and edition must be the same to resume", folder.display())]
    OtherPlan {
        /// The output folder.
        folder: PathBuf,
        /// Digest in the journal.
        theirs: String,
        /// Digest of this plan.
        ours: String,
    },
    /// The journal belongs to another system.
    #[error("the journal in {} belongs to another system ({theirs}, this one is {ours})", folder.display())]
    OtherSystem {
        /// The output folder.
        folder: PathBuf,
        /// Base URL in the journal.
        theirs: String,
        /// Base URL of this target.
        ours: String,
    },
    /// A whole line cannot be understood.
    #[error("line {line} of {}: {what}", file.display())]
    Damaged {
        /// The journal.
        file: PathBuf,
        /// Line, from 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
    /// The file system says no.
    #[error("{}: {source}", file.display())]
    Io {
        /// The journal, or a leftover.
        file: PathBuf,
        /// What the file system says.
        source: std::io::Error,
    },
}

/// What a journal belongs to. A resumed run must have the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// Digest of the plan.
    pub plan: String,
    /// Base URL of the system.
    pub system: String,
    /// How the run was asked for, so that a resumption needs to name the folder only; opaque to the runner.
    pub arguments: serde_json::Value,
}

/// The open, locked journal of one output folder.
#[derive(Debug)]
pub struct Journal {
    file: File,
    path: PathBuf,
    started: String,
    finished: HashMap<String, Ended>,
    requests: u64,
    resumed: bool,
}

impl Journal {
    /// Begins a journal in a folder, which is made if need be. A journal of an earlier run is overwritten.
    ///
    /// `leftovers`: files in the folder that an earlier run wrote. They go after the lock is taken and before the old
    /// journal does: however the run is killed, no old report stands beside a new journal.
    ///
    /// # Errors
    /// [`JournalError::Locked`] when another run writes there, [`JournalError::Io`].
    pub fn begin(folder: &Path, heading: &Heading, leftovers: &[&str]) -> Result<Self, JournalError> {
        let path = folder.join(FILE);
        let io = |source| JournalError::Io { file: path.clone(), source };
        std::fs::create_dir_all(folder).map_err(io)?;
        let mut file = lock(folder, &path, true)?;
        // Only after the lock: a running neighbour must not lose its files.
        for name in leftovers {
            remove(&folder.join(name))?;
        }
        file.set_len(0).map_err(io)?;
        file.seek(SeekFrom::Start(0)).map_err(io)?;
        let started = now();
        let mut journal =
            Journal { file, path, started: started.clone(), finished: HashMap::new(), requests: 0, resumed: false };
        journal.write(&Line::Begin {
            journal: VERSION,
            samspel: env!("CARGO_PKG_VERSION").to_owned(),
            plan: heading.plan.clone(),
            system: heading.system.clone(),
            arguments: heading.arguments.clone(),
            started,
        })?;
        Ok(journal)
    }

    /// The arguments of the run whose journal stands in a folder.
    ///
    /// # Errors
    /// When there is no journal or it cannot be understood.
    pub fn arguments(folder: &Path) -> Result<serde_json::Value, JournalError> {
        let path = folder.join(FILE);
        let text = match std::fs::read(&path) {
            Ok(text) => text,
            Err(e) if e.kind() == ErrorKind::NotFound => {
                return Err(JournalError::Missing { folder: folder.to_owned() });
            }
            Err(source) => return Err(JournalError::Io { file: path, source }),
        };
        lines::read(&path, &text).map(|past| past.heading.arguments)
    }

    /// The run whose journal stands in a folder, when it has ended: there is nothing to resume. Its results are in no
    /// particular order. A run that came to no test can be resumed once the system answers.
    ///
    /// # Errors
    /// When there is no journal or it cannot be understood.
    pub fn complete(folder: &Path) -> Result<Option<RunRecord>, JournalError> {
        let path = folder.join(FILE);
        let text = std::fs::read(&path).map_err(|source| JournalError::Io { file: path.clone(), source })?;
        let past = lines::read(&path, &text)?;
        let Some(ended) = past.ended.filter(|_| !past.finished.is_empty()) else { return Ok(None) };
        let faults = past.finished.values().filter(|test| test.fault).map(|test| test.result.id.clone()).collect();
        Ok(Some(RunRecord {
            results: past.finished.into_values().map(|test| test.result).collect(),
            faults,
            interrupted: false,
            started: past.started,
            ended,
            requests: past.requests,
        }))
    }

    /// Opens the journal of an interrupted run to go on with it.
    ///
    /// # Errors
    /// When there is none, it is locked, belongs to another plan or system, or cannot be understood.
    pub fn resume(folder: &Path, heading: &Heading) -> Result<Self, JournalError> {
        let path = folder.join(FILE);
        if !path.is_file() {
            return Err(JournalError::Missing { folder: folder.to_owned() });
        }
        let mut file = lock(folder, &path, false)?;
        let io = |source| JournalError::Io { file: path.clone(), source };
        let mut text = Vec::new();
        file.read_to_end(&mut text).map_err(io)?;
        let past = lines::read(&path, &text)?;
        if past.heading.plan != heading.plan {
            return Err(JournalError::OtherPlan {
                folder: folder.to_owned(),
                theirs: short(&past.heading.plan),
                ours: short(&heading.plan),
            });
        }
        if past.heading.system != heading.system {
            return Err(JournalError::OtherSystem {
                folder: folder.to_owned(),
                theirs: past.heading.system,
                ours: heading.system.clone(),
            });
        }
        file.set_len(past.whole_bytes).map_err(io)?;
        file.seek(SeekFrom::End(0)).map_err(io)?;
        let mut journal = Journal {
            file,
            path,
            started: past.started,
            finished: past.finished,
            requests: past.requests,
            resumed: true,
        };
        journal.write(&Line::Resume { at: now() })?;
        Ok(journal)
    }

    /// The output folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    /// Whether this journal goes on with an interrupted run.
    #[must_use]
    pub fn is_resumed(&self) -> bool {
        self.resumed
    }

    /// Whether a test had ended before this resumption, so that it is not run again unless it is a control.
    #[must_use]
    pub fn knows(&self, test: &str) -> bool {
        self.finished.contains_key(test)
    }

    /// When the run began, before any resumption.
    pub(crate) fn started(&self) -> &str {
        &self.started
    }

    /// Requests sent before this resumption.
    pub(crate) fn requests(&self) -> u64 {
        self.requests
    }

    /// What a test came to before this resumption.
    pub(crate) fn take_finished(&mut self, test: &str) -> Option<Ended> {
        self.finished.remove(test)
    }

    /// Adds a test that has ended. `requests`: all requests of the run so far.
    pub(crate) fn test(&mut self, ended: &Ended, requests: u64) -> Result<(), JournalError> {
        self.write(&Line::Test { requests, ended: Box::new(ended.clone()) })
    }

    /// Notes the end of the run and makes sure that all of it is on disk.
    pub(crate) fn end(&mut self, at: &str, interrupted: bool) -> Result<(), JournalError> {
        self.write(&Line::End { at: at.to_owned(), interrupted })?;
        self.file.sync_all().map_err(|source| JournalError::Io { file: self.path.clone(), source })
    }

    fn write(&mut self, line: &Line) -> Result<(), JournalError> {
        let io = |source| JournalError::Io { file: self.path.clone(), source };
        let mut bytes = serde_json::to_vec(line).map_err(|e| io(e.into()))?;
        bytes.push(b'\n');
        // One call for the whole line: a kill leaves at most one half line, the last.
        self.file.write_all(&bytes).map_err(io)
    }
}

fn lock(folder: &Path, path: &Path, create: bool) -> Result<File, JournalError> {
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(create)
        .truncate(false)
        .open(path)
        .map_err(|source| JournalError::Io { file: path.to_owned(), source })?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(JournalError::Locked { folder: folder.to_owned() }),
        Err(TryLockError::Error(source)) => Err(JournalError::Io { file: path.to_owned(), source }),
    }
}

fn remove(path: &Path) -> Result<(), JournalError> {
    match std::fs::remove_file(path) {
        Err(source) if source.kind() != ErrorKind::NotFound => Err(JournalError::Io { file: path.to_owned(), source }),
        _ => Ok(()),
    }
}

/// The present instant as written in journals and reports.
pub(crate) fn now() -> String {
    format!("{:.0}", jiff::Timestamp::now())
}

fn short(digest: &str) -> String {
    digest.chars().take(12).collect()
}
