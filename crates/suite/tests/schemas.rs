//! The published JSON Schemas are those of the Rust types.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::path::PathBuf;

use samspel_suite::FileKind;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../schemas/samspel")
}

#[test]
fn the_schemas_in_the_repository_are_up_to_date() {
    let update = std::env::var_os("SAMSPEL_UPDATE").is_some();
    let mut stale = Vec::new();
    for kind in FileKind::ALL {
        let path = folder().join(format!("{}.schema.json", kind.name()));
        let expected = format!("{}\n", serde_json::to_string_pretty(&kind.schema()).unwrap());
        let found = std::fs::read_to_string(&path).unwrap_or_default();
        if found == expected {
            continue;
        }
        if update {
            std::fs::create_dir_all(folder()).unwrap();
            std::fs::write(&path, expected).unwrap();
        } else {
            stale.push(kind.name());
        }
    }
    assert!(stale.is_empty(), "stale: {stale:?}; run `SAMSPEL_UPDATE=1 cargo test -p samspel-suite --test schemas`");
}
