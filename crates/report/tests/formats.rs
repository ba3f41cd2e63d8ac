//! Markdown, terminal and JUnit, as people and CI read them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use samspel_model::{Lang, Report, Verdict};
use samspel_report::{junit, markdown, terminal, terminal_in_colour};

mod sample;

fn all() -> Vec<Report> {
    vec![sample::failing(), sample::conforming(), sample::not_shown(), sample::hostile(), sample::large()]
}

/// The digest of report.json is left out: it changes with every field that reports gain.
#[track_caller]
fn snapshot(name: &str, text: String) {
    insta::with_settings!({ filters => vec![("`[0-9a-f]{64}`", "`[digest]`")] }, {
        insta::assert_snapshot!(name, text);
    });
}

#[test]
fn markdown_of_a_failing_system() {
    snapshot("markdown-failing-sv", markdown(&sample::failing(), Lang::Sv).unwrap());
    snapshot("markdown-failing-en", markdown(&sample::failing(), Lang::En).unwrap());
}

#[test]
fn markdown_of_a_system_that_showed_nothing() {
    snapshot("markdown-not-shown-sv", markdown(&sample::not_shown(), Lang::Sv).unwrap());
}

#[test]
fn markdown_of_a_hostile_system() {
    snapshot("markdown-hostile-en", markdown(&sample::hostile(), Lang::En).unwrap());
}

#[test]
fn markdown_fits_in_eighty_lines_and_holds_no_markup_of_others() {
    for report in all() {
        for lang in Lang::ALL {
            let text = markdown(&report, lang).unwrap();
            assert!(text.lines().count() <= 80, "{}", text.lines().count());
            assert!(!outside_code(&text).contains('<'), "{}", outside_code(&text));
        }
    }
}

/// What Markdown does not show as code: a span runs from some backticks to the next run of as many (CommonMark 6.1).
fn outside_code(text: &str) -> String {
    let mut outside = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c == '\\' {
            let escaped = rest.chars().nth(1).map_or(0, char::len_utf8);
            rest = &rest[1 + escaped..];
        } else if c == '`' {
            let fence = rest.len() - rest.trim_start_matches('`').len();
            let mut at = fence;
            let closed = loop {
                let Some(next) = rest[at..].find('`').map(|found| at + found) else { break None };
                let run = rest[next..].len() - rest[next..].trim_start_matches('`').len();
                at = next + run;
                if run == fence {
                    break Some(at);
                }
            };
            rest = &rest[closed.unwrap_or(fence)..];
        } else {
            outside.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    outside
}

#[test]
fn terminal_of_a_failing_system() {
    snapshot("terminal-failing-sv", terminal(&sample::failing(), Lang::Sv, 80));
    snapshot("terminal-failing-en", terminal(&sample::failing(), Lang::En, 100));
}

#[test]
fn terminal_of_a_conforming_system_on_a_narrow_screen() {
    snapshot("terminal-conforming-sv", terminal(&sample::conforming(), Lang::Sv, 40));
}

#[test]
fn terminal_lines_fit_the_width() {
    for report in all() {
        for lang in Lang::ALL {
            for width in [40, 60, 80, 200] {
                let text = terminal(&report, lang, width);
                for line in text.lines() {
                    assert!(line.chars().count() <= width, "{width}: {line}");
                }
            }
        }
    }
}

#[test]
fn a_terminal_gets_no_codes_unless_asked_and_never_those_of_a_system() {
    assert!(!terminal(&sample::hostile(), Lang::Sv, 80).contains('\u{1b}'));
    let coloured = terminal_in_colour(&sample::hostile(), Lang::Sv, 80);
    assert!(coloured.contains("\u{1b}[1;31m✗ Uppfyller inte kraven\u{1b}[0m"));
    let own = coloured.matches("\u{1b}[1;").count() + coloured.matches("\u{1b}[0m").count();
    assert_eq!(coloured.matches('\u{1b}').count(), own);
}

#[test]
fn junit_of_a_failing_system() {
    let mut report = sample::failing();
    // One test of each verdict is enough to read.
    report.tests.retain(|test| test.id.ends_with("[listPersons]"));
    let mut seen = std::collections::BTreeSet::new();
    report.tests.retain(|test| seen.insert((test.verdict, test.id.contains("/err/"))));
    snapshot("junit-failing", junit(&report).unwrap());
}

#[test]
fn junit_fails_only_what_contradicts_a_binding_requirement() {
    let report = sample::failing();
    let xml = junit(&report).unwrap();
    let must = report.tests.iter().filter(|t| t.verdict == Verdict::Fail && !t.id.contains("/err/")).count();
    assert_eq!(must, 6);
    // And the statement.
    assert_eq!(xml.matches("<failure ").count(), must + 1);
    assert_eq!(xml.matches("name=\"deviation\"").count(), 3);
    let errors = report.tests.iter().filter(|t| t.verdict == Verdict::Error).count();
    assert_eq!(xml.matches("<error ").count(), errors);
    assert_eq!(xml.matches("<testcase ").count(), report.tests.len() + 1);
}

#[test]
fn junit_is_red_when_nothing_was_shown() {
    let xml = junit(&sample::not_shown()).unwrap();
    assert_eq!(xml.matches("<failure ").count(), 1);
    assert!(xml.contains("type=\"not-shown\""));
    assert_eq!(junit(&sample::conforming()).unwrap().matches("<failure ").count(), 0);
}

#[test]
fn junit_of_a_hostile_system_is_plain_xml() {
    let xml = junit(&sample::hostile()).unwrap();
    assert!(!xml.contains("<script") && !xml.contains('\u{1b}') && !xml.contains('\0'));
    assert!(xml.contains("&lt;script&gt;"));
}
