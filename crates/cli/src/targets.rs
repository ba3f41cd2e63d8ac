//! Target files.

use std::path::Path;

use samspel_suite::{LoadedTarget, Problem, Suite, Target};

use crate::problem;
use crate::terminal::{is_colourful, note, width};

/// Reads a target file; what its author should know goes to standard error.
pub(crate) fn read(path: &Path) -> Result<Target, problem::Problem> {
    let LoadedTarget { target, warnings } = Target::load(path).map_err(|p| problem::Problem::in_files(&p))?;
    warn(&warnings);
    Ok(target)
}

/// A target as a suite needs it: what speaks TLS is named all over a file, so that no interface of its own has to be there.
pub(crate) fn ready_for(mut target: Target, suite: &Suite) -> Target {
    if suite.interface == samspel_tls::SUITE && samspel_tls::Endpoints::of(&target).iter().next().is_some() {
        target.interfaces.tls.get_or_insert_default();
    }
    target
}

/// Shows each kind of warning once, at its first place, and counts the others: twelve secrets are one thing to know.
fn warn(warnings: &[Problem]) {
    for (at, warning) in warnings.iter().enumerate() {
        let is_alike = |other: &&Problem| other.message() == warning.message();
        if warnings[..at].iter().any(|earlier| is_alike(&earlier)) {
            continue;
        }
        note(warning.render(is_colourful(), width()).trim_end());
        match warnings[at + 1..].iter().filter(is_alike).count() {
            0 => {}
            more => note(format_args!("  and {more} more of the same in this file")),
        }
    }
}
