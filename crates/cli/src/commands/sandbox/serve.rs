//! `samspel sandbox serve`

use std::net::SocketAddr;
use std::path::PathBuf;

use samspel_runner::Exit;

use crate::commands::Came;
use crate::terminal::{note, say};
use crate::{reports, runtime, sandboxed, signals};

const EXAMPLES: &str = "\
Examples:
  samspel sandbox serve --write-target target.yaml
  samspel sandbox serve --listen 127.0.0.1:0 --pupils 2000 --fault limit-ignored";

/// Serve a simulated municipality until Ctrl-C
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Address to listen on; port 0 takes a free one
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    #[command(flatten)]
    municipality: sandboxed::Municipality,
    /// File that gets a target file for this sandbox
    #[arg(long, value_name = "FILE")]
    write_target: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> Came {
    let options = arguments.municipality.options(arguments.listen)?;
    runtime::start()?.block_on(async {
        let sandbox = sandboxed::start(options).await?;
        say(format_args!("base URL   {}", sandbox.base_url));
        say(format_args!("token URL  {}", sandbox.token_url));
        say(format_args!("clients    {}", sandboxed::client_names(&sandbox).join(", ")));
        if let Some(path) = &arguments.write_target {
            let target = sandboxed::target_file(&sandbox, &arguments.municipality.edition);
            reports::write(Some(path), &target)?;
            say(format_args!("\ntest it:   samspel run --target {}", path.display()));
        } else {
            say("\n--write-target FILE writes a target file with the clients and their secrets");
        }
        note("Ctrl-C ends it");
        signals::asked().await;
        sandbox.stop().await;
        Ok(Exit::Success)
    })
}
