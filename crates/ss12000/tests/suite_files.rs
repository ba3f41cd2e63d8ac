//! The suite's files against the contract and the registered checks: nothing named that does not exist, nothing left without a test
//! in silence.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::collections::BTreeSet;

use samspel_contract::{Contract, Envelope, Kind};
use samspel_suite::Suite;

fn suite() -> Suite {
    Suite::embedded("ss12000").unwrap_or_else(|problems| panic!("{}", problems.render(false, 120)))
}

fn set(suite: &Suite, name: &str) -> Vec<String> {
    suite.sets[name].iter().map(|value| value.as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_named_sets_hold_exactly_the_operations_of_each_edition() {
    let suite = suite();
    for edition in &suite.editions {
        let contract = Contract::embedded(edition).unwrap();
        let ids = |holds: &dyn Fn(&samspel_contract::Operation) -> bool| -> Vec<String> {
            contract.operations().iter().filter(|o| holds(o)).map(|o| o.id.clone()).collect()
        };
        let same = |name: &str, expected: Vec<String>| {
            let (mut named, mut expected) = (set(&suite, name), expected);
            named.sort();
            expected.sort();
            assert_eq!(named, expected, "{name} of edition {edition}");
        };
        same("lists", ids(&|o| o.kind == Kind::List));
        let entity = |o: &samspel_contract::Operation| o.success.entity.as_deref() != Some("Subscription");
        same("entity_lists", ids(&|o| o.kind == Kind::List && o.success.envelope == Envelope::Page && entity(o)));
        same("by_id", ids(&|o| o.kind == Kind::ById));
        same("lookups", ids(&|o| o.kind == Kind::Lookup));
        same("reads", ids(&|o| matches!(o.kind, Kind::List | Kind::ById | Kind::Lookup)));
    }
}

#[test]
fn every_check_is_used_by_a_case_and_every_case_names_a_check() {
    let suite = suite();
    let registered: BTreeSet<&str> = samspel_ss12000::checks().iter().map(|check| check.id).collect();
    assert_eq!(registered.len(), samspel_ss12000::checks().len(), "two checks have the same id");
    let used: BTreeSet<&str> = suite.cases.iter().filter_map(|case| case.uses.as_deref()).collect();
    assert_eq!(used.difference(&registered).collect::<Vec<_>>(), Vec::<&&str>::new(), "no such check");
    assert_eq!(registered.difference(&used).collect::<Vec<_>>(), Vec::<&&str>::new(), "no case uses it");
}

#[test]
fn the_core_profile_leaves_no_must_without_a_test() {
    let suite = suite();
    let tested: BTreeSet<&str> = suite.cases.iter().flat_map(|case| &case.requirements).map(String::as_str).collect();
    for family in ["ENV", "ID", "PAGE"] {
        for requirement in suite.requirements.iter().filter(|r| r.id.starts_with(&format!("SS12K-{family}-"))) {
            let has_test = tested.contains(requirement.id.as_str());
            assert!(has_test != requirement.untested.is_some(), "{}: a test or a reason, not both", requirement.id);
        }
    }
}

#[test]
fn every_entity_with_a_requirement_of_its_own_has_a_case() {
    let tested: BTreeSet<String> = suite().cases.iter().flat_map(|case| case.requirements.clone()).collect();
    let map: std::collections::BTreeMap<String, String> =
        serde_json::from_str(include_str!("../src/harvest/requirement-of-entity.json")).unwrap();
    let contract = Contract::embedded("2.1").unwrap();
    for (entity, requirement) in map {
        assert!(contract.entity(&entity).is_some(), "{entity} does not exist");
        assert!(tested.contains(&requirement), "{requirement} has no case");
    }
}

#[test]
fn the_suite_knows_the_operations_of_each_entity() {
    let suite = suite();
    for edition in &suite.editions {
        let contract = Contract::embedded(edition).unwrap();
        let mut expected: std::collections::BTreeMap<String, Vec<String>> = std::collections::BTreeMap::new();
        for operation in contract.operations() {
            if let Some(entity) = operation.entity.as_ref().or(operation.success.entity.as_ref()) {
                expected.entry(entity.clone()).or_default().push(operation.id.clone());
            }
        }
        assert_eq!(suite.entities, expected, "edition {edition}");
    }
}

#[test]
fn every_scenario_calls_operations_that_exist_with_their_own_paths() {
    let contract = Contract::embedded("2.1").unwrap();
    let mut calls = 0;
    for call in suite().profiles.iter().flat_map(|profile| profile.calls.clone()) {
        let operation = contract.operation(&call.operation).unwrap_or_else(|| panic!("{}", call.operation));
        let (method, rest) = call.request.split_once(' ').unwrap();
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        assert_eq!(method, operation.method.as_str(), "{}", call.request);
        // `/persons/{pupil}` is `/persons/{id}`.
        let path = path.split_once('{').map_or(path.to_owned(), |(before, _)| format!("{before}{{id}}"));
        assert_eq!(path, operation.path, "{}", call.request);
        for (name, _) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            assert!(operation.parameters.iter().any(|p| p.name == name), "{} has no {name}", call.operation);
        }
        let required = operation.parameters.iter().filter(|p| p.required && operation.kind == Kind::List);
        for parameter in required {
            assert!(query.contains(&format!("{}=", parameter.name)), "{} lacks {}", call.request, parameter.name);
        }
        calls += 1;
    }
    assert!(calls > 60, "{calls}");
}
