//! Secrets that cannot be printed, and where they come from.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

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
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
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

impl std::fmt::Debug for SecretSource {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            SecretSource::Env { env } => write!(f, "env {env}"),
            SecretSource::File { file } => write!(f, "file {}", file.display()),
            // A command line may hold a secret too.
            SecretSource::Command { .. } => f.write_str("command ***"),
            SecretSource::Literal(_) => f.write_str("***"),
        }
    }
}

impl SecretSource {
    /// Whether the secret stands in the target file itself, which deserves a warning.
    #[must_use]
    pub fn is_literal(&self) -> bool {
        matches!(self, SecretSource::Literal(_))
    }

    /// Reads the secret; relative files are relative to `base_dir`.
    ///
    /// # Errors
    /// Says why there is no secret, without any part of it.
    pub fn read(&self, base_dir: &Path) -> Result<Secret, String> {
        let text = match self {
            SecretSource::Env { env } => std::env::var(env).map_err(|e| match e {
                std::env::VarError::NotPresent => format!("the environment variable {env} is not set"),
                std::env::VarError::NotUnicode(_) => format!("the environment variable {env} is not UTF-8"),
            })?,
            SecretSource::File { file } => {
                std::fs::read_to_string(base_dir.join(file)).map_err(|e| format!("{}: {e}", file.display()))?
            }
            SecretSource::Command { command } => run(command, base_dir)?,
            SecretSource::Literal(text) => text.clone(),
        };
        let text = text.trim_end();
        if text.is_empty() { Err("it is empty".to_owned()) } else { Ok(Secret::new(text)) }
    }
}

/// Runs a command line through the system's shell. What it writes to standard error is for the person at the terminal, so it goes
/// there and not into our message, where it could carry the secret on.
fn run(command: &str, base_dir: &Path) -> Result<String, String> {
    let (shell, flag) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
    let mut process = Command::new(shell);
    process.arg(flag).arg(command).stdin(Stdio::null()).stderr(Stdio::inherit());
    if !base_dir.as_os_str().is_empty() {
        process.current_dir(base_dir);
    }
    let output = process.output().map_err(|e| format!("its command cannot be run: {e}"))?;
    if !output.status.success() {
        return Err(format!("its command failed ({})", output.status));
    }
    String::from_utf8(output.stdout).map_err(|_| "its command wrote something that is not UTF-8".to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn a_secret_is_never_printed() {
        let secret = Secret::new("hemligt-värde");
        assert_eq!(format!("{secret:?}"), "***");
        assert!(!format!("{:?}", SecretSource::Literal("hemligt".to_owned())).contains("hemligt"));
    }

    #[test]
    fn secrets_come_from_files_commands_and_the_target_file_itself() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("token"), "abc\n\n").unwrap();
        let file = SecretSource::File { file: "token".into() };
        assert_eq!(file.read(dir.path()).unwrap().expose(), "abc");
        let command = SecretSource::Command { command: "cat token".to_owned() };
        assert_eq!(command.read(dir.path()).unwrap().expose(), "abc");
        assert_eq!(SecretSource::Literal("x y ".to_owned()).read(dir.path()).unwrap().expose(), "x y");
    }

    #[test]
    fn a_secret_that_cannot_be_read_says_why() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("empty"), "\n").unwrap();
        let message = |source: SecretSource| source.read(dir.path()).unwrap_err();
        assert!(message(SecretSource::Env { env: "SAMSPEL_NOT_SET_ANYWHERE".to_owned() }).contains("not set"));
        assert!(message(SecretSource::File { file: "missing".into() }).contains("missing"));
        assert!(message(SecretSource::File { file: "empty".into() }).contains("empty"));
        assert!(message(SecretSource::Command { command: "echo hemligt; exit 3".to_owned() }).contains("failed"));
    }
}
