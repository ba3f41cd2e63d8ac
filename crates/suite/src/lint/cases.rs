//! Cases: what they name exists, and they do not wait for each other.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde_json::Value;

use super::Findings;
use crate::nearest::advice;
use crate::plan::matrix::rows;
use crate::target::PRINCIPALS;
use crate::{Case, Registry};

pub(super) fn check(found: &mut Findings<'_>, registry: &Registry) {
    let suite = found.suite;
    for case in &suite.cases {
        names(found, case, registry);
        claims(found, case);
        needs(found, case);
        tests(found, case);
        assertions(found, case);
    }
    cycles(found);
    sets(found);
    if !suite.cases.is_empty() && !suite.cases.iter().any(|case| case.control) {
        found.add(
            "no-control",
            ("suite", &suite.id),
            "the suite has no control case".to_owned(),
            Some("without `control: true` somewhere, a hollow system may pass by accident".to_owned()),
        );
    }
}

fn names(found: &mut Findings<'_>, case: &Case, registry: &Registry) {
    let suite = found.suite;
    let spot = ("case", case.id.as_str());
    if !case.id.starts_with(&format!("{}/", suite.id)) {
        let message = format!("the id {} does not start with `{}/`", case.id, suite.id);
        found.add("case-id", spot, message, None);
    }
    if let Some(check) = &case.uses
        && registry.get(check).is_none()
    {
        let help = advice(check, registry.ids());
        found.add("unknown-check", spot, format!("{} uses the unknown check `{check}`", case.id), help);
    }
    for after in &case.after {
        if !suite.cases.iter().any(|other| other.id == *after) {
            let help = advice(after, suite.cases.iter().map(|c| c.id.as_str()));
            found.add("unknown-after", spot, format!("{} waits for the unknown case `{after}`", case.id), help);
        }
    }
    for edition in case.editions.iter().filter(|e| !suite.editions.contains(e)) {
        let help = advice(edition, suite.editions.iter().map(String::as_str));
        found.add("unknown-edition", spot, format!("{}: unknown edition `{edition}`", case.id), help);
    }
}

fn claims(found: &mut Findings<'_>, case: &Case) {
    let suite = found.suite;
    let spot = ("case", case.id.as_str());
    if case.requirements.is_empty() {
        let help = Some("name the requirements that it tests".to_owned());
        found.add("no-claim", spot, format!("{} claims no requirement", case.id), help);
    }
    let mut seen = BTreeSet::new();
    for id in &case.requirements {
        if suite.requirement(id).is_none() {
            let help = advice(id, suite.requirements.iter().map(|r| r.id.as_str()));
            found.add("unknown-requirement", spot, format!("{} claims the unknown requirement `{id}`", case.id), help);
        }
        if !seen.insert(id) {
            found.add("claimed-twice", spot, format!("{} claims {id} twice", case.id), None);
        }
    }
}

fn needs(found: &mut Findings<'_>, case: &Case) {
    for principal in &case.needs.principals {
        if !PRINCIPALS.contains(&principal.as_str()) {
            let help = advice(principal, PRINCIPALS);
            let message = format!("{} needs the unknown principal `{principal}`", case.id);
            found.add("unknown-principal", ("case", &case.id), message, help);
        }
    }
}

fn tests(found: &mut Findings<'_>, case: &Case) {
    let rows = rows(case, &found.suite.sets);
    let mut seen = HashSet::new();
    let twice: BTreeSet<&str> = rows.iter().map(|row| row.id.as_str()).filter(|id| !seen.insert(*id)).collect();
    for id in twice {
        let help = Some("remove the repeated value from the matrix or the set".to_owned());
        found.add("duplicate-test", ("case", &case.id), format!("the test {id} would be there twice"), help);
    }
}

/// `all` holds of an empty list without having looked at anything.
fn assertions(found: &mut Findings<'_>, case: &Case) {
    for expectation in case.steps.iter().flat_map(|step| &step.expect) {
        if expectation.that.contains(".all(") && expectation.when.is_none() {
            let message = format!("{}: `{}` also holds of an empty list", case.id, expectation.that);
            let help =
                Some("add `when: size(…) > 0`, so that it is only a witness when there was something".to_owned());
            found.add("vacuous", ("case", &case.id), message, help);
        }
    }
}

/// Takes away cases that wait for nobody until nothing changes; what is left waits in a circle or for one.
fn cycles(found: &mut Findings<'_>) {
    let mut waiting: BTreeMap<&str, BTreeSet<&str>> = found
        .suite
        .cases
        .iter()
        .map(|case| (case.id.as_str(), case.after.iter().map(String::as_str).collect()))
        .collect();
    loop {
        let free: Vec<&str> = waiting
            .iter()
            .filter(|(_, after)| !after.iter().any(|id| waiting.contains_key(id)))
            .map(|(id, _)| *id)
            .collect();
        if free.is_empty() {
            break;
        }
        waiting.retain(|id, _| !free.contains(id));
    }
    let circle: Vec<&str> = waiting.into_keys().collect();
    if let Some(first) = circle.first() {
        let message = format!("cases wait for each other: {}", circle.join(", "));
        found.add("cycle", ("case", first), message, Some("change `after` of one of them".to_owned()));
    }
}

fn sets(found: &mut Findings<'_>) {
    let suite = found.suite;
    let used: BTreeSet<&str> = suite
        .cases
        .iter()
        .flat_map(|case| case.matrix.values())
        .filter_map(Value::as_str)
        .filter_map(|text| text.strip_prefix('$'))
        .collect();
    for (name, values) in &suite.sets {
        if !used.contains(name.as_str()) {
            let help = Some("use it in a matrix or remove it".to_owned());
            found.add("unused-set", ("set", name), format!("no case uses the set `{name}`"), help);
        }
        if values.is_empty() {
            let help = Some("a case with this set has no tests".to_owned());
            found.add("empty-set", ("set", name), format!("the set `{name}` is empty"), help);
        }
    }
    for name in used.iter().filter(|name| !suite.sets.contains_key(**name)) {
        let message = format!("unknown set `${name}`");
        found.add("unknown-set", ("suite", &suite.id), message, advice(name, suite.sets.keys().map(String::as_str)));
    }
}
