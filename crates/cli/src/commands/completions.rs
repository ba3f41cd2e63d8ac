//! `samspel completions SHELL`

use clap::CommandFactory;
use clap_complete::Shell;
use samspel_runner::Exit;

use super::Came;
use crate::terminal::say_bytes;

const EXAMPLE: &str = "\
Example:
  samspel completions bash > ~/.local/share/bash-completion/completions/samspel";

/// Print completions for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Arguments {
    /// The shell
    shell: Shell,
}

pub(crate) fn run(arguments: &Arguments) -> Came {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut crate::arguments::Arguments::command(), "samspel", &mut script);
    say_bytes(&script);
    Ok(Exit::Success)
}
