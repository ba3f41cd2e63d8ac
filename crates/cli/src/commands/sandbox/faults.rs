//! `samspel sandbox faults`

use samspel_runner::Exit;
use serde::Serialize;

use crate::commands::Came;
use crate::language::{Language, chosen};
use crate::problem::Problem;
use crate::terminal::say;
use crate::{sandboxed, tables};

/// List the faults that the sandbox can have
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Print them as JSON
    #[arg(long)]
    json: bool,
    /// Language of titles and reasons; headings stay English [default: that of the locale, sv or en]
    #[arg(long)]
    lang: Option<Language>,
}

/// A fault as told to other tools.
#[derive(Serialize)]
struct Told<'a> {
    id: &'a str,
    level: samspel_model::Level,
    requirements: Vec<&'a str>,
    title: samspel_model::Text,
}

pub(crate) fn run(arguments: &Arguments) -> Came {
    let lang = chosen(arguments.lang);
    let faults: Vec<Told<'_>> = samspel_sandbox::faults()
        .iter()
        .map(|fault| Told {
            id: fault.id,
            level: sandboxed::level(fault.level),
            requirements: fault.requirements.to_vec(),
            title: sandboxed::title(fault),
        })
        .collect();
    if arguments.json {
        say(serde_json::to_string_pretty(&faults).map_err(Problem::fault)?);
        return Ok(Exit::Success);
    }
    let mut table = tables::plain(["fault", "level", "requirements", "title"]);
    for fault in &faults {
        table.add_row([fault.id, fault.level.as_str(), &fault.requirements.join("\n"), fault.title.get(lang)]);
    }
    say(tables::lines(&table));
    say(format_args!("\n{} faults; see one found: samspel demo --fault ID", faults.len()));
    Ok(Exit::Success)
}
