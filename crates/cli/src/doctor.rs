//! Finding configuration faults before they can look like faults of the system under test.
//!
//! ```text
//! target ─► address ─► login ─► first answer ─► clock, data, edition, pace ─► Advice, each with a fix
//! ```
//!
//! A later step is taken only when the earlier ones went well: nothing is learnt about data from a login page.

mod address;
mod answer;
mod clock;
mod data;
mod login;
mod network;
mod provider;

use samspel_exchange::{Client, Exchange, Request, Settings, SetupError};
use samspel_suite::{Interface, Target};

/// There is nothing to look at before a run of the suite tls.
const CONNECTS: &str = "nobody logs in to test TLS: `samspel run --suite tls` connects and tells";

/// How much an advice weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    /// Checked and in order.
    Good,
    /// A run works, but shows less or takes longer than it could.
    Warning,
    /// The configuration is wrong; a run would blame the system for it.
    Wrong,
    /// The system cannot be reached, or refuses the login.
    Unreachable,
}

/// One thing that the doctor found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Advice {
    pub(crate) weight: Weight,
    /// What was found, in a sentence.
    pub(crate) what: String,
    /// What to do about it.
    pub(crate) fix: Option<String>,
}

impl Advice {
    fn good(what: impl Into<String>) -> Self {
        Advice { weight: Weight::Good, what: what.into(), fix: None }
    }

    fn warning(what: impl Into<String>, fix: impl Into<String>) -> Self {
        Advice { weight: Weight::Warning, what: what.into(), fix: Some(fix.into()) }
    }

    fn wrong(what: impl Into<String>, fix: impl Into<String>) -> Self {
        Advice { weight: Weight::Wrong, what: what.into(), fix: Some(fix.into()) }
    }

    fn unreachable(what: impl Into<String>, fix: impl Into<String>) -> Self {
        Advice { weight: Weight::Unreachable, what: what.into(), fix: Some(fix.into()) }
    }

    fn stops(&self) -> bool {
        matches!(self.weight, Weight::Wrong | Weight::Unreachable)
    }
}

/// The system as the doctor sees it.
struct Patient<'a> {
    target: &'a Target,
    /// Base URL as written.
    base_url: &'a str,
    edition: &'a str,
    settings: Settings,
}

impl Patient<'_> {
    /// A client for this or another base URL of the same system.
    fn client(&self, base_url: &str) -> Result<Client, SetupError> {
        Client::live(Settings { base_url: base_url.to_owned(), ..self.settings.clone() })
    }
}

/// Examines the system behind a target file.
///
/// Reads at most a handful of pages and writes nothing.
pub(crate) async fn examine(target: &Target, interface: &str) -> Vec<Advice> {
    let settings = |base_url: &str| Settings {
        base_url: base_url.to_owned(),
        principals: target.principals.clone(),
        base_dir: target.base_dir.clone(),
        limits: target.limits.clone(),
        ca_file: target.authorities(),
        proxy: target.proxy.clone(),
        evidence: None,
        read_only: target.is_only_read(),
    };
    let settled = match target.interfaces.get(interface) {
        Some(Interface::Http(settled)) => settled,
        Some(Interface::OpenIdProvider(found)) => {
            let patient =
                Patient { target, base_url: &found.issuer, edition: &found.edition, settings: settings(&found.issuer) };
            return provider::look_at(&patient, found).await;
        }
        // What speaks TLS is named all over a target file.
        Some(Interface::Tls(_)) => return vec![Advice::good(CONNECTS)],
        None if interface == samspel_tls::SUITE => return vec![Advice::good(CONNECTS)],
        Some(Interface::SamlMetadata(_)) => {
            return vec![Advice::good(
                "metadata has no login and no data to look at: `samspel run` reads it and tells",
            )];
        }
        Some(Interface::SamlSp(_)) => {
            return vec![Advice::good("the first test of a run logs in and tells what is lacking: `samspel run`")];
        }
        None => {
            return vec![Advice::wrong(
                format!("the target file has no interface `{interface}`"),
                format!("add `{interface}: {{ base_url: …, edition: \"2.1\" }}` under `interfaces`"),
            )];
        }
    };
    let patient = Patient {
        target,
        base_url: &settled.base_url,
        edition: &settled.edition,
        settings: settings(&settled.base_url),
    };
    let mut advice = address::look_at(patient.base_url);
    let client = match patient.client(patient.base_url) {
        Ok(client) => client,
        Err(error) => {
            advice.push(Advice::wrong(error.to_string(), setup_fix(&error)));
            return advice;
        }
    };
    advice.extend(login::full(&client, &patient).await);
    if advice.iter().any(Advice::stops) {
        return advice;
    }
    let Some(first) = first_answer(&client).await else {
        advice.push(Advice::wrong(
            "the request budget is used up before anything was read",
            "raise `limits.max_requests` in the target file",
        ));
        return advice;
    };
    advice.extend(answer::look_at(&first, &patient).await);
    advice.extend(clock::look_at(&first));
    if advice.iter().any(Advice::stops) {
        return advice;
    }
    advice.extend(data::look_at(&client, &patient).await);
    advice.extend(login::others(&client, &patient).await);
    advice
}

async fn first_answer(client: &Client) -> Option<Exchange> {
    let request = Request::get("listOrganisations", "/organisations").query("limit", "1");
    client.session("doctor").send(request).await.ok()
}

fn setup_fix(error: &SetupError) -> &'static str {
    match error {
        SetupError::BaseUrl { .. } => "write an absolute address such as https://sis.example/v2.0",
        SetupError::Secret { .. } => {
            "set the variable, write the file, or correct the command that the principal's secret comes from"
        }
        SetupError::Certificate { .. } => "`ca_file` names a PEM file with one or more certificates",
        SetupError::Proxy { .. } => "write the proxy as http://host:port, or leave `proxy` out",
        SetupError::Http(_) | SetupError::Evidence(_) => "this is no fault of the target file; please report it",
    }
}
