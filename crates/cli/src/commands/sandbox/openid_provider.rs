//! `samspel sandbox openid-provider`: serves an OpenID provider over people who do not exist.

use std::net::SocketAddr;
use std::path::PathBuf;

use samspel_runner::Exit;
use samspel_sandbox::openid_faults;

use crate::commands::Came;
use crate::language::{Language, chosen};
use crate::sandboxed::openid;
use crate::terminal::say;
use crate::{reports, runtime, signals, tables};

const EXAMPLES: &str = "\
Examples:
  samspel sandbox openid-provider --write-target login.yaml
  samspel run --suite oidc-provider --target login.yaml
  samspel sandbox openid-provider --listen 127.0.0.1:0 --fault op-any-redirect-uri
  samspel sandbox openid-provider --faults";

/// Serve a simulated OpenID provider until Ctrl-C
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Address to listen on; port 0 takes a free one
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8090")]
    listen: SocketAddr,
    /// Fault to switch on (several: all of them)
    #[arg(long, value_name = "ID")]
    fault: Vec<String>,
    /// File that gets a target file for this provider
    #[arg(long, value_name = "FILE")]
    write_target: Option<PathBuf>,
    /// List the faults instead
    #[arg(long, conflicts_with_all = ["listen", "fault", "write_target"])]
    faults: bool,
    /// Language of the list [default: that of the locale, sv or en]
    #[arg(long)]
    lang: Option<Language>,
}

pub(crate) fn run(arguments: &Arguments) -> Came {
    if arguments.faults {
        return list(arguments.lang);
    }
    runtime::start()?.block_on(async {
        let running = openid::start(arguments.listen, &arguments.fault).await?;
        say(format_args!("issuer     {}", running.issuer));
        match &arguments.write_target {
            Some(path) => {
                reports::write(Some(path), &openid::target_file(&running))?;
                say(format_args!("\ntest it:   samspel run --suite oidc-provider --target {}", path.display()));
            }
            None => say("\n--write-target FILE writes a target file with clients, people and their secrets"),
        }
        signals::asked().await;
        Ok(Exit::Success)
    })
}

fn list(lang: Option<Language>) -> Came {
    let lang = chosen(lang);
    let mut table = tables::plain(["fault", "level", "requirements", "title"]);
    for fault in openid_faults() {
        let level = match fault.level {
            samspel_sandbox::Level::Must => "MUST",
            samspel_sandbox::Level::Should => "SHOULD",
            samspel_sandbox::Level::May => "MAY",
        };
        let title = match lang {
            samspel_model::Lang::Sv => fault.title.sv,
            samspel_model::Lang::En => fault.title.en,
        };
        table.add_row([fault.id, level, &fault.requirements.join("\n"), title]);
    }
    say(tables::lines(&table));
    Ok(Exit::Success)
}
