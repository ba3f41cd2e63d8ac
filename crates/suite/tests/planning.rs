//! From suite, target and selection to a plan.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::path::{Path, PathBuf};

use samspel_model::{Lang, Level};
use samspel_suite::{
    Check, CheckFuture, Context, Plan, PlanError, Registry, Selection, Standing, Suite, Target, Work, coverage,
};

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn suite() -> Suite {
    Suite::load_dir(&tests().join("good/suite")).unwrap()
}

fn target(name: &str) -> Target {
    Target::load(&tests().join("good").join(name)).unwrap().target
}

fn nothing(_: &Context) -> CheckFuture<'_> {
    Box::pin(async { Ok(Vec::new()) })
}

fn registry() -> Registry {
    Registry::new().with(&[
        Check { id: "small/holds-data", run: nothing },
        Check { id: "small/pages-end", run: nothing },
        Check { id: "small/pages-short", run: nothing },
    ])
}

fn plan(target_file: &str, selection: &Selection) -> Result<Plan, PlanError> {
    Plan::make(&suite(), &registry(), &target(target_file), selection, 7)
}

fn ids(plan: &Plan) -> Vec<&str> {
    plan.cases.iter().map(|case| case.id.as_str()).collect()
}

fn left_out(plan: &Plan) -> Vec<(&str, &str)> {
    plan.left_out.iter().map(|case| (case.id.as_str(), case.reason.id.as_str())).collect()
}

fn only(globs: &[&str]) -> Selection {
    Selection { only: globs.iter().map(|g| (*g).to_owned()).collect(), ..Selection::default() }
}

#[test]
fn a_target_that_has_everything_runs_everything_of_its_edition() {
    let plan = plan("whole.yaml", &Selection::default()).unwrap();
    assert_eq!(
        ids(&plan),
        [
            "small/control",
            "small/pages-end[listPersons]",
            "small/pages-end[listGroups]",
            "small/writes",
            "small/pages-short[1,listPersons]",
            "small/pages-short[50,listPersons]",
        ]
    );
    // The requirement of the case for 2.1 does not hold in 2.0, so nothing is left out.
    assert_eq!(left_out(&plan), []);
    assert_eq!(plan.requirements.len(), 3);
}

#[test]
fn what_the_target_lacks_is_told_for_each_test() {
    let plan = plan("smallest.yaml", &Selection::default()).unwrap();
    assert_eq!(
        left_out(&plan),
        [
            ("small/pages-short[1,listPersons]", "needs-principal"),
            ("small/pages-short[50,listPersons]", "needs-principal"),
            ("small/writes", "needs-writes"),
        ]
    );
    assert!(plan.left_out.iter().all(|l| l.requirements == ["SMALL-PAGE-002"]));
    insta::assert_snapshot!(plan.describe(suite().texts(), Lang::En).to_string());
    insta::assert_snapshot!(plan.describe(suite().texts(), Lang::Sv).to_string());
}

#[test]
fn a_row_of_the_matrix_is_merged_into_the_arguments() {
    let plan = plan("smallest.yaml", &Selection::default()).unwrap();
    let test = plan.cases.iter().find(|c| c.id == "small/pages-end[listGroups]").unwrap();
    assert_eq!(test.with, serde_json::json!({"limit": 3, "operation": "listGroups"}));
    assert!(matches!(&test.work, Work::Check(check) if check.id == "small/pages-end"));
    assert!(test.after.is_empty());
}

#[test]
fn a_test_comes_after_every_test_of_the_case_that_it_builds_on() {
    let plan = plan("whole.yaml", &Selection::default()).unwrap();
    let test = plan.cases.iter().find(|c| c.id == "small/pages-short[1,listPersons]").unwrap();
    assert_eq!(test.after, ["small/pages-end[listPersons]", "small/pages-end[listGroups]"]);
}

#[test]
fn a_selection_runs_what_it_names_and_the_controls_and_tells_the_rest() {
    for globs in [&["small/one"][..], &["small/o*"]] {
        let plan = plan("smallest.yaml", &only(globs)).unwrap();
        assert_eq!(ids(&plan), ["small/control", "small/one"]);
        assert!(left_out(&plan).iter().all(|(_, why)| *why == "not-selected"));
        assert_eq!(plan.requirements.len(), 4, "the claim stays the whole profile");
    }
    let row = plan("smallest.yaml", &only(&["*[listGroups]"])).unwrap();
    assert_eq!(ids(&row), ["small/control", "small/pages-end[listGroups]"]);
}

#[test]
fn a_selection_that_matches_nothing_names_the_nearest_ids() {
    let error = plan("smallest.yaml", &only(&["small/pages-end[listPerson]"])).err().unwrap();
    let PlanError::NothingMatches { nearest, .. } = &error else { unreachable!("{error}") };
    assert_eq!(nearest[0], "small/pages-end[listPersons]");
    assert!(error.advice().unwrap().contains("did you mean"));

    let by_requirement = Selection { requirements: vec!["SMALL-PAGE-0001".to_owned()], ..Selection::default() };
    let error = plan("smallest.yaml", &by_requirement).err().unwrap();
    assert!(error.advice().unwrap().contains("`SMALL-PAGE-001`"), "{:?}", error.advice());
}

#[test]
fn one_glob_of_several_that_matches_nothing_is_an_error_too() {
    let error = plan("smallest.yaml", &only(&["small/one", "small/two"])).err().unwrap();
    assert!(matches!(error, PlanError::NothingMatches { ref glob, .. } if glob == "small/two"));
}

#[test]
fn options_that_only_together_select_nothing_are_an_error() {
    let selection = Selection { levels: vec![Level::Should], ..only(&["small/one"]) };
    assert_eq!(plan("smallest.yaml", &selection).err().unwrap(), PlanError::NothingSelected);
}

#[test]
fn a_test_outside_the_profile_is_not_planned_and_selecting_it_is_an_error() {
    let pages = |only: &[&str]| Selection { profile: Some("pages".to_owned()), ..self::only(only) };
    let whole = plan("smallest.yaml", &pages(&[])).unwrap();
    assert!(!ids(&whole).contains(&"small/one"));
    let error = plan("smallest.yaml", &pages(&["small/one"])).err().unwrap();
    assert!(matches!(error, PlanError::OutsideProfile { .. }), "{error}");
}

#[test]
fn levels_and_requirements_narrow_the_tests() {
    let must = Selection { levels: vec![Level::Must], ..Selection::default() };
    assert!(!ids(&plan("whole.yaml", &must).unwrap()).iter().any(|id| id.starts_with("small/pages-short")));
    let page = Selection { requirements: vec!["*-PAGE-002".to_owned()], ..Selection::default() };
    let plan = plan("whole.yaml", &page).unwrap();
    assert!(!ids(&plan).iter().any(|id| id.starts_with("small/pages-end")));
    // The dependency was left out, so nobody waits for it.
    assert!(plan.cases.iter().all(|case| case.after.is_empty()));
}

#[test]
fn an_unknown_profile_check_or_interface_is_told_with_what_there_is() {
    let selection = Selection { profile: Some("page".to_owned()), ..Selection::default() };
    assert!(plan("smallest.yaml", &selection).err().unwrap().advice().unwrap().contains("`pages`"));

    let few = Registry::new().with(&[Check { id: "small/page-ends", run: nothing }]);
    let error = Plan::make(&suite(), &few, &target("smallest.yaml"), &only(&[]), 7).err().unwrap();
    assert!(matches!(error, PlanError::UnknownCheck { .. }), "{error}");

    let mut other = target("smallest.yaml");
    other.interfaces = samspel_suite::Interfaces::default();
    let error = Plan::make(&suite(), &registry(), &other, &only(&[]), 7).err().unwrap();
    assert!(matches!(error, PlanError::NoInterface { .. }), "{error}");
}

#[test]
fn a_case_of_another_edition_is_told_only_where_nothing_else_tests_its_requirement() {
    let mut suite = suite();
    for case in &mut suite.cases {
        if case.id == "small/pages-end" || case.id == "small/one" {
            case.editions = vec!["2.0".to_owned()];
        }
    }
    let plan = Plan::make(&suite, &registry(), &target("smallest.yaml"), &only(&[]), 7).unwrap();
    // SMALL-PAGE-001 has the control as well.
    let told: Vec<_> = left_out(&plan).into_iter().filter(|(_, why)| *why == "edition-not").collect();
    assert_eq!(told, [("small/one", "edition-not")]);
}

#[test]
fn tests_that_wait_for_each_other_are_an_error() {
    let mut suite = suite();
    suite.cases[1].after = vec!["small/writes".to_owned()];
    suite.cases[3].after = vec!["small/pages-end".to_owned()];
    let error = Plan::make(&suite, &registry(), &target("whole.yaml"), &only(&[]), 7).err().unwrap();
    assert!(matches!(error, PlanError::Cycle { .. }), "{error}");
}

#[test]
fn the_digest_tells_plans_apart_and_stays_the_same_otherwise() {
    let one = plan("smallest.yaml", &only(&[])).unwrap().digest;
    assert_eq!(one, plan("smallest.yaml", &only(&[])).unwrap().digest);
    assert_ne!(one, plan("whole.yaml", &only(&[])).unwrap().digest);
    assert_ne!(one, plan("smallest.yaml", &only(&["small/one"])).unwrap().digest);
    let seeded = Plan::make(&suite(), &registry(), &target("smallest.yaml"), &only(&[]), 8).unwrap();
    assert_ne!(one, seeded.digest);
}

#[test]
fn coverage_names_the_cases_or_the_reason() {
    let suite = suite();
    let all = coverage(&suite);
    let of = |id: &str| all.iter().find(|c| c.requirement.id == id).unwrap();
    assert_eq!(of("SMALL-PAGE-001").cases, ["small/control", "small/pages-end"]);
    assert_eq!(of("SMALL-LATER-001").reason.unwrap().en, "No test yet.");
    assert_eq!(of("SMALL-PAGE-001").standing, Standing::Tested);
    assert!(of("SMALL-PAGE-001").is_binding() && !of("SMALL-PAGE-002").is_binding());
}

#[test]
fn a_reason_is_as_good_as_the_suite_says() {
    let mut suite = suite();
    let later =
        |suite: &Suite| coverage(suite).iter().find(|c| c.requirement.id == "SMALL-LATER-001").unwrap().standing;
    assert_eq!(later(&suite), Standing::Excused);
    suite.unfinished = vec!["later".to_owned()];
    assert_eq!(later(&suite), Standing::Open);
    suite.attested = vec!["later".to_owned()];
    assert_eq!(later(&suite), Standing::Attested);
}
