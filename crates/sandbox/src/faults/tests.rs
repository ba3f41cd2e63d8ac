//! The list of faults against the requirement catalogue.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::faults;
use crate::fault::Level;

/// Level of every requirement in the catalogue.
fn catalogue() -> BTreeMap<String, Level> {
    let folder =
        |suite: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../test-suites/{suite}/requirements"));
    let mut levels = BTreeMap::new();
    let files = ["ss12000", "api-auth", "identity"].map(|suite| std::fs::read_dir(folder(suite)).unwrap());
    for file in files.into_iter().flatten() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let mut id = String::new();
        for line in text.lines().map(str::trim) {
            if let Some(found) = line.strip_prefix("- id: ") {
                found.clone_into(&mut id);
            } else if let Some(level) = line.strip_prefix("level: ") {
                let level = match level {
                    "MUST" => Level::Must,
                    "SHOULD" => Level::Should,
                    _ => Level::May,
                };
                levels.insert(id.clone(), level);
            }
        }
    }
    levels
}

#[test]
fn every_id_is_kebab_case_and_unique() {
    let mut seen = BTreeSet::new();
    for fault in faults() {
        assert!(
            fault.id.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-'),
            "{}",
            fault.id
        );
        assert!(seen.insert(fault.id), "{} twice", fault.id);
    }
}

#[test]
fn every_fault_breaks_requirements_of_the_catalogue_and_is_as_grave_as_the_gravest() {
    let catalogue = catalogue();
    for fault in faults() {
        let gravest = fault
            .requirements
            .iter()
            .map(|id| *catalogue.get(*id).unwrap_or_else(|| panic!("{}: no {id}", fault.id)))
            .max();
        assert_eq!(Some(fault.level), gravest, "{}", fault.id);
    }
}

#[test]
fn every_fault_has_a_title_in_both_languages_and_takes_hold_somewhere() {
    for fault in faults() {
        assert!(
            !fault.title.sv.is_empty() && !fault.title.en.is_empty() && fault.title.sv != fault.title.en,
            "{}",
            fault.id
        );
        assert!(!fault.hooks.is_empty(), "{}", fault.id);
    }
}

/// Requirements of the families below that no fault breaks, each with the reason.
const WITHOUT_FAULT: &[(&str, &str)] = &[
    ("SS12K-AUTH-005", "transport: the sandbox speaks plain HTTP"),
    ("SS12K-AUTH-007", "a vendor's free choice"),
    ("SS12K-ERR-009", "practice, not the standard; a limit on calls would disturb every other test"),
    ("SS12K-ID-002", "needs two systems"),
    ("SS12K-PAGE-014", "needs a wait of minutes"),
    ("SS12K-PAGE-017", "needs somebody who changes data while pages are read"),
];

#[test]
fn every_requirement_of_these_families_has_a_fault_or_a_reason() {
    let families =
        ["HTTP", "AUTH", "ERR", "ENV", "ID", "META", "PAGE", "DATE", "SORT"].map(|family| format!("SS12K-{family}-"));
    let broken: BTreeSet<&str> = faults().iter().flat_map(|fault| fault.requirements).copied().collect();
    for id in catalogue().keys().filter(|id| families.iter().any(|family| id.starts_with(family))) {
        let excused = WITHOUT_FAULT.iter().any(|(without, _)| without == id);
        assert!(broken.contains(id.as_str()) != excused, "{id}");
    }
}
