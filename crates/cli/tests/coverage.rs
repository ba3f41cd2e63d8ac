//! `samspel suite coverage`: the share that is asked for, and the document that is kept.
#![allow(clippy::unwrap_used, reason = "tests")]

mod samspel;

use samspel::samspel;

#[test]
fn a_share_that_is_not_reached_is_exit_code_one_and_says_by_how_much() {
    let reached = samspel(&["suite", "coverage", "--json", "--require", "0"]);
    let asked = samspel(&["suite", "coverage", "--json", "--require", "100"]);
    // Some requirements can only be attested, so nobody reaches a hundred.
    assert_eq!(asked.code, 1, "{}", asked.stderr);
    assert!(asked.stderr.contains("MUST of confidence A or B:"), "{}", asked.stderr);
    let open = asked.stderr.contains("has neither a test nor a reason");
    assert_eq!(reached.code, i32::from(open), "{}", reached.stderr);
}

#[test]
fn the_document_has_a_row_for_each_requirement_and_says_what_tests_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("coverage.md");
    let ended = samspel(&["suite", "coverage", "--json", "--markdown", file.to_str().unwrap()]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let document = std::fs::read_to_string(&file).unwrap();
    let all: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
    for requirement in all.as_array().unwrap() {
        let id = requirement["id"].as_str().unwrap();
        let row = document.lines().find(|line| line.starts_with(&format!("| {id} |"))).unwrap();
        for case in requirement["cases"].as_array().unwrap() {
            assert!(row.contains(&format!("`{}`", case.as_str().unwrap())), "{row}");
        }
        let told = match requirement["standing"].as_str().unwrap() {
            "tested" => "`ss12000/",
            "attested" => "attestation only: ",
            "excused" => "not tested: ",
            _ => "**open**: ",
        };
        assert!(row.contains(told), "{row}");
    }
}

#[test]
fn a_percentage_beyond_a_hundred_is_wrong_usage() {
    assert_eq!(samspel(&["suite", "coverage", "--require", "101"]).code, 2);
}
