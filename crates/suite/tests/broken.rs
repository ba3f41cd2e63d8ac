//! What people read when a file is broken. Each file in `broken/` is wrong in the way that its name says.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::fs;
use std::path::{Path, PathBuf};

use samspel_suite::{Problems, Suite, Target};

const WIDTH: usize = 110;

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// The good suite with one file replaced, read from a folder.
fn suite_with(file: &str, text: &str) -> Result<Suite, Problems> {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("suite");
    for path in [
        "suite.yaml",
        "requirements/page.yaml",
        "cases/page.yaml",
        "cases/steps.yaml",
        "profiles/all.yaml",
        "profiles/pages.yaml",
        "texts/sv/page.ftl",
        "texts/en/page.ftl",
    ] {
        let to = root.join(path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(tests().join("good/suite").join(path), to).unwrap();
    }
    fs::write(root.join(file), text).unwrap();
    Suite::load_dir(&root)
}

fn broken(name: &str, text: &str) -> String {
    let problems = match name.split('-').next().unwrap() {
        "target" => Target::parse(&format!("{name}.yaml"), text).unwrap_err(),
        "suite" => suite_with("suite.yaml", text).unwrap_err(),
        "requirements" => suite_with("requirements/page.yaml", text).unwrap_err(),
        "cases" => suite_with("cases/page.yaml", text).unwrap_err(),
        "steps" => suite_with("cases/steps.yaml", text).unwrap_err(),
        "profile" => suite_with("profiles/pages.yaml", text).unwrap_err(),
        other => panic!("what kind of file is {other}?"),
    };
    assert!(problems.problems.iter().any(|p| !p.is_warning()));
    problems.render(false, WIDTH)
}

#[test]
fn every_broken_file_is_explained_with_its_place_and_advice() {
    let mut names: Vec<PathBuf> = fs::read_dir(tests().join("broken")).unwrap().map(|e| e.unwrap().path()).collect();
    names.sort();
    assert!(names.len() >= 60);
    let mut settings = insta::Settings::clone_current();
    settings.add_filter(r"\[[^\[\]\n]*/suite/", "[suite/");
    settings.add_filter(r"stands at [^\s]*/suite/", "stands at suite/");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for path in names {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let message = broken(&name, &fs::read_to_string(&path).unwrap());
            assert!(!message.contains("hush"), "{name} shows a secret:\n{message}");
            insta::assert_snapshot!(name, message);
        }
    });
}

#[test]
fn a_secret_in_the_file_itself_is_a_warning_that_does_not_show_it() {
    let text = fs::read_to_string(tests().join("good/literal-secrets.yaml")).unwrap();
    let loaded = Target::parse("literal-secrets.yaml", &text).unwrap();
    let shown: String = loaded.warnings.iter().map(|p| p.render(false, WIDTH)).collect();
    for secret in ["hemligt", "lösenord", "abc.def", "gammal"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("literal-secrets", shown);
    });
    let sandbox = format!("{text}\nchanges: {{ url: \"http://127.0.0.1:1/sandbox/changes\" }}\n");
    let warnings = Target::parse("sandbox.yaml", &sandbox).unwrap().warnings;
    assert!(!warnings.iter().any(|p| p.message().contains("secret")), "the sandbox here has made its secrets up");
}

#[test]
fn good_targets_load_without_warnings() {
    for name in ["smallest", "whole"] {
        let loaded = Target::load(&tests().join(format!("good/{name}.yaml"))).unwrap();
        assert!(loaded.warnings.is_empty(), "{:?}", loaded.warnings);
        assert_eq!(loaded.target.base_dir, tests().join("good"));
    }
}

#[test]
fn a_file_that_is_not_there_is_told_with_the_way_to_one() {
    let problems = Target::load(Path::new("no-such-target.yaml")).unwrap_err();
    assert!(problems.render(false, WIDTH).contains("samspel init"), "{}", problems.render(false, WIDTH));
}

#[test]
fn a_good_suite_loads() {
    let suite = Suite::load_dir(&tests().join("good/suite")).unwrap();
    assert_eq!((suite.requirements.len(), suite.cases.len(), suite.profiles.len()), (4, 5, 2));
}
