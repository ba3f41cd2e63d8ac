//! What the target of an OpenID provider names and is not there. Looked for before a run: it is no matter of the provider, and without it
//! every test would end in the same error.

use std::path::Path;

use samspel_exchange::SecretSource;
use samspel_suite::{OpenIdClientAuth, OpenIdProvider};

/// The first secret that cannot be read: where it stands, and why. Commands are left for the run, they may ask somebody.
pub(crate) fn missing(provider: &OpenIdProvider, base_dir: &Path) -> Option<String> {
    let clients = provider.clients.iter().filter_map(|(name, client)| {
        let source = match client.auth.as_ref()? {
            OpenIdClientAuth::ClientSecretBasic(secret) | OpenIdClientAuth::ClientSecretPost(secret) => secret,
            OpenIdClientAuth::PrivateKeyJwt(key) => &key.key,
        };
        Some((format!("clients.{name}.auth"), source))
    });
    let people = provider.login.iter().flat_map(|login| &login.people).flat_map(|(name, person)| {
        person.types.iter().map(move |(what, source)| (format!("login.people.{name}.types.{what}"), source))
    });
    clients
        .chain(people)
        .filter(|(_, source)| !matches!(source, SecretSource::Command { .. }))
        .find_map(|(place, source)| source.read(base_dir).err().map(|why| format!("{place}: {why}")))
}
