//! The simulated OpenID provider as a target. Its secrets are synthetic, so that they may stand in a file.

use std::fmt::Write as _;
use std::net::SocketAddr;

use samspel_runner::Exit;
use samspel_sandbox::{OpenIdFault, OpenIdRunning, openid_faults, start_openid};
use samspel_suite::Target;

use super::not_started;
use crate::nearest::{nearest, suggestion};
use crate::problem::Problem;

/// Scope of the clients: everything that the provider knows.
const SCOPE: &str = "openid profile email phone address offline_access https://id.oidc.se/scope/naturalPersonNumber \
                     https://id.oidc.se/scope/naturalPersonInfo https://id.oidc.se/scope/naturalPersonOrgId";

/// Starts the provider.
///
/// # Errors
/// When a fault does not exist, or the address cannot be listened on.
pub(crate) async fn start(listen: SocketAddr, faults: &[String]) -> Result<OpenIdRunning, Problem> {
    chosen_faults(faults)?;
    start_openid(listen, faults).await.map_err(|error| not_started(&error))
}

/// Faults by id; all when none is named.
///
/// # Errors
/// When a fault does not exist; names the nearest.
pub(crate) fn chosen_faults(ids: &[String]) -> Result<Vec<&'static OpenIdFault>, Problem> {
    let known = || openid_faults().iter().map(|fault| fault.id);
    if let Some(id) = ids.iter().find(|id| !known().any(|fault| fault == id.as_str())) {
        return Err(Problem::usage(
            format!("the OpenID provider has no fault {id}"),
            suggestion(&nearest(id, known()), "`samspel sandbox openid-provider --faults`"),
        ));
    }
    Ok(openid_faults().iter().filter(|fault| ids.is_empty() || ids.iter().any(|id| id == fault.id)).collect())
}

/// The same, when all of them break a requirement of the suite.
///
/// # Errors
/// When a fault does not exist, or when the tests of the suite cannot notice it.
pub(crate) fn faults_of(suite: &str, ids: &[String]) -> Result<Vec<&'static OpenIdFault>, Problem> {
    let (own, others): (Vec<&OpenIdFault>, Vec<&OpenIdFault>) =
        chosen_faults(ids)?.into_iter().partition(|fault| fault.suite() == suite);
    match others.first() {
        Some(other) if !ids.is_empty() => Err(Problem::usage(
            format!("{} is a fault of another suite", other.id),
            format!("`--suite {}` tries it", other.suite()),
        )),
        _ => Ok(own),
    }
}

/// A target for it.
///
/// # Errors
/// When the file that is written for it cannot be read, which would be a fault of ours.
pub(crate) fn target(running: &OpenIdRunning) -> Result<Target, Problem> {
    let loaded = Target::parse("sandbox.yaml", &target_file(running));
    loaded.map(|loaded| loaded.target).map_err(|problems| Problem::new(Exit::Fault, problems.to_string()))
}

/// The target file.
pub(crate) fn target_file(running: &OpenIdRunning) -> String {
    let mut text = String::from(
        "# Written by `samspel sandbox openid-provider`. Everything in it is synthetic; never put real secrets in a file like this.\n\
         samspel: 1\nname: Samspel sandbox, OpenID provider\nenvironment: test\ninterfaces:\n  oidc-provider:\n",
    );
    let _ = writeln!(text, "    issuer: {}\n    edition: \"1.0\"\n    clients:", quoted(&running.issuer));
    for client in &running.clients {
        let _ = writeln!(text, "      {}:\n        client_id: {}", client.name, quoted(&client.id));
        let _ = writeln!(text, "        redirect_uris: [{}]", list(&client.redirect_uris));
        let _ = writeln!(text, "        post_logout_redirect_uris: [{}]", list(&client.post_logout_redirect_uris));
        let _ = writeln!(text, "        scope: {}", quoted(SCOPE));
        if let Some(key) = &client.key {
            let _ = writeln!(
                text,
                "        auth: {{ private_key_jwt: {{ key: {}, algorithm: ES256 }} }}",
                quoted(&key.private)
            );
        } else if let Some(secret) = &client.secret {
            let _ = writeln!(text, "        auth: {{ client_secret_basic: {} }}", quoted(secret));
        }
    }
    let _ = writeln!(text, "    login:\n      people:");
    for (name, person) in ["main", "other"].into_iter().zip(&running.people) {
        let register = person.entry.as_ref().map(|entry| format!(", register: {}", quoted(&entry.id)));
        let _ = writeln!(
            text,
            "        {name}: {{ types: {{ username: {}, password: {} }}, marker: {{ claim: sub, value: {} }}{} }}",
            quoted(&person.username),
            quoted(&person.password),
            quoted(&person.sub),
            register.unwrap_or_default()
        );
    }
    text.push_str(
        "      pages:\n        - { field: password, fill: { username: \"{username}\", password: \"{password}\" }, press: login }\n\
         \x20     cancel:\n        - { field: password, press: cancel }\n",
    );
    let _ = writeln!(text, "      levels: [{}]", list(&running.levels));
    text.push_str("limits: { requests_per_second: 0 }\n");
    text
}

fn list(values: &[String]) -> String {
    values.iter().map(|value| quoted(value)).collect::<Vec<_>>().join(", ")
}

/// A YAML double-quoted scalar; JSON strings are a subset of them.
fn quoted(value: &str) -> String {
    serde_json::Value::from(value).to_string()
}
