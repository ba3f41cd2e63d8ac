//! Servers judged by the whole suite, without the command around it.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use samspel_exchange::{Client, Limits, Settings};
use samspel_model::{DecisionRule, Report, TargetFacts, Texts, ToolFacts};
use samspel_runner::{Facts, Heading, Journal, Options, Resources, Stop, assemble, run};
use samspel_sandbox::{TlsRunning, start_tls};
use samspel_suite::{Plan, Registry, Selection, Shared, Suite, Target};
use samspel_tls::Endpoints;

/// A profile of everything, beside those that people claim.
const ALL: &str = "id: all\ntitle: { sv: a, en: a }\nabout: { sv: a, en: a }\nrequirements: [TLS-*]\n";

/// The suite with a profile that covers every requirement.
pub(crate) fn suite() -> Suite {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../test-suites/tls");
    let folder = tempfile::tempdir().unwrap();
    copy(&own, folder.path());
    std::fs::write(folder.path().join("profiles/all.yaml"), ALL).unwrap();
    Suite::load_dir(folder.path()).unwrap()
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A server with faults.
pub(crate) async fn server(faults: &[&str]) -> TlsRunning {
    let faults: Vec<String> = faults.iter().map(|id| (*id).to_owned()).collect();
    start_tls(SocketAddr::from(([127, 0, 0, 1], 0)), &faults).await.unwrap()
}

/// The report about the simulated server.
pub(crate) async fn judged(suite: &Suite, profile: &str, claims: &[&str], running: &TlsRunning) -> Report {
    let interfaces =
        format!("tls: {{ endpoints: [{{ url: \"{}\", kind: web, http_port: {} }}] }}", running.url, running.http_port);
    judged_at(suite, profile, claims, &interfaces, &running.url, Some(&running.authority)).await
}

/// The report about addresses. `first`: one of them.
pub(crate) async fn judged_at(
    suite: &Suite,
    profile: &str,
    claims: &[&str],
    interfaces: &str,
    first: &str,
    authority: Option<&str>,
) -> Report {
    let folder = tempfile::tempdir().unwrap();
    let text = format!(
        "samspel: 1\nname: Provserver\nenvironment: test\ninterfaces: {{ {interfaces} }}\nprincipals: {{ full: {{ none: {{}} }} }}\n\
         limits: {{ requests_per_second: 0, timeout_s: 2 }}\n"
    );
    let mut target = Target::parse("target.yaml", &text).unwrap().target;
    target.interfaces.tls.get_or_insert_default();
    target.base_dir = folder.path().to_owned();
    if let Some(authority) = authority {
        std::fs::write(folder.path().join("ca.pem"), authority).unwrap();
        target.ca_file = Some("ca.pem".into());
    }
    let selection = Selection {
        profile: Some(profile.to_owned()),
        requirements: claims.iter().map(|id| (*id).to_owned()).collect(),
        ..Selection::default()
    };
    let registry = Registry::new().with(&samspel_tls::checks());
    let plan = Arc::new(Plan::make(suite, &registry, &target, &selection, 1).unwrap());
    let client = Client::live(Settings {
        base_url: first.to_owned(),
        principals: BTreeMap::new(),
        base_dir: PathBuf::new(),
        limits: Limits { requests_per_second: 0, ..Limits::default() },
        ca_file: target.authorities(),
        proxy: None,
        evidence: None,
        read_only: true,
    })
    .unwrap();
    let shared = Shared::default();
    shared.put(Endpoints::of(&target));
    let resources =
        Resources { client, edition: "2022".to_owned(), target: Arc::new(target), shared: Arc::new(shared) };
    let heading = Heading { plan: plan.digest.clone(), system: String::new(), arguments: serde_json::Value::Null };
    let journal = Journal::begin(folder.path(), &heading, &[]).unwrap();
    let options = Options { journal, concurrency: NonZeroUsize::new(8).unwrap(), stop: Stop::new() };
    let (events, _) = tokio::sync::mpsc::unbounded_channel();
    let record = run(Arc::clone(&plan), resources, options, events).await.unwrap();
    let rule = DecisionRule::current().unwrap();
    let facts = Facts {
        id: "test".to_owned(),
        tool: ToolFacts { name: "samspel".to_owned(), version: "0".to_owned() },
        target: TargetFacts {
            name: "Provserver".to_owned(),
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
