//! `samspel suite lint`

use std::path::PathBuf;

use samspel_runner::Exit;
use samspel_suite::{Problems, Suite, lint};

use crate::catalogue;
use crate::commands::Came;
use crate::terminal::{is_colourful, note, say, width};

/// Check suites: files, references, texts in both languages, requirements without test or reason
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit code 1 when something is wrong.")]
pub(crate) struct Arguments {
    /// Folder of a suite, with a suite.yaml [default: the built-in suites]
    folder: Vec<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> Came {
    let mut wrong = 0;
    let mut looked = |suite: Result<Suite, Problems>| match suite {
        Ok(suite) => {
            let findings = lint(&suite, &catalogue::registry());
            wrong += findings.len();
            findings.iter().for_each(note);
        }
        Err(broken) => {
            wrong += broken.problems.len();
            note(broken.render(is_colourful(), width()).trim_end());
        }
    };
    let count = if arguments.folder.is_empty() {
        let ids = Suite::embedded_ids();
        ids.iter().for_each(|id| looked(Suite::embedded(id)));
        ids.len()
    } else {
        arguments.folder.iter().for_each(|folder| looked(Suite::load_dir(folder)));
        arguments.folder.len()
    };
    say(format_args!("{count} suites, {wrong} problems"));
    Ok(if wrong == 0 { Exit::Success } else { Exit::Failed })
}
