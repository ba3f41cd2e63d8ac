//! `samspel demo`: the sandbox tested by the suite, without any system.

use std::path::PathBuf;
use std::sync::Arc;

use samspel_runner::{Exit, Heading, Journal};

use super::Came;
use crate::language::{Language, chosen};
use crate::problem::Problem;
use crate::sandboxed::Staged;
use crate::selection::Selection;
use crate::subject::Subject;
use crate::terminal::note;
use crate::trial::Trial;
use crate::{catalogue, outputs, runtime, sandboxed, watched};

const EXAMPLES: &str = "\
Examples:
  samspel demo
  samspel demo --fault limit-ignored             see what a failure looks like
  samspel sandbox faults                         what the sandbox can get wrong";

/// Start the sandbox, test it and write the reports
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Folder that gets the reports
    #[arg(long, value_name = "DIR", default_value = "samspel-report")]
    out: PathBuf,
    /// Suite to run
    #[arg(long, value_name = "ID", default_value = "ss12000", value_parser = ["ss12000", "api-auth", samspel_sso::IDENTITY])]
    suite: String,
    /// Profile that the statement is about [default: that of the suite]
    #[arg(long, value_name = "ID")]
    profile: Option<String>,
    #[command(flatten)]
    municipality: sandboxed::Municipality,
    /// Language of the summary [default: that of the locale, sv or en]
    #[arg(long)]
    lang: Option<Language>,
}

pub(crate) fn run(arguments: &Arguments) -> Came {
    let lang = chosen(arguments.lang);
    let suite = catalogue::suite(&arguments.suite, None)?;
    let tried = runtime::start()?.block_on(async {
        let Staged { sandbox, target, documents, login } = sandboxed::stage(&suite.id, &arguments.municipality).await?;
        let selection = Selection {
            seed: Some(arguments.municipality.seed),
            profile: arguments.profile.clone(),
            ..Selection::default()
        };
        let plan = Arc::new(catalogue::plan(&suite, &target, &selection)?);
        let subject = Subject::of(&suite, &plan, &target, None)?;
        let heading = Heading {
            plan: plan.digest.clone(),
            system: sandbox.base_url.clone(),
            // The sandbox ends with the run, so that there is nothing to resume.
            arguments: serde_json::Value::Null,
        };
        // A sandbox of an earlier demo is gone with all that was created in it.
        let leftovers = [&outputs::WRITTEN[..], &["created.ndjson"]].concat();
        let journal = Journal::begin(&arguments.out, &heading, &leftovers)
            .map_err(|e| Problem::new(Exit::Usage, e.to_string()))?;
        let trial = Trial {
            suite,
            plan,
            concurrency: sandboxed::CONCURRENCY,
            target: Arc::new(target),
            subject,
            documents,
            evidence: Some(outputs::evidence(&arguments.out)),
            told: arguments.municipality.told(),
        };
        let tried = watched::conduct(trial, journal).await;
        sandbox.stop().await;
        drop(login);
        tried
    })?;
    watched::finish(&tried, &arguments.out, lang)?;
    if tried.record.interrupted {
        note("interrupted");
    }
    Ok(Exit::of(&tried.report, &tried.record, &tried.reach))
}
