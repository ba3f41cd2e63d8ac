//! `samspel contract …`

pub(crate) mod diff;

use super::Came;

/// Check the data that Samspel judges by
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Diff(diff::Arguments),
}

pub(crate) fn run(command: &Command) -> Came {
    match command {
        Command::Diff(arguments) => diff::run(arguments),
    }
}
