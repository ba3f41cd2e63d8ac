//! `samspel suite coverage`: which requirements have tests, and why the others have none.

use std::collections::BTreeMap;
use std::path::PathBuf;

use samspel_model::{Lang, Level};
use samspel_runner::Exit;
use samspel_suite::{Coverage, Suite, coverage};
use serde::Serialize;

use crate::commands::Came;
use crate::language::{Language, chosen};
use crate::problem::Problem;
use crate::terminal::say;
use crate::{catalogue, tables};

/// Show which requirements have tests, and why the others have none
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Suite
    #[arg(default_value = "ss12000")]
    id: String,
    /// Print one object a requirement as JSON
    #[arg(long)]
    json: bool,
    /// Folder with suites that add to or override the built-in ones
    #[arg(long, value_name = "DIR")]
    suites: Option<PathBuf>,
    /// Language [default: that of the locale, sv or en]
    #[arg(long)]
    lang: Option<Language>,
}

/// One requirement with the cases that claim it.
#[derive(Serialize)]
struct Covered<'a> {
    id: &'a str,
    level: Level,
    cases: Vec<&'a str>,
    untested: Option<&'a str>,
}

pub(crate) fn run(arguments: &Arguments) -> Came {
    let suite = catalogue::suite(&arguments.id, arguments.suites.as_deref())?;
    let covered: Vec<Covered<'_>> = coverage(&suite).into_iter().map(Covered::from).collect();
    if arguments.json {
        say(serde_json::to_string_pretty(&covered).map_err(Problem::fault)?);
    } else {
        tell(&suite, &covered, chosen(arguments.lang));
    }
    Ok(Exit::Success)
}

impl<'a> From<Coverage<'a>> for Covered<'a> {
    fn from(coverage: Coverage<'a>) -> Self {
        let Coverage { requirement, cases, .. } = coverage;
        Covered { id: &requirement.id, level: requirement.level, cases, untested: requirement.untested.as_deref() }
    }
}

fn tell(suite: &Suite, covered: &[Covered<'_>], lang: Lang) {
    let mut table = tables::plain(["requirement", "level", "cases"]);
    for row in covered {
        let cases = match (row.cases.as_slice(), row.untested) {
            ([], Some(reason)) => format!("none: {reason}"),
            ([], None) => "none".to_owned(),
            (cases, _) => cases.join("\n"),
        };
        table.add_row([row.id.to_owned(), row.level.as_str().to_owned(), cases]);
    }
    say(tables::lines(&table));
    say("");
    for level in [Level::Must, Level::Should, Level::May] {
        let of_level = || covered.iter().filter(|r| r.level == level);
        let tested = of_level().filter(|r| !r.cases.is_empty()).count();
        say(format_args!("{}: {tested} of {} requirements have tests", level.as_str(), of_level().count()));
    }
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for row in covered.iter().filter(|r| r.cases.is_empty()) {
        *reasons.entry(row.untested.unwrap_or("no reason given")).or_default() += 1;
    }
    for (reason, count) in reasons {
        let words = suite.untested_reasons.get(reason).map_or("", |text| text.get(lang));
        say(format_args!("  {count:4} without: {reason}  {words}"));
    }
}
