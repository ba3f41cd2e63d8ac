//! `samspel man`: the manual pages, for packagers.

use std::path::PathBuf;

use clap::CommandFactory;
use samspel_runner::Exit;

use super::Came;
use crate::problem::Problem;
use crate::terminal::say_bytes;

/// Write the manual page to standard output, or one page a command into a folder
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Folder that gets one page a command
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> Came {
    let command = crate::arguments::Arguments::command();
    match &arguments.out {
        Some(folder) => {
            std::fs::create_dir_all(folder).map_err(|e| Problem::file(folder, &e))?;
            clap_mangen::generate_to(command, folder).map_err(|e| Problem::file(folder, &e))?;
        }
        None => {
            let mut page = Vec::new();
            clap_mangen::Man::new(command).render(&mut page).map_err(Problem::fault)?;
            say_bytes(&page);
        }
    }
    Ok(Exit::Success)
}
