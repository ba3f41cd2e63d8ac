//! `samspel sandbox …`

pub(crate) mod faults;
pub(crate) mod serve;

use super::Came;

/// A simulated municipality to test against
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Serve(Box<serve::Arguments>),
    Faults(faults::Arguments),
}

pub(crate) fn run(command: &Command) -> Came {
    match command {
        Command::Serve(arguments) => serve::run(arguments),
        Command::Faults(arguments) => faults::run(arguments),
    }
}
