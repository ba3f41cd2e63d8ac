//! Judges the simulated service provider by the whole suite, without the command around it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use samspel_exchange::{Client, Documents, EvidenceLevel, Limits, Settings};
use samspel_model::{DecisionRule, Report, TargetFacts, Texts, ToolFacts};
use samspel_runner::{Facts, Heading, Journal, Options, Resources, Stop, assemble, run};
use samspel_saml_sp::{Bench, Idp, SUITE, Service, checks};
use samspel_sandbox::{RunningSp, SpOptions, SpPolicy, start_sp};
use samspel_suite::{Interface, Plan, Registry, Selection, Shared, Suite, Target};

/// The suite as it is published.
pub(crate) fn suite() -> Suite {
    Suite::load_dir(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../test-suites").join(SUITE)).unwrap()
}

/// The profile that goes with a policy.
fn profile(policy: SpPolicy) -> &'static str {
    match policy {
        SpPolicy::Skolfederation => "skolfederation",
        SpPolicy::Saml2int => "saml2int",
        SpPolicy::SwedenConnect => "sweden-connect",
    }
}

/// A target file for a running service provider.
fn target(sp: &RunningSp, folder: &Path) -> Target {
    let base = sp.base();
    let text = format!(
        "samspel: 1\nname: Läspel\nenvironment: test\nallow_writes: true\ninterfaces:\n  saml-sp:\n    edition: \"2.0\"\n    \
         metadata_url: {base}/metadata\n    login_url: {base}/login\n    logout_url: {base}/logout\n    \
         probe: {{ url: {base}/probe, shows: [eduPersonPrincipalName, NameID] }}\n"
    );
    let mut target = Target::parse("target.yaml", &text).unwrap().target;
    target.base_dir = folder.to_owned();
    target
}

/// The identity provider in a folder, made when it is not there yet.
fn idp(folder: &Path) -> Idp {
    Idp::open(&samspel_suite::SamlIdp::default(), folder).unwrap()
}

/// A service provider with faults.
pub(crate) async fn started(folder: &Path, policy: SpPolicy, faults: &[&str]) -> RunningSp {
    let idp_metadata = idp(folder).metadata();
    let faults = faults.iter().map(|fault| (*fault).to_owned()).collect();
    start_sp("127.0.0.1:0".parse().unwrap(), SpOptions { idp_metadata, policy, faults }).await.unwrap()
}

/// The report about a service provider that runs; `requirements`: only their tests, none = all.
pub(crate) async fn judged_at(
    suite: &Suite,
    folder: &Path,
    (policy, sp): (SpPolicy, &RunningSp),
    requirements: &[&str],
    evidence: Option<&Path>,
) -> Report {
    let target = target(sp, folder);
    let Some(Interface::SamlSp(settings)) = target.interfaces.get(SUITE) else { unreachable!() };
    let service = Service::read(&sp.metadata(), None).unwrap();
    let documents = Documents::open("127.0.0.1:0", None).await.unwrap();
    let shared = Shared::default();
    shared.put(Bench::new(idp(folder), service, settings.clone(), documents));
    let selection = Selection {
        profile: Some(profile(policy).to_owned()),
        requirements: requirements.iter().map(|id| (*id).to_owned()).collect(),
        ..Selection::default()
    };
    let registry = Registry::new().with(&checks());
    let plan = Arc::new(Plan::make(suite, &registry, &target, &selection, 1).unwrap());
    let client = Client::live(Settings {
        base_url: sp.base().to_owned(),
        principals: BTreeMap::new(),
        base_dir: PathBuf::new(),
        limits: Limits { requests_per_second: 0, timeout_s: 5, ..Limits::default() },
        ca_file: None,
        proxy: None,
        evidence: evidence.map(|folder| (folder.to_owned(), EvidenceLevel::Shape)),
        read_only: false,
    })
    .unwrap();
    let resources = Resources {
        client: client.clone(),
        edition: "2.0".to_owned(),
        target: Arc::new(target),
        shared: Arc::new(shared),
    };
    let scratch = tempfile::tempdir().unwrap();
    let heading = Heading { plan: plan.digest.clone(), system: String::new(), arguments: serde_json::Value::Null };
    let journal = Journal::begin(scratch.path(), &heading, &[]).unwrap();
    let options = Options { journal, concurrency: std::num::NonZeroUsize::new(2).unwrap(), stop: Stop::new() };
    let (events, _) = tokio::sync::mpsc::unbounded_channel();
    let record = run(Arc::clone(&plan), resources, options, events).await.unwrap();
    client.finish().await.unwrap();
    let rule = DecisionRule::current().unwrap();
    let facts = Facts {
        id: "test".to_owned(),
        tool: ToolFacts { name: "samspel".to_owned(), version: "0".to_owned() },
        target: TargetFacts {
            name: "Läspel".to_owned(),
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
