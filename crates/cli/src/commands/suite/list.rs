//! `samspel suite list`

use std::path::PathBuf;

use samspel_runner::Exit;

use crate::commands::Came;
use crate::language::{Language, chosen};
use crate::terminal::say;
use crate::{catalogue, tables};

/// List the suites
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Folder with suites that add to or override the built-in ones
    #[arg(long, value_name = "DIR")]
    suites: Option<PathBuf>,
    /// Language of titles and reasons; headings stay English [default: that of the locale, sv or en]
    #[arg(long)]
    lang: Option<Language>,
}

pub(crate) fn run(arguments: &Arguments) -> Came {
    let lang = chosen(arguments.lang);
    let mut table = tables::plain(["suite", "version", "editions", "requirements", "cases", "profiles", "title"]);
    for suite in catalogue::suites(arguments.suites.as_deref())? {
        table.add_row([
            suite.id.clone(),
            suite.version.clone(),
            suite.editions.join(", "),
            suite.requirements.len().to_string(),
            suite.cases.len().to_string(),
            suite.profiles.len().to_string(),
            suite.title.get(lang).to_owned(),
        ]);
    }
    say(tables::lines(&table));
    Ok(Exit::Success)
}
