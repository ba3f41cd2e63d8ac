//! What a profile lets count: requirements of other profiles, operations, cases that write, scenarios.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::path::{Path, PathBuf};

use samspel_model::{Call, Exception, Profile, Text};
use samspel_suite::{Check, CheckFuture, Context, Plan, PlanError, Registry, Selection, Suite, Target};

fn good() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/good")
}

fn nothing(_: &Context) -> CheckFuture<'_> {
    Box::pin(async { Ok(Vec::new()) })
}

fn text() -> Text {
    Text { sv: "x".to_owned(), en: "x".to_owned() }
}

fn profile(id: &str, requirements: &[&str]) -> Profile {
    Profile {
        id: id.to_owned(),
        title: text(),
        about: text(),
        includes: Vec::new(),
        requirements: requirements.iter().map(|r| (*r).to_owned()).collect(),
        except: Vec::new(),
        operations: Vec::new(),
        calls: Vec::new(),
        judges_scenarios: false,
        reads_only: false,
    }
}

/// A scenario that lists groups.
fn scenario() -> Profile {
    Profile {
        includes: vec!["pages".to_owned()],
        operations: vec!["listGroups".to_owned()],
        calls: vec![Call { operation: "listGroups".to_owned(), request: "GET /groups".to_owned(), purpose: text() }],
        ..profile("S.1", &[])
    }
}

fn plan(profiles: Vec<Profile>, wanted: &str) -> Result<Plan, PlanError> {
    let mut suite = Suite::load_dir(&good().join("suite")).unwrap();
    suite.profiles.extend(profiles);
    let registry = Registry::new()
        .with(&["small/holds-data", "small/pages-end", "small/pages-short"].map(|id| Check { id, run: nothing }));
    let target = Target::load(&good().join("whole.yaml")).unwrap().target;
    Plan::make(&suite, &registry, &target, &Selection { profile: Some(wanted.to_owned()), ..Selection::default() }, 7)
}

fn tests(plan: &Plan) -> Vec<&str> {
    plan.cases.iter().map(|case| case.id.as_str()).collect()
}

fn requirements(plan: &Plan) -> Vec<&str> {
    plan.requirements.iter().map(|r| r.id.as_str()).collect()
}

#[test]
fn a_profile_is_found_in_whichever_case_its_id_is_written() {
    assert_eq!(plan(vec![scenario()], "s.1").unwrap().profile.id, "S.1");
}

#[test]
fn only_tests_about_the_operations_count_and_tests_about_none() {
    let plan = plan(vec![scenario()], "S.1").unwrap();
    // The control and the case that writes name no operation.
    assert_eq!(tests(&plan), ["small/control", "small/pages-end[listGroups]", "small/writes"]);
    assert_eq!(requirements(&plan), ["SMALL-PAGE-001", "SMALL-PAGE-002", "SMALL-LATER-001"]);
    let [exercise] = &plan.operations[..] else { unreachable!("one operation") };
    assert_eq!(exercise.tests.iter().collect::<Vec<_>>(), ["small/pages-end[listGroups]"]);
}

#[test]
fn a_requirement_that_is_only_tested_at_other_operations_stays_outside() {
    let lists = Profile { operations: vec!["listSchools".to_owned()], ..profile("lists", &["SMALL-*"]) };
    let plan = plan(vec![lists], "lists").unwrap();
    // PAGE-001 has the control, PAGE-002 the case that writes; nothing tests LATER-001 anywhere.
    assert_eq!(requirements(&plan), ["SMALL-PAGE-001", "SMALL-PAGE-002", "SMALL-LATER-001"]);
    assert_eq!(tests(&plan), ["small/control", "small/writes"]);
    assert!(plan.operations[0].tests.is_empty());
}

#[test]
fn a_profile_that_only_reads_leaves_cases_outside_that_write() {
    let read = Profile { reads_only: true, ..profile("read", &["SMALL-*"]) };
    let plan = plan(vec![read], "read").unwrap();
    assert!(!tests(&plan).contains(&"small/writes"));
    assert!(plan.left_out.iter().all(|test| test.id != "small/writes"));
    assert!(requirements(&plan).contains(&"SMALL-PAGE-002"), "another case tests it without writing");
}

#[test]
fn what_is_included_brings_its_own_exceptions_and_the_profile_has_the_last_word() {
    let except = |requirements: &str| vec![Exception { requirements: requirements.to_owned(), reason: text() }];
    let wider = Profile { includes: vec!["pages".to_owned()], ..profile("wider", &["SMALL-ONE-001"]) };
    let narrower =
        Profile { includes: vec!["wider".to_owned()], except: except("SMALL-PAGE-*"), ..profile("narrower", &[]) };
    let covered = |wanted: &str| {
        let plan = plan(vec![wider.clone(), narrower.clone()], wanted).unwrap();
        requirements(&plan).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    // The edition is 2.0, in which SMALL-ONE-001 does not hold.
    assert_eq!(covered("wider"), ["SMALL-PAGE-001", "SMALL-PAGE-002", "SMALL-LATER-001"]);
    assert_eq!(covered("narrower"), ["SMALL-LATER-001"]);
}

#[test]
fn an_included_profile_that_does_not_exist_is_an_error_and_a_circle_is_none() {
    let lost = Profile { includes: vec!["page".to_owned()], ..profile("lost", &[]) };
    let error = plan(vec![lost], "lost").err().unwrap();
    assert!(error.advice().unwrap().contains("`pages`"), "{error}");
    let a = Profile { includes: vec!["b".to_owned()], ..profile("a", &["SMALL-PAGE-001"]) };
    let b = Profile { includes: vec!["a".to_owned()], ..profile("b", &["SMALL-PAGE-002"]) };
    assert_eq!(requirements(&plan(vec![a, b], "a").unwrap()), ["SMALL-PAGE-001", "SMALL-PAGE-002"]);
}

#[test]
fn scenarios_are_judged_by_those_profiles_that_say_so_and_by_themselves() {
    let judging = Profile { judges_scenarios: true, ..profile("judging", &["SMALL-*"]) };
    let scenarios = |wanted: &str| plan(vec![scenario(), judging.clone()], wanted).unwrap().scenarios;
    assert!(scenarios("all").is_empty());
    assert_eq!(scenarios("S.1").len(), 1);
    let [found] = &scenarios("judging")[..] else { unreachable!("one scenario") };
    let tests: Vec<&str> = found.tests.iter().map(String::as_str).collect();
    assert_eq!(tests, ["small/control", "small/pages-end[listGroups]", "small/writes"]);
    assert_eq!(found.operations[0].tests.len(), 1);
}
