//! Conversations written by hand, for the tests of the rules.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::sync::LazyLock;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use samspel_contract::Contract;
use samspel_model::{Observation, Sight};

use crate::scene::Scene;
use crate::{Answer, Bearer, Call, Conversation, Granted, Place, Token};

/// The newest edition.
pub(crate) fn contract() -> &'static Contract {
    static CONTRACT: LazyLock<Contract> = LazyLock::new(|| Contract::embedded("2.1").unwrap());
    &CONTRACT
}

/// An instant, in seconds after the beginning of the conversation.
pub(crate) fn second(seconds: f64) -> Timestamp {
    let begun: Timestamp = "2026-08-17T08:00:00Z".parse().unwrap();
    begun + SignedDuration::from_millis((seconds * 1000.0) as i64)
}

fn token(digest: &str) -> Token {
    Token { digest: digest.to_owned(), client: Some("full".to_owned()), expires: Some(second(3600.0)) }
}

/// A call in the making: by the client `full` with the token `a`, answered 200, a second after the one before.
pub(crate) struct Scripted {
    pub(crate) call: Call,
    timed: bool,
}

/// A call with a method to a path with a query.
pub(crate) fn call(method: &str, address: &str) -> Scripted {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let call = Call {
        place: Place::Interface(path.to_owned()),
        method: method.to_owned(),
        query: query.to_owned(),
        content_type: None,
        bearer: Bearer::Token(token("a")),
        body: Vec::new(),
        arrived: second(0.0),
        answered: second(0.001),
        answer: Answer { status: 200, entries: Some(1), ..Answer::default() },
    };
    Scripted { call, timed: false }
}

/// A GET.
pub(crate) fn get(address: &str) -> Scripted {
    call("GET", address)
}

/// A POST of JSON.
pub(crate) fn post(address: &str, body: &str) -> Scripted {
    let mut scripted = call("POST", address);
    scripted.call.content_type = Some("application/json".to_owned());
    scripted.call.body = body.as_bytes().to_vec();
    scripted
}

/// A request for a token that was answered with this one.
pub(crate) fn login(digest: &str) -> Scripted {
    let mut scripted = call("POST", "");
    scripted.call.place = Place::Tokens;
    scripted.call.bearer = Bearer::Missing;
    scripted.call.answer.issued = Some(token(digest));
    scripted
}

impl Scripted {
    pub(crate) fn at(mut self, seconds: f64) -> Self {
        self.call.arrived = second(seconds);
        self.call.answered = second(seconds + 0.001);
        self.timed = true;
        self
    }

    pub(crate) fn status(mut self, status: u16) -> Self {
        self.call.answer.status = status;
        if status >= 400 {
            self.call.answer.entries = None;
        }
        self
    }

    pub(crate) fn entries(mut self, entries: u64) -> Self {
        self.call.answer.entries = Some(entries);
        self
    }

    /// Hands out a page token.
    pub(crate) fn hands(mut self, page_token: &str) -> Self {
        self.call.answer.page_token = Some(page_token.to_owned());
        self
    }

    pub(crate) fn retry_after(mut self, seconds: u64) -> Self {
        self.call.answer.retry_after = Some(Duration::from_secs(seconds));
        self
    }

    /// Grants a subscription that ends at a second.
    pub(crate) fn grants(mut self, id: &str, end: f64) -> Self {
        self.call.answer.subscription = Some(Granted { id: id.to_owned(), expires: second(end) });
        self
    }

    pub(crate) fn bearing(mut self, digest: &str) -> Self {
        self.call.bearer = Bearer::Token(token(digest));
        self
    }

    pub(crate) fn bearing_until(mut self, digest: &str, end: f64) -> Self {
        self.call.bearer = Bearer::Token(Token { expires: Some(second(end)), ..token(digest) });
        self
    }

    pub(crate) fn showing(mut self, bearer: Bearer) -> Self {
        self.call.bearer = bearer;
        self
    }

    pub(crate) fn typed(mut self, content_type: &str) -> Self {
        self.call.content_type = Some(content_type.to_owned());
        self
    }

    pub(crate) fn elsewhere(mut self, path: &str) -> Self {
        self.call.place = Place::Elsewhere(path.to_owned());
        self
    }
}

/// The conversation of these calls.
pub(crate) fn conversation(calls: Vec<Scripted>) -> Conversation {
    let mut conversation = Conversation::default();
    let mut clock = 0.0;
    for scripted in calls {
        let scripted = if scripted.timed { scripted } else { scripted.at(clock) };
        clock = (scripted.call.arrived.duration_since(second(0.0))).as_secs_f64() + 1.0;
        conversation.add(scripted.call);
    }
    conversation
}

/// What a rule said.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Said {
    /// How much was kept.
    pub(crate) kept: u64,
    /// Causes of contradictions, in order, each once.
    pub(crate) against: Vec<String>,
    /// Causes of notes.
    pub(crate) notes: Vec<String>,
    /// Whether it said that there was nothing to see.
    pub(crate) nothing: bool,
    /// Expected and observed of the contradictions.
    pub(crate) facts: Vec<(String, String)>,
}

/// What a rule says of these calls.
pub(crate) fn said(rule: fn(&Scene<'_>) -> Vec<Observation>, calls: Vec<Scripted>) -> Said {
    let conversation = conversation(calls);
    let mut said = Said { kept: 0, against: Vec::new(), notes: Vec::new(), nothing: false, facts: Vec::new() };
    for observation in rule(&Scene::of(&conversation, contract())) {
        match observation.sight {
            Sight::Witness { count, .. } => said.kept += count,
            Sight::Contradiction(seen) => {
                if !said.against.contains(&seen.summary.id) {
                    said.against.push(seen.summary.id);
                }
                said.facts.push((seen.expected, seen.observed));
            }
            Sight::Note(seen) => said.notes.push(seen.summary.id),
            Sight::Undecided { .. } => said.nothing = true,
            Sight::NotApplicable { .. } => {}
        }
    }
    said
}

/// The rule finds exactly this cause.
pub(crate) fn finds(rule: fn(&Scene<'_>) -> Vec<Observation>, calls: Vec<Scripted>, cause: &str) {
    let said = said(rule, calls);
    assert_eq!(said.against, [cause], "{said:?}");
    assert!(!said.nothing, "{said:?}");
}

/// The rule witnesses so much and finds nothing.
pub(crate) fn keeps(rule: fn(&Scene<'_>) -> Vec<Observation>, calls: Vec<Scripted>, count: u64) {
    let said = said(rule, calls);
    assert_eq!((said.kept, said.against.len(), said.nothing), (count, 0, false), "{said:?}");
}

/// The rule says that the situation never arose, and nothing else.
pub(crate) fn nothing(rule: fn(&Scene<'_>) -> Vec<Observation>, calls: Vec<Scripted>) {
    let said = said(rule, calls);
    assert_eq!((said.kept, said.against.len(), said.nothing), (0, 0, true), "{said:?}");
}
