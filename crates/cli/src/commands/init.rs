//! `samspel init`: writes a target file to begin with.

use std::io::Write;
use std::path::PathBuf;

use samspel_runner::Exit;

use super::Came;
use crate::problem::Problem;
use crate::terminal::say;

const EXAMPLES: &str = "\
Examples:
  samspel init --base-url https://sis.example/v2.0 --token-url https://sis.example/token --client-id samspel
  samspel init --base-url http://127.0.0.1:8080/v2.0 --bearer-file token.txt --out local.yaml";

/// Write a target file to begin with
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Base URL of the SS 12000 interface, usually ending in /v2.0
    #[arg(long, value_name = "URL")]
    base_url: String,
    /// Token endpoint for OAuth 2.0 client credentials; the secret is read from SAMSPEL_CLIENT_SECRET
    #[arg(long, value_name = "URL", requires = "client_id", required_unless_present = "bearer_file")]
    token_url: Option<String>,
    /// Client identifier
    #[arg(long, value_name = "ID", requires = "token_url")]
    client_id: Option<String>,
    /// File that holds a ready-made bearer token
    #[arg(long, value_name = "FILE", conflicts_with = "token_url")]
    bearer_file: Option<PathBuf>,
    /// Edition of the standard: 2.0 or 2.1
    #[arg(long, default_value = "2.1", value_parser = ["2.0", "2.1"])]
    edition: String,
    /// Name of the system, for the report
    #[arg(long, default_value = "System under test")]
    name: String,
    /// File to write
    #[arg(long, value_name = "FILE", default_value = "target.yaml")]
    out: PathBuf,
    /// Overwrite an existing file
    #[arg(long)]
    force: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Came {
    let text = target_file(arguments);
    let mut options = std::fs::OpenOptions::new();
    options.write(true);
    if arguments.force {
        options.create(true).truncate(true)
    } else {
        options.create_new(true)
    };
    let mut file = options.open(&arguments.out).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => Problem::usage(
            format!("{} exists already", arguments.out.display()),
            "name another file with --out, or overwrite it with --force",
        ),
        _ => Problem::file(&arguments.out, &error),
    })?;
    file.write_all(text.as_bytes()).map_err(|e| Problem::file(&arguments.out, &e))?;
    let path = arguments.out.display();
    say(format_args!("wrote {path}\nnext: samspel doctor --target {path}"));
    Ok(Exit::Success)
}

/// A JSON string is a YAML string: nothing that a user types can break out of it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn target_file(arguments: &Arguments) -> String {
    let full = match (&arguments.token_url, &arguments.client_id, &arguments.bearer_file) {
        (Some(token_url), Some(client_id), _) => format!(
            "oauth2:\n      token_url: {}\n      client_id: {}\n      client_secret: {{ env: SAMSPEL_CLIENT_SECRET }}",
            quoted(token_url),
            quoted(client_id)
        ),
        (_, _, Some(file)) => format!("bearer: {{ file: {} }}", quoted(&file.display().to_string())),
        _ => "none: {}".to_owned(),
    };
    format!(
        "\
samspel: 1
name: {name}
environment: test                  # test | production
allow_writes: false                # writes need environment: test as well
interfaces:
  ss12000:
    base_url: {base_url}
    edition: \"{edition}\"
    # supports: [listPersons, getPerson]   # what the vendor says is offered; left out = discovered
principals:                        # only `full` is needed; others unlock more requirements
  full:
    {full}
  # no_access: a valid client without any right
  # limited: a client that may read some operations and not others
  # other_tenant: a client of another municipality
# webhook: {{ listen: 0.0.0.0:8443, public_url: https://… }}   # where the system's notifications arrive
# changes: {{ operator: true }}      # who changes data when a test asks for it; or command: […], or url: …
limits: {{ requests_per_second: 50, max_requests: 100000, concurrency: 8, timeout_s: 30 }}
evidence: {{ level: pseudonymised }} # none | shape | pseudonymised
",
        name = quoted(&arguments.name),
        base_url = quoted(&arguments.base_url),
        edition = arguments.edition,
    )
}
