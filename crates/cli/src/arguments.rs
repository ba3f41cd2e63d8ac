//! The command line as a whole. The arguments of each command stand with the command.

use clap::{Parser, Subcommand};

use crate::commands::{
    completions, contract, demo, doctor, explain, init, man, mutants, plan, report, run, saml_idp, sandbox, suite,
};

const AFTER_HELP: &str = "\
Examples:
  samspel demo                                  see what a run looks like, without any system
  samspel init --help                           write a target file for a system of your own
  samspel doctor --target target.yaml           is the configuration right?
  samspel plan --target target.yaml             what would run against a system, what not, and why
  samspel run --target target.yaml --out out    test a system and write the reports to out/
  samspel explain SS12K-PAGE-004                what a requirement says, why, and what tests it

Exit codes:
  0    CONFORMS, or the gate is met
  1    a MUST failed
  2    wrong usage or configuration
  3    nothing proven, or a MUST left INCONCLUSIVE, NOT_TESTED or ERROR
  4    the system could not be reached, or refused authentication
  5    a fault in Samspel
  130  interrupted; the run can be resumed";

/// Shows, with evidence that anyone can check, whether a school-administrative IT service works together with others the way
/// the standards say.
#[derive(Debug, Parser)]
#[command(name = "samspel", version, after_help = AFTER_HELP, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Demo(demo::Arguments),
    Init(init::Arguments),
    Doctor(doctor::Arguments),
    Run(run::Arguments),
    Plan(plan::Arguments),
    Explain(explain::Arguments),
    #[command(subcommand)]
    Suite(suite::Command),
    #[command(subcommand)]
    Sandbox(sandbox::Command),
    SamlIdp(saml_idp::Arguments),
    Mutants(mutants::Arguments),
    #[command(subcommand)]
    Report(report::Command),
    #[command(subcommand)]
    Contract(contract::Command),
    Completions(completions::Arguments),
    #[command(hide = true)]
    Man(man::Arguments),
}
