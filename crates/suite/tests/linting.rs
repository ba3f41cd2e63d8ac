//! A suite as a whole: each rule finds what it is for, and a good suite is clean.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::path::Path;

use samspel_suite::{Check, CheckFuture, Context, LintFinding, Registry, Suite, lint};

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

/// Findings of the good suite after one change in one of its files.
fn after(file: &str, from: &str, to: &str) -> Vec<LintFinding> {
    let good = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/good/suite");
    let folder = tempfile::tempdir().unwrap();
    for inner in ["", "requirements", "cases", "profiles", "texts/sv", "texts/en"] {
        fs::create_dir_all(folder.path().join(inner)).unwrap();
        for entry in fs::read_dir(good.join(inner)).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_file()) {
            let path = Path::new(inner).join(entry.file_name().unwrap());
            let text = fs::read_to_string(&entry).unwrap();
            let text = if path == Path::new(file) {
                assert!(text.contains(from), "{file} has no {from}");
                text.replacen(from, to, 1)
            } else {
                text
            };
            fs::write(folder.path().join(path), text).unwrap();
        }
    }
    lint(&Suite::load_dir(folder.path()).unwrap(), &registry())
}

/// Exactly these rules are broken, and the first finding stands in the changed file.
fn breaks(file: &str, from: &str, to: &str, rules: &[&str]) {
    let found = after(file, from, to);
    let mut broken: Vec<&str> = found.iter().map(|f| f.rule).collect();
    broken.dedup();
    assert_eq!(broken, rules, "{found:#?}");
    assert!(found.iter().all(|f| f.spot.as_ref().is_some_and(|spot| spot.contains(':'))), "{found:#?}");
}

const CASES: &str = "cases/page.yaml";
const REQUIREMENTS: &str = "requirements/page.yaml";

#[test]
fn a_good_suite_is_clean() {
    assert_eq!(after("suite.yaml", "Small", "Small"), []);
}

#[test]
fn a_profile_that_includes_nothing_real_or_covers_nothing_is_found() {
    let file = "profiles/pages.yaml";
    breaks(file, "requirements: [\"SMALL-*\"]", "includes: [al]\nrequirements: [\"SMALL-*\"]", &["unknown-profile"]);
    breaks(file, "requirements: [\"SMALL-*\"]", "requirements: []", &["empty-profile"]);
}

#[test]
fn the_calls_of_a_scenario_are_of_its_operations() {
    let call = |operations: &str| {
        format!(
            "operations: [{operations}]\ncalls:\n  - operation: listPersons\n    request: GET /persons\n    purpose: {{ sv: \"x\", en: \"x\" }}\nrequirements: [\"SMALL-*\"]"
        )
    };
    let file = "profiles/pages.yaml";
    breaks(file, "requirements: [\"SMALL-*\"]", &call("listGroups"), &["call-outside", "no-call"]);
    breaks(file, "requirements: [\"SMALL-*\"]", &call("listPersons"), &[]);
}

#[test]
fn an_unknown_check_is_found_with_the_nearest() {
    let found = after(CASES, "uses: small/pages-end", "uses: small/page-end");
    assert_eq!(found[0].rule, "unknown-check");
    assert_eq!(found[0].help.as_deref(), Some("did you mean `small/pages-end`?"));
}

#[test]
fn a_requirement_without_test_or_reason_is_found() {
    breaks(REQUIREMENTS, "    untested: later\n", "", &["untested"]);
}

#[test]
fn a_requirement_without_test_in_one_edition_is_found() {
    breaks(REQUIREMENTS, "    editions: [\"2.1\"]\n", "", &["untested"]);
}

#[test]
fn a_requirement_that_is_tested_after_all_is_found() {
    breaks(
        REQUIREMENTS,
        "Sluta.\", en: \"Stop.\" }",
        "Sluta.\", en: \"Stop.\" }\n    untested: later",
        &["tested-after-all"],
    );
}

#[test]
fn an_unknown_reason_is_found() {
    breaks(REQUIREMENTS, "untested: later", "untested: latre", &["unknown-reason"]);
}

#[test]
fn an_unknown_edition_is_found() {
    breaks(REQUIREMENTS, "[\"2.1\"]", "[\"2.1\", \"3.0\"]", &["unknown-edition"]);
}

#[test]
fn a_claim_of_an_unknown_requirement_is_found() {
    breaks(
        CASES,
        "requirements: [SMALL-PAGE-001]",
        "requirements: [SMALL-PAGE-001, SMALL-PAGE-01]",
        &["unknown-requirement"],
    );
}

#[test]
fn a_case_without_claim_is_found() {
    breaks(CASES, "requirements: [SMALL-PAGE-001]", "requirements: []", &["no-claim"]);
}

#[test]
fn a_claim_made_twice_is_found() {
    breaks(CASES, "[SMALL-PAGE-001]", "[SMALL-PAGE-001, SMALL-PAGE-001]", &["claimed-twice"]);
}

#[test]
fn an_empty_text_is_found() {
    breaks(CASES, "en: \"The pages end\"", "en: \" \"", &["missing-language"]);
}

#[test]
fn an_unused_set_is_found() {
    breaks("suite.yaml", "sets:\n", "sets:\n  others: [a]\n", &["unused-set"]);
}

#[test]
fn a_set_with_a_value_twice_gives_a_test_twice() {
    breaks("suite.yaml", "[listPersons, listGroups]", "[listPersons, listPersons]", &["duplicate-test"]);
}

#[test]
fn an_empty_set_is_found() {
    breaks("suite.yaml", "[listPersons, listGroups]", "[]", &["empty-set"]);
}

#[test]
fn a_profile_glob_that_matches_nothing_is_found() {
    breaks("profiles/pages.yaml", "SMALL-ONE-*", "SMALL-TWO-*", &["empty-glob"]);
}

#[test]
fn a_default_profile_that_does_not_exist_is_found() {
    breaks("suite.yaml", "default_profile: all", "default_profile: al", &["unknown-profile"]);
}

#[test]
fn waiting_for_an_unknown_case_is_found() {
    breaks(CASES, "after: [small/pages-end]", "after: [small/pages]", &["unknown-after"]);
}

#[test]
fn waiting_in_a_circle_is_found() {
    breaks(CASES, "with: { limit: 3 }", "after: [small/pages-short]", &["cycle"]);
}

#[test]
fn a_need_for_an_unknown_principal_is_found() {
    breaks(CASES, "principals: [limited]", "principals: [limitid]", &["unknown-principal"]);
}

#[test]
fn a_suite_without_control_is_found() {
    breaks(CASES, "    control: true\n", "", &["no-control"]);
}

#[test]
fn a_case_id_of_another_suite_is_found() {
    breaks(CASES, "id: small/writes", "id: smal/writes", &["case-id"]);
}

#[test]
fn an_assertion_that_an_empty_list_fulfils_is_found() {
    breaks("cases/steps.yaml", "status == 200 && body.id == captured.id", "body.data.all(x, has(x.id))", &["vacuous"]);
}

#[test]
fn a_message_in_one_language_is_found() {
    breaks("texts/en/page.ftl", "pages-lost", "pages-gone", &["missing-language"]);
}

#[test]
fn arguments_that_differ_between_the_languages_are_found() {
    breaks("texts/en/page.ftl", "{ $count }", "{ $number }", &["arguments-differ"]);
}
