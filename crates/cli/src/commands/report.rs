//! `samspel report …`

pub(crate) mod export;
pub(crate) mod html;
pub(crate) mod show;

use super::Came;

/// Show a report or turn it into other formats
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Show(show::Arguments),
    Html(html::Arguments),
    Export(export::Arguments),
}

pub(crate) fn run(command: &Command) -> Came {
    match command {
        Command::Show(arguments) => show::run(arguments),
        Command::Html(arguments) => html::run(arguments),
        Command::Export(arguments) => export::run(arguments),
    }
}
