//! `samspel sandbox tls`: serves a page over HTTPS.

use std::net::SocketAddr;
use std::path::PathBuf;

use samspel_runner::Exit;
use samspel_sandbox::tls_faults;

use crate::commands::Came;
use crate::language::{Language, chosen};
use crate::sandboxed::{self, tls};
use crate::terminal::{note, say};
use crate::{runtime, signals, tables};

const EXAMPLES: &str = "\
Examples:
  samspel sandbox tls --write-target tls.yaml
  samspel run --suite tls --profile web --target tls.yaml
  samspel sandbox tls --listen 127.0.0.1:0 --fault tls-1.0 --write-target weak.yaml
  samspel sandbox tls --faults";

/// Serve a page over HTTPS until Ctrl-C, for the suite tls
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Address to listen on; port 0 takes a free one. Plain HTTP always takes a free one
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8443")]
    listen: SocketAddr,
    /// Fault to switch on (several: all of them)
    #[arg(long, value_name = "ID")]
    fault: Vec<String>,
    /// File that gets a target file for this server; its authority gets the same name with .ca.pem
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
        let running = tls::start(arguments.listen, &arguments.fault).await?;
        say(format_args!("page       {}", running.url));
        match &arguments.write_target {
            Some(path) => {
                note(tls::publish(&running, path)?.display());
                say(format_args!("\ntest it:   samspel run --suite tls --profile web --target {}", path.display()));
            }
            None => say("\n--write-target FILE writes a target file, and the authority to trust beside it"),
        }
        signals::asked().await;
        Ok(Exit::Success)
    })
}

fn list(lang: Option<Language>) -> Came {
    let lang = chosen(lang);
    let mut table = tables::plain(["fault", "level", "requirements", "title"]);
    for fault in tls_faults() {
        let level = sandboxed::level(fault.level).as_str();
        let title = match lang {
            samspel_model::Lang::Sv => fault.title.sv,
            samspel_model::Lang::En => fault.title.en,
        };
        table.add_row([fault.id, level, &fault.requirements.join("\n"), title]);
    }
    say(tables::lines(&table));
    Ok(Exit::Success)
}
