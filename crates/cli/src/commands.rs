//! One file a command.

pub(crate) mod completions;
pub(crate) mod contract;
pub(crate) mod demo;
pub(crate) mod doctor;
pub(crate) mod explain;
pub(crate) mod init;
pub(crate) mod man;
pub(crate) mod mutants;
pub(crate) mod plan;
pub(crate) mod report;
pub(crate) mod run;
pub(crate) mod saml_idp;
pub(crate) mod sandbox;
pub(crate) mod suite;

use samspel_runner::Exit;

use crate::arguments::Command;
use crate::problem::Problem;

/// What a command comes to.
pub(crate) type Came = Result<Exit, Problem>;

/// Runs a command.
pub(crate) fn run(command: Command) -> Came {
    match command {
        Command::Demo(arguments) => demo::run(&arguments),
        Command::Init(arguments) => init::run(&arguments),
        Command::Doctor(arguments) => doctor::run(&arguments),
        Command::Run(arguments) => run::run(arguments),
        Command::Plan(arguments) => plan::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Suite(command) => suite::run(&command),
        Command::Sandbox(command) => sandbox::run(&command),
        Command::SamlIdp(arguments) => saml_idp::run(&arguments),
        Command::Mutants(arguments) => mutants::run(&arguments),
        Command::Report(command) => report::run(&command),
        Command::Contract(command) => contract::run(&command),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => man::run(&arguments),
    }
}
