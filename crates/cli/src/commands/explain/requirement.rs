//! What is known about a requirement.

use std::fmt::Write;

use samspel_model::{Confidence, Lang, Requirement};
use samspel_suite::Suite;

use super::said;

pub(super) fn explain(suite: &Suite, requirement: &Requirement, lang: Lang) -> String {
    let mut text = String::new();
    let editions = if requirement.editions.is_empty() { &suite.editions } else { &requirement.editions };
    let _ = writeln!(text, "{}  {}  {}", requirement.id, requirement.level.as_str(), requirement.title.get(lang));
    let _ =
        writeln!(text, "\n{}: {}", said(lang, "Varför det spelar roll", "Why it matters"), requirement.why.get(lang));
    let _ = writeln!(text, "{}: {}", said(lang, "Vad som bör ändras", "What to change"), requirement.remedy.get(lang));
    let _ = writeln!(text, "\n{}: {}", said(lang, "Källa", "Source"), requirement.source);
    let _ = writeln!(
        text,
        "{}: {:?}, {}",
        said(lang, "Tolkningssäkerhet", "Confidence"),
        requirement.confidence,
        sure(requirement.confidence, lang)
    );
    let _ = writeln!(text, "{}: {}", said(lang, "Utgåvor", "Editions"), editions.join(", "));
    tests(&mut text, suite, requirement, lang);
    let faults: Vec<_> =
        samspel_sandbox::faults().iter().filter(|f| f.requirements.iter().any(|r| *r == requirement.id)).collect();
    if !faults.is_empty() {
        let _ = writeln!(
            text,
            "\n{} (samspel demo --fault ID):",
            said(lang, "Fel i sandlådan som bryter mot det", "Faults of the sandbox that break it")
        );
        for fault in faults {
            let _ = writeln!(text, "  {}", fault.id);
        }
    }
    text
}

fn sure(confidence: Confidence, lang: Lang) -> &'static str {
    match confidence {
        Confidence::A => {
            said(lang, "står uttryckligen i den publicerade definitionen", "explicit in the published definition")
        }
        Confidence::B => said(
            lang,
            "följer direkt av den publicerade definitionen",
            "a direct consequence of the published definition",
        ),
        Confidence::C => {
            said(lang, "en tolkning: redovisas, underkänns aldrig", "an interpretation: reported, never a failure")
        }
        Confidence::D => said(
            lang,
            "bara praxis eller en profil: redovisas, underkänns aldrig",
            "practice or a profile only: reported, never a failure",
        ),
    }
}

fn tests(text: &mut String, suite: &Suite, requirement: &Requirement, lang: Lang) {
    let cases: Vec<_> = suite.cases.iter().filter(|c| c.requirements.contains(&requirement.id)).collect();
    if cases.is_empty() {
        let reason = requirement.untested.as_ref().and_then(|id| suite.untested_reasons.get(id));
        let _ = writeln!(
            text,
            "\n{} {}",
            said(lang, "Inget test prövar det.", "No test looks at it."),
            reason.map_or("", |r| r.get(lang))
        );
        return;
    }
    let _ = writeln!(text, "\n{}:", said(lang, "Test", "Tests"));
    for case in cases {
        let _ = writeln!(text, "  {}  {}", case.id, case.purpose.get(lang));
    }
}
