//! Secrets that cannot be printed, and where they come from.

use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A value that shows as `***` wherever it is printed and is never serialised.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps a secret value.
    #[must_use]
    pub fn new(value: impl Into<String>) -> Self {
        Secret(value.into())
    }

    /// The value itself, for the one place that sends it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("***")
    }
}

/// Where a secret comes from: `{ env: NAME }`, `{ file: path }`, `{ command: "…" }`, or a literal (accepted with a warning).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum SecretSource {
    /// The name of an environment variable.
    Env {
        /// Its name.
        env: String,
    },
    /// A file; trailing white space is cut.
    File {
        /// Its path, relative to the target file.
        file: PathBuf,
    },
    /// A command run through the shell; its standard output without trailing white space.
    Command {
        /// The command line.
        command: String,
    },
    /// The secret itself.
    #[serde(skip_serializing)]
    Literal(String),
}
