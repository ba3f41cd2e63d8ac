//! What is known about a test case, or about one of its tests.

use std::fmt::Write;

use samspel_model::Lang;
use samspel_suite::{Case, Row, Suite};
use serde_json::Value;

use super::said;
use crate::nearest::{nearest, suggestion};
use crate::problem::Problem;

/// `id`: of the case, or of one of its tests with a row in brackets.
pub(super) fn explain(suite: &Suite, case: &Case, id: &str, lang: Lang) -> Result<String, Problem> {
    let rows = suite.rows(case);
    let row = rows.iter().find(|row| row.id == id);
    if row.is_none() && id != case.id {
        let near = nearest(id, rows.iter().map(|row| row.id.as_str()));
        let list = format!("`samspel explain {}`", case.id);
        return Err(Problem::usage(format!("{} has no test called {id}", case.id), suggestion(&near, &list)));
    }
    let mut text = String::new();
    let _ = writeln!(text, "{id}  {}", case.purpose.get(lang));
    if case.control {
        let control = said(
            lang,
            "Ett kontrollprov: utan det godkänns inget annat.",
            "A positive control: unless it passes, nothing else does.",
        );
        let _ = writeln!(text, "\n{control}");
    }
    let _ = writeln!(text, "\n{}:", said(lang, "Krav", "Requirements"));
    for id in &case.requirements {
        match suite.requirements.iter().find(|r| r.id == *id) {
            Some(r) => {
                let _ = writeln!(text, "  {}  {}  {}", r.id, r.level.as_str(), r.title.get(lang));
            }
            None => {
                let _ = writeln!(text, "  {id}");
            }
        }
    }
    match &case.uses {
        Some(check) => {
            let _ = writeln!(text, "\n{}: {check}", said(lang, "Kontroll", "Check"));
        }
        None => {
            let _ = writeln!(text, "\n{}:", said(lang, "HTTP-steg", "HTTP steps"));
            for step in &case.steps {
                let _ = writeln!(text, "  {}", step.request);
            }
        }
    }
    match row {
        Some(row) => arguments(&mut text, row, lang),
        None => {
            let _ = writeln!(text, "{} ({}):", said(lang, "Test", "Tests"), rows.len());
            for row in &rows {
                let _ = writeln!(text, "  {}", row.id);
            }
        }
    }
    needs(&mut text, case, lang);
    Ok(text)
}

/// What tells this test from the others of its case.
fn arguments(text: &mut String, row: &Row, lang: Lang) {
    if row.with.is_empty() {
        return;
    }
    let _ = writeln!(text, "{}:", said(lang, "Med", "With"));
    for (name, value) in &row.with {
        let value = match value {
            Value::String(value) => value.clone(),
            other => other.to_string(),
        };
        let _ = writeln!(text, "  {name}: {value}");
    }
}

fn needs(text: &mut String, case: &Case, lang: Lang) {
    if !case.needs.principals.is_empty() {
        let heading = said(lang, "Behöver principalerna", "Needs the principals");
        let _ = writeln!(text, "{heading} {}", case.needs.principals.join(", "));
    }
    if case.needs.writes {
        let writes = said(
            lang,
            "Skriver: kräver environment: test och allow_writes: true",
            "Writes: needs environment: test and allow_writes: true",
        );
        let _ = writeln!(text, "{writes}");
    }
    if case.needs.changes {
        let changes = said(
            lang,
            "Låter uppgifter ändras bakom gränssnittet: kräver environment: test och changes: { … }",
            "Has data changed behind the interface: needs environment: test and changes: { … }",
        );
        let _ = writeln!(text, "{changes}");
    }
}
