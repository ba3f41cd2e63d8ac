//! `samspel plan`: what would run, and what not and why. Sends nothing.

use std::path::PathBuf;

use samspel_model::{Text, Texts};
use samspel_runner::Exit;
use samspel_suite::{Plan, Suite, Terms};
use serde::Serialize;

use super::Came;
use crate::language::{Language, chosen};
use crate::problem::Problem;
use crate::selection::Selection;
use crate::terminal::say;
use crate::{catalogue, targets};

/// Show what would run against a system, and what not and why; sends nothing
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The target file: the system, how to log in, limits
    #[arg(long, value_name = "FILE")]
    target: PathBuf,
    #[command(flatten)]
    selection: Selection,
    /// Print the plan as JSON
    #[arg(long)]
    json: bool,
    /// Language of the reasons [default: that of the locale, sv or en]
    #[arg(long)]
    lang: Option<Language>,
}

/// The plan as told to other tools.
#[derive(Serialize)]
struct Told<'a> {
    suite: &'a str,
    suite_version: &'a str,
    profile: &'a str,
    edition: &'a str,
    terms: Terms,
    seed: u64,
    digest: &'a str,
    requirements: Vec<&'a str>,
    tests: Vec<Test<'a>>,
    left_out: Vec<LeftOut<'a>>,
}

#[derive(Serialize)]
struct Test<'a> {
    id: &'a str,
    requirements: &'a [String],
    control: bool,
    after: &'a [String],
}

#[derive(Serialize)]
struct LeftOut<'a> {
    id: &'a str,
    requirements: &'a [String],
    reason: Text,
}

pub(crate) fn run(arguments: &Arguments) -> Came {
    let target = targets::read(&arguments.target)?;
    let suite = catalogue::suite(arguments.selection.suite_id(), arguments.selection.suites.as_deref())?;
    let target = targets::ready_for(target, &suite);
    let plan = catalogue::plan(&suite, &target, &arguments.selection)?;
    if arguments.json {
        say(serde_json::to_string_pretty(&told(&suite, &plan)).map_err(Problem::fault)?);
    } else {
        say(plan.describe(suite.texts(), chosen(arguments.lang)).to_string().trim_end());
    }
    Ok(Exit::Success)
}

fn told<'a>(suite: &'a Suite, plan: &'a Plan) -> Told<'a> {
    Told {
        suite: &plan.suite,
        suite_version: &plan.suite_version,
        profile: &plan.profile.id,
        edition: &plan.profile.edition,
        terms: plan.terms,
        seed: plan.seed,
        digest: &plan.digest,
        requirements: plan.requirements.iter().map(|r| r.id.as_str()).collect(),
        tests: plan
            .cases
            .iter()
            .map(|c| Test { id: &c.id, requirements: &c.requirements, control: c.control, after: &c.after })
            .collect(),
        left_out: plan
            .left_out
            .iter()
            .map(|l| LeftOut { id: &l.id, requirements: &l.requirements, reason: suite.texts().render(&l.reason) })
            .collect(),
    }
}
