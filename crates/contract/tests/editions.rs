//! Both editions are complete and hold together.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use samspel_contract::Contract;

#[test]
fn both_editions_have_69_operations() {
    for edition in ["2.0", "2.1"] {
        assert_eq!(Contract::embedded(edition).unwrap().operations().len(), 69, "{edition}");
    }
}

#[test]
fn every_schema_compiles() {
    for edition in ["2.0", "2.1"] {
        let contract = Contract::embedded(edition).unwrap();
        for name in contract.schema_names() {
            assert!(contract.validator(name).is_some(), "{edition} {name}");
            assert!(contract.request_validator(name).is_some(), "{edition} {name}");
        }
    }
}
