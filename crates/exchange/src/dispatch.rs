//! Getting one request through: admission, the pauses that a busy system asks for, one more try when a connection broke.

use std::time::{Duration, Instant};

use crate::pace::Pace;
use crate::transport::{Transport, Wire};
use crate::{Fault, Halt, Response};

/// Longest pause taken at one request of the system, whatever it asks for.
pub(crate) const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// How often a request is sent at most because the system asked for a pause.
const TRIES: usize = 3;

/// What became of a request.
#[derive(Debug)]
pub(crate) struct Dispatched {
    pub(crate) outcome: Result<Response, Fault>,
    /// Time of the try that counts, pauses and waiting for admission not included.
    pub(crate) elapsed: Duration,
    /// Answers 429 and 503 that asked for a pause and were obeyed.
    pub(crate) pauses: Vec<Pause>,
}

/// A pause that the system asked for.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Pause {
    /// Status of the answer.
    pub(crate) status: u16,
    /// Seconds waited.
    pub(crate) seconds: u64,
}

/// Sends a request as gently as the limits and the system want it.
pub(crate) async fn dispatch(transport: &Transport, pace: &Pace, wire: &Wire) -> Result<Dispatched, Halt> {
    let mut pauses = Vec::new();
    loop {
        let (outcome, elapsed) = send(transport, pace, wire).await?;
        if let Ok(response) = &outcome
            && pauses.len() + 1 < TRIES
            && let Some(pause) = asked_pause(response)
        {
            pauses.push(Pause { status: response.status, seconds: pause.as_secs() });
            pace.pause(pause);
            continue;
        }
        return Ok(Dispatched { outcome, elapsed, pauses });
    }
}

async fn send(transport: &Transport, pace: &Pace, wire: &Wire) -> Result<(Result<Response, Fault>, Duration), Halt> {
    let permit = pace.admit().await?;
    let begin = Instant::now();
    let (outcome, again) = transport.send(wire).await;
    let elapsed = begin.elapsed();
    drop(permit);
    if !again {
        return Ok((outcome, elapsed));
    }
    let _permit = pace.admit().await?;
    let begin = Instant::now();
    let outcome = transport.send_fresh(wire).await;
    Ok((outcome, begin.elapsed()))
}

/// The pause that an answer asks for: 429 always (one second when it does not say how long), 503 only with `Retry-After`.
fn asked_pause(response: &Response) -> Option<Duration> {
    let asked = response.header("retry-after").and_then(parse_retry_after);
    match response.status {
        429 => Some(asked.unwrap_or(Duration::from_secs(1)).min(LONGEST_PAUSE)),
        503 => asked.map(|pause| pause.min(LONGEST_PAUSE)),
        _ => None,
    }
}

/// `Retry-After` as seconds or as an HTTP date (RFC 9110, 10.2.3); a date in the past is no pause.
fn parse_retry_after(value: &str) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let at = jiff::fmt::rfc2822::parse(value).ok()?.timestamp();
    let left = at.duration_since(jiff::Timestamp::now());
    Some(Duration::try_from(left).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn response(status: u16, retry_after: Option<&str>) -> Response {
        let headers = retry_after.map(|value| ("retry-after".to_owned(), value.to_owned())).into_iter().collect();
        Response { status, headers, body: Vec::new() }
    }

    #[test]
    fn only_429_and_503_with_a_readable_retry_after_ask_for_a_pause() {
        let seconds = |n| Some(Duration::from_secs(n));
        assert_eq!(asked_pause(&response(429, Some("7"))), seconds(7));
        assert_eq!(asked_pause(&response(429, None)), seconds(1));
        assert_eq!(asked_pause(&response(503, Some("0"))), seconds(0));
        assert_eq!(asked_pause(&response(503, None)), None);
        assert_eq!(asked_pause(&response(503, Some("soon"))), None);
        assert_eq!(asked_pause(&response(500, Some("7"))), None);
        assert_eq!(asked_pause(&response(200, Some("7"))), None);
        assert_eq!(asked_pause(&response(429, Some("86400"))), Some(LONGEST_PAUSE));
    }

    #[test]
    fn retry_after_may_be_an_http_date() {
        assert_eq!(parse_retry_after("Wed, 21 Oct 2015 07:28:00 GMT"), Some(Duration::ZERO));
        let far = parse_retry_after("Fri, 31 Dec 2100 23:59:59 GMT");
        assert!(far.is_some_and(|pause| pause > LONGEST_PAUSE), "{far:?}");
        assert_eq!(parse_retry_after("tomorrow"), None);
        assert_eq!(parse_retry_after("-1"), None);
    }
}
