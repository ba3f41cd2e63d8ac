//! Which requirements have tests, and why the others have none.

use samspel_model::{Level, Requirement, Text};

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
    /// How the suite stands to it.
    pub standing: Standing,
}

/// How a suite stands to a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// A case tests it.
    Tested,
    /// No test can see it: there is only the word of whoever runs the system.
    Attested,
    /// There is a reason why no case tests it.
    Excused,
    /// A test is still to be made.
    Open,
}

impl Coverage<'_> {
    /// Whether the requirement can fail a system: a MUST of which we are sure.
    #[must_use]
    pub fn is_binding(&self) -> bool {
        self.requirement.level == Level::Must && self.requirement.confidence.can_fail()
    }
}

/// Every requirement of a suite in catalogue order.
#[must_use]
pub fn coverage(suite: &Suite) -> Vec<Coverage<'_>> {
    let of = |requirement: &Requirement| {
        let claims = |case: &&crate::Case| case.requirements.contains(&requirement.id);
        suite.cases.iter().filter(claims).map(|case| case.id.as_str()).collect::<Vec<_>>()
    };
    suite
        .requirements
        .iter()
        .map(|requirement| {
            let cases = of(requirement);
            let standing = standing(suite, requirement, !cases.is_empty());
            let reason = requirement.untested.as_ref().and_then(|id| suite.untested_reasons.get(id));
            Coverage { requirement, cases, reason, standing }
        })
        .collect()
}

fn standing(suite: &Suite, requirement: &Requirement, tested: bool) -> Standing {
    match &requirement.untested {
        _ if tested => Standing::Tested,
        Some(reason) if suite.attested.contains(reason) => Standing::Attested,
        Some(reason) if !suite.unfinished.contains(reason) => Standing::Excused,
        Some(_) | None => Standing::Open,
    }
}
