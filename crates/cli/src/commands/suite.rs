//! `samspel suite …`

pub(crate) mod coverage;
pub(crate) mod lint;
pub(crate) mod list;
pub(crate) mod show;

use super::Came;

/// Look into suites: requirements, test cases, profiles
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    List(list::Arguments),
    Show(show::Arguments),
    Lint(lint::Arguments),
    Coverage(coverage::Arguments),
}

pub(crate) fn run(command: &Command) -> Came {
    match command {
        Command::List(arguments) => list::run(arguments),
        Command::Show(arguments) => show::run(arguments),
        Command::Lint(arguments) => lint::run(arguments),
        Command::Coverage(arguments) => coverage::run(arguments),
    }
}
