//! The provider under test as the tests of a run know it: what it publishes, and who asks it.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use samspel_exchange::{Credentials, Exchange, Request, Secret};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{CheckError, Context, Interface, Marker, PageRule, RegisterClaims};
use serde_json::{Map, Value};

use super::client::Client;
use samspel_suite::observe::{answer, undecided};

/// The provider.
pub(crate) struct Provider {
    /// Issuer identifier of the target file.
    pub(crate) issuer: String,
    /// The discovery document, if there is one.
    pub(crate) metadata: Option<Map<String, Value>>,
    /// How it came.
    pub(crate) discovery: Exchange,
    /// The published keys, if there are any.
    pub(crate) keys: Option<Vec<Map<String, Value>>>,
    /// How they came.
    pub(crate) key_exchange: Option<Exchange>,
    /// Why nobody gets in, once that has turned out.
    pub(crate) nobody_gets_in: OnceLock<Message>,
    clients: BTreeMap<String, Client>,
    people: BTreeMap<String, Typist>,
    /// What to do on pages.
    pub(crate) pages: Vec<PageRule>,
    /// The same for somebody who gives up.
    pub(crate) cancel: Vec<PageRule>,
    /// Levels of assurance, lowest first.
    pub(crate) levels: Vec<String>,
    /// Claims that name what SS 12000 knows as well.
    pub(crate) claims: RegisterClaims,
}

/// Somebody who logs in.
pub(crate) struct Typist {
    /// What is typed, by name.
    pub(crate) types: BTreeMap<String, Secret>,
    /// How the person is known again.
    pub(crate) marker: Marker,
    /// Id of the same person in SS 12000.
    pub(crate) register: Option<String>,
}

impl Provider {
    /// The provider of the run.
    ///
    /// # Errors
    /// When a request was not sent, or the target file names a secret that cannot be read.
    pub(crate) async fn of(ctx: &Context) -> Result<Arc<Provider>, CheckError> {
        ctx.shared.get_or_try_init(|| discover(ctx)).await
    }

    /// A member of the metadata that is text.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.metadata.as_ref()?.get(name)?.as_str()
    }

    /// Whether a list of the metadata holds a word; None when there is no such list.
    pub(crate) fn lists(&self, name: &str, word: &str) -> Option<bool> {
        let list = self.metadata.as_ref()?.get(name)?.as_array()?;
        Some(list.iter().any(|other| other.as_str() == Some(word)))
    }

    /// Whether the metadata says yes.
    pub(crate) fn says(&self, name: &str) -> bool {
        self.metadata.as_ref().is_some_and(|metadata| metadata.get(name) == Some(&Value::Bool(true)))
    }

    /// The keys as they are published now.
    ///
    /// # Errors
    /// When the request was not sent.
    pub(crate) async fn keys_now(&self, ctx: &Context) -> Result<Vec<Map<String, Value>>, CheckError> {
        let Some(url) = self.text("jwks_uri") else { return Ok(Vec::new()) };
        let request = Request::get("keys", url.to_owned()).credentials(Credentials::Anonymous);
        Ok(keys_in(&ctx.session.send(request).await?).unwrap_or_default())
    }

    /// A client of the target file.
    pub(crate) fn client(&self, name: &str) -> Result<&Client, Message> {
        self.clients.get(name).ok_or_else(|| Message::new("op-no-client").with("name", name))
    }

    /// Every client of the target file.
    pub(crate) fn clients(&self) -> impl Iterator<Item = &Client> {
        self.clients.values()
    }

    /// A person of the target file.
    pub(crate) fn person(&self, name: &str) -> Result<&Typist, Message> {
        self.people.get(name).ok_or_else(|| Message::new("op-no-person").with("name", name))
    }
}

/// The same for each requirement of the case.
pub(crate) fn everywhere(ctx: &Context, gap: Gap, reason: &Message) -> Vec<Observation> {
    ctx.requirements.iter().map(|requirement| undecided(requirement, gap, reason.clone())).collect()
}

/// The requirement that the case is about.
pub(crate) fn requirement(ctx: &Context) -> &str {
    ctx.requirements.first().map_or("", String::as_str)
}

async fn discover(ctx: &Context) -> Result<Provider, CheckError> {
    let Some(Interface::OpenIdProvider(settings)) = ctx.target.interfaces.get(super::OIDC_PROVIDER) else {
        return Err(CheckError::Other("the target names no OpenID provider".to_owned()));
    };
    // One session for all, so that exchanges have the same ids whichever test comes first.
    let session = ctx.client.session("oidc-provider/discovery");
    let get = |operation: &str, url: String| Request::get(operation, url).credentials(Credentials::Anonymous);
    let well_known = format!("{}/.well-known/openid-configuration", settings.issuer.trim_end_matches('/'));
    let discovery = session.send(get("discovery", well_known)).await?;
    let object = |exchange: &Exchange| -> Option<Map<String, Value>> {
        exchange.outcome.as_ref().ok().filter(|response| response.is_success())?.json().ok()
    };
    let metadata = object(&discovery);
    let mut key_exchange = None;
    if let Some(url) = metadata.as_ref().and_then(|m| m.get("jwks_uri")?.as_str()).filter(|url| url.starts_with("http"))
    {
        key_exchange = Some(session.send(get("keys", url.to_owned())).await?);
    }
    let keys = key_exchange.as_ref().and_then(keys_in);
    let mut clients = BTreeMap::new();
    for (name, client) in &settings.clients {
        let client = Client::read(name, client, &ctx.target.base_dir, &ctx.client).map_err(CheckError::Other)?;
        clients.insert(name.clone(), client);
    }
    let mut people = BTreeMap::new();
    for (name, person) in settings.login.iter().flat_map(|login| &login.people) {
        let mut types = BTreeMap::new();
        for (what, source) in &person.types {
            let secret = source
                .read(&ctx.target.base_dir)
                .map_err(|why| CheckError::Other(format!("login.people.{name}.types.{what}: {why}")))?;
            ctx.client.keep_secret(&secret);
            types.insert(what.clone(), secret);
        }
        people.insert(name.clone(), Typist { types, marker: person.marker.clone(), register: person.register.clone() });
    }
    let login = settings.login.clone();
    Ok(Provider {
        issuer: settings.issuer.clone(),
        metadata,
        discovery,
        keys,
        key_exchange,
        nobody_gets_in: OnceLock::new(),
        clients,
        people,
        pages: login.as_ref().map(|login| login.pages.clone()).unwrap_or_default(),
        cancel: login.as_ref().map(|login| login.cancel.clone()).unwrap_or_default(),
        levels: login.as_ref().map(|login| login.levels.clone()).unwrap_or_default(),
        claims: login.map(|login| login.claims).unwrap_or_default(),
    })
}

/// The keys of a key set (RFC 7517, 5).
fn keys_in(exchange: &Exchange) -> Option<Vec<Map<String, Value>>> {
    let set: Map<String, Value> =
        exchange.outcome.as_ref().ok().filter(|response| response.is_success())?.json().ok()?;
    Some(set.get("keys")?.as_array()?.iter().filter_map(Value::as_object).cloned().collect())
}

/// Why there is nothing to judge when the discovery document could not be read.
pub(crate) fn nothing_discovered(provider: &Provider) -> Message {
    Message::new("op-no-metadata").with("answer", answer(&provider.discovery))
}
