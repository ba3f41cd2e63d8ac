//! Every command that a text sends its reader to exists.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod samspel;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use samspel::samspel;

/// Commands that consist of two words.
const WITH_PARTS: [&str; 4] = ["suite", "sandbox", "report", "contract"];

#[test]
fn every_command_that_is_named_somewhere_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut named: BTreeMap<Vec<String>, PathBuf> = BTreeMap::new();
    for place in ["README.md", "README.sv.md", "CONTRIBUTING.md", "docs", "test-suites", "crates"] {
        for file in texts(&root.join(place)) {
            let text = std::fs::read_to_string(&file).unwrap();
            for command in commands(&text) {
                named.entry(command).or_insert_with(|| file.clone());
            }
        }
    }
    assert!(named.len() > 10, "{named:?}");
    for (command, file) in named {
        let words: Vec<&str> = command.iter().map(String::as_str).chain(["--help"]).collect();
        let ended = samspel(&words);
        assert_eq!(ended.code, 0, "{} names `samspel {}`: {}", file.display(), command.join(" "), ended.stderr);
    }
}

/// Files that people read, and source files for the advice in messages.
fn texts(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        let read = path.extension().is_some_and(|e| ["md", "ftl", "yaml", "rs"].iter().any(|known| e == *known));
        return if read { vec![path.to_path_buf()] } else { Vec::new() };
    }
    let mut entries: Vec<PathBuf> = std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.retain(|entry| entry.file_name().is_none_or(|name| name != "tests"));
    entries.iter().flat_map(|entry| texts(entry)).collect()
}

/// What follows the program's name at the beginning of code: `samspel run --target …` is `run`.
fn commands(text: &str) -> impl Iterator<Item = Vec<String>> {
    let begins = ["`samspel ", "\nsamspel ", "cargo run --release -- ", "cargo run -- "];
    begins
        .into_iter()
        .flat_map(move |begin| text.match_indices(begin).map(move |(at, _)| &text[at + begin.len()..]))
        .filter_map(|rest| {
            let is_word = |word: &&str| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase());
            let words: Vec<&str> = rest.split([' ', '`', '\n', '\\']).take(2).collect();
            let first = words.first().copied().filter(is_word)?;
            let second = words.get(1).copied().filter(is_word).filter(|_| WITH_PARTS.contains(&first));
            Some([Some(first), second].into_iter().flatten().map(str::to_owned).collect())
        })
}
