//! Login and register compared, from end to end, and the names of the people in nothing that is written.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod samspel;

use std::path::Path;

use samspel::{Ended, report, samspel_in};
use samspel_sandbox::{Options, entries};

fn demo(folder: &Path, more: &[&str]) -> Ended {
    samspel_in(folder, &[&["demo", "--suite", "identity", "--pupils", "10", "--out", "out"], more].concat())
}

/// EPPNs and civic numbers of those who log in, in every form.
fn names() -> Vec<String> {
    let options = Options {
        listen: ([127, 0, 0, 1], 0).into(),
        pupils: 10,
        seed: 1,
        edition: "2.1".to_owned(),
        faults: Vec::new(),
    };
    let people = entries(&options).unwrap().expect("somebody logs in");
    let of_one = people.iter().flat_map(|entry| {
        let (day, last) = entry.civic_number.split_at(8);
        let number = [format!("{day}{last}"), format!("{day}-{last}"), format!("{}{last}", &day[2..])];
        number.into_iter().chain([entry.principal_name.clone(), entry.principal_name.to_uppercase()])
    });
    of_one.collect()
}

fn everything_in(folder: &Path) -> String {
    let mut all = String::new();
    for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            all += &everything_in(&entry);
        } else {
            all += &String::from_utf8_lossy(&std::fs::read(entry).unwrap());
        }
    }
    all
}

#[test]
fn a_sound_ecosystem_conforms_and_a_fault_on_either_side_is_found_without_naming_anybody() {
    let faults = [
        &[][..],
        &["--fault", "id-civic-number-in-address"],
        &["--fault", "id-civic-number-in-cookie"],
        &["--fault", "id-civic-number-encoded"],
        &["--fault", "id-principal-name-upper-case"],
        &["--fault", "login-name-of-two-persons"],
    ];
    for fault in faults {
        let folder = tempfile::tempdir().unwrap();
        let ended = demo(folder.path(), fault);
        let expected = if fault.is_empty() { (0, "CONFORMS") } else { (1, "DOES_NOT_CONFORM") };
        assert_eq!(ended.code, expected.0, "{fault:?}: {}", ended.told());
        assert_eq!(report(folder.path())["statement"]["outcome"], expected.1, "{fault:?}");
        let written = everything_in(&folder.path().join("out")) + &ended.stdout + &ended.stderr;
        assert!(written.len() > 20_000, "{} bytes", written.len());
        let leaked = names().into_iter().filter(|name| written.contains(name)).count();
        assert_eq!(leaked, 0, "{fault:?} leaves {leaked} names");
    }
}

#[test]
fn a_fault_of_another_suite_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let ended = demo(folder.path(), &["--fault", "id-civic-number-in-adress"]);
    assert_eq!(ended.code, 2, "{}", ended.told());
    assert!(ended.stderr.contains("id-civic-number-in-address"), "{}", ended.told());
    assert_eq!(demo(folder.path(), &["--fault", "limit-ignored"]).code, 2);
}
