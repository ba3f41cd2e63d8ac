//! `samspel sandbox serve`

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::ValueEnum;
use samspel_runner::Exit;
use samspel_sandbox::{Incident, Location, Running, Trust, Watch};

use crate::client_trial::{ClientTrial, Ear};
use crate::commands::Came;
use crate::language::{Language, chosen};
use crate::problem::Problem;
use crate::terminal::{note, say};
use crate::{reports, runtime, sandboxed, signals, watched};

const EXAMPLES: &str = "\
Examples:
  samspel sandbox serve --write-target target.yaml
  samspel sandbox serve --listen 127.0.0.1:0 --pupils 2000 --fault limit-ignored
  samspel sandbox serve --watch --out out --client 'Our app'      test the client that talks to it
  samspel sandbox serve --watch --token-life 60 --incident busy   the same with hardships

Exit codes with --watch are those of `samspel run`.";

/// How long open requests may take when the sandbox is stopped.
const PATIENCE: Duration = Duration::from_secs(2);

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
    #[command(flatten)]
    trusting: Trusting,
    /// Change, add and remove something now and then, as in a system that is in use
    #[arg(long, conflicts_with = "watch")]
    living: bool,
    /// Watch the client that talks to the sandbox, judge it at the end and write the reports
    #[arg(long)]
    watch: bool,
    #[command(flatten)]
    watching: Watching,
}

/// A second issuer.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Trusting another issuer of tokens")]
struct Trusting {
    /// Issuer whose tokens are accepted, too; its keys are fetched as its metadata says
    #[arg(long, value_name = "URL", conflicts_with_all = ["living", "watch"])]
    trust_issuer: Option<String>,
    /// Audience that its tokens have to name [default: the base URL]
    #[arg(long, value_name = "TEXT", requires = "trust_issuer")]
    trust_audience: Option<String>,
    /// organization_id that its tokens have to name
    #[arg(long, value_name = "ID", requires = "trust_issuer")]
    trust_organization: Option<String>,
    /// Location that `requested_access` of its tokens has to name
    #[arg(long, value_name = "URL", requires = "trust_issuer")]
    trust_location: Option<String>,
}

impl Trusting {
    fn trust(&self) -> Option<Trust> {
        Some(Trust {
            issuer: self.trust_issuer.clone()?,
            audience: self.trust_audience.clone(),
            organisation: self.trust_organization.clone(),
            location: self.trust_location.clone().map(Location::At),
        })
    }
}

/// How to watch a client.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Watching a client (with --watch)")]
struct Watching {
    /// Folder that gets the reports on the client
    #[arg(long, value_name = "DIR", default_value = "samspel-report", requires = "watch")]
    out: PathBuf,
    /// End after so many seconds, not only at Ctrl-C
    #[arg(long = "for", value_name = "SECONDS", requires = "watch")]
    seconds: Option<u64>,
    /// Name of the client in the report
    #[arg(long = "client", value_name = "NAME", default_value = "client", requires = "watch")]
    name: String,
    /// Profile that the statement is about: client or reader [default: client]
    #[arg(long, value_name = "ID", requires = "watch")]
    profile: Option<String>,
    /// Seconds that access tokens live [default: 3600]
    #[arg(long, value_name = "SECONDS", requires = "watch")]
    token_life: Option<u64>,
    /// Seconds that subscriptions live unless they are renewed [default: 90 days]
    #[arg(long, value_name = "SECONDS", requires = "watch")]
    subscription_life: Option<u64>,
    /// What happens to the client (several: all of them)
    #[arg(long, value_name = "NAME", requires = "watch")]
    incident: Vec<IncidentName>,
    /// Language of the summary [default: that of the locale, sv or en]
    #[arg(long, requires = "watch")]
    lang: Option<Language>,
}

/// An incident on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum IncidentName {
    /// Every tenth call is answered 429 with Retry-After: 1
    Busy,
    /// The second time that a list is begun it is empty, the third time it is not
    Emptied,
}

impl From<IncidentName> for Incident {
    fn from(name: IncidentName) -> Incident {
        match name {
            IncidentName::Busy => Incident::Busy,
            IncidentName::Emptied => Incident::Emptied,
        }
    }
}

pub(crate) fn run(arguments: &Arguments) -> Came {
    let runtime = runtime::start()?;
    if arguments.watch { runtime.block_on(watch(arguments)) } else { runtime.block_on(serve(arguments)) }
}

async fn serve(arguments: &Arguments) -> Came {
    let options = arguments.municipality.options(arguments.listen)?;
    let sandbox = match arguments.trusting.trust() {
        Some(trust) => sandboxed::start_trusting(options, trust).await?,
        None if arguments.living => sandboxed::start_living(options).await?,
        None => sandboxed::start(options).await?,
    };
    introduce(arguments, &sandbox)?;
    note("Ctrl-C ends it");
    signals::asked().await;
    sandbox.stop().await;
    Ok(Exit::Success)
}

async fn watch(arguments: &Arguments) -> Came {
    let watching = &arguments.watching;
    let ear = Ear::default();
    let watch = Watch {
        observer: ear.observer(),
        token_life: watching.token_life.map(Duration::from_secs),
        subscription_life: watching.subscription_life.map(Duration::from_secs),
        incidents: watching.incident.iter().copied().map(Incident::from).collect(),
    };
    let options = arguments.municipality.options(arguments.listen)?;
    let sandbox = sandboxed::start_watched(options, watch).await?;
    let trial = ClientTrial::prepare(
        &sandbox,
        &arguments.municipality,
        &watching.name,
        watching.profile.as_deref(),
        &watching.out,
        watching.told(&arguments.municipality),
    )?;
    introduce(arguments, &sandbox)?;
    note(format_args!("watching the client; Ctrl-C judges it and writes the reports to {}", watching.out.display()));
    match watching.seconds {
        None => signals::asked().await,
        Some(seconds) => tokio::select! {
            () = signals::asked() => {}
            () = tokio::time::sleep(Duration::from_secs(seconds)) => {}
        },
    }
    // A client that holds its connection open does not hold up the judgement.
    let _ = tokio::time::timeout(PATIENCE, sandbox.stop()).await;
    let tried = trial.judge(&ear).await?;
    watched::finish(&tried, &watching.out, chosen(watching.lang))?;
    Ok(Exit::of(&tried.report, &tried.record, &tried.reach))
}

fn introduce(arguments: &Arguments, sandbox: &Running) -> Result<(), Problem> {
    say(format_args!("base URL   {}", sandbox.base_url));
    say(format_args!("token URL  {}", sandbox.token_url));
    say(format_args!("clients    {}", sandboxed::client_names(sandbox).join(", ")));
    if let Some(path) = &arguments.write_target {
        let target = sandboxed::target_file(sandbox, &arguments.municipality.edition);
        reports::write(Some(path), &target)?;
        say(format_args!("\ntest it:   samspel run --target {}", path.display()));
    } else {
        say("\n--write-target FILE writes a target file with the clients and their secrets");
    }
    Ok(())
}

impl Watching {
    /// What the report tells about the circumstances.
    fn told(&self, municipality: &sandboxed::Municipality) -> Vec<String> {
        let mut told = municipality.told();
        told.extend(self.token_life.map(|seconds| format!("--token-life {seconds}")));
        told.extend(self.subscription_life.map(|seconds| format!("--subscription-life {seconds}")));
        told.extend(self.incident.iter().map(|name| format!("--incident {}", Incident::from(*name).name())));
        told
    }
}
