//! What is known about a requirement.

use std::fmt::Write;

use samspel_model::{Confidence, Lang, Requirement};
use samspel_suite::Suite;

pub(super) fn explain(suite: &Suite, requirement: &Requirement, lang: Lang) -> String {
    let mut text = String::new();
    let editions = if requirement.editions.is_empty() { &suite.editions } else { &requirement.editions };
    let _ = writeln!(text, "{}  {}  {}", requirement.id, requirement.level.as_str(), requirement.title.get(lang));
    let _ = writeln!(text, "\nWhy it matters: {}", requirement.why.get(lang));
    let _ = writeln!(text, "What to change: {}", requirement.remedy.get(lang));
    let _ = writeln!(text, "\nSource: {}", requirement.source);
    let _ = writeln!(text, "Confidence: {:?}, {}", requirement.confidence, sure(requirement.confidence));
    let _ = writeln!(text, "Editions: {}", editions.join(", "));
    tests(&mut text, suite, requirement, lang);
    let faults: Vec<_> =
        samspel_sandbox::faults().iter().filter(|f| f.requirements.iter().any(|r| *r == requirement.id)).collect();
    if !faults.is_empty() {
        let _ = writeln!(text, "\nFaults of the sandbox that break it (samspel demo --fault ID):");
        for fault in faults {
            let _ = writeln!(text, "  {}", fault.id);
        }
    }
    text
}

fn sure(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::A => "explicit in the published definition",
        Confidence::B => "a direct consequence of the published definition",
        Confidence::C => "an interpretation: reported, never a failure",
        Confidence::D => "practice or a profile only: reported, never a failure",
    }
}

fn tests(text: &mut String, suite: &Suite, requirement: &Requirement, lang: Lang) {
    let cases: Vec<_> = suite.cases.iter().filter(|c| c.requirements.contains(&requirement.id)).collect();
    if cases.is_empty() {
        let reason = requirement.untested.as_ref().and_then(|id| suite.untested_reasons.get(id));
        let _ = writeln!(text, "\nNo test looks at it. {}", reason.map_or("", |r| r.get(lang)));
        return;
    }
    let _ = writeln!(text, "\nTests:");
    for case in cases {
        let _ = writeln!(text, "  {}  {}", case.id, case.purpose.get(lang));
    }
}
