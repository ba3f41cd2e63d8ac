//! `samspel doctor`: finds what is wrong with the configuration, before a run can blame the system for it.

use std::path::PathBuf;

use samspel_runner::Exit;

use super::Came;
use crate::doctor::{Advice, Weight, examine};
use crate::terminal::say;
use crate::{runtime, targets};

/// The interface that is meant when there are several.
const USUAL: &str = "ss12000";

/// Find configuration faults and name the fix
///
/// Reads a few records and writes nothing. Exit code 0 when a run makes sense, 2 when the target file is wrong, 4 when the system
/// cannot be reached or refuses the login.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The target file
    #[arg(long, value_name = "FILE", default_value = "target.yaml")]
    target: PathBuf,
    /// Interface of the target file [default: ss12000, or the only one]
    #[arg(long, value_name = "ID")]
    interface: Option<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Came {
    let target = targets::read(&arguments.target)?;
    let named: Vec<&str> = target.interfaces.iter().map(|(key, _)| key).collect();
    let interface = match (&arguments.interface, named.as_slice()) {
        (Some(asked), _) => asked.as_str(),
        (None, [only]) => only,
        (None, _) => USUAL,
    };
    let found = runtime::start()?.block_on(examine(&target, interface));
    for advice in &found {
        say(line(advice));
    }
    let exit = exit(&found);
    match exit {
        Exit::Success if interface == USUAL => {
            say(format_args!("A run makes sense: samspel run --target {}", arguments.target.display()));
        }
        // Interfaces other than the usual one are called what their suite is called.
        Exit::Success => say(format_args!(
            "A run makes sense: samspel run --suite {interface} --target {}",
            arguments.target.display()
        )),
        Exit::Unreachable => say("Nothing can be tested yet."),
        _ => say("A run would blame the system for this: mend the target file first."),
    }
    Ok(exit)
}

fn exit(found: &[Advice]) -> Exit {
    let any = |weight: Weight| found.iter().any(|a| a.weight == weight);
    if any(Weight::Unreachable) {
        Exit::Unreachable
    } else if any(Weight::Wrong) {
        Exit::Usage
    } else {
        Exit::Success
    }
}

fn line(advice: &Advice) -> String {
    let mark = match advice.weight {
        Weight::Good => "ok      ",
        Weight::Warning => "note    ",
        Weight::Wrong | Weight::Unreachable => "problem ",
    };
    match &advice.fix {
        Some(fix) => format!("{mark}{}\n        → {fix}", advice.what),
        None => format!("{mark}{}", advice.what),
    }
}
