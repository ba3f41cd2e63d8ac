//! Suites as data: loading, diagnostics with file, line, caret and suggestion, planning, and the `Check` behind a case.
//!
//! ```text
//! test-suites/<id>/{suite.yaml, requirements/*.yaml, cases/*.yaml, profiles/*.yaml, texts/*.ftl} ─► Suite ─┐
//! target.yaml ─► Target ────────────────────────────────────────────────────────────────────────────────────┼─► Plan (a value you can print)
//! Registry of checks ──────────────────────────────────────────────────────────────────────────────────────┘
//! ```
//!
//! This crate knows no concrete check. A domain crate registers its checks; a case names one (`uses:`) or spells out `steps:`.

mod check;
mod plan;
mod suite;
mod target;

pub use check::{Check, CheckError, CheckFuture, Context, Registry, Shared};
pub use plan::{LeftOut, Plan, PlannedCase, Work};
pub use suite::{Case, Expectation, Needs, Step, Suite};
pub use target::{Environment, Evidence, Interface, Target};
