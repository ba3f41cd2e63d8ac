//! The simulated provider judged by the whole suite, without the command around it.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;

use samspel_exchange::{Client, Limits, SecretSource, Settings};
use samspel_model::{DecisionRule, Report, TargetFacts, Texts, ToolFacts};
use samspel_runner::{Facts, Heading, Journal, Options, Resources, Stop, assemble, run};
use samspel_sandbox::{OpenIdRunning, start_openid};
use samspel_suite::{
    ClientKey, Interfaces, Login, Marker, OpenIdClient, OpenIdClientAuth, OpenIdProvider, PageRule, Person, Plan,
    RegisterClaims, Registry, Selection, Shared, SigningAlgorithm, Suite, Target,
};

/// Scope of the clients: everything.
pub(crate) const SCOPE: &str = "openid profile email phone address offline_access https://id.oidc.se/scope/naturalPersonNumber \
                     https://id.oidc.se/scope/naturalPersonInfo https://id.oidc.se/scope/naturalPersonOrgId";

/// The suite as it is in the source.
pub(crate) fn suite() -> Suite {
    Suite::load_dir(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../test-suites/oidc-provider")).unwrap()
}

/// A provider with faults.
pub(crate) async fn provider(faults: &[&str]) -> OpenIdRunning {
    let faults: Vec<String> = faults.iter().map(|id| (*id).to_owned()).collect();
    start_openid(SocketAddr::from(([127, 0, 0, 1], 0)), &faults).await.unwrap()
}

/// A target for it.
pub(crate) fn target(running: &OpenIdRunning) -> Target {
    let literal = |text: &str| SecretSource::Literal(text.to_owned());
    let clients = running.clients.iter().map(|client| {
        let auth = match (&client.key, &client.secret) {
            (Some(key), _) => Some(OpenIdClientAuth::PrivateKeyJwt(ClientKey {
                key: literal(&key.private),
                kid: None,
                algorithm: SigningAlgorithm::Es256,
            })),
            (None, Some(secret)) => Some(OpenIdClientAuth::ClientSecretBasic(literal(secret))),
            (None, None) => None,
        };
        (
            client.name.to_owned(),
            OpenIdClient {
                client_id: client.id.clone(),
                redirect_uris: client.redirect_uris.clone(),
                auth,
                post_logout_redirect_uris: client.post_logout_redirect_uris.clone(),
                scope: SCOPE.to_owned(),
            },
        )
    });
    let people = ["main", "other"].into_iter().zip(&running.people).map(|(name, person)| {
        let types = [("username", &person.username), ("password", &person.password)]
            .map(|(n, v)| (n.to_owned(), literal(v)))
            .into();
        (
            name.to_owned(),
            Person { types, marker: Marker { claim: "sub".to_owned(), value: person.sub.clone() }, register: None },
        )
    });
    let rule = |press: &str, fill: bool| PageRule {
        field: Some("password".to_owned()),
        action: None,
        fill: if fill {
            ["username", "password"].map(|name| (name.to_owned(), format!("{{{name}}}"))).into()
        } else {
            BTreeMap::new()
        },
        press: Some(press.to_owned()),
        follow: None,
    };
    let text = "samspel: 1\nname: Provinloggning\nenvironment: test\ninterfaces: { oidc-provider: { issuer: \"http://127.0.0.1:1\", edition: \"1.0\" } }\n";
    let mut target = Target::parse("target.yaml", text).unwrap().target;
    target.interfaces = Interfaces {
        oidc_provider: Some(OpenIdProvider {
            issuer: running.issuer.clone(),
            edition: "1.0".to_owned(),
            clients: clients.collect(),
            login: Some(Login {
                people: people.collect(),
                pages: vec![rule("login", true)],
                cancel: vec![rule("cancel", false)],
                levels: running.levels.clone(),
                claims: RegisterClaims::default(),
            }),
        }),
        ..Interfaces::default()
    };
    target
}

/// The report about a provider, with evidence in a folder if one is named.
pub(crate) async fn judged(
    suite: &Suite,
    profile: &str,
    claims: &[&str],
    running: &OpenIdRunning,
    evidence: Option<PathBuf>,
) -> Report {
    let target = target(running);
    let selection = Selection {
        profile: Some(profile.to_owned()),
        requirements: claims.iter().map(|id| (*id).to_owned()).collect(),
        ..Selection::default()
    };
    let registry = Registry::new().with(&samspel_sso::checks());
    let plan = Arc::new(Plan::make(suite, &registry, &target, &selection, 1).unwrap());
    let client = Client::live(Settings {
        base_url: running.issuer.clone(),
        principals: BTreeMap::new(),
        base_dir: PathBuf::new(),
        limits: Limits { requests_per_second: 0, ..Limits::default() },
        ca_file: None,
        proxy: None,
        evidence: evidence.clone().map(|folder| (folder, target.evidence_level(&suite.interface))),
        read_only: false,
    })
    .unwrap();
    let resources = Resources {
        client: client.clone(),
        edition: "1.0".to_owned(),
        target: Arc::new(target),
        shared: Arc::new(Shared::default()),
    };
    let scratch = tempfile::tempdir().unwrap();
    let folder = evidence.as_deref().unwrap_or(scratch.path());
    let heading = Heading { plan: plan.digest.clone(), system: String::new(), arguments: serde_json::Value::Null };
    let journal = Journal::begin(folder, &heading, &[]).unwrap();
    let options = Options { journal, concurrency: NonZeroUsize::new(8).unwrap(), stop: Stop::new() };
    let (events, _) = tokio::sync::mpsc::unbounded_channel();
    let record = run(Arc::clone(&plan), resources, options, events).await.unwrap();
    client.finish().await.unwrap();
    let rule = DecisionRule::current().unwrap();
    let facts = Facts {
        id: "test".to_owned(),
        tool: ToolFacts { name: "samspel".to_owned(), version: "0".to_owned() },
        target: TargetFacts {
            name: "Provinloggning".to_owned(),
            environment: "test".to_owned(),
            interfaces: BTreeMap::new(),
            supports: None,
            offered: Vec::new(),
            principals: Vec::new(),
        },
        options: Vec::new(),
        evidence: "none".to_owned(),
        untested_reasons: &suite.untested_reasons,
        rule: &rule,
    };
    assemble(&plan, &record, facts, suite.texts() as &dyn Texts)
}
