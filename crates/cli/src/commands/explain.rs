//! `samspel explain ID`: everything known about a requirement, a test, a profile or a fault of the sandbox.

mod case;
mod fault;
mod profile;
mod requirement;

use std::path::PathBuf;

use samspel_model::Lang;
use samspel_runner::Exit;
use samspel_suite::Suite;

use super::Came;
use crate::catalogue;
use crate::language::{Language, chosen};
use crate::nearest::{nearest, suggestion};
use crate::problem::Problem;
use crate::terminal::say;

const EXAMPLES: &str = "\
Examples:
  samspel explain SS12K-PAGE-004
  samspel explain 'ss12000/page/limit-respected[listPersons]'
  samspel explain C.8                            a profile
  samspel explain limit-ignored                  a fault of the sandbox";

/// Explain a requirement, a test, a profile or a fault of the sandbox
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Id of a requirement, a test, a profile or a fault
    id: String,
    /// Folder with suites that add to or override the built-in ones
    #[arg(long, value_name = "DIR")]
    suites: Option<PathBuf>,
    /// Language [default: that of the locale, sv or en]
    #[arg(long)]
    lang: Option<Language>,
}

pub(crate) fn run(arguments: &Arguments) -> Came {
    let lang = chosen(arguments.lang);
    let suites = catalogue::suites(arguments.suites.as_deref())?;
    let faults = samspel_sandbox::faults();
    let words = explain(&suites, &arguments.id, lang)?
        .or_else(|| faults.iter().find(|f| f.id == arguments.id).map(|fault| fault::explain(&suites, fault, lang)));
    let Some(words) = words else {
        let known = suites
            .iter()
            .flat_map(|s| s.requirements.iter().map(|r| r.id.as_str()).chain(s.cases.iter().map(|c| c.id.as_str())))
            .chain(suites.iter().flat_map(|s| &s.profiles).map(|p| p.id.as_str()))
            .chain(faults.iter().map(|f| f.id));
        return Err(Problem::usage(
            format!("nothing is called {}", arguments.id),
            suggestion(&nearest(&arguments.id, known), "`samspel suite show` or `samspel sandbox faults`"),
        ));
    };
    say(words.trim_end());
    Ok(Exit::Success)
}

fn explain(suites: &[Suite], id: &str, lang: Lang) -> Result<Option<String>, Problem> {
    let case_id = id.split_once('[').map_or(id, |(case, _)| case);
    for suite in suites {
        if let Some(requirement) = suite.requirements.iter().find(|r| r.id.eq_ignore_ascii_case(id)) {
            return Ok(Some(requirement::explain(suite, requirement, lang)));
        }
        if let Some(case) = suite.cases.iter().find(|c| c.id == case_id) {
            return case::explain(suite, case, id, lang).map(Some);
        }
        if let Some(profile) = suite.profile(id) {
            return profile::explain(suite, profile, lang).map(Some);
        }
    }
    Ok(None)
}

/// A heading in the language of the reader.
fn said(lang: Lang, sv: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Sv => sv,
        Lang::En => en,
    }
}
