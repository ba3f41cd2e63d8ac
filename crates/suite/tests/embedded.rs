//! The suites that are part of the program load, also by the strict way that users' own files take.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::path::Path;

use samspel_suite::Suite;

#[test]
fn every_embedded_suite_loads_and_its_files_obey_their_schemas() {
    assert!(Suite::embedded_ids().contains(&"ss12000"));
    for id in Suite::embedded_ids() {
        let embedded = Suite::embedded(id).unwrap_or_else(|p| panic!("{}", p.render(false, 120)));
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../test-suites").join(id);
        let strict = Suite::load_dir(&folder).unwrap_or_else(|p| panic!("{}", p.render(false, 120)));
        assert_eq!(embedded.id, id);
        assert_eq!(embedded.digest, strict.digest);
    }
}

#[test]
fn a_suite_that_does_not_exist_names_the_nearest() {
    let problems = Suite::embedded("ss1200").unwrap_err();
    assert!(problems.render(false, 120).contains("did you mean `ss12000`?"));
}
