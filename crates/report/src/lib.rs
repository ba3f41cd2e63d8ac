//! Projections of a report. Each output format is one file and a pure function of [`samspel_model::Report`].
//!
//! ```text
//!              ┌─► json      report.json, the record itself
//!              ├─► html      report.sv.html, report.en.html: for people, on screen and on paper
//! Report ──────┼─► junit     junit.xml: for CI
//!              ├─► markdown  summary.md: for pull requests and job summaries
//!              └─► terminal  what the command line prints
//! ```
//!
//! [`write_all`] writes them all, each file whole or not at all. Words stand in `texts/{sv,en}/*.ftl`, pages in
//! `templates/*.html.j2`. What several formats count the same way stands in `account`.

mod account;
mod date;
mod error;
mod files;
mod html;
mod json;
mod junit;
mod markdown;
mod printable;
mod terminal;
mod words;

pub use error::ReportError;
pub use files::write_all;
pub use html::html;
pub use json::{digest, json};
pub use junit::junit;
pub use markdown::markdown;
pub use terminal::{terminal, terminal_in_colour};
