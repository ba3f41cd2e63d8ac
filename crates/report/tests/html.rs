//! The HTML report holds what it has to, nothing from outside, and nothing that a system under test could run.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::collections::BTreeSet;

use samspel_model::{Lang, Report};

mod sample;

fn pages(report: &Report) -> [String; 2] {
    Lang::ALL.map(|lang| samspel_report::html(report, lang).unwrap())
}

fn all() -> Vec<Report> {
    vec![sample::failing(), sample::conforming(), sample::not_shown(), sample::hostile(), sample::large()]
}

/// Values of an attribute, in the order of the page.
fn attribute<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let marker = format!(" {name}=\"");
    page.match_indices(&marker).map(|(at, _)| page[at + marker.len()..].split('"').next().unwrap()).collect()
}

/// Levels of the headings, in the order of the page.
fn headings(page: &str) -> Vec<u32> {
    page.match_indices("<h")
        .filter_map(|(at, _)| {
            let rest = &page[at + 2..];
            let level = rest.chars().next()?.to_digit(10)?;
            matches!(rest.chars().nth(1)?, ' ' | '>').then_some(level)
        })
        .collect()
}

#[test]
fn what_a_system_writes_stays_text() {
    for page in pages(&sample::hostile()) {
        assert!(!page.contains("<script"), "markup got through");
        assert!(page.contains("&lt;script&gt;alert("));
        assert!(!page.contains('\u{1b}') && !page.contains('\u{202e}') && !page.contains('\0'));
        assert_eq!(page.matches("</style>").count(), 1);
        assert!(!attribute(&page, "href").iter().any(|href| !href.starts_with('#')));
    }
}

#[test]
fn the_page_loads_nothing_and_runs_nothing() {
    for report in all() {
        for page in pages(&report) {
            for name in ["src", "srcset", "action", "data", "poster", "onclick", "onload", "style"] {
                assert_eq!(attribute(&page, name), Vec::<&str>::new(), "{name}");
            }
            let style = page.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
            assert!(!style.contains("url(") && !style.contains("@import"));
            assert!(!page.contains("<link") && !page.contains("<iframe") && !page.contains("<img"));
        }
    }
}

#[test]
fn ids_are_unique_and_every_link_has_a_place_to_go() {
    for report in all() {
        for page in pages(&report) {
            let ids = attribute(&page, "id");
            let unique: BTreeSet<&str> = ids.iter().copied().collect();
            assert_eq!(ids.len(), unique.len());
            let links = attribute(&page, "href");
            assert!(links.len() > 20);
            for href in links {
                assert!(unique.contains(href.trim_start_matches('#')), "{href} leads nowhere");
            }
            for label in attribute(&page, "aria-labelledby") {
                assert!(unique.contains(label), "{label} labels nothing");
            }
        }
    }
}

#[test]
fn headings_go_down_one_step_at_a_time_from_a_single_h1() {
    for report in all() {
        for page in pages(&report) {
            let levels = headings(&page);
            assert_eq!(levels.first(), Some(&1));
            assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
            for pair in levels.windows(2) {
                assert!(pair[1] <= pair[0] + 1, "h{} follows h{}", pair[1], pair[0]);
            }
        }
    }
}

#[test]
fn every_table_has_a_caption_and_scopes() {
    for page in pages(&sample::failing()) {
        let tables: Vec<&str> = page.split("<table").skip(1).collect();
        assert!(tables.len() > 10);
        for table in tables {
            assert!(table.split("</table>").next().unwrap().contains("<caption>"));
        }
        assert_eq!(page.matches("<th ").count(), page.matches("<th scope=").count());
        assert_eq!(page.matches("<th>").count(), 0);
    }
}

#[test]
fn the_page_speaks_its_language_and_says_the_outcome_in_words() {
    let [sv, en] = pages(&sample::failing());
    assert!(sv.contains("<html lang=\"sv\">") && sv.contains("Uppfyller inte kraven"));
    assert!(en.contains("<html lang=\"en\">") && en.contains("Does not conform"));
    let [sv, en] = pages(&sample::conforming());
    assert!(sv.contains("Uppfyller kraven") && !sv.contains("Uppfyller inte kraven"));
    assert!(en.contains("Conforms") && !en.contains("Does not conform"));
    let [sv, en] = pages(&sample::not_shown());
    assert!(sv.contains("Inte visat") && en.contains("Not shown"));
}

#[test]
fn no_finding_is_not_sold_as_conformity() {
    let [sv, en] = pages(&sample::not_shown());
    assert!(sv.contains("Att inga avvikelser hittades betyder inte att systemet uppfyller kraven: 15 av 15"));
    assert!(en.contains("That no deviation was found does not mean that the system conforms: 15 of 15"));
}

#[test]
fn a_shared_reason_is_written_once_in_the_list_of_what_could_not_be_shown() {
    let [sv, _] = pages(&sample::large());
    let open = sv.split("<section id=\"open\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert_eq!(open.matches("Testet skriver i systemet").count(), 1);
    assert!(open.contains("Visa 68 krav"), "68 requirements share the reason");
}

#[test]
fn every_requirement_test_and_finding_has_its_place() {
    let report = sample::failing();
    let [sv, _] = pages(&report);
    let ids: BTreeSet<&str> = attribute(&sv, "id").into_iter().collect();
    for requirement in &report.requirements {
        assert!(ids.contains(format!("r-{}", requirement.id).as_str()));
    }
    for finding in &report.findings {
        assert!(ids.contains(finding.id.as_str()));
    }
    for at in 1..=report.tests.len() {
        assert!(ids.contains(format!("t-{at}").as_str()));
    }
}

#[test]
fn the_end_mark_counts_the_sections_and_names_the_record() {
    let report = sample::failing();
    let [sv, _] = pages(&report);
    let sections = sv.matches("<section ").count();
    assert!(sv.contains(&format!("{sections} avsnitt.")));
    let footer = sv.split("<footer>").nth(1).unwrap();
    assert!(footer.contains(&samspel_report::digest(&report).unwrap()));
}

#[test]
fn a_report_of_a_whole_run_stays_below_a_megabyte() {
    let report = sample::large();
    assert_eq!((report.tests.len(), report.requirements.len(), report.findings.len()), (400, 340, 40));
    for page in pages(&report) {
        assert!(page.len() < 1_000_000, "{}", page.len());
    }
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    assert_eq!(pages(&sample::failing()), pages(&sample::failing()));
}

#[test]
fn scenarios_say_what_their_outcome_is_due_to() {
    let [sv, en] = pages(&sample::failing());
    let section = |page: &str| {
        page.split("<section id=\"scenarios\"").nth(1).unwrap().split("</section>").next().unwrap().to_owned()
    };
    let (sv, en) = (section(&sv), section(&en));
    assert_eq!(sv.matches("<tr>").count(), 5, "a head and four scenarios");
    for words in ["Uppfyllt", "Ej uppfyllt", "Ej visat", "Ej testat", "createSubscription", "och 2 till"] {
        assert!(sv.contains(words), "{words}");
    }
    assert!(sv.contains("href=\"#r-SS12K-FILT-001\"") && sv.contains("Filtret meta.modified.after ger bara"));
    assert!(!sv.contains("href=\"#r-SS12K-SUB-007\""), "the run has no row for it");
    assert!(en.contains("Does not conform") && en.contains("aggregatedAttendance?startDate={from}"));
    let [without, _] = pages(&sample::not_shown());
    assert!(!without.contains("id=\"scenarios\""), "a profile that judges no scenario has no such section");
}

#[test]
fn what_the_data_lacks_stands_in_a_section_of_its_own() {
    let [sv, _] = pages(&sample::not_shown());
    let section =
        |name: &str| sv.split(&format!("<section id=\"{name}\"")).nth(1).unwrap().split("</section>").next().unwrap();
    assert_eq!(section("data").matches("Lägg in minst två").count(), 1);
    assert_eq!(section("open").matches("Lägg in minst två").count(), 0);
    assert!(section("open").contains("Inget utöver det som data inte räckte till"));
    let [complete, _] = pages(&sample::conforming());
    assert!(complete.contains("Data räckte till allt som prövades."));
}

#[test]
fn what_hinders_all_scenarios_is_said_once() {
    let mut report = sample::failing();
    let failing: Vec<usize> = (0..report.scenarios.len())
        .filter(|at| report.scenarios[*at].outcome == samspel_model::ScenarioOutcome::DoesNotConform)
        .collect();
    let mut again = report.scenarios[failing[0]].clone();
    again.id = "C.20".to_owned();
    again.reasons.pop();
    report.scenarios.push(again);
    let [sv, _] = pages(&report);
    let section = sv.split("<section id=\"scenarios\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(section.contains("Hindrar alla scenarier som inte är uppfyllda"));
    assert_eq!(section.matches("href=\"#r-SS12K-FILT-001\"").count(), 1);
}

#[test]
fn findings_of_one_cause_are_one_line_for_those_who_decide() {
    let mut report = sample::failing();
    let cause = samspel_model::Text { sv: "Läser inga filter.".to_owned(), en: "Reads no filters.".to_owned() };
    let level = samspel_model::FindingLevel::Must;
    let musts = report.findings.iter_mut().filter(|finding| finding.level == level);
    let n = musts.map(|finding| finding.cause = Some(cause.clone())).count();
    assert!(n > 1);
    let [_, en] = pages(&report);
    let summary = en.split("<section id=\"summary\"").nth(1).unwrap().split("</section>").next().unwrap();
    let list = summary.split("consequences").nth(1).unwrap().split("</ul>").next().unwrap();
    assert_eq!(list.matches("<li>").count(), 1);
    assert!(list.contains("probably ha"));
}

#[test]
fn gaps_of_requirements_that_are_decided_stand_apart() {
    let mut report = sample::conforming();
    let requirement = report.requirements[0].id.clone();
    let what = samspel_model::Text { sv: "Lägg in ett å.".to_owned(), en: "Add an å.".to_owned() };
    report.data_gaps = vec![samspel_model::DataGap { what, requirements: vec![requirement], tests: 1 }];
    let [sv, _] = pages(&report);
    let section = sv.split("<section id=\"data\"").nth(1).unwrap().split("</section>").next().unwrap();
    let apart = section.split("För krav som är avgjorda").nth(1).unwrap();
    assert!(apart.contains("Lägg in ett å."));
    let text = samspel_report::terminal(&report, samspel_model::Lang::Sv, 200);
    assert!(!text.contains("Lägg in ett å.") && text.contains("1 lucka i data"), "{text}");
}
