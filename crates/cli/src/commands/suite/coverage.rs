//! `samspel suite coverage`: which requirements have tests, and why the others have none.

mod markdown;
mod share;

use std::collections::BTreeMap;
use std::path::PathBuf;

use samspel_model::{Confidence, Lang, Level};
use samspel_runner::Exit;
use samspel_suite::{Coverage, Standing, Suite, coverage};
use serde::Serialize;

use self::share::Share;
use crate::commands::Came;
use crate::language::{Language, chosen};
use crate::problem::Problem;
use crate::terminal::{note, say};
use crate::{catalogue, tables};

const EXAMPLES: &str = "\
Examples:
  samspel suite coverage --require 95            exit code 1 when less than 95 % of what can fail a system is tested
  samspel suite coverage --markdown docs/coverage.md";

/// Show which requirements have tests, and why the others have none
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Suite
    #[arg(default_value = "ss12000")]
    id: String,
    /// Print one object a requirement as JSON
    #[arg(long)]
    json: bool,
    /// Write a document with a row for each requirement as Markdown
    #[arg(long, value_name = "FILE")]
    markdown: Option<PathBuf>,
    /// Exit with 1 when fewer per cent of the MUST requirements of confidence A or B are tested, or when one of them is
    /// neither tested nor has a reason why it cannot be
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    require: Option<u8>,
    /// Folder with suites that add to or override the built-in ones
    #[arg(long, value_name = "DIR")]
    suites: Option<PathBuf>,
    /// Language of titles and reasons; headings stay English [default: that of the locale, sv or en]
    #[arg(long)]
    lang: Option<Language>,
}

/// One requirement with the cases that claim it.
#[derive(Serialize)]
struct Covered<'a> {
    id: &'a str,
    level: Level,
    confidence: Confidence,
    standing: Standing,
    cases: &'a [&'a str],
    untested: Option<&'a str>,
}

pub(crate) fn run(arguments: &Arguments) -> Came {
    let suite = catalogue::suite(&arguments.id, arguments.suites.as_deref())?;
    let covered = coverage(&suite);
    let share = Share::of(&covered);
    if arguments.json {
        let told: Vec<Covered<'_>> = covered.iter().map(Covered::from).collect();
        say(serde_json::to_string_pretty(&told).map_err(Problem::fault)?);
    } else {
        tell(&suite, &covered, &share, chosen(arguments.lang));
    }
    if let Some(file) = &arguments.markdown {
        let document = markdown::table(&suite, &covered, &share);
        std::fs::write(file, document).map_err(|e| Problem::file(file, &e))?;
    }
    match arguments.require {
        Some(percent) if !share.reaches(percent) => {
            note(format_args!("{share}; at least {percent} % is asked for"));
            for open in covered.iter().filter(|c| c.is_binding() && c.standing == Standing::Open) {
                note(format_args!("  {} has neither a test nor a reason", open.requirement.id));
            }
            Ok(Exit::Failed)
        }
        _ => Ok(Exit::Success),
    }
}

impl<'a> From<&'a Coverage<'a>> for Covered<'a> {
    fn from(coverage: &'a Coverage<'a>) -> Self {
        let Coverage { requirement, cases, standing, .. } = coverage;
        Covered {
            id: &requirement.id,
            level: requirement.level,
            confidence: requirement.confidence,
            standing: *standing,
            cases,
            untested: requirement.untested.as_deref(),
        }
    }
}

fn tell(suite: &Suite, covered: &[Coverage<'_>], share: &Share, lang: Lang) {
    let mut table = tables::plain(["requirement", "level", "cases"]);
    for Coverage { requirement, cases, .. } in covered {
        let cases = match (cases.as_slice(), &requirement.untested) {
            ([], Some(reason)) => format!("none: {reason}"),
            ([], None) => "none".to_owned(),
            (cases, _) => cases.join("\n"),
        };
        let level = format!("{} {:?}", requirement.level.as_str(), requirement.confidence);
        table.add_row([requirement.id.clone(), level, cases]);
    }
    say(tables::lines(&table));
    say("");
    for level in [Level::Must, Level::Should, Level::May] {
        let of_level = || covered.iter().filter(|c| c.requirement.level == level);
        let tested = of_level().filter(|c| c.standing == Standing::Tested).count();
        say(format_args!("{}: {tested} of {} requirements have tests", level.as_str(), of_level().count()));
    }
    say(share);
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for row in covered.iter().filter(|c| c.standing != Standing::Tested) {
        *reasons.entry(row.requirement.untested.as_deref().unwrap_or("no reason given")).or_default() += 1;
    }
    for (reason, count) in reasons {
        let words = suite.untested_reasons.get(reason).map_or("", |text| text.get(lang));
        say(format_args!("  {count:4} without: {reason}  {words}"));
    }
}
