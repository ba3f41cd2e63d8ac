//! Why no plan could be made: always something that the user can change.

use miette::Diagnostic;

use crate::nearest::quoted;

/// Why no plan could be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// The target has no such interface.
    #[error("the target has no interface `{interface}`, which suite `{suite}` tests")]
    NoInterface {
        /// Suite id.
        suite: String,
        /// Interface kind.
        interface: String,
    },
    /// The suite does not know the edition.
    #[error("suite `{suite}` does not know edition `{edition}`")]
    UnknownEdition {
        /// Suite id.
        suite: String,
        /// The target's edition.
        edition: String,
        /// What the suite knows.
        known: Vec<String>,
    },
    /// No such profile.
    #[error("there is no profile `{profile}`")]
    UnknownProfile {
        /// As asked for.
        profile: String,
        /// The nearest.
        nearest: Vec<String>,
    },
    /// A glob that is none.
    #[error("{option} `{glob}` is not a pattern: {what}")]
    BadGlob {
        /// Option that it was given to.
        option: &'static str,
        /// As given.
        glob: String,
        /// What is wrong.
        what: String,
    },
    /// A selection that matches nothing.
    #[error("{option} `{glob}` matches nothing")]
    NothingMatches {
        /// Option that it was given to.
        option: &'static str,
        /// As given.
        glob: String,
        /// The nearest ids.
        nearest: Vec<String>,
    },
    /// A selection that only matches outside the profile.
    #[error("{option} `{glob}` matches nothing inside the profile")]
    OutsideProfile {
        /// Option that it was given to.
        option: &'static str,
        /// As given.
        glob: String,
    },
    /// Each option matches something, but nothing matches all of them.
    #[error("nothing matches all of the selection")]
    NothingSelected,
    /// A case uses a check that does not exist.
    #[error("case `{case}` uses the check `{check}`, which does not exist")]
    UnknownCheck {
        /// Case id.
        case: String,
        /// Check id.
        check: String,
        /// The nearest ids.
        nearest: Vec<String>,
    },
    /// Tests that wait for each other.
    #[error("tests wait for each other: {}", tests.join(", "))]
    Cycle {
        /// Their ids.
        tests: Vec<String>,
    },
}

impl PlanError {
    /// What to do about it.
    #[must_use]
    pub fn advice(&self) -> Option<String> {
        let or = |names: &[String]| {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            (!names.is_empty()).then(|| format!("did you mean {}?", quoted(&names, " or ")))
        };
        match self {
            PlanError::NoInterface { interface, .. } => Some(format!("add `{interface}:` under `interfaces`")),
            PlanError::UnknownEdition { known, .. } => Some(format!("it knows {}", known.join(" and "))),
            PlanError::UnknownProfile { nearest, .. } => {
                Some(or(nearest).unwrap_or_else(|| "`samspel suite show` lists every profile".to_owned()))
            }
            PlanError::NothingMatches { nearest, .. } => {
                Some(or(nearest).unwrap_or_else(|| "`samspel suite show` lists every id".to_owned()))
            }
            PlanError::UnknownCheck { nearest, .. } => or(nearest),
            PlanError::OutsideProfile { .. } => {
                Some("choose a profile that covers it with --profile; `samspel suite show` lists them".to_owned())
            }
            PlanError::NothingSelected => Some("leave out one of --only, --requirement and --level".to_owned()),
            PlanError::Cycle { .. } => Some("change `after` of one of them".to_owned()),
            PlanError::BadGlob { .. } => Some("`*` stands for any text, `?` for one character".to_owned()),
        }
    }
}

impl Diagnostic for PlanError {
    fn help<'a>(&'a self) -> Option<Box<dyn std::fmt::Display + 'a>> {
        self.advice().map(|advice| Box::new(advice) as Box<dyn std::fmt::Display + 'a>)
    }
}
