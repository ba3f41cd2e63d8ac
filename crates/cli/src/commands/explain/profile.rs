//! What is known about a profile.

use std::fmt::Write;

use samspel_model::{Lang, Profile};
use samspel_suite::{Suite, covered};

use super::said;
use crate::problem::Problem;

pub(super) fn explain(suite: &Suite, profile: &Profile, lang: Lang) -> Result<String, Problem> {
    // Editions differ by single requirements; the newest says what the profile is about.
    let edition = suite.editions.iter().max().map(String::as_str).unwrap_or_default();
    let (requirements, cases) = covered(suite, profile, edition).map_err(Problem::configuration)?;
    let mut text = String::new();
    let _ = writeln!(text, "{}  {}", profile.id, profile.title.get(lang));
    let _ = writeln!(text, "\n{}", profile.about.get(lang));
    if !profile.operations.is_empty() {
        let heading = said(lang, "Operationer", "Operations");
        let _ = writeln!(text, "\n{heading}: {}", profile.operations.join(", "));
    }
    let heading = said(lang, "Krav i utgåva", "Requirements in edition");
    let _ = writeln!(text, "\n{heading} {edition} ({}):", requirements.len());
    for requirement in requirements {
        let untested = cases.iter().all(|case| !case.requirements.contains(&requirement.id));
        let untested = if untested { said(lang, " (prövas inte)", " (not tested)") } else { "" };
        let title = requirement.title.get(lang);
        let _ = writeln!(text, "  {}  {}  {title}{untested}", requirement.id, requirement.level.as_str());
    }
    let _ = writeln!(text, "\n{} ({}):", said(lang, "Testfall", "Test cases"), cases.len());
    for case in cases {
        let _ = writeln!(text, "  {}  {}", case.id, case.purpose.get(lang));
    }
    let run = said(lang, "Kör", "Run it");
    let _ = writeln!(text, "\n{run}: samspel run --target target.yaml --profile {}", profile.id);
    Ok(text)
}
