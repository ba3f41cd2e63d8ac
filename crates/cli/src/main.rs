//! The `samspel` command: wires the floors together, nothing else.
//!
//! ```text
//! arguments ─► commands/<name>.rs ─► suite, runner, report, sandbox ─► words on the terminal, files, exit code
//! ```
//!
//! A command is one file (or folder) under `commands/`. It returns an [`Exit`] or a [`problem::Problem`]; only `main` shows
//! problems and ends the process. Nothing is loaded and no runtime is started before a command asks for it.

mod arguments;
mod catalogue;
mod client_trial;
mod commands;
mod doctor;
mod language;
mod nearest;
mod openid_secrets;
mod operator;
mod outputs;
mod panics;
mod problem;
mod progress;
mod reports;
mod runtime;
mod sandboxed;
mod selection;
mod signals;
mod subject;
mod summary;
mod tables;
mod targets;
mod terminal;
mod trial;
mod watched;

use std::process::ExitCode;

use clap::Parser;
use samspel_runner::Exit;

use crate::arguments::Arguments;

fn main() -> ExitCode {
    let exit = panics::guard(|| match Arguments::try_parse() {
        Ok(arguments) => match commands::run(arguments.command) {
            Ok(exit) => exit,
            Err(problem) => {
                terminal::note(&problem);
                problem.exit()
            }
        },
        // Help and version arrive here too, to standard output and with success.
        Err(told) => {
            let exit = if told.use_stderr() { Exit::Usage } else { Exit::Success };
            let _ = told.print();
            exit
        }
    });
    ExitCode::from(exit.code())
}
