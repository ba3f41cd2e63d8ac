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
mod coverage;
mod diagnostic;
mod explain;
mod kind;
mod lint;
mod nearest;
pub mod observe;
mod plan;
mod read;
mod steps;
mod suite;
mod target;
mod texts;
mod yaml;

pub use check::{Check, CheckError, CheckFuture, Context, Registry, Shared};
pub use coverage::{Coverage, Standing, coverage};
pub use diagnostic::{Problem, Problems};
pub use kind::{CasesFile, FileKind, RequirementsFile, SuiteFile};
pub use lint::{LintFinding, lint};
pub use plan::{LeftOut, Plan, PlanError, PlannedCase, Row, Selection, Terms, Work, covered};
pub use steps::run_steps;
pub(crate) use suite::SpotId;
pub use suite::{Case, Expectation, Needs, Step, Suite};
pub use target::{
    Changes, ClientKey, Environment, Evidence, HttpInterface, Interface, Interfaces, Issuer, IssuerKey, LoadedTarget,
    Login, Marker, OpenIdClient, OpenIdClientAuth, OpenIdProvider, PageRule, Person, Probe, RegisterClaims, SamlIdp,
    SamlMetadata, SamlRole, SamlSp, Shown, SigningAlgorithm, Target, TlsEndpoint, TlsEndpointKind, TlsEndpoints,
    Webhook,
};
pub use texts::FluentTexts;
