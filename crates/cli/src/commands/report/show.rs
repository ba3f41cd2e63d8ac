//! `samspel report show FILE`

use std::path::PathBuf;

use samspel_runner::Exit;

use crate::commands::Came;
use crate::language::{Language, chosen};
use crate::reports;
use crate::summary;
use crate::terminal::say;

/// Show a report on the terminal
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// A report.json, or the folder that holds it
    file: PathBuf,
    /// Language [default: that of the locale, sv or en]
    #[arg(long)]
    lang: Option<Language>,
}

pub(crate) fn run(arguments: &Arguments) -> Came {
    let report = reports::read(&arguments.file)?;
    say(summary::text(&report, chosen(arguments.lang)).trim_end());
    Ok(Exit::Success)
}
