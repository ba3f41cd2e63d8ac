//! `samspel run`

mod asked;

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ValueEnum;
use samspel_runner::{Exit, Gate, Heading, Journal, Reach};

use self::asked::Asked;
use super::Came;
use crate::language::{Language, chosen};
use crate::problem::Problem;
use crate::selection::Selection;
use crate::subject::Subject;
use crate::terminal::note;
use crate::trial::Trial;
use crate::{catalogue, outputs, reports, runtime, targets, watched};

const EXAMPLES: &str = "\
Examples:
  samspel run --target target.yaml --out out
  samspel run --target target.yaml --profile read-only --lang sv
  samspel run --target target.yaml --only 'ss12000/page/*'
  samspel run --target target.yaml --gate no-new-failures --baseline main/report.json
  samspel run --resume out                       go on with an interrupted run";

/// Test a system and write the reports
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The target file: the system, how to log in, limits
    #[arg(long, value_name = "FILE", required_unless_present = "resume")]
    target: Option<PathBuf>,
    #[command(flatten)]
    selection: Selection,
    /// Folder that gets report.json, HTML, JUnit, summary and evidence
    #[arg(long, value_name = "DIR", default_value = "samspel-report")]
    out: PathBuf,
    /// Go on with the interrupted run in this folder, as it was asked for
    #[arg(long, value_name = "DIR", conflicts_with_all = [
        "target", "suite", "profile", "only", "requirement", "level", "seed", "suites", "contract", "out",
    ])]
    resume: Option<PathBuf>,
    /// What has to hold for exit code 0: the statement is CONFORMS, or no MUST fails that did not fail in the baseline
    /// [default: conforms]
    #[arg(long, requires_if("no-new-failures", "baseline"))]
    gate: Option<GateName>,
    /// Report that `--gate no-new-failures` compares with
    #[arg(long, value_name = "REPORT", requires = "gate")]
    baseline: Option<PathBuf>,
    /// Language of the summary [default: that of the locale, sv or en]
    #[arg(long)]
    lang: Option<Language>,
    /// Tests at once [default: `limits.concurrency` of the target file]
    #[arg(long, value_name = "N")]
    concurrency: Option<NonZeroUsize>,
}

/// A gate on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum GateName {
    Conforms,
    NoNewFailures,
}

pub(crate) fn run(arguments: Arguments) -> Came {
    let lang = chosen(arguments.lang);
    let gate = gate(&arguments)?;
    let (asked, out, resume) = match arguments.resume {
        Some(folder) => (Asked::recall(&folder)?, folder, true),
        None => (Asked::new(arguments.target, arguments.selection)?, arguments.out, false),
    };
    if resume && let Some(exit) = complete(&out, gate.as_ref())? {
        return Ok(exit);
    }
    let target = targets::read(&asked.target)?;
    let suite = catalogue::suite(asked.selection.suite_id(), asked.selection.suites.as_deref())?;
    let target = targets::ready_for(target, &suite);
    let plan = Arc::new(catalogue::plan(&suite, &target, &asked.selection)?);
    let subject = Subject::of(&suite, &plan, &target, asked.selection.contract.as_deref())?;
    let heading = Heading {
        plan: plan.digest.clone(),
        system: target.interfaces.get(&suite.interface).map(|i| i.place()).unwrap_or_default(),
        arguments: asked.to_json()?,
    };
    let opened =
        if resume { Journal::resume(&out, &heading) } else { Journal::begin(&out, &heading, &outputs::WRITTEN) };
    let journal = opened.map_err(|e| Problem::new(Exit::Usage, e.to_string()))?;
    if resume {
        outputs::drop_repeated(&out, &journal, &plan)?;
    }
    let mut told = asked.selection.told();
    if let Some(gate) = &gate {
        told.push(format!("--gate {}", gate.name()));
    }
    let trial = Trial {
        concurrency: arguments
            .concurrency
            .or(NonZeroUsize::new(target.limits.concurrency.into()))
            .unwrap_or(NonZeroUsize::MIN),
        suite,
        plan,
        target: Arc::new(target),
        subject,
        documents: None,
        evidence: Some(outputs::evidence(&out)),
        told,
    };
    let tried = runtime::start()?.block_on(watched::conduct(trial, journal))?;
    watched::finish(&tried, &out, lang)?;
    if tried.record.interrupted {
        note(format_args!("interrupted; go on with: samspel run --resume {}", out.display()));
    }
    Ok(match &gate {
        Some(gate) => gate.exit(&tried.report, &tried.record, &tried.reach),
        None => Exit::of(&tried.report, &tried.record, &tried.reach),
    })
}

/// How a run ended that needs no resumption; its report stays as it is.
fn complete(out: &Path, gate: Option<&Gate>) -> Result<Option<Exit>, Problem> {
    let Some(record) = Journal::complete(out).map_err(|e| Problem::new(Exit::Usage, e.to_string()))? else {
        return Ok(None);
    };
    // Killed between its last test and its report, it still has that to write.
    if !out.join("report.json").is_file() {
        return Ok(None);
    }
    let report = reports::read(out)?;
    note(format_args!("the run in {} is complete: there is nothing to resume", out.display()));
    // A run that tested anything had reached the system.
    Ok(Some(match gate {
        Some(gate) => gate.exit(&report, &record, &Reach::Answers),
        None => Exit::of(&report, &record, &Reach::Answers),
    }))
}

fn gate(arguments: &Arguments) -> Result<Option<Gate>, Problem> {
    match (arguments.gate, &arguments.baseline) {
        (Some(GateName::NoNewFailures), Some(baseline)) => {
            Ok(Some(Gate::NoNewFailures(Box::new(reports::read(baseline)?))))
        }
        (Some(GateName::NoNewFailures), None) => {
            Err(Problem::usage("--gate no-new-failures compares with a report", "name it with --baseline report.json"))
        }
        (Some(GateName::Conforms), _) => Ok(Some(Gate::Conforms)),
        (None, _) => Ok(None),
    }
}
