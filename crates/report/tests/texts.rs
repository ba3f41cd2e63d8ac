//! Both languages say the same things, and every word that is asked for is there.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fluent_syntax::ast;
use samspel_model::Lang;

mod sample;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Text ids of a language, each with the arguments that it uses. Attributes stand as `id.name`.
fn texts(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut texts = BTreeMap::new();
    for file in files(&root().join("texts").join(lang.tag()), "ftl") {
        let source = std::fs::read_to_string(&file).unwrap();
        let resource =
            fluent_syntax::parser::parse(source).unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", file.display()));
        for entry in resource.body {
            let ast::Entry::Message(message) = entry else { continue };
            let mut add = |id: String, pattern: &ast::Pattern<String>| {
                assert!(texts.insert(id.clone(), arguments(pattern)).is_none(), "{id} stands twice");
            };
            if let Some(pattern) = &message.value {
                add(message.id.name.clone(), pattern);
            }
            for attribute in &message.attributes {
                add(format!("{}.{}", message.id.name, attribute.id.name), &attribute.value);
            }
        }
    }
    texts
}

fn arguments(pattern: &ast::Pattern<String>) -> BTreeSet<String> {
    // The debug form names each reference; walking the tree by hand would be a page of code that says no more.
    let debug = format!("{pattern:?}");
    debug
        .split("VariableReference { id: Identifier { name: \"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect()
}

fn files(dir: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|e| e == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn both_languages_have_the_same_texts() {
    let (sv, en) = (texts(Lang::Sv), texts(Lang::En));
    assert_eq!(sv.keys().collect::<Vec<_>>(), en.keys().collect::<Vec<_>>());
    assert!(sv.len() > 200, "{}", sv.len());
}

#[test]
fn both_languages_use_the_same_arguments() {
    let (sv, en) = (texts(Lang::Sv), texts(Lang::En));
    // English reuses `requirements` inside another text, which then takes that text's argument.
    let reused = BTreeSet::from(["requirements-of-which-must".to_owned()]);
    let mut compared = 0;
    for (id, arguments) in &sv {
        if !reused.contains(id) {
            assert_eq!(arguments, &en[id], "{id}");
            compared += arguments.len();
        }
    }
    assert!(compared > 50, "{compared}");
}

#[test]
fn every_text_that_templates_and_code_name_exists_and_every_text_is_named() {
    let texts = texts(Lang::Sv);
    let mut sources: Vec<PathBuf> = files(&root().join("templates"), "j2");
    sources.extend(files(&root().join("src"), "rs"));
    let source: String = sources
        .iter()
        .flat_map(|file| std::fs::read_to_string(file).unwrap().lines().map(str::to_owned).collect::<Vec<_>>())
        .filter(|line| !line.trim_start().starts_with("//") && !line.contains("no-such-text"))
        .collect::<Vec<_>>()
        .join("\n");
    let mut asked = 0;
    for call in ["t(\"", ".plain(\"", ".count(\"", ".say(\""] {
        for (at, _) in source.match_indices(call) {
            let longer_name = call == "t(\"" && source[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
            let id = source[at + call.len()..].split('"').next().unwrap();
            let whole = source[at + call.len() + id.len() + 1..].starts_with([',', ')']);
            if !longer_name && whole {
                assert!(texts.contains_key(id), "{id} is not in the texts");
                asked += 1;
            }
        }
    }
    assert!(asked > 150, "{asked}");
    // Families are named by suites, terms and months by lists, and the rest by a prefix and a verdict, level or outcome.
    let built = [
        "family-",
        "term-",
        "month-",
        "verdict-",
        "tests-",
        "level-",
        "outcome-",
        "statement-",
        "finding-",
        "findings-",
        "section-",
        "open-",
        "scenario-",
        "environment-",
    ];
    for id in texts.keys() {
        let named = source.contains(&format!("\"{id}\"")) || built.iter().any(|prefix| id.starts_with(prefix));
        assert!(named, "nothing uses {id}");
    }
}

#[test]
fn no_report_shows_the_id_of_a_text_in_place_of_the_text() {
    for report in [sample::failing(), sample::conforming(), sample::not_shown(), sample::large()] {
        for lang in Lang::ALL {
            let all = [
                samspel_report::html(&report, lang).unwrap(),
                samspel_report::markdown(&report, lang).unwrap(),
                samspel_report::terminal(&report, lang, 80),
                samspel_report::junit(&report).unwrap(),
            ];
            for text in all {
                let missing = text.find('⟦').map(|at| text[at..].chars().take(60).collect::<String>());
                assert_eq!(missing, None);
            }
        }
    }
}
