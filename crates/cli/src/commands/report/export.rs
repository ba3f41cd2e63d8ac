//! `samspel report export FORMAT FILE`

use std::path::PathBuf;

use clap::ValueEnum;
use samspel_runner::Exit;

use crate::commands::Came;
use crate::language::{Language, chosen};
use crate::problem::Problem;
use crate::reports;

/// Turn a report into a format that other tools read
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// JUnit XML for CI, or Markdown for pull requests and job summaries
    format: Format,
    /// A report.json, or the folder that holds it
    file: PathBuf,
    /// Language [default: that of the locale, sv or en]
    #[arg(long)]
    lang: Option<Language>,
    /// File to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// A format.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Junit,
    Markdown,
}

pub(crate) fn run(arguments: &Arguments) -> Came {
    let report = reports::read(&arguments.file)?;
    let text = match arguments.format {
        Format::Junit => samspel_report::junit(&report).map_err(Problem::fault)?,
        Format::Markdown => samspel_report::markdown(&report, chosen(arguments.lang)).map_err(Problem::fault)?,
    };
    reports::write(arguments.out.as_deref(), &text)?;
    Ok(Exit::Success)
}
