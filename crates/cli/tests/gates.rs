//! Gates and projections of reports, on a system with a fault.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod samspel;

use samspel::{Ended, Sandbox, report, samspel_in};

const RUN: [&str; 9] = [
    "run",
    "--target",
    "target.yaml",
    "--out",
    "out",
    "--only",
    "ss12000/page/limit-respected*",
    "--only",
    "ss12000/page/final-token*",
];

#[test]
fn a_known_failure_passes_the_gate_on_new_ones_and_a_report_shows_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let run = |more: &[&str]| -> Ended { samspel_in(folder.path(), &[&RUN[..], more].concat()) };
    {
        let _healthy = Sandbox::start(folder.path(), 0, &[]);
        assert_eq!(run(&[]).code, 3, "a selection is not the whole profile");
        std::fs::copy(folder.path().join("out/report.json"), folder.path().join("healthy.json")).unwrap();
    }
    std::fs::remove_file(folder.path().join("target.yaml")).unwrap();
    let _faulty = Sandbox::start(folder.path(), 0, &["--fault", "limit-ignored"]);
    let plain = run(&[]);
    assert_eq!(plain.code, 1, "{}", plain.told());
    std::fs::copy(folder.path().join("out/report.json"), folder.path().join("faulty.json")).unwrap();

    let known = run(&["--gate", "no-new-failures", "--baseline", "faulty.json"]);
    assert_eq!(known.code, 0, "{}", known.told());
    let options = report(folder.path())["run"]["options"].clone();
    assert!(options.as_array().unwrap().contains(&"--gate no-new-failures".into()), "{options}");

    let new = run(&["--gate", "no-new-failures", "--baseline", "healthy.json"]);
    assert_eq!(new.code, 1, "{}", new.told());
    assert_eq!(run(&["--gate", "conforms"]).code, 1);

    let shown = samspel_in(folder.path(), &["report", "show", "out", "--lang", "sv"]);
    assert!(shown.code == 0 && shown.stdout.contains("SS12K-PAGE-001"), "{}", shown.told());
    let exported = samspel_in(folder.path(), &["report", "export", "junit", "out"]);
    assert!(exported.stdout.starts_with("<?xml") && exported.stdout.contains("<failure"), "{}", exported.told());
    let exported = samspel_in(folder.path(), &["report", "export", "markdown", "out", "--out", "summary.md"]);
    assert_eq!(exported.code, 0, "{}", exported.told());
    assert!(std::fs::read_to_string(folder.path().join("summary.md")).unwrap().contains("SS12K-PAGE-001"));
    let page = samspel_in(folder.path(), &["report", "html", "out/report.json", "--lang", "en"]);
    assert!(page.stdout.starts_with("<!"), "{}", page.stdout.get(..200).unwrap_or_default());
}
