//! Commands that tell without testing: plan, explain, suite, sandbox faults, contract diff.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod samspel;

use samspel::{samspel, samspel_in, target_file};
use serde_json::Value;

fn told(arguments: &[&str]) -> String {
    let ended = samspel(arguments);
    assert_eq!(ended.code, 0, "{}", ended.told());
    ended.stdout
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&told(arguments)).unwrap()
}

#[test]
fn a_plan_tells_what_would_run_and_what_not_and_why_without_sending_anything() {
    let folder = tempfile::tempdir().unwrap();
    // Nothing listens there: a plan that asked would fail.
    target_file(folder.path(), "http://127.0.0.1:9");
    let ended = samspel_in(folder.path(), &["plan", "--target", "target.yaml", "--only", "ss12000/page/*", "--json"]);
    assert_eq!(ended.code, 0, "{}", ended.told());
    let plan: Value = serde_json::from_str(&ended.stdout).unwrap();
    assert!(plan["tests"].as_array().unwrap().iter().any(|t| t["control"] == true));
    let reasons: Vec<&str> =
        plan["left_out"].as_array().unwrap().iter().map(|l| l["reason"]["en"].as_str().unwrap()).collect();
    assert!(reasons.iter().any(|r| r.contains("--only")), "{reasons:?}");
    let ended =
        samspel_in(folder.path(), &["plan", "--target", "target.yaml", "--only", "ss12000/page/*", "--lang", "sv"]);
    assert!(ended.stdout.contains("ss12000/page/ends") && ended.stdout.contains("Testet "), "{}", ended.told());
}

#[test]
fn the_same_plan_has_the_same_digest_and_another_seed_another() {
    let folder = tempfile::tempdir().unwrap();
    target_file(folder.path(), "http://127.0.0.1:9");
    let digest = |seed: &str| {
        let ended = samspel_in(folder.path(), &["plan", "--target", "target.yaml", "--json", "--seed", seed]);
        serde_json::from_str::<Value>(&ended.stdout).unwrap()["digest"].as_str().unwrap().to_owned()
    };
    assert_eq!(digest("1"), digest("1"));
    assert_ne!(digest("1"), digest("2"));
}

#[test]
fn a_requirement_is_explained_with_its_tests_in_both_languages() {
    let english = told(&["explain", "SS12K-PAGE-004", "--lang", "en"]);
    let swedish = told(&["explain", "ss12k-page-004", "--lang", "sv"]);
    for text in [&english, &swedish] {
        assert!(text.contains("SS12K-PAGE-004  MUST") && text.contains("ss12000/page/final-token"), "{text}");
    }
    assert_ne!(english, swedish);
}

#[test]
fn a_test_is_explained_with_its_requirements() {
    let text = told(&["explain", "ss12000/page/final-token[listPersons]"]);
    assert!(text.contains("SS12K-PAGE-004  MUST") && text.contains("operation: listPersons"), "{text}");
    assert!(!text.contains("listGroups"), "only the test that was asked for: {text}");
    let case = told(&["explain", "ss12000/page/final-token"]);
    assert!(case.contains("ss12000/page/final-token[listGroups]"), "{case}");
    let none = samspel(&["explain", "ss12000/page/final-token[listPerson]"]);
    assert_eq!(none.code, 2, "{}", none.told());
    assert!(none.stderr.contains("final-token[listPersons]"), "{}", none.told());
}

#[test]
fn a_profile_is_explained_with_what_it_covers_and_a_slip_finds_its_name() {
    let text = told(&["explain", "c.8", "--lang", "sv"]);
    assert!(text.contains("Krav i utgåva 2.1") && text.contains("--profile C.8"), "{text}");
    let text = told(&["explain", "dnp", "--lang", "en"]);
    assert!(text.contains("Skolverket") && text.contains("DNP-") && text.contains("(not tested)"), "{text}");
    let folder = tempfile::tempdir().unwrap();
    target_file(folder.path(), "http://127.0.0.1:9");
    let slip = samspel_in(folder.path(), &["plan", "--target", "target.yaml", "--profile", "C8"]);
    assert_eq!(slip.code, 2, "{}", slip.told());
    assert!(slip.stderr.contains("C.8") && !slip.stderr.contains("read-only"), "{}", slip.told());
}

#[test]
fn every_fault_of_the_sandbox_is_explained_and_breaks_requirements_that_exist() {
    let faults = json(&["sandbox", "faults", "--json"]);
    let suites = ["ss12000", "api-auth", "identity"];
    let requirements = suites.map(|suite| json(&["suite", "coverage", suite, "--json"]));
    let all = requirements.iter().flat_map(|of_suite| of_suite.as_array().unwrap());
    let known: Vec<&str> = all.map(|r| r["id"].as_str().unwrap()).collect();
    assert!(!faults.as_array().unwrap().is_empty());
    for fault in faults.as_array().unwrap() {
        for requirement in fault["requirements"].as_array().unwrap() {
            assert!(known.contains(&requirement.as_str().unwrap()), "{fault}");
        }
    }
    let first = faults[0]["id"].as_str().unwrap();
    assert!(told(&["explain", first]).contains(&format!("samspel demo --fault {first}")));
}

#[test]
fn the_built_in_suites_are_listed_and_have_nothing_to_put_right() {
    assert!(told(&["suite", "list"]).contains("ss12000"));
    let lint = samspel(&["suite", "lint"]);
    assert_eq!(lint.code, 0, "{}", lint.told());
}

#[test]
fn a_suite_of_ones_own_is_found_in_its_folder_and_its_faults_are_shown() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("suites/own");
    std::fs::create_dir_all(&own).unwrap();
    std::fs::write(own.join("suite.yaml"), "id: own\nversoin: 1\n").unwrap();
    let ended = samspel_in(folder.path(), &["suite", "lint", "suites/own"]);
    assert_eq!(ended.code, 1, "{}", ended.told());
    assert!(ended.stderr.contains("suite.yaml:2") && ended.stderr.contains("versoin"), "{}", ended.told());
    let ended = samspel_in(folder.path(), &["suite", "show", "ovn", "--suites", "suites"]);
    assert_eq!(ended.code, 2, "{}", ended.told());
    assert!(ended.stderr.contains("did you mean own"), "{}", ended.told());
}

#[test]
fn a_document_that_is_no_openapi_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("api.yaml"), "swagger: '2.0'\n").unwrap();
    let ended = samspel_in(folder.path(), &["contract", "diff", "api.yaml"]);
    assert_eq!(ended.code, 2, "{}", ended.told());
    assert!(ended.stderr.contains("api.yaml"), "{}", ended.told());
}

#[test]
fn a_document_without_operations_differs_from_the_standard_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    let text = "openapi: 3.0.3\ninfo: { title: x, version: '1' }\npaths: {}\n";
    std::fs::write(folder.path().join("api.yaml"), text).unwrap();
    let ended = samspel_in(folder.path(), &["contract", "diff", "api.yaml"]);
    assert_eq!(ended.code, 1, "{}", ended.told());
    assert!(ended.stdout.contains("GET /persons"), "{}", ended.told());
}
