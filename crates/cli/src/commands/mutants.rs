//! `samspel mutants`: every fault of the sandbox against the suite. Shows that each test can turn red, and for the right reason.

mod document;
mod matrix;
mod setup;
mod table;
mod trials;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use futures::StreamExt;
use samspel_runner::Exit;

use self::matrix::{Matrix, Mutant, Seen};
use super::Came;
use crate::problem::Problem;
use crate::terminal::{note, say};
use crate::{runtime, sandboxed};

/// The suite whose faults are tried when nobody names one.
const SUITE: &str = "ss12000";

const EXIT_CODE: &str = "\
Exit code 1 when a binding fault survives or is noticed only by tests of something else, when a test
fails without any fault, or when a test fails at no fault (told only when every fault was tried).
Tests of requirements that nobody can fail (confidence C and D) count when they tell what is wrong.";

/// Switch on each fault of the sandbox in turn and see which tests notice
#[derive(Debug, clap::Args)]
#[command(after_help = EXIT_CODE)]
pub(crate) struct Arguments {
    /// Print the kill matrix as JSON
    #[arg(long)]
    json: bool,
    /// Write the kill matrix as a document, too
    #[arg(long, value_name = "FILE")]
    markdown: Option<PathBuf>,
    /// Exit with 1 also when fewer of the recommended faults (SHOULD) are killed by a test that claims them
    #[arg(long, value_name = "PERCENT", default_value = "0", value_parser = clap::value_parser!(u8).range(0..=100))]
    recommended: u8,
    /// For each fault, run only the tests that claim a requirement which it breaks: several times faster, and `killed by`
    /// then names only those. The runs without fault are always whole
    #[arg(long)]
    claiming: bool,
    /// Suite whose faults are switched on and whose tests are run
    #[arg(long, value_name = "ID", default_value = SUITE, value_parser = [SUITE, "api-auth", samspel_sso::OIDC_PROVIDER, samspel_sso::IDENTITY, samspel_saml::SUITE, samspel_saml_sp::SUITE, samspel_tls::SUITE])]
    suite: String,
    #[command(flatten)]
    municipality: sandboxed::Municipality,
    /// Faults at once
    #[arg(long, value_name = "N", default_value = "2")]
    jobs: NonZeroUsize,
}

pub(crate) fn run(arguments: &Arguments) -> Came {
    let municipality = &arguments.municipality;
    let mutants = setup::mutants(&arguments.suite, municipality)?;
    let kept = tempfile::tempdir().map_err(Problem::fault)?;
    let whole = municipality.fault.is_empty();
    let (baselines, seen) = runtime::start()?.block_on(async {
        let mut baselines = Vec::new();
        for healthy in setup::baselines(&arguments.suite, municipality) {
            baselines.push(trials::see(&arguments.suite, &healthy, &[], kept.path()).await?);
        }
        let (total, folder) = (mutants.len(), kept.path());
        let mut trying = futures::stream::iter(mutants.into_iter().enumerate())
            .map(|(number, (mutant, setup))| async move {
                let claims = if arguments.claiming { mutant.requirements.as_slice() } else { &[] };
                let seen = trials::see(&arguments.suite, &setup, claims, folder).await?;
                note(format_args!("[{}/{total}] {}: {}", number + 1, mutant.id, told(&seen)));
                Ok::<_, Problem>((mutant, seen))
            })
            .buffered(arguments.jobs.get());
        let mut all: Vec<(Mutant, Seen)> = Vec::with_capacity(total);
        while let Some(tried) = trying.next().await {
            all.push(tried?);
        }
        Ok::<_, Problem>((baselines, all))
    })?;
    let matrix = Matrix::new(&baselines, &seen, whole);
    if let Some(path) = &arguments.markdown {
        let suite = Some(arguments.suite.as_str()).filter(|id| *id != SUITE);
        std::fs::write(path, document::markdown(&matrix, suite)).map_err(|e| Problem::file(path, &e))?;
    }
    if arguments.json {
        say(serde_json::to_string_pretty(&matrix).map_err(Problem::fault)?);
    } else {
        say(table::table(&matrix).trim_end());
    }
    let enough = matrix.recommended_claimed() >= usize::from(arguments.recommended);
    Ok(if matrix.is_good() && enough { Exit::Success } else { Exit::Failed })
}

fn told(seen: &Seen) -> String {
    match seen.red.len() {
        0 => "no test turned red".to_owned(),
        red => format!("{red} tests turned red"),
    }
}
