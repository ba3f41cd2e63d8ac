//! The SS 12000 suite: checks that judge a running provider.
//!
//! ```text
//! contract ─┐
//! discovery ┼─► run_state (made once in a run, by whoever asks first) ─► checks: control, schema, env, id, page, http, auth, err
//! harvest ──┘                                                             └─► observe ─► Observation
//! ```
//!
//! Each family is a module that exports its `CHECKS`; each check is one file. What several checks need (which operations are
//! offered, what the collections hold) is read once and shared.

mod altered;
mod auth;
mod changes;
mod control;
mod date;
mod del;
mod env;
mod err;
mod exp;
mod filt;
mod harvest;
mod http;
mod id;
mod integrity;
mod log;
mod look;
mod meta;
mod name;
mod offline;
mod oracle;
mod page;
mod requests;
mod reread;
mod robust;
mod run_state;
mod schema;
mod served;
mod snapshot;
mod sort;
mod sub;
mod write;
mod writing;

use samspel_suite::{Check, Shared};

pub use integrity::{Bundle, Records, RuleOutcome};
pub use offline::{PageJudgement, judge_page};
pub use run_state::Today;

/// Every check of the domain.
#[must_use]
pub fn checks() -> Vec<Check> {
    [
        control::CHECKS,
        schema::CHECKS,
        env::CHECKS,
        id::CHECKS,
        page::CHECKS,
        http::CHECKS,
        auth::CHECKS,
        err::CHECKS,
        filt::CHECKS,
        robust::CHECKS,
        exp::CHECKS,
        look::CHECKS,
        name::CHECKS,
        meta::CHECKS,
        date::CHECKS,
        sort::CHECKS,
        del::CHECKS,
        sub::CHECKS,
        log::CHECKS,
        write::CHECKS,
        altered::CHECKS,
        integrity::CHECKS,
    ]
    .concat()
}

/// Ids of the operations that the system was seen to offer, in the order of the contract; empty before discovery has run.
#[must_use]
pub fn offered(shared: &Shared) -> Vec<String> {
    shared.get::<run_state::Discovery>().map(|discovery| discovery.offered()).unwrap_or_default()
}
