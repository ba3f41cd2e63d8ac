//! One call of a client with what it was answered, as far as rules need it.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Timestamp;
use serde::Deserialize;
use serde::de::IgnoredAny;

/// One request and the facts of its answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// Where it went.
    pub place: Place,
    /// HTTP method.
    pub method: String,
    /// The query as it came, without the question mark.
    pub query: String,
    /// Media type of the body.
    pub content_type: Option<String>,
    /// What it showed to be let in.
    pub bearer: Bearer,
    /// The body; empty for token requests, whose bodies are secret.
    pub body: Vec<u8>,
    /// When it arrived.
    pub arrived: Timestamp,
    /// When the answer was ready.
    pub answered: Timestamp,
    /// The answer.
    pub answer: Answer,
}

/// Where a call went.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Place {
    /// Below the base URL: the path there, with a slash at the front.
    Interface(String),
    /// To the token endpoint.
    Tokens,
    /// To another path of the same server.
    Elsewhere(String),
}

/// What stood in the Authorization header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bearer {
    /// There was none.
    Missing,
    /// Another scheme than Bearer.
    OtherScheme,
    /// A bearer token.
    Token(Token),
}

/// An access token, without the token itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The same for the same token, and tells nothing else about it.
    pub digest: String,
    /// Client that it was issued to, when the provider issued it.
    pub client: Option<String>,
    /// When it ends, when the provider issued it.
    pub expires: Option<Timestamp>,
}

/// The facts of an answer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// `Retry-After`, when it counts seconds.
    pub retry_after: Option<Duration>,
    /// Entries that it held, when it was a list or one object.
    pub entries: Option<u64>,
    /// The token of the next page.
    pub page_token: Option<String>,
    /// The subscription that it was about.
    pub subscription: Option<Granted>,
    /// The access token that was issued.
    pub issued: Option<Token>,
}

/// A subscription as the provider answered it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Granted {
    /// Its id.
    pub id: String,
    /// When it ends.
    pub expires: Timestamp,
}

impl Answer {
    /// The facts of a JSON answer. What is not JSON leaves the status alone.
    #[must_use]
    pub fn read(status: u16, retry_after: Option<Duration>, body: &[u8]) -> Answer {
        let mut answer = Answer { status, retry_after, ..Answer::default() };
        if !answer.is_success() {
            return answer;
        }
        if let Ok(shape) = serde_json::from_slice::<Shape>(body) {
            match shape {
                Shape::Page { data, page_token } => {
                    answer.entries = Some(data.count());
                    answer.page_token = page_token.filter(|token| !token.is_empty());
                }
                Shape::Array(entries) => answer.entries = Some(entries.len() as u64),
                Shape::Object { id, expires } => {
                    answer.entries = Some(1);
                    answer.subscription =
                        id.zip(expires.and_then(|at| at.parse().ok())).map(|(id, expires)| Granted { id, expires });
                }
            }
        }
        answer
    }

    /// Whether it is a 2xx.
    #[must_use]
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// The bodies of the standard, as far as they matter here.
#[derive(Deserialize)]
#[serde(untagged)]
enum Shape {
    Page {
        data: Entries,
        #[serde(rename = "pageToken", default)]
        page_token: Option<String>,
    },
    Array(Vec<IgnoredAny>),
    Object {
        #[serde(default)]
        id: Option<String>,
        #[serde(default)]
        expires: Option<String>,
    },
}

/// Entries of a list, or ids by kind (deleted entities).
#[derive(Deserialize)]
#[serde(untagged)]
enum Entries {
    List(Vec<IgnoredAny>),
    ByKind(BTreeMap<String, Vec<IgnoredAny>>),
}

impl Entries {
    fn count(&self) -> u64 {
        match self {
            Entries::List(entries) => entries.len() as u64,
            Entries::ByKind(kinds) => kinds.values().map(|ids| ids.len() as u64).sum(),
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn facts(body: &str) -> (Option<u64>, Option<String>) {
        let answer = Answer::read(200, None, body.as_bytes());
        (answer.entries, answer.page_token)
    }

    #[test]
    fn entries_and_page_tokens_are_counted_in_every_kind_of_answer() {
        assert_eq!(facts(r#"{"data":[{},{}],"pageToken":"t"}"#), (Some(2), Some("t".to_owned())));
        assert_eq!(facts(r#"{"data":[],"pageToken":null}"#), (Some(0), None));
        assert_eq!(facts(r#"{"data":{"persons":["a","b"],"groups":["c"]}}"#), (Some(3), None));
        assert_eq!(facts("[{}]"), (Some(1), None));
        assert_eq!(facts(r#"{"id":"a"}"#), (Some(1), None));
        assert_eq!(facts("<html>"), (None, None));
    }

    #[test]
    fn a_subscription_tells_when_it_ends() {
        let answer = Answer::read(201, None, br#"{"id":"s","expires":"2026-08-17T08:00:00Z"}"#);
        assert_eq!(
            answer.subscription.unwrap(),
            Granted { id: "s".to_owned(), expires: "2026-08-17T08:00:00Z".parse().unwrap() }
        );
    }

    #[test]
    fn a_refusal_holds_no_entries() {
        assert_eq!(Answer::read(400, None, br#"{"code":"x","message":"y"}"#).entries, None);
    }
}
