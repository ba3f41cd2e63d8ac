//! What the tests of a suite work on, made ready before a run: an API that a contract describes, a document, or a service to log in to.

use std::path::{Path, PathBuf};

use samspel_contract::Contract;
use samspel_exchange::{Client, Credentials, Documents, Halt, Limits, Request};
use samspel_model::{Contradiction, Location, Message};
use samspel_runner::{Exit, Reach};
use samspel_saml::{Fetched, Metadata, Question};
use samspel_saml_sp::{Bench, Idp, Service};
use samspel_suite::{Interface, Plan, SamlMetadata, SamlSp, Shared, Suite, Target};
use samspel_tls::{Endpoints, Kind};

use crate::catalogue;
use crate::openid_secrets::missing;
use crate::problem::Problem;
use crate::trial::knock::{Knock, knock};

/// Base URL of a client that has nowhere to go (RFC 6761, 6.4).
const NOWHERE: &str = "http://nowhere.invalid/";

/// What is tested, beside the target file.
pub(crate) enum Subject {
    /// An API over HTTP.
    Api {
        /// Where it is.
        base_url: String,
        /// What it has to offer.
        contract: Box<Contract>,
    },
    /// An OpenID provider.
    Login {
        /// Its issuer identifier.
        issuer: String,
    },
    /// Everything that speaks TLS.
    Tls {
        /// Addresses that the target file names.
        endpoints: Box<Endpoints>,
        /// Issuer of an OpenID provider, whose metadata names more.
        issuer: Option<String>,
        /// Metadata that names more.
        metadata: Option<Box<Subject>>,
        /// The first of the addresses.
        first: String,
        /// How gently it is asked.
        limits: Limits,
    },
    /// A document that has been read.
    Document(Box<Metadata>),
    /// A document that has to be fetched first.
    Published {
        /// Where it is.
        url: String,
        /// What is asked of it.
        question: Box<Question>,
    },
    /// A SAML service provider, and the identity provider that it trusts.
    Service {
        /// How to reach it.
        settings: Box<SamlSp>,
        /// Ours.
        idp: Box<Idp>,
        /// Its metadata, where that lies in a file.
        metadata: Option<String>,
    },
}

impl Subject {
    /// What a plan is about.
    ///
    /// # Errors
    /// When the contract or a file that the target names cannot be read.
    pub(crate) fn of(suite: &Suite, plan: &Plan, target: &Target, contract: Option<&Path>) -> Result<Subject, Problem> {
        match target.interfaces.get(&suite.interface) {
            Some(Interface::SamlMetadata(metadata)) => Subject::metadata(metadata, &target.base_dir),
            Some(Interface::OpenIdProvider(provider)) => match missing(provider, &target.base_dir) {
                Some(what) => {
                    Err(Problem::usage(what, "set the variable or write the file that the secret comes from"))
                }
                None => Ok(Subject::Login { issuer: provider.issuer.clone() }),
            },
            Some(Interface::SamlSp(sp)) => Subject::service(sp, &target.base_dir),
            Some(Interface::Tls(_)) => Subject::tls(target),
            Some(Interface::Http(http)) => Ok(Subject::Api {
                base_url: http.base_url.clone(),
                contract: Box::new(catalogue::contract(&plan.profile.edition, contract)?),
            }),
            None => Err(Problem::usage(
                format!("the target has no interface {}", suite.interface),
                format!("suite {} tests it: add it under `interfaces`", suite.id),
            )),
        }
    }

    fn service(sp: &SamlSp, base_dir: &Path) -> Result<Subject, Problem> {
        let read = |path: &PathBuf| {
            let path = base_dir.join(path);
            std::fs::read_to_string(&path).map_err(|error| Problem::file(&path, &error))
        };
        let idp = Idp::open(&sp.idp, base_dir).map_err(|e| Problem::new(Exit::Usage, e.to_string()))?;
        let metadata = sp.metadata_file.as_ref().map(read).transpose()?;
        Ok(Subject::Service { settings: Box::new(sp.clone()), idp: Box::new(idp), metadata })
    }

    fn tls(target: &Target) -> Result<Subject, Problem> {
        let endpoints = Box::new(Endpoints::of(target));
        let metadata = target.interfaces.saml_metadata.as_ref();
        let metadata = metadata.map(|metadata| Subject::metadata(metadata, &target.base_dir)).transpose()?;
        // A client that is made for https: trusts somebody; one made for http: trusts nobody.
        let is_https = |endpoint: &&samspel_tls::Endpoint| endpoint.url.scheme() == "https";
        let first = endpoints.iter().find(is_https).or_else(|| endpoints.iter().next());
        Ok(Subject::Tls {
            first: first.map_or_else(|| NOWHERE.to_owned(), |endpoint| endpoint.url.to_string()),
            endpoints,
            issuer: target.interfaces.oidc_provider.as_ref().map(|provider| provider.issuer.clone()),
            metadata: metadata.map(Box::new),
            limits: target.limits.clone(),
        })
    }

    fn metadata(metadata: &SamlMetadata, base_dir: &Path) -> Result<Subject, Problem> {
        let read = |path: &PathBuf| {
            let path = base_dir.join(path);
            std::fs::read(&path).map_err(|error| Problem::file(&path, &error))
        };
        let question = Question {
            entity_id: metadata.entity_id.clone(),
            role: metadata.role,
            certificate: metadata.federation_certificate.as_ref().map(read).transpose()?,
            now: jiff::Timestamp::now(),
        };
        match (&metadata.file, &metadata.url) {
            (Some(file), _) => Ok(Subject::Document(Box::new(Metadata::read(read(file)?, question)))),
            (None, Some(url)) => Ok(Subject::Published { url: url.clone(), question: Box::new(question) }),
            // The target file has been held against this.
            (None, None) => Err(Problem::new(Exit::Usage, "`saml-metadata` names neither a file nor a URL")),
        }
    }

    /// Where requests go.
    pub(crate) fn base_url(&self) -> &str {
        match self {
            Subject::Api { base_url, .. } => base_url,
            Subject::Published { url, .. } => url,
            Subject::Login { issuer } => issuer,
            Subject::Service { settings, .. } => &settings.login_url,
            Subject::Tls { first, .. } => first,
            Subject::Document(_) => NOWHERE,
        }
    }

    /// Whether exchanges are kept as evidence. Of metadata they are not: it names people, and its digest in the report says what was
    /// judged.
    pub(crate) fn keeps_evidence(&self) -> bool {
        matches!(self, Subject::Api { .. } | Subject::Login { .. } | Subject::Service { .. })
    }

    /// Puts what the checks need where they find it, and knocks on the door.
    ///
    /// # Errors
    /// When a request was not sent at all.
    pub(crate) async fn open(self, client: &Client, shared: &Shared) -> Result<Knock, Halt> {
        match self {
            Subject::Api { contract, .. } => {
                let knocked = knock(client, &contract).await;
                shared.put(*contract);
                knocked
            }
            Subject::Login { issuer } => login(client, &issuer).await,
            Subject::Tls { endpoints, issuer, metadata, limits, .. } => {
                let mut endpoints = *endpoints;
                if let Some(issuer) = issuer {
                    discover(client, &issuer, &mut endpoints).await?;
                }
                match metadata.map(|subject| *subject) {
                    Some(Subject::Document(metadata)) => add_locations(&metadata, &mut endpoints),
                    Some(Subject::Published { url, question }) => {
                        match samspel_saml::fetch(client, &url, *question).await? {
                            Fetched::Metadata(metadata) => add_locations(&metadata, &mut endpoints),
                            Fetched::Nothing(what) => endpoints.tell_unread(&url, &what),
                        }
                    }
                    _ => {}
                }
                let there = samspel_tls::is_there(&endpoints, &limits).await;
                shared.put(endpoints);
                Ok(match there {
                    Ok(()) => Knock::open(Reach::Answers),
                    Err(what) => {
                        Knock { words: Some(format!("nothing could be connected to: {what}")), ..not_fetched(&what) }
                    }
                })
            }
            Subject::Document(metadata) => {
                shared.put(*metadata);
                Ok(Knock::open(Reach::Answers))
            }
            Subject::Published { url, question } => Ok(match samspel_saml::fetch(client, &url, *question).await? {
                Fetched::Metadata(metadata) => {
                    shared.put(*metadata);
                    Knock::open(Reach::Answers)
                }
                Fetched::Nothing(what) => not_fetched(&what),
            }),
            Subject::Service { settings, idp, metadata } => meet(client, shared, *settings, *idp, metadata).await,
        }
    }
}

/// Asks for the metadata of a provider. Whatever it answers, it is there.
async fn login(client: &Client, issuer: &str) -> Result<Knock, Halt> {
    let url = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
    let request = Request::get("discovery", url).credentials(Credentials::Anonymous);
    Ok(match client.session("knock").send(request).await?.outcome {
        Ok(_) => Knock::open(Reach::Answers),
        Err(fault) => Knock {
            words: Some(format!("the provider could not be reached: {fault}")),
            ..not_fetched(&fault.to_string())
        },
    })
}

/// Reads the service provider's metadata and brings both sides together.
async fn meet(
    client: &Client,
    shared: &Shared,
    settings: SamlSp,
    idp: Idp,
    metadata: Option<String>,
) -> Result<Knock, Halt> {
    let text = match (metadata, &settings.metadata_url) {
        (Some(text), _) => text,
        (None, url) => {
            let url = url.as_deref().unwrap_or_default();
            let request = Request::get("metadata", url).credentials(Credentials::Anonymous);
            match client.session("metadata").send(request).await?.outcome {
                Ok(answer) if answer.is_success() => String::from_utf8_lossy(&answer.body).into_owned(),
                Ok(answer) => return Ok(not_fetched(&format!("HTTP {}", answer.status))),
                Err(fault) => return Ok(not_fetched(&fault.to_string())),
            }
        }
    };
    let service = match Service::read(&text, settings.entity_id.as_deref()) {
        Ok(service) => service,
        Err(error) => return Ok(not_fetched(&error.to_string())),
    };
    let documents = match Documents::open(&settings.idp.listen, settings.idp.public_url.as_deref()).await {
        Ok(documents) => documents,
        Err(error) => return Ok(not_fetched(&format!("idp.listen {}: {error}", settings.idp.listen))),
    };
    shared.put(Bench::new(idp, service, settings, documents));
    Ok(Knock::open(Reach::Answers))
}

/// Adds what an OpenID provider says about itself.
async fn discover(client: &Client, issuer: &str, endpoints: &mut Endpoints) -> Result<(), Halt> {
    let url = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
    let request = Request::get("discovery", url.as_str()).credentials(Credentials::Anonymous);
    match client.session("discovery").send(request).await?.outcome {
        Ok(answer) => match answer.json::<serde_json::Map<String, serde_json::Value>>() {
            Ok(metadata) => endpoints.add_discovered(&metadata),
            Err(fault) => endpoints.tell_unread(&url, &format!("HTTP {}: {fault}", answer.status)),
        },
        Err(fault) => endpoints.tell_unread(&url, &fault.to_string()),
    }
    Ok(())
}

/// Adds where the entity of a metadata document is reached. People's browsers go to all of these addresses.
fn add_locations(metadata: &Metadata, endpoints: &mut Endpoints) {
    for location in metadata.locations() {
        endpoints.add(&location, Kind::Web);
    }
}

fn not_fetched(what: &str) -> Knock {
    let note = Contradiction {
        summary: Message::new("system-unreachable").with("what", what),
        expected: "HTTP 200".to_owned(),
        observed: what.to_owned(),
        location: Location::default(),
        count: 1,
        samples: Vec::new(),
        cause: None,
        reproduce: None,
        exchanges: Vec::new(),
    };
    Knock {
        reach: Reach::Unreachable,
        closed: Some(Message::new("skipped-unreachable").with("what", what)),
        note: Some(note),
        words: Some(format!("the metadata could not be fetched: {what}")),
    }
}
