//! Judges a document of the sandbox by the whole suite, without the command around it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use samspel_exchange::{Client, Limits, Settings};
use samspel_model::{DecisionRule, Report, TargetFacts, Texts, ToolFacts};
use samspel_runner::{Facts, Heading, Journal, Options, Resources, Stop, assemble, run};
use samspel_saml::{Metadata, Question, SUITE, checks};
use samspel_sandbox::MetadataDocument;
use samspel_suite::{Plan, Registry, Selection, Shared, Suite, Target};

/// A profile of everything, beside those that people claim.
const ALL: &str = "# yaml-language-server: $schema=x\nid: all\ntitle: { sv: a, en: a }\nabout: { sv: a, en: a }\nrequirements: [SAML-MD-*]\n";

/// The suite with a profile that covers every requirement.
pub(crate) fn suite() -> Suite {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../test-suites").join(SUITE);
    let folder = tempfile::tempdir().unwrap();
    copy(&own, folder.path());
    std::fs::write(folder.path().join("profiles/all.yaml"), ALL).unwrap();
    Suite::load_dir(folder.path()).unwrap()
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
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

/// The report about a document.
pub(crate) async fn judged(suite: &Suite, profile: &str, document: MetadataDocument) -> Report {
    let question = Question {
        entity_id: Some(document.entity_id),
        role: None,
        certificate: document.federation_certificate.map(String::into_bytes),
        now: jiff::Timestamp::now(),
    };
    judged_as(suite, profile, Metadata::read(document.bytes, question)).await
}

pub(crate) async fn judged_as(suite: &Suite, profile: &str, metadata: Metadata) -> Report {
    let text = "samspel: 1\nname: Provmetadata\nenvironment: test\ninterfaces: { saml-metadata: { file: metadata.xml, edition: \"2.0\" } }\n";
    let target = Target::parse("target.yaml", text).unwrap().target;
    let selection = Selection { profile: Some(profile.to_owned()), ..Selection::default() };
    let registry = Registry::new().with(&checks());
    let plan = Arc::new(Plan::make(suite, &registry, &target, &selection, 1).unwrap());
    let client = Client::live(Settings {
        base_url: "http://nowhere.invalid/".to_owned(),
        principals: BTreeMap::new(),
        base_dir: PathBuf::new(),
        limits: Limits::default(),
        ca_file: None,
        proxy: None,
        evidence: None,
        read_only: true,
    })
    .unwrap();
    let shared = Shared::default();
    shared.put(metadata);
    let resources = Resources { client, edition: "2.0".to_owned(), target: Arc::new(target), shared: Arc::new(shared) };
    let folder = tempfile::tempdir().unwrap();
    let heading = Heading { plan: plan.digest.clone(), system: String::new(), arguments: serde_json::Value::Null };
    let journal = Journal::begin(folder.path(), &heading, &[]).unwrap();
    let options = Options { journal, concurrency: std::num::NonZeroUsize::MIN, stop: Stop::new() };
    let (events, _) = tokio::sync::mpsc::unbounded_channel();
    let record = run(Arc::clone(&plan), resources, options, events).await.unwrap();
    let rule = DecisionRule::current().unwrap();
    let facts = Facts {
        id: "test".to_owned(),
        tool: ToolFacts { name: "samspel".to_owned(), version: "0".to_owned() },
        target: TargetFacts {
            name: "Provmetadata".to_owned(),
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
