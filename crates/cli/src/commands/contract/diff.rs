//! `samspel contract diff OPENAPI`

use std::path::PathBuf;

use samspel_contract::{Contract, Difference, diff};
use samspel_runner::Exit;

use crate::commands::Came;
use crate::problem::Problem;
use crate::terminal::say;

const ABOUT: &str = "\
With the official definition, downloaded from its publisher, this shows that the data is right: only
differences that are known defects of the published document are left. With a system's own document
it shows where that departs from the standard. Exit code 1 when there are differences not known.";

/// Compare an OpenAPI document with the data that Samspel judges by
#[derive(Debug, clap::Args)]
#[command(after_help = ABOUT)]
pub(crate) struct Arguments {
    /// An OpenAPI 3.0 document, YAML or JSON
    #[arg(value_name = "OPENAPI")]
    document: PathBuf,
    /// Edition of SS 12000 to compare with
    #[arg(long, default_value = "2.1")]
    edition: String,
    /// Print the differences as JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Came {
    let text = std::fs::read_to_string(&arguments.document).map_err(|e| {
        Problem::usage(format!("{}: {e}", arguments.document.display()), "name an OpenAPI 3.0 document")
    })?;
    let contract = Contract::embedded(&arguments.edition)
        .map_err(|e| Problem::usage(e.to_string(), "--edition takes one of the editions that are built in"))?;
    let differences = diff(&contract, &text).map_err(|e| {
        Problem::usage(format!("{}: {e}", arguments.document.display()), "the document has to be OpenAPI 3.0")
    })?;
    let unknown = differences.iter().filter(|d| d.known.is_none()).count();
    if arguments.json {
        say(serde_json::to_string_pretty(&differences).map_err(Problem::fault)?);
    } else {
        for difference in &differences {
            say(line(difference));
        }
        say(format_args!(
            "{unknown} differences from SS 12000 {}, and {} that are known defects of the published document",
            contract.version(),
            differences.len() - unknown
        ));
    }
    Ok(if unknown == 0 { Exit::Success } else { Exit::Failed })
}

fn line(difference: &Difference) -> String {
    let Difference { place, ours, theirs, known } = difference;
    let known = known.as_ref().map_or_else(String::new, |id| format!("   (known: {id})"));
    format!("{place}\n    here:     {ours}\n    document: {theirs}{known}")
}
