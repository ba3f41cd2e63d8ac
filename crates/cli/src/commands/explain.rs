//! `samspel explain ID`: everything known about a requirement, a test or a fault of the sandbox.

mod case;
mod fault;
mod requirement;

use std::path::PathBuf;

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
  samspel explain limit-ignored                  a fault of the sandbox";

/// Explain a requirement, a test or a fault of the sandbox
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Id of a requirement, a test or a fault
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
    let words = explain(&suites, &arguments.id, lang)
        .or_else(|| faults.iter().find(|f| f.id == arguments.id).map(|fault| fault::explain(&suites, fault, lang)));
    let Some(words) = words else {
        let known = suites
            .iter()
            .flat_map(|s| s.requirements.iter().map(|r| r.id.as_str()).chain(s.cases.iter().map(|c| c.id.as_str())))
            .chain(faults.iter().map(|f| f.id));
        return Err(Problem::usage(
            format!("nothing is called {}", arguments.id),
            suggestion(&nearest(&arguments.id, known), "`samspel suite show` or `samspel sandbox faults`"),
        ));
    };
    say(words.trim_end());
    Ok(Exit::Success)
}

fn explain(suites: &[Suite], id: &str, lang: samspel_model::Lang) -> Option<String> {
    suites.iter().find_map(|suite| {
        let requirement = suite.requirements.iter().find(|r| r.id.eq_ignore_ascii_case(id));
        requirement.map(|r| requirement::explain(suite, r, lang)).or_else(|| {
            let case_id = id.split_once('[').map_or(id, |(case, _)| case);
            suite.cases.iter().find(|c| c.id == case_id).map(|case| case::explain(suite, case, lang))
        })
    })
}
