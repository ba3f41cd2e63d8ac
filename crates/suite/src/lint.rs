//! What is wrong with a suite as a whole: things that only show when all its files are seen together.

mod cases;
mod languages;
mod requirements;

use std::fmt;

use crate::{Registry, Suite};

/// Something to put right in a suite.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LintFinding {
    /// Where, as `file:line`, if it has a place.
    pub spot: Option<String>,
    /// Rule that is broken, a stable word.
    pub rule: &'static str,
    /// In a sentence.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl fmt::Display for LintFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(spot) = &self.spot {
            write!(f, "{spot}: ")?;
        }
        write!(f, "{} [{}]", self.message, self.rule)?;
        match &self.help {
            Some(help) => write!(f, "\n  help: {help}"),
            None => Ok(()),
        }
    }
}

/// Every finding, in order of file and line. What a single file shows by itself is found when it is loaded.
#[must_use]
pub fn lint(suite: &Suite, registry: &Registry) -> Vec<LintFinding> {
    let mut found = Findings { suite, list: Vec::new() };
    requirements::check(&mut found);
    cases::check(&mut found, registry);
    languages::check(&mut found);
    found.list.sort_by(|a, b| place(a).cmp(&place(b)).then_with(|| a.cmp(b)));
    found.list
}

/// File, then line as a number.
fn place(finding: &LintFinding) -> (&str, usize) {
    let spot = finding.spot.as_deref().unwrap_or_default();
    spot.rsplit_once(':').map_or((spot, 0), |(file, line)| (file, line.parse().unwrap_or(0)))
}

struct Findings<'a> {
    suite: &'a Suite,
    list: Vec<LintFinding>,
}

impl<'a> Findings<'a> {
    fn add(&mut self, rule: &'static str, (kind, name): (&'static str, &str), message: String, help: Option<String>) {
        let spot = self.suite.spot(kind, name).map(str::to_owned);
        self.list.push(LintFinding { spot, rule, message, help });
    }
}
