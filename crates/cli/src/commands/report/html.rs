//! `samspel report html FILE`

use std::path::PathBuf;

use samspel_runner::Exit;

use crate::commands::Came;
use crate::language::{Language, chosen};
use crate::problem::Problem;
use crate::reports;

/// Turn a report into one HTML page that needs nothing else
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// A report.json, or the folder that holds it
    file: PathBuf,
    /// Language [default: that of the locale, sv or en]
    #[arg(long)]
    lang: Option<Language>,
    /// File to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> Came {
    let report = reports::read(&arguments.file)?;
    let page = samspel_report::html(&report, chosen(arguments.lang)).map_err(Problem::fault)?;
    reports::write(arguments.out.as_deref(), &page)?;
    Ok(Exit::Success)
}
