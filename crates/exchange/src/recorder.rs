//! Writes evidence while the run goes on: redaction and disk have a thread of their own, and only whole lines are written.

use std::fs::{File, OpenOptions};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use sha2::{Digest as _, Sha256};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

use crate::address::BaseUrl;
use crate::dispatch::Pause;
use crate::evidence::{EXCHANGES, INTERFACE, Interface, Line, OtherBody, RECEIVED, RequestLine, ResponseLine, label};
use crate::known_secrets::KnownSecrets;
use crate::received::{Received, ReceivedLine};
use crate::redaction::{RedactedExchange, Redactor, json_candidate};
use crate::tokens::Fetch;
use crate::{EvidenceLevel, Exchange, Halt, Request, RequestBody, Response, SetupError};

/// Kibibytes of exchanges that may wait to be written; then senders wait. A body is held only as long as it waits.
const WAITING_KIB: u32 = 16 * 1024;

/// What one exchange costs besides its bodies, in KiB.
const OVERHEAD_KIB: u32 = 8;

/// Lines are collected up to this size while more exchanges wait.
const BATCH: usize = 64 * 1024;

/// Characters kept of a text that is not JSON.
const EXCERPT: usize = 200;

/// Writes the evidence of one client.
pub(crate) struct Recorder {
    sender: Mutex<Option<Sender<Job>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
    waiting: Arc<Semaphore>,
    failed: Arc<OnceLock<String>>,
}

enum Job {
    Write(Box<Captured>, OwnedSemaphorePermit),
    /// Answer when everything before is in the file. The operating system may still hold it: that survives a killed run, and waiting
    /// for the disk would cost a short run more time than all its requests.
    Settle(oneshot::Sender<()>),
}

/// What there is to write.
pub(crate) enum Captured {
    /// An exchange of a session.
    Exchange { exchange: Exchange, pauses: Vec<Pause> },
    /// A token request, of which no body is kept.
    Token { id: String, principal: String, fetch: Fetch },
    /// A call that the system made.
    Received(Received),
}

impl Captured {
    fn size_kib(&self) -> u32 {
        let bytes = match self {
            Captured::Exchange { exchange, .. } => exchange.outcome.as_ref().map_or(0, |response| response.body.len()),
            Captured::Token { .. } => 0,
            Captured::Received(received) => received.body.len(),
        };
        u32::try_from(bytes / 1024).unwrap_or(u32::MAX).saturating_add(OVERHEAD_KIB).min(WAITING_KIB)
    }
}

impl Recorder {
    /// Opens the evidence folder. Exchanges that are there already stay, except for a last line that was cut off by a kill.
    pub(crate) fn open(
        folder: &Path,
        interface: &Interface,
        base_url: BaseUrl,
        known: Arc<KnownSecrets>,
    ) -> Result<Self, SetupError> {
        let failed = |e: &dyn std::fmt::Display| SetupError::Evidence(format!("{}: {e}", folder.display()));
        std::fs::create_dir_all(folder).map_err(|e| failed(&e))?;
        let text = serde_json::to_string_pretty(interface).map_err(|e| failed(&e))?;
        std::fs::write(folder.join(INTERFACE), known.strike_out(text) + "\n").map_err(|e| failed(&e))?;
        let file = open_whole(&folder.join(EXCHANGES)).map_err(|e| failed(&e))?;
        let (sender, receiver) = mpsc::channel();
        let problem = Arc::new(OnceLock::new());
        let writer = Writer {
            file,
            received: folder.join(RECEIVED),
            batch: Vec::new(),
            redactor: Redactor::new(interface.level),
            known,
            level: interface.level,
            base_url,
            failed: problem.clone(),
        };
        let thread = std::thread::Builder::new()
            .name("samspel-evidence".to_owned())
            .spawn(move || writer.run(&receiver))
            .map_err(|e| failed(&e))?;
        Ok(Recorder {
            sender: Mutex::new(Some(sender)),
            thread: Mutex::new(Some(thread)),
            waiting: Arc::new(Semaphore::new(WAITING_KIB as usize)),
            failed: problem,
        })
    }

    /// Hands an exchange over; waits while too many are not written yet.
    pub(crate) async fn record(&self, captured: Captured) -> Result<(), Halt> {
        self.check()?;
        let permit = self.waiting.clone().acquire_many_owned(captured.size_kib()).await.map_err(|_| self.stopped())?;
        self.send(Job::Write(Box::new(captured), permit))
    }

    /// Waits until everything is in the file.
    pub(crate) async fn settle(&self) -> Result<(), Halt> {
        let (done, wait) = oneshot::channel();
        self.send(Job::Settle(done))?;
        wait.await.map_err(|_| self.stopped())?;
        self.check()
    }

    fn send(&self, job: Job) -> Result<(), Halt> {
        let sender = self.sender.lock().unwrap_or_else(PoisonError::into_inner);
        sender.as_ref().and_then(|sender| sender.send(job).ok()).ok_or_else(|| self.stopped())
    }

    fn check(&self) -> Result<(), Halt> {
        self.failed.get().map_or(Ok(()), |what| Err(Halt::Evidence(what.clone())))
    }

    fn stopped(&self) -> Halt {
        Halt::Evidence(self.failed.get().cloned().unwrap_or_else(|| "the recorder has stopped".to_owned()))
    }
}

impl Drop for Recorder {
    /// What was handed over is written before the client is gone.
    fn drop(&mut self) {
        drop(self.sender.lock().unwrap_or_else(PoisonError::into_inner).take());
        if let Some(thread) = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take() {
            // A recorder that panicked has been reported by `record` and `settle` already.
            let _ = thread.join();
        }
    }
}

/// Opens a file of lines for appending and cuts off a last line without an end.
fn open_whole(path: &Path) -> std::io::Result<File> {
    let mut file = OpenOptions::new().read(true).append(true).create(true).open(path)?;
    let length = file.metadata()?.len();
    let mut end = length;
    let mut block = vec![0; 64 * 1024];
    while end > 0 {
        let begin = end.saturating_sub(block.len() as u64);
        file.seek(SeekFrom::Start(begin))?;
        let part = &mut block[..usize::try_from(end - begin).unwrap_or(0)];
        file.read_exact(part)?;
        if let Some(at) = part.iter().rposition(|byte| *byte == b'\n') {
            end = begin + at as u64 + 1;
            break;
        }
        end = begin;
    }
    if end < length {
        file.set_len(end)?;
    }
    Ok(file)
}

/// The thread's side.
struct Writer {
    file: File,
    /// File for calls that the system made; there is none until the first comes.
    received: PathBuf,
    batch: Vec<u8>,
    redactor: Redactor,
    known: Arc<KnownSecrets>,
    level: EvidenceLevel,
    base_url: BaseUrl,
    failed: Arc<OnceLock<String>>,
}

impl Writer {
    fn run(mut self, jobs: &Receiver<Job>) {
        while let Ok(first) = jobs.recv() {
            let mut next = Some(first);
            while let Some(job) = next {
                match job {
                    Job::Write(captured, permit) => {
                        self.write(&captured);
                        drop((captured, permit));
                    }
                    Job::Settle(done) => {
                        self.flush();
                        // Nobody waits any more when the run was cut off; the lines are written all the same.
                        let _ = done.send(());
                    }
                }
                if self.batch.len() >= BATCH {
                    self.flush();
                }
                next = jobs.try_recv().ok();
            }
            // Nothing waits: the reader of the file and a kill shall find it complete.
            self.flush();
        }
    }

    fn write(&mut self, captured: &Captured) {
        let line = match captured {
            Captured::Received(received) => return self.write_received(received),
            Captured::Exchange { exchange, pauses } => self.exchange_line(exchange, pauses),
            Captured::Token { id, principal, fetch } => token_line(id, principal, fetch),
        };
        match serde_json::to_string(&line) {
            Ok(line) => {
                self.batch.extend_from_slice(self.known.strike_out(line).as_bytes());
                self.batch.push(b'\n');
            }
            Err(e) => self.fail(&e),
        }
    }

    fn write_received(&self, received: &Received) {
        let line = ReceivedLine::of(received, self.level, &self.redactor.exchange());
        let written = serde_json::to_string(&line).map_err(std::io::Error::from).and_then(|line| {
            let mut file = OpenOptions::new().append(true).create(true).open(&self.received)?;
            file.write_all((self.known.strike_out(line) + "\n").as_bytes())
        });
        if let Err(e) = written {
            self.fail(&e);
        }
    }

    fn flush(&mut self) {
        if self.batch.is_empty() {
            return;
        }
        if let Err(e) = self.file.write_all(&self.batch) {
            self.fail(&e);
        }
        self.batch.clear();
    }

    fn fail(&self, error: &dyn std::fmt::Display) {
        // The first problem is the cause; later ones follow from it.
        let _ = self.failed.set(error.to_string());
    }

    fn exchange_line(&self, exchange: &Exchange, pauses: &[Pause]) -> Line {
        let redacted = self.redactor.exchange();
        let request = self.request_line(&exchange.request, &redacted);
        let (response, fault) = match &exchange.outcome {
            Ok(response) => (Some(self.response_line(response, &redacted)), None),
            Err(fault) => (None, Some(fault.clone())),
        };
        Line {
            id: exchange.id.clone(),
            principal: label(&exchange.request.credentials),
            operation: exchange.request.operation.clone(),
            request,
            response,
            fault,
            elapsed_ms: milliseconds(exchange.elapsed),
            pauses: pauses.to_vec(),
            token: None,
        }
    }

    fn request_line(&self, request: &Request, redacted: &RedactedExchange<'_>) -> RequestLine {
        let method = request.method.clone();
        if self.level == EvidenceLevel::None {
            let url = self.base_url.join(&redacted.path(request), &[]);
            return RequestLine { method, url, headers: Vec::new(), body: None, other_body: None };
        }
        let (path, query) = redacted.target(request);
        let body = request.body.as_ref().and_then(|body| match self.level {
            EvidenceLevel::Pseudonymised => redacted.request_body(body),
            EvidenceLevel::Shape | EvidenceLevel::None => redacted.request_shape(body),
        });
        let body = body.and_then(raw);
        let other_body = match (&request.body, &body) {
            (Some(other), None) => Some(describe(other)),
            _ => None,
        };
        let headers = redacted.headers(&request.headers, false);
        RequestLine { method, url: self.base_url.join(&path, &query), headers, body, other_body }
    }

    fn response_line(&self, response: &Response, redacted: &RedactedExchange<'_>) -> ResponseLine {
        if self.level == EvidenceLevel::None {
            return status_only(response.status);
        }
        let json = match self.level {
            EvidenceLevel::Pseudonymised => redacted.json(response),
            EvidenceLevel::Shape | EvidenceLevel::None => redacted.shape(response),
        };
        let is_text = response.media_type().is_some_and(|media_type| media_type.starts_with("text/"));
        let text = (json.is_err() && is_text && self.level == EvidenceLevel::Pseudonymised)
            .then(|| self.excerpt(&response.body, redacted));
        let (body, json_fault) = match json {
            Ok(text) => (raw(text), None),
            Err(fault) => (None, Some(fault)),
        };
        ResponseLine {
            status: response.status,
            headers: redacted.headers(&response.headers, !response.is_success()),
            body,
            text,
            json_fault,
            body_sha256: Some(hex::encode(Sha256::digest(&response.body))),
            bytes: Some(response.body.len()),
        }
    }
}

impl Writer {
    /// The beginning of a text that is not JSON. It is searched well beyond the cut, so that nothing is cut in half and missed.
    fn excerpt(&self, body: &[u8], redacted: &RedactedExchange<'_>) -> String {
        let window = &body[..body.len().min(EXCERPT * 40)];
        let window: String = String::from_utf8_lossy(window).chars().take(EXCERPT * 10).collect();
        redacted.text(&self.known.strike_out(window)).chars().take(EXCERPT).collect()
    }
}

fn token_line(id: &str, principal: &str, fetch: &Fetch) -> Line {
    Line {
        id: id.to_owned(),
        principal: principal.to_owned(),
        operation: "token".to_owned(),
        request: RequestLine {
            method: "POST".to_owned(),
            url: fetch.url.clone(),
            headers: Vec::new(),
            body: None,
            other_body: None,
        },
        response: fetch.status.map(status_only),
        fault: fetch.result.as_ref().err().cloned(),
        elapsed_ms: milliseconds(fetch.elapsed),
        pauses: fetch.pauses.clone(),
        token: fetch.result.as_ref().ok().copied(),
    }
}

fn status_only(status: u16) -> ResponseLine {
    ResponseLine {
        status,
        headers: Vec::new(),
        body: None,
        text: None,
        json_fault: None,
        body_sha256: None,
        bytes: None,
    }
}

/// JSON text as it goes into a line. None for `null`, which means the same there.
fn raw(text: String) -> Option<Box<serde_json::value::RawValue>> {
    serde_json::value::RawValue::from_string(text).ok()
}

fn describe(body: &RequestBody) -> OtherBody {
    match body {
        RequestBody::Raw { media_type, bytes } => OtherBody { media_type: media_type.clone(), bytes: bytes.len() },
        RequestBody::Json(_) => OtherBody {
            media_type: "application/json".to_owned(),
            bytes: json_candidate(body).map_or(0, |text| text.len()),
        },
    }
}

fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 1_000_000.0).round() / 1000.0
}
