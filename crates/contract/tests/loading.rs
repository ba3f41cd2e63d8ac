//! A user's own edition: read when sound, refused with the file and the fault when not.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::fs;
use std::path::{Path, PathBuf};

use samspel_contract::Contract;
use serde_json::{Value, json};

fn embedded_files() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas/ss12000/2.1.0")
}

fn copy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in fs::read_dir(embedded_files()).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
    }
    folder
}

/// Loads a copy in which one file has been changed, and gives the error without the folder's name.
fn fault(file: &str, change: impl FnOnce(&mut Value)) -> String {
    let folder = copy();
    let path = folder.path().join(file);
    let mut content: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    change(&mut content);
    fs::write(&path, content.to_string()).unwrap();
    let error = Contract::load(folder.path()).unwrap_err().to_string();
    error.replace(&format!("{}/", folder.path().display()), "")
}

#[test]
fn a_copy_of_the_built_in_edition_is_the_same_edition() {
    let folder = copy();
    let (own, built_in) = (Contract::load(folder.path()).unwrap(), Contract::embedded("2.1").unwrap());
    assert_eq!(own.version(), built_in.version());
    assert_eq!(own.operations(), built_in.operations());
    assert!(own.entities().eq(built_in.entities()));
}

#[test]
fn a_missing_folder_or_file_is_named() {
    let error = Contract::load(Path::new("/nowhere/at/all")).unwrap_err().to_string();
    assert!(error.starts_with("cannot read /nowhere/at/all/edition.json: "), "{error}");
    let folder = copy();
    fs::remove_file(folder.path().join("relations.json")).unwrap();
    let error = Contract::load(folder.path()).unwrap_err().to_string();
    assert!(error.contains("relations.json"), "{error}");
}

#[test]
fn broken_json_is_reported_with_its_line() {
    let folder = copy();
    fs::write(folder.path().join("operations.json"), "{\n  \"operations\": [\n    oops").unwrap();
    let error = Contract::load(folder.path()).unwrap_err().to_string();
    assert!(error.contains("operations.json") && error.contains("line 3"), "{error}");
}

#[test]
fn faults_in_the_content_are_placed() {
    let entities = "entities.schema.json";
    assert_eq!(
        fault(entities, |file| file["$defs"]["Person"]["required"] = json!(["id", "shoeSize"])),
        "entities.schema.json: $defs/Person: required lists \"shoeSize\", which is not among the properties"
    );
    assert_eq!(
        fault(entities, |file| file["$defs"]["Person"]["properties"]["sex"]["$ref"] = json!("#/$defs/Gender")),
        "entities.schema.json: $defs/Person/properties/sex: \"#/$defs/Gender\" points at nothing"
    );
    assert_eq!(
        fault(entities, |file| file["$defs"]["Person"]["properties"]["emails"]["items"] = json!({})),
        "entities.schema.json: $defs/Person/properties/emails/items: neither `$ref` nor a known `type`"
    );
    assert_eq!(
        fault("operations.json", |file| file["operations"][0]["entity"] = json!("Organization")),
        "operations.json: listOrganisations: there is no entity \"Organization\" in entities.schema.json"
    );
    assert_eq!(
        fault("relations.json", |file| file["references"][0]["target"] = json!("School")),
        "relations.json: Organisation.parentOrganisation: there is no entity \"School\" in entities.schema.json"
    );
}

#[test]
fn a_schema_that_cannot_be_compiled_is_named() {
    let error = fault("entities.schema.json", |file| {
        file["$defs"]["AttendanceScheduleEntry"]["properties"]["startTime"]["pattern"] = json!("(");
    });
    assert!(error.starts_with("entities.schema.json: $defs/AttendanceSchedule"), "{error}");
}

#[test]
fn a_wrong_type_in_a_file_is_reported() {
    let error = fault("edition.json", |file| file["version"] = json!(2.1));
    assert!(error.starts_with("edition.json: invalid type"), "{error}");
}
