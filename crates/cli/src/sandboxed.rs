//! The sandbox as a target: which municipality, which faults, how to log in.

pub(crate) mod identity;
pub(crate) mod openid;
pub(crate) mod published;
pub(crate) mod saml_sp;
mod target_file;
pub(crate) mod tls;

use std::net::{Ipv4Addr, SocketAddr};
use std::num::NonZeroUsize;
use std::path::PathBuf;

use samspel_exchange::{Documents, Limits, OAuth2, PrincipalMethod, SecretPlacement, SecretSource};
use samspel_model::{Level, Text};
use samspel_runner::Exit;
use samspel_sandbox::{Fault, Location, OpenIdRunning, Options, Running, StartError, Trust, Watch, faults};
use samspel_suite::{Changes, Environment, Evidence, HttpInterface, Interfaces, Issuer, Target, Webhook};

pub(crate) use self::published::publish;
pub(crate) use self::target_file::target_file;
use crate::nearest::{nearest, suggestion};
use crate::problem::Problem;

/// Tests at once against a sandbox in the same process.
pub(crate) const CONCURRENCY: NonZeroUsize = match NonZeroUsize::new(8) {
    Some(tests) => tests,
    None => NonZeroUsize::MIN,
};

/// Seconds for one request: the sandbox is near, and faults that never answer should not hold anyone up.
const TIMEOUT_S: u64 = 10;

/// Seconds until a change in the sandbox shows and is told: it takes a fraction of one.
const WAIT_S: u64 = 3;

/// Pupils when nobody says how many.
const PUPILS: u32 = 50;

/// Which municipality is simulated, and what is wrong with its system.
#[derive(Debug, Clone, PartialEq, Eq, clap::Args)]
pub(crate) struct Municipality {
    /// Pupils in the municipality
    #[arg(long, value_name = "N", default_value_t = PUPILS)]
    pub(crate) pupils: u32,
    /// Seed: the same seed gives the same municipality
    #[arg(long, value_name = "N", default_value = "1")]
    pub(crate) seed: u64,
    /// Edition of SS 12000
    #[arg(long, default_value = "2.1", value_parser = ["2.0", "2.1"])]
    pub(crate) edition: String,
    /// Fault to switch on (several: all of them); see `samspel sandbox faults`
    #[arg(long, value_name = "ID")]
    pub(crate) fault: Vec<String>,
}

impl Municipality {
    /// Options for the sandbox.
    ///
    /// # Errors
    /// When a fault does not exist; names the nearest.
    pub(crate) fn options(&self, listen: SocketAddr) -> Result<Options, Problem> {
        chosen_faults(&self.fault)?;
        Ok(Options {
            listen,
            pupils: self.pupils,
            seed: self.seed,
            edition: self.edition.clone(),
            faults: self.fault.clone(),
        })
    }

    /// The same municipality with exactly one fault.
    pub(crate) fn with_fault(&self, fault: &str) -> Municipality {
        Municipality { fault: vec![fault.to_owned()], ..self.clone() }
    }

    /// What the report tells about it.
    pub(crate) fn told(&self) -> Vec<String> {
        let mut told = Vec::new();
        // What nobody chose is no deviation from the usual.
        if self.pupils != PUPILS {
            told.push(format!("--pupils {}", self.pupils));
        }
        told.extend(self.fault.iter().map(|id| format!("--fault {id}")));
        told
    }
}

/// Starts the sandbox.
pub(crate) async fn start(options: Options) -> Result<Running, Problem> {
    samspel_sandbox::start(options).await.map_err(|e| not_started(&e))
}

/// A sandbox with a target for it, and what else the tests of a suite need.
pub(crate) struct Staged {
    /// The sandbox.
    pub(crate) sandbox: Running,
    /// Its target.
    pub(crate) target: Target,
    /// Where the issuer of the target publishes.
    pub(crate) documents: Option<Documents>,
    /// The login service beside it. It stops when it is dropped.
    pub(crate) login: Option<OpenIdRunning>,
}

/// The suite whose tests need an issuer that the sandbox trusts.
const WITH_ISSUER: &str = "api-auth";

/// Starts the sandbox for the tests of a suite.
///
/// # Errors
/// When a fault does not exist or is one of another suite, or the sandbox does not start.
pub(crate) async fn stage(suite: &str, municipality: &Municipality) -> Result<Staged, Problem> {
    let anywhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    if suite == samspel_sso::IDENTITY {
        return identity::stage(municipality, anywhere).await;
    }
    // A fault that no test of the suite looks for would end in a report that says that all is well.
    faults_of(suite, &municipality.fault)?;
    let (options, edition) = (municipality.options(anywhere)?, municipality.edition.as_str());
    if suite != WITH_ISSUER {
        let sandbox = start(options).await?;
        let target = target(&sandbox, edition);
        return Ok(Staged { sandbox, target, documents: None, login: None });
    }
    // The sandbox has to know the issuer's address, and the issuer the sandbox's.
    let mut issuer = Issuer::for_audience("");
    let documents =
        Documents::open(&issuer.listen, None).await.map_err(|e| Problem::new(Exit::Usage, e.to_string()))?;
    let trust = Trust {
        issuer: documents.base().to_owned(),
        audience: None,
        organisation: Some(ORGANISATION.to_owned()),
        location: Some(Location::Own),
    };
    let sandbox = samspel_sandbox::start_trusting(options, trust).await.map_err(|e| not_started(&e))?;
    issuer.audience.clone_from(&sandbox.base_url);
    issuer.claims = claims(ORGANISATION, &sandbox.base_url);
    issuer.key_wait_s = Some(WAIT_S);
    let target = Target { issuer: Some(issuer), ..target(&sandbox, edition) };
    Ok(Staged { sandbox, target, documents: Some(documents), login: None })
}

/// The member that the sandbox is open to: Skolverket, as its description for digital national tests says.
const ORGANISATION: &str = "SE2021004185";

/// Claims of organisation and access.
fn claims(organisation: &str, location: &str) -> serde_json::Map<String, serde_json::Value> {
    let access = serde_json::json!([{ "type": "ss12000-api", "locations": [location] }]);
    [("organization_id".to_owned(), organisation.into()), ("requested_access".to_owned(), access)].into_iter().collect()
}

/// Starts the sandbox with a second issuer to trust.
pub(crate) async fn start_trusting(options: Options, trust: Trust) -> Result<Running, Problem> {
    samspel_sandbox::start_trusting(options, trust).await.map_err(|e| not_started(&e))
}

/// Starts the sandbox as a system that is in use.
pub(crate) async fn start_living(options: Options) -> Result<Running, Problem> {
    samspel_sandbox::start_living(options).await.map_err(|e| not_started(&e))
}

/// Starts the sandbox with somebody who watches its clients.
pub(crate) async fn start_watched(options: Options, watch: Watch) -> Result<Running, Problem> {
    samspel_sandbox::start_watched(options, watch).await.map_err(|e| not_started(&e))
}

fn not_started(error: &StartError) -> Problem {
    let why = std::error::Error::source(error).map_or_else(String::new, |source| format!(": {source}"));
    Problem::new(Exit::Usage, format!("{error}{why}"))
}

/// A target file in memory for a running sandbox.
pub(crate) fn target(sandbox: &Running, edition: &str) -> Target {
    let principals = clients(sandbox)
        .into_iter()
        .map(|(name, id, secret)| {
            let method = OAuth2 {
                token_url: sandbox.token_url.clone(),
                client_id: id.to_owned(),
                client_secret: SecretSource::Literal(secret.to_owned()),
                scope: None,
                auth: SecretPlacement::default(),
            };
            (name.to_owned(), PrincipalMethod::OAuth2(method))
        })
        .collect();
    let interface = HttpInterface { base_url: sandbox.base_url.clone(), edition: edition.to_owned(), supports: None };
    Target {
        samspel: 1,
        name: "Samspel sandbox".to_owned(),
        environment: Environment::Test,
        allow_writes: true,
        interfaces: Interfaces::ss12000(interface),
        principals,
        refused_tokens: sandbox
            .refused_tokens
            .iter()
            .map(|(kind, token)| (kind.clone(), SecretSource::Literal(token.clone())))
            .collect(),
        webhook: Webhook { wait_s: WAIT_S, ..Webhook::default() },
        changes: Some(Changes::by_url(sandbox.changes_url.clone(), WAIT_S)),
        issuer: None,
        limits: Limits { requests_per_second: 0, timeout_s: TIMEOUT_S, ..Limits::default() },
        evidence: Evidence::default(),
        ca_file: None,
        proxy: None,
        base_dir: PathBuf::new(),
    }
}

/// Principal, client id and secret of each client of the sandbox.
fn clients(sandbox: &Running) -> Vec<(&'static str, &str, &str)> {
    let clients = &sandbox.clients;
    [
        ("full", &clients.full),
        ("limited", &clients.limited),
        ("no_access", &clients.no_access),
        ("revoked", &clients.revoked),
        ("other_tenant", &clients.other_tenant),
    ]
    .into_iter()
    .map(|(name, client)| (name, client.id.as_str(), client.secret.as_str()))
    .collect()
}

/// Client ids, each with the principal that it stands for.
pub(crate) fn client_names(sandbox: &Running) -> Vec<String> {
    clients(sandbox).into_iter().map(|(principal, id, _)| format!("{id} ({principal})")).collect()
}

/// Faults by id, in the order of the sandbox; all when none is named.
///
/// # Errors
/// When a fault does not exist; names the nearest.
pub(crate) fn chosen_faults(ids: &[String]) -> Result<Vec<&'static Fault>, Problem> {
    for id in ids {
        if !faults().iter().any(|f| f.id == *id) {
            return Err(Problem::usage(
                format!("the sandbox has no fault {id}"),
                suggestion(&nearest(id, faults().iter().map(|f| f.id)), "`samspel sandbox faults`"),
            ));
        }
    }
    Ok(faults().iter().filter(|f| ids.is_empty() || ids.iter().any(|id| f.id == *id)).collect())
}

/// The same, when all of them break a requirement of the suite.
///
/// # Errors
/// When a fault does not exist, or when the tests of the suite cannot notice it.
pub(crate) fn faults_of(suite: &str, ids: &[String]) -> Result<Vec<&'static Fault>, Problem> {
    let (own, others): (Vec<&Fault>, Vec<&Fault>) =
        chosen_faults(ids)?.into_iter().partition(|fault| fault.suite() == suite);
    match others.first() {
        Some(other) if !ids.is_empty() => Err(Problem::usage(
            format!("{} is a fault of another suite", other.id),
            format!("`--suite {}` tries it", other.suite()),
        )),
        _ => Ok(own),
    }
}

/// How binding the strongest requirement is that a fault breaks.
pub(crate) fn level(level: samspel_sandbox::Level) -> Level {
    match level {
        samspel_sandbox::Level::Must => Level::Must,
        samspel_sandbox::Level::Should => Level::Should,
        samspel_sandbox::Level::May => Level::May,
    }
}

/// What goes wrong, in both languages.
pub(crate) fn title(fault: &Fault) -> Text {
    Text { sv: fault.title.sv.to_owned(), en: fault.title.en.to_owned() }
}
