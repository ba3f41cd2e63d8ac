//! What of the suites is run: arguments that `run` and `plan` share.

use std::path::PathBuf;

use clap::ValueEnum;
use samspel_model::Level;
use serde::{Deserialize, Serialize};

/// Seed when none is given: the same choices each time, so that two runs can be compared.
const DEFAULT_SEED: u64 = 1;

/// Suite when none is named.
const DEFAULT_SUITE: &str = "ss12000";

/// Suite, profile and selection.
#[derive(Debug, Clone, Default, PartialEq, Eq, clap::Args, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Selection {
    /// Suite to run [default: ss12000]
    #[arg(long, value_name = "ID")]
    pub(crate) suite: Option<String>,
    /// Profile that the statement is about [default: that of the suite]
    #[arg(long, value_name = "ID")]
    pub(crate) profile: Option<String>,
    /// Only tests whose id matches (several: any of them); control cases always run
    #[arg(long, value_name = "GLOB")]
    pub(crate) only: Vec<String>,
    /// Only tests of requirements whose id matches
    #[arg(long, value_name = "GLOB")]
    pub(crate) requirement: Vec<String>,
    /// Only tests of requirements of this level
    #[arg(long, value_name = "LEVEL", ignore_case = true)]
    pub(crate) level: Vec<BindingLevel>,
    /// Seed of all choices [default: 1]
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    /// Folder with suites that add to or override the built-in ones
    #[arg(long, value_name = "DIR")]
    pub(crate) suites: Option<PathBuf>,
    /// Folder with an SS 12000 edition of your own, in place of the built-in one
    #[arg(long, value_name = "DIR")]
    pub(crate) contract: Option<PathBuf>,
}

/// A level on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum BindingLevel {
    Must,
    Should,
    May,
}

impl From<BindingLevel> for Level {
    fn from(level: BindingLevel) -> Level {
        match level {
            BindingLevel::Must => Level::Must,
            BindingLevel::Should => Level::Should,
            BindingLevel::May => Level::May,
        }
    }
}

impl Selection {
    /// Id of the suite.
    pub(crate) fn suite_id(&self) -> &str {
        self.suite.as_deref().unwrap_or(DEFAULT_SUITE)
    }

    /// The seed.
    pub(crate) fn seed(&self) -> u64 {
        self.seed.unwrap_or(DEFAULT_SEED)
    }

    /// Every option that differs from the default, as written on the command line, for the report.
    pub(crate) fn told(&self) -> Vec<String> {
        let mut told = Vec::new();
        told.extend(self.only.iter().map(|glob| format!("--only {glob}")));
        told.extend(self.requirement.iter().map(|glob| format!("--requirement {glob}")));
        told.extend(self.level.iter().map(|level| format!("--level {}", Level::from(*level).as_str())));
        // Folders are told without their place: whose machine it was is nobody's business.
        if self.suites.is_some() {
            told.push("--suites".to_owned());
        }
        if self.contract.is_some() {
            told.push("--contract".to_owned());
        }
        told
    }
}
