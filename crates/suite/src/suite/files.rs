//! Where the files of a suite come from: the binary itself or a folder.

use std::collections::BTreeMap;
use std::path::Path;

use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};

use crate::diagnostic::{Problem, Problems};

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../test-suites");

/// The files of one suite by path below its folder, with `/` between the parts.
pub(super) struct Files {
    /// Prefix of file names in messages.
    pub(super) root: String,
    pub(super) by_path: BTreeMap<String, String>,
    /// Whether they are part of the program, where a test has checked them.
    pub(super) embedded: bool,
}

/// Ids of the embedded suites, sorted.
pub(super) fn embedded_ids() -> Vec<&'static str> {
    let mut ids: Vec<&str> = EMBEDDED
        .dirs()
        .filter(|dir| dir.get_file(dir.path().join("suite.yaml")).is_some())
        .filter_map(|dir| dir.path().to_str())
        .collect();
    ids.sort_unstable();
    ids
}

impl Files {
    /// The embedded files of a suite.
    pub(super) fn embedded(id: &str) -> Option<Files> {
        let dir = EMBEDDED.get_dir(id)?;
        dir.get_file(dir.path().join("suite.yaml"))?;
        let mut by_path = BTreeMap::new();
        collect(dir, id, &mut by_path);
        Some(Files { root: format!("test-suites/{id}"), by_path, embedded: true })
    }

    /// The files of a suite in a folder.
    pub(super) fn folder(path: &Path) -> Result<Files, Problems> {
        let mut by_path = BTreeMap::new();
        let root = path.to_string_lossy().into_owned();
        let trouble = |file: &Path, error: &std::io::Error| {
            Problems::one(
                Problem::new(format!("{}: {error}", file.display()))
                    .help("a suite is a folder with suite.yaml, requirements/, cases/, profiles/ and texts/"),
            )
        };
        for folder in ["", "requirements", "cases", "profiles", "texts/sv", "texts/en"] {
            let inside = path.join(folder);
            if !folder.is_empty() && !inside.is_dir() {
                continue;
            }
            for entry in std::fs::read_dir(&inside).map_err(|e| trouble(&inside, &e))? {
                let file = entry.map_err(|e| trouble(&inside, &e))?.path();
                let Some(name) = file.file_name().and_then(|n| n.to_str()) else { continue };
                if file.is_file() && is_part(folder, name) {
                    let text = std::fs::read_to_string(&file).map_err(|e| trouble(&file, &e))?;
                    let path = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
                    by_path.insert(path, text);
                }
            }
        }
        if by_path.contains_key("suite.yaml") {
            Ok(Files { root, by_path, embedded: false })
        } else {
            Err(trouble(&path.join("suite.yaml"), &std::io::Error::from(std::io::ErrorKind::NotFound)))
        }
    }

    /// Files of one folder in order of name.
    pub(super) fn of<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.by_path
            .iter()
            .filter(move |(path, _)| path.rsplit_once('/').is_some_and(|(inside, _)| inside == folder))
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// Name of a file in messages.
    pub(super) fn name(&self, path: &str) -> String {
        format!("{}/{path}", self.root)
    }

    /// SHA-256 over paths and contents, sorted by path, hex.
    pub(super) fn digest(&self) -> String {
        let mut hasher = Sha256::new();
        for (path, text) in &self.by_path {
            // Lengths in front keep two different sets of files from running together to the same bytes.
            hasher.update((path.len() as u64).to_be_bytes());
            hasher.update(path);
            hasher.update((text.len() as u64).to_be_bytes());
            hasher.update(text);
        }
        hex::encode(hasher.finalize())
    }
}

fn is_part(folder: &str, name: &str) -> bool {
    match folder {
        "" => name == "suite.yaml",
        "texts/sv" | "texts/en" => name.ends_with(".ftl"),
        _ => name.ends_with(".yaml"),
    }
}

fn collect(dir: &Dir<'static>, id: &str, by_path: &mut BTreeMap<String, String>) {
    for file in dir.files() {
        let Ok(path) = file.path().strip_prefix(id) else { continue };
        let parts: Vec<&str> = path.iter().filter_map(|part| part.to_str()).collect();
        let Some((name, folders)) = parts.split_last() else { continue };
        if is_part(&folders.join("/"), name)
            && let Some(text) = file.contents_utf8()
        {
            by_path.insert(parts.join("/"), text.to_owned());
        }
    }
    for inner in dir.dirs() {
        collect(inner, id, by_path);
    }
}
