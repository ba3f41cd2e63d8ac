//! What happens to clients in real life, again and again: a provider that is busy, a list that is suddenly empty.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use axum::http::{StatusCode, header};
use samspel_contract::{Contract, Envelope, Kind};
use serde_json::json;

use crate::provider::{Answer, Body};

/// Every so manieth call meets a busy provider.
const BUSY_EVERY: u64 = 10;

/// Something that happens to clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Incident {
    /// Every tenth call is answered 429 with `Retry-After: 1`.
    Busy,
    /// The second time that a client begins a list, the answer is 200 without entries; the third time they are there again.
    Emptied,
}

impl Incident {
    /// Each of them.
    pub const ALL: [Incident; 2] = [Incident::Busy, Incident::Emptied];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Incident::Busy => "busy",
            Incident::Emptied => "emptied",
        }
    }
}

/// The incidents that are on, with what they have to remember.
pub(crate) struct Incidents {
    on: Vec<Incident>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    calls: u64,
    /// How often each client has begun each list.
    begun: HashMap<(String, String), u32>,
}

impl Incidents {
    pub(crate) fn of(on: &[Incident]) -> Incidents {
        Incidents { on: on.to_vec(), state: Mutex::default() }
    }

    /// What a call by a known client gets instead of an answer, if anything happens.
    pub(crate) fn strike(
        &self,
        contract: &Contract,
        client: &str,
        method: &str,
        path: &str,
        query: &str,
    ) -> Option<Answer> {
        if self.on.is_empty() {
            return None;
        }
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.calls += 1;
        if self.on.contains(&Incident::Busy) && state.calls.is_multiple_of(BUSY_EVERY) {
            let answer = Answer::error(StatusCode::TOO_MANY_REQUESTS, "too_many_requests", "wait a second");
            return Some(answer.with_header(header::RETRY_AFTER, "1"));
        }
        let begins_list = || {
            method == "GET"
                && !query.split('&').any(|pair| pair.starts_with("pageToken="))
                && contract.operations().iter().any(|operation| {
                    operation.kind == Kind::List
                        && operation.path == path
                        && operation.success.envelope == Envelope::Page
                        && operation.entity.as_deref() != Some("Subscription")
                })
        };
        if self.on.contains(&Incident::Emptied) && begins_list() {
            let times = state.begun.entry((client.to_owned(), format!("{path}?{query}"))).or_default();
            *times += 1;
            if *times == 2 {
                return Some(Answer::ok(Body::Json(json!({ "data": [], "pageToken": null }))));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn strike(incidents: &Incidents, contract: &Contract, path: &str) -> Option<StatusCode> {
        incidents.strike(contract, "full", "GET", path, "limit=5").map(|answer| answer.status)
    }

    #[test]
    fn every_tenth_call_meets_a_busy_provider() {
        let contract = Contract::embedded("2.1").unwrap();
        let incidents = Incidents::of(&[Incident::Busy]);
        let struck: Vec<bool> = (0..20).map(|_| strike(&incidents, &contract, "/persons").is_some()).collect();
        assert_eq!(struck.iter().filter(|struck| **struck).count(), 2);
        assert!(struck[9] && struck[19]);
    }

    #[test]
    fn a_list_is_empty_the_second_time_only() {
        let contract = Contract::embedded("2.1").unwrap();
        let incidents = Incidents::of(&[Incident::Emptied]);
        let struck: Vec<bool> = (0..4).map(|_| strike(&incidents, &contract, "/persons").is_some()).collect();
        assert_eq!(struck, [false, true, false, false]);
        assert!((0..4).all(|_| strike(&incidents, &contract, "/deletedEntities").is_none()));
    }
}
