//! What the provider knows.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::{Map, Value};

use super::asked::Asked;
use super::clients::RegisteredClient;
use super::fault::Slip;
use super::people::SyntheticPerson;

/// Levels of assurance, lowest first (register of Sweden Connect).
pub(crate) const LEVELS: [&str; 2] = ["http://id.elegnamnden.se/loa/1.0/loa2", "http://id.elegnamnden.se/loa/1.0/loa3"];
/// Seconds that an access token is valid.
pub(crate) const ACCESS_LIFE: i64 = 600;

/// The provider.
pub(crate) struct Provider {
    pub(crate) issuer: String,
    pub(crate) clients: Vec<RegisteredClient>,
    pub(crate) people: Vec<SyntheticPerson>,
    slips: HashSet<Slip>,
    state: Mutex<State>,
}

/// What changes while it runs.
#[derive(Default)]
pub(crate) struct State {
    /// By cookie.
    pub(crate) sessions: HashMap<String, Session>,
    /// Login pages that are open.
    pub(crate) pages: HashMap<String, Asked>,
    pub(crate) codes: HashMap<String, Grant>,
    pub(crate) access: HashMap<String, Grant>,
    pub(crate) refresh: HashMap<String, Grant>,
    /// Refresh tokens that have been exchanged, by the grant they came from.
    pub(crate) spent: HashMap<String, String>,
    /// Ids of assertions that have been used.
    pub(crate) assertions: HashSet<String>,
    /// Everything that somebody could log in with, in the order in which it was handed out.
    pub(crate) given: Vec<String>,
    /// Verifiers' challenges of every session, for a fault.
    pub(crate) challenges: HashSet<String>,
}

/// Somebody who is logged in.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    pub(crate) person: usize,
    pub(crate) auth_time: i64,
    pub(crate) acr: String,
    pub(crate) client: String,
    /// Claims that the person has agreed to hand over.
    pub(crate) agreed: Vec<String>,
}

/// What a person has let a client do.
#[derive(Debug, Clone)]
pub(crate) struct Grant {
    pub(crate) id: String,
    pub(crate) asked: Asked,
    pub(crate) person: usize,
    pub(crate) auth_time: i64,
    pub(crate) acr: String,
    /// When the code was made.
    pub(crate) made: i64,
    pub(crate) used: bool,
}

impl Provider {
    pub(crate) fn new(
        issuer: String,
        clients: Vec<RegisteredClient>,
        people: Vec<SyntheticPerson>,
        slips: HashSet<Slip>,
    ) -> Self {
        Provider { issuer, clients, people, slips, state: Mutex::default() }
    }

    /// Whether the provider gets this wrong.
    pub(crate) fn slips(&self, slip: Slip) -> bool {
        self.slips.contains(&slip)
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn client(&self, id: &str) -> Option<&RegisteredClient> {
        self.clients.iter().find(|client| client.id == id)
    }

    /// `sub` of a person.
    pub(crate) fn subject(&self, person: usize) -> String {
        let Some(person) = self.people.get(person) else { return String::new() };
        if self.slips(Slip::SubIsCivicNumber) {
            return person.civic_number.clone();
        }
        if self.slips(Slip::SubChanges) {
            return uuid::Uuid::new_v4().simple().to_string();
        }
        person.sub.clone()
    }

    /// What is known of a person.
    pub(crate) fn facts(&self, person: usize) -> Map<String, Value> {
        let short = self.slips(Slip::CivicNumberShort);
        self.people.get(person).map(|known| self.misremembered(person, known).claims(short)).unwrap_or_default()
    }
}

/// A value that nobody guesses.
pub(crate) fn random() -> String {
    format!("{}{}", uuid::Uuid::new_v4().simple(), uuid::Uuid::new_v4().simple())
}

/// Seconds since 1970.
pub(crate) fn now() -> i64 {
    jiff::Timestamp::now().as_second()
}
