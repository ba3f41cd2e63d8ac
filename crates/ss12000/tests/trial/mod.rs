//! Runs cases of the suite against a running provider.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use samspel_exchange::{Client, Settings};
use samspel_model::{Observation, Profile, Sight, Text, Texts as _};
use samspel_suite::{Context, Plan, Registry, Selection, Shared, Suite, Target, Work, run_steps};

/// What one test saw.
pub(crate) struct Seen {
    /// Test id.
    pub(crate) test: String,
    /// What it saw.
    pub(crate) observations: Vec<Observation>,
}

/// The suite, with a profile that covers everything.
pub(crate) fn suite() -> Suite {
    let mut suite = Suite::embedded("ss12000").unwrap_or_else(|problems| panic!("{}", problems.render(false, 120)));
    let text = || Text { sv: "Allt".to_owned(), en: "Everything".to_owned() };
    suite.profiles.push(Profile {
        id: "everything".to_owned(),
        title: text(),
        about: text(),
        includes: Vec::new(),
        requirements: vec!["*".to_owned()],
        except: Vec::new(),
        operations: Vec::new(),
        calls: Vec::new(),
        judges_scenarios: false,
        reads_only: false,
    });
    suite
}

/// Runs the tests whose ids match the globs, in plan order.
pub(crate) async fn run(target: &str, only: &[&str]) -> Vec<Seen> {
    let loaded =
        Target::parse("target.yaml", target).unwrap_or_else(|problems| panic!("{}", problems.render(false, 120)));
    let target = Arc::new(loaded.target);
    let interface = target.interfaces.ss12000.as_ref().unwrap();
    let client = Client::live(Settings {
        base_url: interface.base_url.clone(),
        principals: target.principals.clone(),
        base_dir: PathBuf::new(),
        limits: target.limits.clone(),
        ca_file: None,
        proxy: None,
        evidence: None,
        read_only: false,
    })
    .unwrap();
    let selection = Selection {
        profile: Some("everything".to_owned()),
        only: only.iter().map(|glob| (*glob).to_owned()).collect(),
        ..Selection::default()
    };
    let registry = Registry::new().with(&samspel_ss12000::checks());
    let suite = suite();
    let plan = Plan::make(&suite, &registry, &target, &selection, 1).unwrap();
    let shared = Arc::new(Shared::default());
    let mut seen = Vec::new();
    for case in plan.cases.iter().filter(|case| !case.control) {
        let context = Context {
            session: client.session(&case.id),
            client: client.clone(),
            target: Arc::clone(&target),
            edition: interface.edition.clone(),
            test: case.id.clone(),
            requirements: case.requirements.clone(),
            with: case.with.clone(),
            seed: plan.seed,
            shared: Arc::clone(&shared),
        };
        let observations = match &case.work {
            Work::Check(check) => (check.run)(&context).await,
            Work::Steps(steps) => run_steps(&context, steps).await,
        };
        let observations = observations.unwrap_or_else(|error| panic!("{}: {error}", case.id));
        observations.iter().for_each(|observation| speaks_both_languages(&suite, observation));
        seen.push(Seen { test: case.id.clone(), observations });
    }
    seen
}

/// Whatever a person will read has words, and all its arguments, in both languages.
fn speaks_both_languages(suite: &Suite, observation: &Observation) {
    let messages = match &observation.sight {
        Sight::Witness { message, .. } => vec![message],
        Sight::Undecided { reason, .. } | Sight::NotApplicable { reason } => vec![reason],
        Sight::Contradiction(seen) | Sight::Note(seen) => std::iter::once(&seen.summary).chain(&seen.cause).collect(),
    };
    for message in messages {
        let text = suite.texts().render(message);
        for text in [&text.sv, &text.en] {
            assert!(*text != message.id && !text.contains(['{', '}']), "{text} ({message:?})");
        }
        assert!(text.sv != text.en, "{text:?}");
    }
}

/// Every contradiction as `requirement message`, with the tests that saw it.
pub(crate) fn contradictions(seen: &[Seen]) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for seen in seen {
        for observation in &seen.observations {
            if let Sight::Contradiction(against) = &observation.sight {
                let key = format!("{} {}", observation.requirement, against.summary.id);
                found.entry(key).or_default().push(seen.test.clone());
            }
        }
    }
    found
}

/// Witnesses of each requirement.
pub(crate) fn witnesses(seen: &[Seen]) -> BTreeMap<String, u64> {
    let mut found: BTreeMap<String, u64> = BTreeMap::new();
    for observation in seen.iter().flat_map(|seen| &seen.observations) {
        if let Sight::Witness { count, .. } = &observation.sight {
            *found.entry(observation.requirement.clone()).or_default() += count;
        }
    }
    found
}
