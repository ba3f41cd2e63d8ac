//! Which requirements have tests, and why the others have none.

use samspel_model::{Requirement, Text};

use crate::Suite;

/// One requirement with what looks at it.
#[derive(Debug, Clone, PartialEq)]
pub struct Coverage<'a> {
    /// The requirement.
    pub requirement: &'a Requirement,
    /// Ids of the cases that claim it, in file order.
    pub cases: Vec<&'a str>,
    /// Why there is none.
    pub reason: Option<&'a Text>,
}

/// Every requirement of a suite in catalogue order.
#[must_use]
pub fn coverage(suite: &Suite) -> Vec<Coverage<'_>> {
    let of = |requirement: &Requirement| {
        let claims = |case: &&crate::Case| case.requirements.contains(&requirement.id);
        suite.cases.iter().filter(claims).map(|case| case.id.as_str()).collect()
    };
    suite
        .requirements
        .iter()
        .map(|requirement| Coverage {
            requirement,
            cases: of(requirement),
            reason: requirement.untested.as_ref().and_then(|id| suite.untested_reasons.get(id)),
        })
        .collect()
}
