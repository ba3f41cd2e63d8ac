//! `samspel suite show ID`

use std::path::PathBuf;

use samspel_runner::Exit;

use crate::commands::Came;
use crate::language::{Language, chosen};
use crate::terminal::say;
use crate::{catalogue, tables};

/// Show the profiles, requirements and cases of a suite
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Suite
    #[arg(default_value = "ss12000")]
    id: String,
    /// Folder with suites that add to or override the built-in ones
    #[arg(long, value_name = "DIR")]
    suites: Option<PathBuf>,
    /// Language of titles and reasons; headings stay English [default: that of the locale, sv or en]
    #[arg(long)]
    lang: Option<Language>,
}

pub(crate) fn run(arguments: &Arguments) -> Came {
    let lang = chosen(arguments.lang);
    let suite = catalogue::suite(&arguments.id, arguments.suites.as_deref())?;
    say(format_args!("{} {}, {}", suite.id, suite.version, suite.title.get(lang)));
    say(format_args!("editions {}, sha256 {}", suite.editions.join(", "), suite.digest));

    let mut table = tables::plain(["profile", "title", ""]);
    for profile in &suite.profiles {
        let default = if profile.id == suite.default_profile { "(default)" } else { "" };
        table.add_row([profile.id.as_str(), profile.title.get(lang), default]);
    }
    say(format_args!("\n{}", tables::lines(&table)));

    let mut table = tables::plain(["requirement", "level", "sure", "title"]);
    for requirement in &suite.requirements {
        table.add_row([
            requirement.id.clone(),
            requirement.level.as_str().to_owned(),
            format!("{:?}", requirement.confidence),
            requirement.title.get(lang).to_owned(),
        ]);
    }
    say(format_args!("\n{}", tables::lines(&table)));

    let mut table = tables::plain(["case", "purpose"]);
    for case in &suite.cases {
        table.add_row([case.id.as_str(), case.purpose.get(lang)]);
    }
    say(format_args!("\n{}", tables::lines(&table)));
    Ok(Exit::Success)
}
