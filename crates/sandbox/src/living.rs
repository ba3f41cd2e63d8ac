//! A system that is in use while it is tested: every now and then somebody changes, adds or removes something.
//!
//! Nothing that others refer to is removed: the data stays as whole as it was.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::Response;
use axum::middleware::Next;
use serde_json::json;
use uuid::Uuid;

use crate::provider::{Provider, behind};

/// Requests between two changes.
const EVERY: u64 = 7;
/// What is added and later removed.
const ADDED: [&str; 4] = ["Person", "Group", "Room", "Resource"];
/// What is changed.
const CHANGED: [&str; 6] = ["Person", "Group", "Duty", "Activity", "Organisation", "Room"];
/// Added objects that are there at most.
const MOST: usize = 6;

/// The life of a system.
pub(crate) struct Living {
    provider: Arc<Provider>,
    requests: AtomicU64,
    /// What was added and is still there, oldest first.
    added: Mutex<VecDeque<(&'static str, Uuid)>>,
}

impl Living {
    pub(crate) fn new(provider: Arc<Provider>) -> Living {
        Living { provider, requests: AtomicU64::new(0), added: Mutex::default() }
    }

    /// Counts a request; now and then something happens.
    fn go_on(&self) {
        let request = self.requests.fetch_add(1, Ordering::Relaxed) + 1;
        if request.is_multiple_of(EVERY) {
            let turn = usize::try_from(request / EVERY).unwrap_or(0);
            match turn % 4 {
                1 => self.add(turn / 4),
                3 => self.remove(),
                _ => self.change(turn / 2),
            }
        }
    }

    fn add(&self, turn: usize) {
        let mut added = self.added.lock().unwrap_or_else(PoisonError::into_inner);
        if added.len() < MOST {
            let (entity, id) = (ADDED[turn % ADDED.len()], Uuid::new_v4());
            self.wish("create", entity, id);
            added.push_back((entity, id));
        }
    }

    fn remove(&self) {
        let mut added = self.added.lock().unwrap_or_else(PoisonError::into_inner);
        if added.len() > MOST / 2
            && let Some((entity, id)) = added.pop_front()
        {
            self.wish("delete", entity, id);
        }
    }

    fn change(&self, turn: usize) {
        let entity = CHANGED[turn % CHANGED.len()];
        let chosen = {
            let tenant = self.provider.tenants[0].read().unwrap_or_else(PoisonError::into_inner);
            let records = tenant.store.table(entity).records();
            // Some records far apart, each time others.
            records.get(turn.wrapping_mul(7_919) % records.len().max(1)).and_then(|record| record.id)
        };
        if let Some(id) = chosen {
            self.wish("modify", entity, id);
        }
    }

    fn wish(&self, change: &str, entity: &str, id: Uuid) {
        let wish = json!({ "change": change, "entity": entity, "id": id.to_string() });
        // A kind of which there is none cannot be copied: then nothing happens.
        let _ = behind(&self.provider, wish.to_string().as_bytes());
    }
}

/// Lets life go on after each answer.
pub(crate) async fn lives(State(living): State<Arc<Living>>, request: Request, next: Next) -> Response<Body> {
    let answer = next.run(request).await;
    living.go_on();
    answer
}
